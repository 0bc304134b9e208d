// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "diagnostics/diagnostic.h"

namespace broadsheet::batch {

/// A document that did not make it.
struct FailedDocument {
  std::string input;  // as the user named it
  std::uint64_t number =
      0;             // of the document in its input, from 1; 0: the input itself could not be read
  std::string part;  // the component that failed; empty: the host
  diagnostics::DiagnosticList diagnostics;
};

/// What a run came to.
struct RunSummary {
  enum class End { finished, interrupted, stopped_by_policy };
  End end = End::finished;
  std::uint64_t inputs = 0;
  std::uint64_t documents = 0;
  std::uint64_t succeeded = 0;
  std::uint64_t failed = 0;
  std::uint64_t warnings = 0;
  std::uint64_t bytes = 0;
  double seconds = 0.0;
  std::vector<FailedDocument> failures;  // in the order of the inputs; at most kMaxFailures
  std::map<std::string, double> metrics;
  std::map<std::string, std::size_t>
      passed_over;  // files of folders that are no inputs, by extension

  static constexpr std::size_t kMaxFailures = 100000;
};

/// The summary as broadsheet-report/1 (JSON, indented).
std::string report_json(const RunSummary& summary, const std::string& pipeline_name,
                        const std::string& fingerprint);

/// One line for people: "30 documents from 30 files in 2 s: 29 converted, 1 failed".
std::string summary_line(const RunSummary& summary);

/// "3 files were passed over as no reader of the config reads such: .pdf (2), .xml (1)"; empty for
/// none.
std::string passed_over_line(const std::map<std::string, std::size_t>& passed_over);

}  // namespace broadsheet::batch

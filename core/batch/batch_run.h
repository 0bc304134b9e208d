// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "batch/input_list.h"
#include "batch/progress.h"
#include "batch/report.h"
#include "pipeline/pipeline.h"

namespace broadsheet::batch {

struct RunRequest {
  std::vector<Input> inputs;
  std::filesystem::path output_folder;
  std::uint64_t failed_before = 0;  // inputs that could not be listed: they count for max_failed
  unsigned worker_count = 1;
  std::string run_date;  // W3C date and time for the documents' records, or empty; never the clock
  diagnostics::Severity shown_from =
      diagnostics::Severity::warning;  // less is only in the documents' records
};

/// Converts the inputs. Documents go through the pipeline on `worker_count` threads, also those of
/// one input; files are written under temporary names and renamed when a document is through, in
/// whatever order; per-input files keep the documents' order. A document that fails is reported and
/// the run goes on. Call on the main thread.
RunSummary run_batch(const pipeline::Pipeline& pipeline, const RunRequest& request,
                     Progress& progress);

}  // namespace broadsheet::batch

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "diagnostics/diagnostic.h"
#include "evaluation/structure_errors.h"
#include "evaluation/structure_score.h"
#include "pipeline/pipeline.h"

namespace broadsheet::evaluation {

struct StructureRequest {
  std::filesystem::path gold_folder;
  unsigned worker_count = 1;
  bool wants_errors = false;
  std::size_t max_errors = 0;  // of a page; 0: all
  // Plugins' warnings; called from any thread.
  std::function<void(const std::string& line)> log = [](const std::string&) {};
};

/// A page and what was measured on it.
struct EvaluatedPage {
  std::string name;
  std::filesystem::path gold_file;
  std::filesystem::path source_file;        // empty where the gold could not be read
  std::optional<StructureFigures> figures;  // empty where it could not be measured
  std::vector<StructureError> errors;       // the first max_errors, by line
  std::size_t error_count = 0;              // all of them; 0 where they are not wanted
  diagnostics::DiagnosticList diagnostics;  // of the gold and of the pipeline
};

struct StructureEvaluation {
  std::vector<EvaluatedPage> pages;         // by name
  diagnostics::DiagnosticList diagnostics;  // of the folder
  bool is_interrupted = false;

  std::vector<StructureFigures> figures() const;  // of the pages that were measured
};

/// Runs the readers and stages of a pipeline on each page of a gold folder, in memory, and measures
/// the structure that comes out. A page that cannot be measured says why, and the others go on: the
/// pipeline's `max_failed` and `on_error: abort` do not stop an evaluation. The same figures on any
/// number of threads. Call on the main thread, while a batch::StopSignals lives.
///
/// @param pipeline  without exporters
StructureEvaluation evaluate_structure(const pipeline::Pipeline& pipeline,
                                       const StructureRequest& request);

}  // namespace broadsheet::evaluation

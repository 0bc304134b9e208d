// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "evaluation/structure_evaluation.h"

namespace broadsheet::evaluation {

/// A row for each page that was measured and one for their mean, for people.
std::string structure_table(const StructureEvaluation& evaluation);

/// A line for each error: "page.txt:12: split: expected ..., found ...: 'how the line begins'".
std::string structure_error_lines(const StructureEvaluation& evaluation);

/// All of it as broadsheet-evaluation/1 (JSON, indented).
std::string structure_json(const StructureEvaluation& evaluation,
                           const pipeline::Pipeline& pipeline, bool has_errors);

}  // namespace broadsheet::evaluation

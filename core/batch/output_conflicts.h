// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "batch/input_list.h"
#include "diagnostics/diagnostic.h"
#include "pipeline/pipeline.h"

namespace broadsheet::batch {

/// Files of different exporters, inputs or documents that would get one name: an error for each
/// input concerned, before anything is run. What a document's files are called may depend on what
/// is in it ({date}, {page}, {article}); where two names could be equal, they count as equal.
diagnostics::DiagnosticList find_output_conflicts(const pipeline::Pipeline& pipeline,
                                                  const std::vector<Input>& inputs);

}  // namespace broadsheet::batch

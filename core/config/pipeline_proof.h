// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/component.h"
#include "config/config.h"
#include "diagnostics/diagnostic.h"

namespace broadsheet::config {

// Proves, before any document is read, that the parts of a pipeline fit together: the right kinds
// at the right places, every needed capability provided by an earlier part, no part twice, no two
// exporters that write the same files. Adds an error for each thing that does not fit; returns
// whether there was none.
bool prove_pipeline(const PipelineConfig& config, const ComponentCatalogue& catalogue,
                    diagnostics::DiagnosticList& diagnostics);

}  // namespace broadsheet::config

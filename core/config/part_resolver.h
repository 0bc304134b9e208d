// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "config/component.h"
#include "config/config.h"
#include "config/raw_config.h"
#include "diagnostics/diagnostic.h"

namespace broadsheet::config {

// A part with all its values, and the same options as the canonical text has them.
struct ResolvedPart {
  StageConfig part;
  OptionValues canonical_options;
};

// Checks a part's component, options and other values, and fills in the defaults. Reports all that
// is wrong; what is wrong has its default in the result.
ResolvedPart resolve_part(const RawPart& raw, const std::filesystem::path& config_folder,
                          const ComponentCatalogue& catalogue,
                          diagnostics::DiagnosticList& diagnostics);

}  // namespace broadsheet::config

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "config/component.h"
#include "config/config.h"
#include "diagnostics/diagnostic.h"

namespace broadsheet::config {

// The value of an environment variable; nothing if it is not set.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;
Environment process_environment();

// Reads a pipeline config (the language: configs/README.md) and checks every value against the
// catalogue. `overrides` are the PATH=VALUE of --set, later ones win.
//
// All errors are added to `diagnostics`, ordered by place; with any error the result is empty.
// Whether the parts fit together is not checked here: prove_pipeline().
std::optional<PipelineConfig> load_config(const std::filesystem::path& path,
                                          const ComponentCatalogue& catalogue,
                                          const std::vector<std::string>& overrides,
                                          diagnostics::DiagnosticList& diagnostics,
                                          const Environment& environment = process_environment());

}  // namespace broadsheet::config

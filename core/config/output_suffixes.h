// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "config/component.h"
#include "config/config.h"

namespace broadsheet::config {

// The further files that an exporter writes beside each file, with the options that it has:
// {"datapackage.json"}.
std::vector<std::string> companion_suffixes(const StageConfig& config,
                                            const ComponentDescription& exporter);

// What the names of all files that it writes end in, its own suffix first:
// {"csv", "csv.datapackage.json"}.
std::vector<std::string> output_suffixes(const StageConfig& config,
                                         const ComponentDescription& exporter);

}  // namespace broadsheet::config

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "config/raw_config.h"
#include "config/yaml_tree.h"
#include "diagnostics/diagnostic.h"
#include "diagnostics/source_text.h"

namespace broadsheet::config {

// The texts and values of --set; must outlive the config that they are applied to.
struct OverrideTexts {
  std::deque<diagnostics::SourceText> sources;
  std::deque<YamlNode> values;
};

// Applies PATH=VALUE to the config, in order. PATH is name, description, max_failed, or
// SECTION.PART.KEY with SECTION read, stages or write; PART the name in `use` or the place from 1;
// KEY isolation, timeout, on_error, name, suffix, or options.NAME. VALUE is taken as it stands, and
// as a YAML list where the option is one. Whether the value is allowed is checked later, as for
// those of a file.
void apply_overrides(const std::vector<std::string>& overrides, RawConfig& config,
                     OverrideTexts& texts, diagnostics::DiagnosticList& diagnostics);

}  // namespace broadsheet::config

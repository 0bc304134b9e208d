// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/load_config.h"
#include "config/yaml_tree.h"
#include "diagnostics/diagnostic.h"

namespace broadsheet::config {

// Replaces ${NAME} and ${NAME:-default} in the tree's values (not in keys) by the environment's
// values; $${ becomes ${. As in the shell the default also stands for an empty variable.
void expand_environment(YamlTree& tree, const Environment& environment,
                        diagnostics::DiagnosticList& diagnostics);

}  // namespace broadsheet::config

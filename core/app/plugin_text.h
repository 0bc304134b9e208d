// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "plugin_host/plugin_registry.h"

namespace broadsheet::app {

/// One line for `plugins list`.
std::string plugin_line(const plugin_host::InstalledPlugin& plugin);

/// Everything that the manifest says, for `plugins show`.
std::string plugin_description(const plugin_host::InstalledPlugin& plugin);

}  // namespace broadsheet::app

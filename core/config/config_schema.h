// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "config/component.h"

namespace broadsheet::config {

// The JSON Schema (draft-07) of pipeline configs for editors, with the options of every component
// of the catalogue. Equal catalogues give equal text.
std::string config_json_schema(const ComponentCatalogue& catalogue);

}  // namespace broadsheet::config

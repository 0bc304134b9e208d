// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/component.h"

namespace broadsheet::config {

// A catalogue like that of an installation; its components are made up and have options of every
// type.
ComponentCatalogue test_catalogue();

// A component with the options of `options_json`, for tests that need one of their own.
ComponentDescription make_component(std::string id, ComponentKind kind,
                                    std::string_view options_json);

}  // namespace broadsheet::config

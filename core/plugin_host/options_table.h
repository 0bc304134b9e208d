// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "broadsheet/options.h"
#include "config/option_schema.h"

namespace broadsheet::plugin_host {

/// The ABI's face of checked option values; `values` must outlive the table.
broadsheet_options_t options_table(const config::OptionValues& values);

}  // namespace broadsheet::plugin_host

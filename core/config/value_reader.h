// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "config/option_schema.h"
#include "config/raw_config.h"
#include "diagnostics/diagnostic.h"

namespace broadsheet::config {

// Where relative paths begin.
struct PathBase {
  std::filesystem::path folder;         // absolute, of the file that gives the value
  std::filesystem::path config_folder;  // absolute, of the config as a whole
};

struct ReadValue {
  OptionValue value;      // paths absolute
  OptionValue canonical;  // paths that are given relative: relative to the config's folder
};

// The value that `field` gives to an option of `component_id`, checked against type, bounds,
// allowed values and format. Reports and returns nothing if it is refused.
std::optional<ReadValue> read_value(const OptionSpec& spec, const RawField& field,
                                    const std::string& component_id, const PathBase& base,
                                    diagnostics::DiagnosticList& diagnostics);

// Whole numbers and numbers as the config language writes them; nothing if it is none or out of
// range.
std::optional<std::int64_t> parse_integer(std::string_view text);
std::optional<double> parse_number(std::string_view text);

}  // namespace broadsheet::config

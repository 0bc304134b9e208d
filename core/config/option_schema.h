// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace broadsheet::config {

enum class OptionType { string, integer, number, boolean, string_list };

// The alternative fits the option's type.
using OptionValue = std::variant<bool, std::int64_t, double, std::string, std::vector<std::string>>;

// Every option of a component with its value, by name.
using OptionValues = std::map<std::string, OptionValue, std::less<>>;

// What a string, or each item of a string_list, must look like beyond its type.
enum class OptionFormat {
  none,
  path,           // made absolute, relative to the config file that names it
  existing_file,  // as path, and a regular file must be there; '' stands for none
  duration,       // 500ms, 5s, 2m, 1h
};

// One option that a component declares. It is required or has a default.
struct OptionSpec {
  std::string name;
  OptionType type = OptionType::string;
  std::optional<OptionValue> default_value;  // none: the option is required
  std::string description;
  std::vector<std::string> enum_values;  // of strings, or of the items of a string_list; empty: any
  std::optional<double> minimum;         // of integers and numbers, inclusive
  std::optional<double> maximum;
  OptionFormat format = OptionFormat::none;
};

// The options of a component, in the manifest's order.
struct OptionSchema {
  std::vector<OptionSpec> options;

  const OptionSpec* find(std::string_view name) const;  // nullptr if there is none
  std::vector<std::string> names() const;
};

// Reads the JSON Schema subset of plugin manifests:
//
//   {"type": "object",
//    "properties": {NAME: {"type": "string" | "integer" | "number" | "boolean"
//                                | "array" with "items": {"type": "string", "enum": [..]},
//                          "default": .., "description": "..", "enum": [..], "minimum": 0,
//                          "maximum": 9, "format": "path" | "existing_file" | "duration"}},
//    "required": [NAME, ..],
//    "additionalProperties": false}
//
// Any other keyword is an error, as a manifest must not promise what is not checked; so is an
// option with neither default nor requirement, and a default that its own schema refuses. On
// failure returns nothing and sets `error`.
std::optional<OptionSchema> parse_option_schema(std::string_view json_text, std::string& error);

// "text", "whole number", ...: the type in words for people.
std::string_view type_in_words(OptionType type);

// Why `value` is not allowed for the option, as the end of a sentence ("must be at least 1, found
// 0"); empty if it is allowed. Checks all but the type and whether a file is there.
std::string refusal_of_value(const OptionSpec& spec, const OptionValue& value);

// The values as a JSON object in the order of their names; equal values give equal text.
std::string to_json(const OptionValues& values);

}  // namespace broadsheet::config

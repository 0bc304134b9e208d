// SPDX-License-Identifier: Apache-2.0
#include "config/option_schema.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>

#include "config/duration.h"
#include "config/json_values.h"
#include "diagnostics/diagnostic.h"

namespace broadsheet::config {
namespace {

using diagnostics::join_names;
using diagnostics::quote;

std::string refusal_of_number(const OptionSpec& spec, const OptionValue& value) {
  const bool is_integer = std::holds_alternative<std::int64_t>(value);
  const double number =
      is_integer ? static_cast<double>(std::get<std::int64_t>(value)) : std::get<double>(value);
  if (spec.minimum && number < *spec.minimum) {
    return "must be at least " + number_text(*spec.minimum) + ", found " + value_text(value);
  }
  if (spec.maximum && number > *spec.maximum) {
    return "must be at most " + number_text(*spec.maximum) + ", found " + value_text(value);
  }
  return {};
}

std::string refusal_of_text(const OptionSpec& spec, const std::string& text) {
  const auto& allowed = spec.enum_values;
  if (!allowed.empty() && std::find(allowed.begin(), allowed.end(), text) == allowed.end()) {
    if (allowed.size() == 1) return "must be " + quote(allowed[0]) + ", found " + quote(text);
    return "must be one of " + join_names(allowed) + "; found " + quote(text);
  }
  if (spec.format == OptionFormat::duration && !parse_duration_ms(text)) {
    return "must be " + std::string(kDurationInWords) + "; found " + quote(text);
  }
  return {};
}

std::string refusal_of_list(const OptionSpec& spec, const std::vector<std::string>& items) {
  for (const std::string& item : items) {
    std::string refusal = refusal_of_text(spec, item);
    if (!refusal.empty()) return refusal;
  }
  return {};
}

}  // namespace

const OptionSpec* OptionSchema::find(std::string_view name) const {
  const auto found = std::find_if(options.begin(), options.end(),
                                  [&](const OptionSpec& spec) { return spec.name == name; });
  return found == options.end() ? nullptr : &*found;
}

std::vector<std::string> OptionSchema::names() const {
  std::vector<std::string> names;
  for (const OptionSpec& spec : options) names.push_back(spec.name);
  return names;
}

std::string_view type_in_words(OptionType type) {
  switch (type) {
    case OptionType::string:
      return "a text";
    case OptionType::integer:
      return "a whole number";
    case OptionType::number:
      return "a number";
    case OptionType::boolean:
      return "true or false";
    case OptionType::string_list:
      break;
  }
  return "a list of texts";
}

std::string refusal_of_value(const OptionSpec& spec, const OptionValue& value) {
  switch (spec.type) {
    case OptionType::integer:
    case OptionType::number:
      return refusal_of_number(spec, value);
    case OptionType::string:
      return refusal_of_text(spec, std::get<std::string>(value));
    case OptionType::string_list:
      return refusal_of_list(spec, std::get<std::vector<std::string>>(value));
    case OptionType::boolean:
      break;
  }
  return {};
}

std::string to_json(const OptionValues& values) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  write_values(writer, values);
  return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace broadsheet::config

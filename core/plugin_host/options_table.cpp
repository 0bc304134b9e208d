// SPDX-License-Identifier: Apache-2.0
#include "plugin_host/options_table.h"

#include "broadsheet/cpp/abi.hpp"

namespace broadsheet::plugin_host {
namespace {

// The option's value where it has the wanted type, else nullptr.
template <class Value>
const Value* find(const broadsheet_options_t* options, broadsheet_text_t name) {
  const auto& values = *static_cast<const config::OptionValues*>(options->host_data);
  const auto found = values.find(view(name));
  return found == values.end() ? nullptr : std::get_if<Value>(&found->second);
}

double get_number(const broadsheet_options_t* options, broadsheet_text_t name) {
  if (const auto* number = find<double>(options, name)) return *number;
  const auto* integer = find<std::int64_t>(options, name);
  return integer != nullptr ? static_cast<double>(*integer) : 0.0;
}

broadsheet_text_t get_list_item(const broadsheet_options_t* options, broadsheet_text_t name,
                                std::uint64_t index) {
  const auto* list = find<std::vector<std::string>>(options, name);
  return list != nullptr && index < list->size() ? borrow((*list)[index]) : broadsheet_text_t{};
}

}  // namespace

broadsheet_options_t options_table(const config::OptionValues& values) {
  broadsheet_options_t table{};
  table.struct_size = sizeof table;
  table.host_data = &values;
  table.get_string = [](const broadsheet_options_t* options, broadsheet_text_t name) {
    const auto* text = find<std::string>(options, name);
    return text != nullptr ? borrow(*text) : broadsheet_text_t{};
  };
  table.get_integer = [](const broadsheet_options_t* options, broadsheet_text_t name) {
    const auto* integer = find<std::int64_t>(options, name);
    return integer != nullptr ? *integer : std::int64_t{0};
  };
  table.get_number = get_number;
  table.get_boolean = [](const broadsheet_options_t* options,
                         broadsheet_text_t name) -> std::uint32_t {
    const auto* is_set = find<bool>(options, name);
    return is_set != nullptr && *is_set;
  };
  table.get_list_count = [](const broadsheet_options_t* options, broadsheet_text_t name) {
    const auto* list = find<std::vector<std::string>>(options, name);
    return list != nullptr ? std::uint64_t{list->size()} : std::uint64_t{0};
  };
  table.get_list_item = get_list_item;
  return table;
}

}  // namespace broadsheet::plugin_host

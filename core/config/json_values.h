// SPDX-License-Identifier: Apache-2.0
// Option values and plain texts as JSON, for every writer of RapidJSON.
#pragma once

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "config/option_schema.h"

namespace broadsheet::config {

template <typename Writer>
void write_text(Writer& writer, std::string_view text) {
  writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

template <typename Writer>
void write_key(Writer& writer, std::string_view key) {
  writer.Key(key.data(), static_cast<rapidjson::SizeType>(key.size()));
}

template <typename Writer>
void write_texts(Writer& writer, const std::vector<std::string>& texts) {
  writer.StartArray();
  for (const std::string& text : texts) write_text(writer, text);
  writer.EndArray();
}

template <typename Writer>
void write_value(Writer& writer, const OptionValue& value) {
  std::visit(
      [&](const auto& held) {
        using Held = std::decay_t<decltype(held)>;
        if constexpr (std::is_same_v<Held, bool>) {
          writer.Bool(held);
        } else if constexpr (std::is_same_v<Held, std::int64_t>) {
          writer.Int64(held);
        } else if constexpr (std::is_same_v<Held, double>) {
          writer.Double(held);
        } else if constexpr (std::is_same_v<Held, std::string>) {
          write_text(writer, held);
        } else {
          write_texts(writer, held);
        }
      },
      value);
}

template <typename Writer>
void write_values(Writer& writer, const OptionValues& values) {
  writer.StartObject();
  for (const auto& [name, value] : values) {
    write_key(writer, name);
    write_value(writer, value);
  }
  writer.EndObject();
}

// A whole number without a fraction, as people write a bound: 1, not 1.0.
template <typename Writer>
void write_number(Writer& writer, double number) {
  if (number > -1e15 && number < 1e15 &&
      number == static_cast<double>(static_cast<std::int64_t>(number))) {
    writer.Int64(static_cast<std::int64_t>(number));
  } else {
    writer.Double(number);
  }
}

inline std::string number_text(double number) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  write_number(writer, number);
  return {buffer.GetString(), buffer.GetSize()};
}

inline std::string value_text(const OptionValue& value) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  write_value(writer, value);
  return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace broadsheet::config

// SPDX-License-Identifier: Apache-2.0
#include "config/duration.h"

#include <charconv>

namespace broadsheet::config {
namespace {

// 0 if the unit is not known.
std::uint64_t milliseconds_of_unit(std::string_view unit) {
  if (unit == "ms") return 1;
  if (unit == "s") return 1000;
  if (unit == "m") return 60 * 1000;
  if (unit == "h") return 60 * 60 * 1000;
  return 0;
}

}  // namespace

std::optional<std::uint32_t> parse_duration_ms(std::string_view text) {
  std::uint32_t count = 0;
  const char* const end = text.data() + text.size();
  const auto [unit_begin, error] = std::from_chars(text.data(), end, count);
  if (error != std::errc()) return std::nullopt;
  const std::string_view unit = text.substr(static_cast<std::size_t>(unit_begin - text.data()));
  const std::uint64_t factor = milliseconds_of_unit(unit);
  if (factor == 0 || count * factor > kMaxDurationMs) return std::nullopt;
  return static_cast<std::uint32_t>(count * factor);
}

}  // namespace broadsheet::config

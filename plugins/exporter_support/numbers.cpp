// SPDX-License-Identifier: Apache-2.0
#include "exporter_support/numbers.h"

#include <array>
#include <charconv>
#include <cmath>

namespace broadsheet::exporting {
namespace {

template <class Number>
std::string shortest(Number number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number > 0 ? "INF" : "-INF";
  if (number == 0) return "0";  // no "-0"
  std::array<char, 1100> text;  // the smallest double takes 1077 characters without exponent
  const auto [end, error] =
      std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  static_cast<void>(error);
  return std::string(text.data(), end);
}

}  // namespace

std::string number_text(double number) { return shortest(number); }
std::string number_text(float number) { return shortest(number); }

}  // namespace broadsheet::exporting

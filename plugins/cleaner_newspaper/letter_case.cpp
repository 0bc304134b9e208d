// SPDX-License-Identifier: Apache-2.0
#include "letter_case.hpp"

#include "characters.hpp"

namespace broadsheet::newspaper {

bool is_title_case(std::u32string_view line) {
  std::size_t words = 0, capital = 0;
  bool at_start = true;
  std::size_t length = 0;
  bool upper = false;
  const auto close = [&] {
    if (length > 3 || (length > 0 && words == 0)) {
      ++words;
      capital += upper ? 1 : 0;
    }
    length = 0;
  };
  for (const char32_t c : line) {
    if (is_space(c) || c == U'-') {
      close();
      at_start = true;
      continue;
    }
    if (is_latin_letter(c)) {
      if (at_start) upper = is_upper(c);
      at_start = false;
      ++length;
    }
  }
  close();
  return words >= 1 && capital == words;
}

bool is_all_caps(std::u32string_view line) {
  std::size_t upper = 0, lower = 0;
  for (const char32_t c : line) {
    upper += is_upper(c) ? 1 : 0;
    lower += is_lower(c) ? 1 : 0;
  }
  return upper >= 2 && lower == 0;
}

}  // namespace broadsheet::newspaper

// SPDX-License-Identifier: Apache-2.0
// Marks of list items at the beginning of a sentence: 1.  2)  3.)  (iv)  a.  • 9.  第…
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "characters.h"

namespace broadsheet::sentences {

struct ListMarker {
  enum class Numbering : std::uint8_t { kNone, kDigits, kLower, kUpper };
  Numbering numbering = Numbering::kNone;
  bool opens_with_bracket = false;
  bool has_stop = false;
  bool has_bracket = false;
  int value = 0;  // 1 for 1, a, A; of roman numerals the value as a letter
  int roman = 0;  // value as a roman numeral, 0 for none
  std::size_t begin_byte = 0;
  std::size_t end_byte = 0;  // after the mark's last character

  bool exists() const { return numbering != Numbering::kNone; }
  // True where `next` goes on with this list: same form, next number.
  bool is_followed_by(const ListMarker& next) const;
};

// The marker that begins at `at` (after an optional bullet); none where the text there is no mark.
ListMarker marker_at(std::string_view text, std::size_t at);

}  // namespace broadsheet::sentences

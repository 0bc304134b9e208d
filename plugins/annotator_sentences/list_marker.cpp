// SPDX-License-Identifier: Apache-2.0
#include "list_marker.h"

namespace broadsheet::sentences {
namespace {

int roman_value(std::string_view numeral) {
  int total = 0;
  int previous = 0;
  for (std::size_t i = numeral.size(); i-- > 0;) {
    const char c = static_cast<char>(numeral[i] | 0x20);
    const int value = c == 'i' ? 1 : c == 'v' ? 5 : c == 'x' ? 10 : 0;
    if (value == 0) return 0;
    total += value < previous ? -value : value;
    previous = value;
  }
  return total;
}

// Reads the number or letters; the marker's value stays 0 where there are none.
std::size_t read_number(std::string_view text, std::size_t at, ListMarker& marker) {
  const std::size_t begin = at;
  while (at < text.size() && is_ascii_digit(static_cast<unsigned char>(text[at])) &&
         at - begin < 3) {
    marker.value = marker.value * 10 + (text[at] - '0');
    ++at;
  }
  if (at > begin) {
    marker.numbering = ListMarker::Numbering::kDigits;
    return at;
  }
  while (at < text.size() && at - begin < 5 && is_letter(static_cast<unsigned char>(text[at])))
    ++at;
  const std::string_view letters = text.substr(begin, at - begin);
  if (letters.empty()) {
    const CodePoint letter = code_point_at(text, at);  // а) of Cyrillic, α) of Greek
    if (letter.value < 0x370 || letter.value > 0x45F || !is_letter(letter.value)) return at;
    marker.numbering =
        is_lower(letter.value) ? ListMarker::Numbering::kLower : ListMarker::Numbering::kUpper;
    marker.value = static_cast<int>(letter.value);
    return at + letter.length;
  }
  marker.roman = roman_value(letters);
  if (letters.size() > 1 && marker.roman == 0) return at;
  marker.numbering = is_lower(static_cast<unsigned char>(letters[0]))
                         ? ListMarker::Numbering::kLower
                         : ListMarker::Numbering::kUpper;
  marker.value = letters.size() == 1 ? (letters[0] | 0x20) - 'a' + 1 : 0;
  return at;
}

}  // namespace

bool ListMarker::is_followed_by(const ListMarker& next) const {
  if (!exists() || numbering != next.numbering || has_stop != next.has_stop ||
      has_bracket != next.has_bracket || opens_with_bracket != next.opens_with_bracket) {
    return false;
  }
  if (value > 1 && next.value == 1) return true;  // the next list
  return (value != 0 && next.value == value + 1) || (roman != 0 && next.roman == roman + 1);
}

ListMarker marker_at(std::string_view text, std::size_t at) {
  ListMarker marker;
  at = skip_spaces(text, at);
  if (class_at(text, at) == CharClass::kBullet)
    at = skip_spaces(text, at + code_point_at(text, at).length);
  marker.begin_byte = at;
  const CodePoint first = code_point_at(text, at);
  marker.opens_with_bracket = first.value == '(' || first.value == 0xFF08;
  if (marker.opens_with_bracket) at += first.length;
  ListMarker::Numbering none = ListMarker::Numbering::kNone;
  at = read_number(text, at, marker);
  if (marker.numbering == none) return {};
  CodePoint next = code_point_at(text, at);
  if (!marker.opens_with_bracket &&
      (next.value == '.' || next.value == 0xFF0E || next.value == 0x3001 || next.value == 0xB7)) {
    marker.has_stop = true;
    at += next.length;
    next = code_point_at(text, at);
  }
  if (next.value == ')' || next.value == 0xFF09) {
    marker.has_bracket = true;
    at += next.length;
    next = code_point_at(text, at);
  }
  if (!marker.has_stop && !marker.has_bracket) return {};
  if (next.value != 0 && !is_space(next.value) && !is_cjk(next.value)) {
    if (!(marker.has_bracket && is_letter(next.value))) return {};
  }
  marker.end_byte = at;
  return marker;
}

}  // namespace broadsheet::sentences

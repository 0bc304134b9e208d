// SPDX-License-Identifier: Apache-2.0
// What may be shown to a person of text that nobody has checked.
//
// Problem: file names and files hold newlines, escape sequences, broken UTF-8 and characters that
// turn the writing direction; printed as they are they forge output lines, steer the terminal or
// show a text other than the one that is there.
// Approach: every code point is either printed as it is, with its width in columns after Unicode's
// East Asian Width, or as an escape in ASCII: "a\nb", "\x1b[2J", "\xff", "\u202e".
// Source: UAX 11 (width), Boucher and Anderson, "Trojan Source" (2021).
// Tested by printable_text_test.cpp.

#include "diagnostics/printable_text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace broadsheet::diagnostics {
namespace {

constexpr char32_t kZeroWidthNonJoiner = 0x200c;  // needed in Persian; shows nothing false
constexpr char32_t kZeroWidthJoiner = 0x200d;     // as above, and in emoji

std::string hexadecimal(char32_t value, int digits) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text(static_cast<std::size_t>(digits), '0');
  for (auto digit = text.rbegin(); digit != text.rend(); ++digit, value >>= 4) {
    *digit = kDigits[value & 0xf];
  }
  return text;
}

std::string escape(const CodePoint& point) {
  if (!point.is_valid) return "\\x" + hexadecimal(point.value, 2);
  switch (point.value) {
    case U'\n':
      return "\\n";
    case U'\r':
      return "\\r";
    case U'\t':
      return "\\t";
    default:
      break;
  }
  if (point.value < 0x80) return "\\x" + hexadecimal(point.value, 2);
  if (point.value < 0x10000) return "\\u" + hexadecimal(point.value, 4);
  return "\\U" + hexadecimal(point.value, 8);
}

bool needs_escape(const CodePoint& point) {
  if (!point.is_valid) return true;
  switch (u_charType(static_cast<UChar32>(point.value))) {
    case U_CONTROL_CHAR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
    case U_SURROGATE:
    case U_UNASSIGNED:
      return true;
    case U_FORMAT_CHAR:
      return point.value != kZeroWidthNonJoiner && point.value != kZeroWidthJoiner;
    default:
      return false;
  }
}

std::uint32_t columns_of(char32_t value) {
  const auto character = static_cast<UChar32>(value);
  const auto type = u_charType(character);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  const int width = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_FULLWIDTH || width == U_EA_WIDE ? 2 : 1;
}

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t offset) {
  const std::string_view rest = text.substr(offset, U8_MAX_LENGTH);
  int32_t end = 0;
  UChar32 value = 0;
  U8_NEXT(rest.data(), end, static_cast<int32_t>(rest.size()), value);
  if (value < 0) return {static_cast<unsigned char>(rest[0]), 1, false};
  return {static_cast<char32_t>(value), static_cast<std::uint32_t>(end), true};
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t offset = 0; offset < text.size(); ++count) {
    offset += code_point_at(text, offset).length_bytes;
  }
  return count;
}

std::size_t find_invalid_utf8(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    const CodePoint point = code_point_at(text, offset);
    if (!point.is_valid) return offset;
    offset += point.length_bytes;
  }
  return std::string_view::npos;
}

PrintableGlyph printable_glyph(std::string_view text, std::size_t offset, const CodePoint& point) {
  if (needs_escape(point)) {
    std::string escaped = escape(point);
    const auto columns = static_cast<std::uint32_t>(escaped.size());
    return {std::move(escaped), columns};
  }
  return {std::string(text.substr(offset, point.length_bytes)), columns_of(point.value)};
}

std::string printable(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    const CodePoint point = code_point_at(text, offset);
    result += printable_glyph(text, offset, point).text;
    offset += point.length_bytes;
  }
  return result;
}

}  // namespace broadsheet::diagnostics

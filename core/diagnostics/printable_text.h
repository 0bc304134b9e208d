// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace broadsheet::diagnostics {

// One code point of possibly invalid UTF-8; an invalid byte stands alone with is_valid false.
struct CodePoint {
  char32_t value = 0;  // the byte's value where invalid
  std::uint32_t length_bytes = 0;
  bool is_valid = false;
};

// The code point at `offset` < text.size().
CodePoint code_point_at(std::string_view text, std::size_t offset);

// As code_point_at; an invalid byte counts as one.
std::size_t count_code_points(std::string_view text);

// The offset of the first byte that is not UTF-8; npos if all is.
std::size_t find_invalid_utf8(std::string_view text);

// What a terminal may be shown for one code point, and the columns it takes there (0 for combining
// marks, 2 for wide East Asian characters).
struct PrintableGlyph {
  std::string text;
  std::uint32_t columns = 0;
};
PrintableGlyph printable_glyph(std::string_view text, std::size_t offset, const CodePoint& point);

// `text` with control characters (\n, \x1b), invalid UTF-8 (\xff) and direction marks (\u202e)
// escaped.
std::string printable(std::string_view text);

}  // namespace broadsheet::diagnostics

// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_CPP_TEXT_HPP_
#define BROADSHEET_CPP_TEXT_HPP_

// The few things about UTF-8 that every component needs. The host gives valid UTF-8 only, so
// nothing here checks for broken sequences beyond staying inside the text.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace broadsheet {

inline bool is_code_point_start(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

/// How many code points a valid UTF-8 text has.
inline std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char byte : text) count += is_code_point_start(byte) ? 1 : 0;
  return count;
}

/// A code point and how many bytes it takes; {0xFFFD, 1} where `at` is inside a broken sequence.
struct CodePoint {
  char32_t value;
  std::size_t length_bytes;
};

/// The code point at byte `at` < text.size().
inline CodePoint code_point_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80U) return {lead, 1};
  const std::size_t length = lead >= 0xF0U ? 4 : lead >= 0xE0U ? 3 : 2;
  if (lead < 0xC2U || at + length > text.size()) return {0xFFFD, 1};
  char32_t value = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) value = (value << 6U) | (byte(at + i) & 0x3FU);
  return {value, length};
}

/// What the host counts as white space: Unicode's White_Space, and U+FEFF, which a byte order mark
/// leaves.
inline bool is_white_space(char32_t c) {
  return c == ' ' || (c >= 9 && c <= 13) || (c >= 0x1C && c <= 0x1F) || c == 0x85 || c == 0xA0 ||
         c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
         c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

/// A range of bytes of a text.
struct ByteRange {
  std::size_t begin_byte;
  std::size_t end_byte;
};

/// The text without the white space at its ends, as a range; empty at the end where there is
/// nothing else.
inline ByteRange trimmed_range(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    const CodePoint c = code_point_at(text, begin);
    if (!is_white_space(c.value)) break;
    begin += c.length_bytes;
  }
  std::size_t end = text.size();
  while (end > begin) {
    std::size_t start = end - 1;
    while (start > begin && !is_code_point_start(text[start])) --start;
    if (!is_white_space(code_point_at(text, start).value)) break;
    end = start;
  }
  return {begin, end};
}

/// Turns ascending byte offsets of one text into code-point offsets, each byte looked at once.
class CodePointCounter {
 public:
  explicit CodePointCounter(std::string_view text) : text_(text) {}

  /// Code points before `offset_byte`. Cheap while offsets ascend; starts anew where one is
  /// smaller.
  std::size_t at(std::size_t offset_byte) {
    if (offset_byte < byte_) byte_ = count_ = 0;
    count_ += count_code_points(text_.substr(byte_, offset_byte - byte_));
    byte_ = offset_byte;
    return count_;
  }

 private:
  std::string_view text_;
  std::size_t byte_ = 0;
  std::size_t count_ = 0;
};

}  // namespace broadsheet

#endif

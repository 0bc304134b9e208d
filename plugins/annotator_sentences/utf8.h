// SPDX-License-Identifier: Apache-2.0
// Reading UTF-8 forwards and backwards without allocation. A malformed byte reads as U+FFFD of
// length 1, so that every pass over any bytes goes forward and ends.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace broadsheet::sentences {

inline constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

struct CodePoint {
  char32_t value = 0;        // 0 at the end of the text
  std::uint32_t length = 0;  // bytes; 0 at the end of the text
};

inline bool is_continuation(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

inline CodePoint code_point_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t left = text.size() - at;
  if (lead >= 0xC2 && lead < 0xE0 && left >= 2 && is_continuation(byte(1))) {
    return {((lead & 0x1FU) << 6U) | (byte(1) & 0x3FU), 2};
  }
  if ((lead & 0xF0U) == 0xE0 && left >= 3 && is_continuation(byte(1)) && is_continuation(byte(2))) {
    return {((lead & 0x0FU) << 12U) | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU), 3};
  }
  if (lead >= 0xF0 && lead < 0xF5 && left >= 4 && is_continuation(byte(1)) &&
      is_continuation(byte(2)) && is_continuation(byte(3))) {
    return {((lead & 0x07U) << 18U) | ((byte(1) & 0x3FU) << 12U) | ((byte(2) & 0x3FU) << 6U) |
                (byte(3) & 0x3FU),
            4};
  }
  return {0xFFFD, 1};
}

// The code point that ends at `end`; a value of 0 and a length of 0 at the text's beginning.
inline CodePoint code_point_before(std::string_view text, std::size_t end) {
  if (end == 0 || end > text.size()) return {};
  std::size_t begin = end - 1;
  while (begin > 0 && end - begin < 4 && is_continuation(static_cast<unsigned char>(text[begin]))) {
    --begin;
  }
  const CodePoint found = code_point_at(text, begin);
  if (begin + found.length == end) return found;
  return {0xFFFD, 1};
}

}  // namespace broadsheet::sentences

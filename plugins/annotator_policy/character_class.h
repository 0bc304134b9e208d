// SPDX-License-Identifier: Apache-2.0
// What kinds a character is of, as folding and tokens ask: one load instead of four calls of ICU.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace broadsheet::policy {

enum CharacterClass : std::uint8_t {
  kInert = 1,           // folding leaves it as it is, and it takes no part in composition
  kSpacedLetter = 2,    // of a script that sets spaces between words
  kUnspacedLetter = 4,  // of one that does not
  kDigit = 8,
  kMark = 16,       // punctuation and symbols, as tokens see them
  kFullWidth = 32,  // U+FF01 to U+FF5E, which fold to one ASCII character
  kSpace = 64,
};

class CharacterClasses {
 public:
  static const CharacterClasses& get();

  std::uint8_t of(char32_t c) const { return c < table_.size() ? table_[c] : compute(c); }

 private:
  CharacterClasses();
  static std::uint8_t compute(char32_t c);

  std::array<std::uint8_t, 0x10000> table_;
};

// The character at a byte of valid UTF-8, `at` moved behind it; U+FFFD for what is not valid.
char32_t next_of_any_length(std::string_view text, std::size_t& at);
inline char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto* byte = reinterpret_cast<const unsigned char*>(text.data()) + at;
  if (byte[0] < 0x80) {
    ++at;
    return byte[0];
  }
  // The usual case by hand: three bytes, neither overlong nor a surrogate.
  if (byte[0] > 0xE0 && byte[0] < 0xED && text.size() - at > 2 && (byte[1] & 0xC0U) == 0x80 &&
      (byte[2] & 0xC0U) == 0x80) {
    at += 3;
    return static_cast<char32_t>((byte[0] & 0x0FU) << 12U | (byte[1] & 0x3FU) << 6U |
                                 (byte[2] & 0x3FU));
  }
  return next_of_any_length(text, at);
}

}  // namespace broadsheet::policy

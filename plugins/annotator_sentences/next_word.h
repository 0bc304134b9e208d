// SPDX-License-Identifier: Apache-2.0
// The word after a possible end of a sentence.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "characters.h"

namespace broadsheet::sentences {

struct NextWord {
  enum class Kind : std::uint8_t { kEnd, kLower, kUpper, kDigit, kCaseless, kSymbol };
  Kind kind = Kind::kEnd;
  bool has_opener = false;  // a quote or a bracket stands before the word
  bool has_double_quote = false;
  bool has_inverted_mark = false;  // ¿ or ¡ stands before the word
  bool is_in_bracket = false;
  bool is_bullet = false;  // only with kSymbol
  bool is_followed_by_stop = false;
  char32_t first = 0;
  std::size_t gap_bytes = 0;  // white space before it, and before what opens it
  std::size_t begin_byte = 0;
  std::size_t end_byte = 0;
  std::string_view word;  // at most kWordBytes of it
};

inline constexpr std::size_t kWordBytes = 40;

bool is_dash(char32_t c);  // - – — ―

NextWord read_next_word(std::string_view text, std::size_t at);

}  // namespace broadsheet::sentences

// SPDX-License-Identifier: Apache-2.0
// Where a bracket closes, and what stands in it.
#pragma once

#include <cstddef>
#include <string_view>

#include "characters.h"

namespace broadsheet::sentences {

// The place of the closer that belongs to the bracket at `at`, or kNowhere where none follows
// within kBracketReachBytes or where too many of the same kind open before it. Both limits keep a
// lost closer from swallowing a paragraph, and keep a million openers linear.
inline constexpr std::size_t kBracketReachBytes = 1200;
inline constexpr int kBracketDepth = 16;
std::size_t find_closing_bracket(std::string_view text, std::size_t at, CodePoint opener);

struct BracketContent {
  bool ends_in_terminator = false;  // its last character ends a sentence
  bool is_footnote = false;         // [2], ［12］, [7, 8], [a]
  bool is_list_mark = false;        // (一), (2), (a), (iv)
  bool starts_upper = false;
};

BracketContent describe_bracket(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace broadsheet::sentences

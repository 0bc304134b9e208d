// SPDX-License-Identifier: Apache-2.0
// What a character is to a sentence splitter: one small class a code point.
#pragma once

#include <cstdint>
#include <string_view>

#include "utf8.h"

namespace broadsheet::sentences {

enum class CharClass : std::uint8_t {
  kOther,
  kLineFeed,
  kCjkStop,         // 。 ｡
  kCjkExclamation,  // ！ ？ and their kin, full width
  kFullwidthDot,    // ．
  kDot,             // .
  kExclamation,     // ! ? and their kin of alphabetic scripts
  kEllipsis,        // … ‥ ⋯
  kScriptStop,      // । ۔ ። ። ។ ։ and other stops that are never anything else
  kOpenBracket,
  kCloseBracket,
  kOpenQuote,    // “ ‘ 「 『 „ ‹ «
  kCloseQuote,   // ” ’ 」 』 › »
  kDoubleQuote,  // "
  kSingleQuote,  // ' `
  kBullet,       // • ‣ ⁃ ▪ ● ■ ▶
  kClauseMark,   // ； ： ; : — (only with the option clauses)
};

CharClass class_of(char32_t c);

// 」 for 「, ) for (; 0 where there is no partner.
char32_t closer_of(char32_t opener);

bool is_space(char32_t c);
bool is_terminator(CharClass c);
bool is_han(char32_t c);         // ideographs
bool is_cjk_letter(char32_t c);  // ideographs, kana, bopomofo
bool is_cjk(char32_t c);         // letters, punctuation and full-width forms
bool is_letter(char32_t c);
bool is_lower(char32_t c);
bool is_upper(char32_t c);  // also title case
bool is_mark(char32_t c);   // combining marks
char32_t to_lower(char32_t c);
inline bool is_ascii_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_digit(char32_t c);  // of any script
// 1 for ①, 20 for ⑳; 0 for every other character.
int circled_number(char32_t c);

inline CharClass class_at(std::string_view text, std::size_t at) {
  return class_of(code_point_at(text, at).value);
}

// First position at or after `at` that holds no white space.
std::size_t skip_spaces(std::string_view text, std::size_t at);
// End of the last non-space character before `end`, not below `floor`.
std::size_t skip_spaces_back(std::string_view text, std::size_t end, std::size_t floor);

}  // namespace broadsheet::sentences

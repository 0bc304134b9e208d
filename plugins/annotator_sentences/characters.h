// SPDX-License-Identifier: Apache-2.0
// Properties of characters, and the way over white space.
#pragma once

#include <cstdint>
#include <string_view>

#include "character_class.h"
#include "utf8.h"

namespace broadsheet::sentences {

namespace properties {  // of characters beyond ASCII
bool is_space(char32_t c);
bool is_letter(char32_t c);
bool is_lower(char32_t c);
bool is_upper(char32_t c);
bool is_digit(char32_t c);
char32_t to_lower(char32_t c);
}  // namespace properties

// 」 for 「, ) for (; 0 where there is no partner.
char32_t closer_of(char32_t opener);

inline bool is_space(char32_t c) {
  return c < 0x80 ? c == ' ' || (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F)
                  : c <= 0x3000 && properties::is_space(c);
}
inline bool is_terminator(CharClass c) {
  return c >= CharClass::kCjkStop && c <= CharClass::kScriptStop;
}
// Ideographs.
inline bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) ||
         (c > 0x3004 && (c == 0x3005 || c == 0x3007 || (c >= 0x3400 && c <= 0x4DBF) ||
                         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF)));
}
// Ideographs, kana, bopomofo.
inline bool is_cjk_letter(char32_t c) {
  return is_han(c) || (c >= 0x3041 && c <= 0x312F) || (c >= 0x31F0 && c <= 0x31FF) ||
         (c >= 0xFF66 && c <= 0xFF9F);
}
// Letters, punctuation and full-width forms.
inline bool is_cjk(char32_t c) {
  return c > 0x3000 && (is_cjk_letter(c) || (c >= 0x3001 && c <= 0x303F) ||
                        (c >= 0xFF01 && c <= 0xFF65) || (c >= 0xFE30 && c <= 0xFE4F));
}
inline bool is_letter(char32_t c) {
  return c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : properties::is_letter(c);
}
inline bool is_lower(char32_t c) {
  return c < 0x80 ? c >= 'a' && c <= 'z' : properties::is_lower(c);
}
// also title case
inline bool is_upper(char32_t c) {
  return c < 0x80 ? c >= 'A' && c <= 'Z' : properties::is_upper(c);
}
bool is_mark(char32_t c);  // combining marks
inline char32_t to_lower(char32_t c) {
  return c < 0x80 ? (c >= 'A' && c <= 'Z' ? c + 32 : c) : properties::to_lower(c);
}
inline bool is_ascii_digit(char32_t c) { return c >= '0' && c <= '9'; }
// of any script
inline bool is_digit(char32_t c) {
  return c < 0x80 ? c >= '0' && c <= '9' : properties::is_digit(c);
}
// 1 for ①, 20 for ⑳; 0 for every other character.
int circled_number(char32_t c);

inline CharClass class_at(std::string_view text, std::size_t at) {
  return class_of(code_point_at(text, at).value);
}

// First position at or after `at` that holds no white space.
inline std::size_t skip_spaces(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      if (!is_space(byte)) break;
      ++at;
      continue;
    }
    if (byte != 0xC2 && (byte < 0xE1 || byte > 0xE3)) break;  // no space begins so
    const CodePoint c = code_point_at(text, at);
    if (!is_space(c.value)) break;
    at += c.length;
  }
  return at;
}
// End of the last non-space character before `end`, not below `floor`.
inline std::size_t skip_spaces_back(std::string_view text, std::size_t end, std::size_t floor) {
  while (end > floor) {
    const auto byte = static_cast<unsigned char>(text[end - 1]);
    if (byte < 0x80) {
      if (!is_space(byte)) break;
      --end;
      continue;
    }
    if (byte > 0xAF) break;  // no space ends so
    const CodePoint c = code_point_before(text, end);
    if (!is_space(c.value)) break;
    end -= c.length;
  }
  return end;
}

}  // namespace broadsheet::sentences

// SPDX-License-Identifier: Apache-2.0
// What one character means for the typesetting of a column: its width, and whether it may open or
// close a line.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace broadsheet::newspaper {

// Decodes one code point at `at` and moves `at` behind it. A byte that is not UTF-8 counts as
// U+FFFD.
char32_t next_code_point(std::string_view text, std::size_t& at);

bool is_space(char32_t c);
// Han, kana, hangul: written without spaces between words.
bool is_ideograph(char32_t c);
// Ideographs and the punctuation that takes a full square beside them.
bool is_full_width(char32_t c);
bool is_digit(char32_t c);
bool is_latin_letter(char32_t c);
bool is_upper(char32_t c);
bool is_lower(char32_t c);

// Closing marks and stops: no line may begin with one of them.
bool is_closing(char32_t c);
bool is_opening(char32_t c);
bool is_closing_quote_or_bracket(char32_t c);
// 。！？…!?.
bool is_sentence_stop(char32_t c);
bool is_dash(char32_t c);
// ▶ ■ ● and their kin at the head of a list item.
bool is_bullet(char32_t c);

// Width in em of a proportional roman face, or 1 for a full square.
float width_in_em(char32_t c);
// How much a justified line may squeeze this character.
float squeeze_in_em(char32_t c);

}  // namespace broadsheet::newspaper

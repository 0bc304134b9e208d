// SPDX-License-Identifier: Apache-2.0
// Decodes runs of Han characters, which are most of a Chinese page, eight at a time.
#pragma once

#include <cstddef>
#include <string_view>

namespace broadsheet::newspaper {

// May be written behind the characters that are decoded.
constexpr std::size_t kHanDecoderSlack = 8;
constexpr std::size_t kHanDecoderPadding = 32;

// How many characters from U+4000 to U+9FFF the UTF-8 text begins with; they are written to `out`.
// `is_padded`: kHanDecoderPadding zeros stand behind the text.
std::size_t decode_han(std::string_view text, bool is_padded, char32_t* out);

}  // namespace broadsheet::newspaper

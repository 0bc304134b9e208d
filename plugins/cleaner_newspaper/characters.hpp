// SPDX-License-Identifier: Apache-2.0
// What one character means for the typesetting of a column: its width, and whether it may open or
// close a line.
//
// Every stage asks several of these questions of every character, so all answers lie in one word of
// traits a character, in tables made at compile time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace broadsheet::newspaper {

using Traits = std::uint32_t;

// How a line ends, as far as its last character alone tells.
enum class Tail : std::uint8_t { none, stop, quote, colon, semicolon, comma, dash, hyphen };
constexpr std::size_t kTails = static_cast<std::size_t>(Tail::hyphen) + 1;

namespace trait {
inline constexpr Traits kSpace = 1U << 0U;
inline constexpr Traits kIdeograph = 1U << 1U;
inline constexpr Traits kFullWidth = 1U << 2U;
inline constexpr Traits kDigit = 1U << 3U;
inline constexpr Traits kUpper = 1U << 4U;
inline constexpr Traits kLower = 1U << 5U;
inline constexpr Traits kLatin = 1U << 6U;
inline constexpr Traits kClosing = 1U << 7U;
inline constexpr Traits kOpening = 1U << 8U;
inline constexpr Traits kClosingMark = 1U << 9U;
inline constexpr Traits kStop = 1U << 10U;
inline constexpr Traits kDash = 1U << 11U;
inline constexpr Traits kBullet = 1U << 12U;
inline constexpr Traits kSqueezable = 1U << 13U;
inline constexpr Traits kPairOpens = 1U << 14U;  // of the pairs whose balance is kept
inline constexpr Traits kPairCloses = 1U << 15U;
inline constexpr Traits kPause = 1U << 16U;        // 。！？；，
inline constexpr Traits kSentenceEnd = 1U << 17U;  // 。！；
inline constexpr Traits kWideComma = 1U << 18U;
inline constexpr Traits kFullStop = 1U << 19U;  // of letters
inline constexpr unsigned kTailShift = 20;      // from here on a Tail
inline constexpr Traits kHan = kIdeograph | kFullWidth;
// Counts where texts are compared: no space or punctuation.
inline constexpr Traits kCounted = kIdeograph | kLatin | kDigit;
}  // namespace trait

namespace tables {
inline constexpr char32_t kLowEnd = 0x3400;  // below: Latin, punctuation, kana
inline constexpr char32_t kHanEnd = 0xA000;
inline constexpr char32_t kEnd = 0x10000;
inline constexpr std::size_t kPage = 256;  // characters
// Those below kLowEnd, Han characters, those around the end of hangul, and the presentation forms
// with full-width ASCII.
inline constexpr std::size_t kPages = kLowEnd / kPage + 4;
extern const std::array<Traits, kPages * kPage> traits;
// Where the page of each character begins in them; alike ones share one.
extern const std::array<std::uint16_t, kEnd / kPage> pages;
}  // namespace tables

Traits traits_outside_tables(char32_t c);

constexpr bool is_han(char32_t c) {
  return c - tables::kLowEnd < tables::kHanEnd - tables::kLowEnd;
}

// Han characters and others follow one another at random: which they are is no matter of branches.
inline Traits traits_of(char32_t c) {
  if (c >= tables::kEnd) [[unlikely]]
    return traits_outside_tables(c);
  return tables::traits[tables::pages[c / tables::kPage] + c % tables::kPage];
}

// As next_code_point, for what is neither ASCII nor a well-formed sequence of three bytes.
char32_t next_rare_code_point(std::string_view text, std::size_t& at);

// Decodes one code point at `at` and moves `at` behind it. A byte that is not UTF-8 counts as
// U+FFFD.
inline char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) {
    ++at;
    return lead;
  }
  if ((lead & 0xF0U) == 0xE0U && at + 3 <= text.size()) {
    const auto second = static_cast<unsigned char>(text[at + 1]);
    const auto third = static_cast<unsigned char>(text[at + 2]);
    if ((second & 0xC0U) == 0x80U && (third & 0xC0U) == 0x80U) {
      at += 3;
      return ((lead & 0x0FU) << 12U) | ((second & 0x3FU) << 6U) | (third & 0x3FU);
    }
  }
  return next_rare_code_point(text, at);
}

inline bool is_all_han(std::u32string_view text) {
  for (const char32_t c : text) {
    if (!is_han(c)) return false;
  }
  return true;
}
inline bool has_trait(char32_t c, Traits traits) { return (traits_of(c) & traits) != 0; }

inline bool is_space(char32_t c) { return has_trait(c, trait::kSpace); }
// Han, kana, hangul: written without spaces between words.
inline bool is_ideograph(char32_t c) { return has_trait(c, trait::kIdeograph); }
// Ideographs and the punctuation that takes a full square beside them.
inline bool is_full_width(char32_t c) { return has_trait(c, trait::kFullWidth); }
inline bool is_digit(char32_t c) { return has_trait(c, trait::kDigit); }
inline bool is_latin_letter(char32_t c) { return has_trait(c, trait::kLatin); }
inline bool is_upper(char32_t c) { return has_trait(c, trait::kUpper); }
inline bool is_lower(char32_t c) { return has_trait(c, trait::kLower); }

// Closing marks and stops: no line may begin with one of them.
inline bool is_closing(char32_t c) { return has_trait(c, trait::kClosing); }
inline bool is_opening(char32_t c) { return has_trait(c, trait::kOpening); }
inline bool is_closing_quote_or_bracket(char32_t c) { return has_trait(c, trait::kClosingMark); }
// 。！？…!?.
inline bool is_sentence_stop(char32_t c) { return has_trait(c, trait::kStop); }
inline bool is_dash(char32_t c) { return has_trait(c, trait::kDash); }
// ▶ ■ ● and their kin at the head of a list item.
inline bool is_bullet(char32_t c) { return has_trait(c, trait::kBullet); }

// The Tail of a line that ends with it.
constexpr Tail tail_by(Traits traits) { return static_cast<Tail>(traits >> trait::kTailShift); }

namespace tables {
inline constexpr char32_t kAsciiEnd = 0x80;
extern const std::array<float, kAsciiEnd> ascii_widths;
}  // namespace tables

float other_width_in_em(char32_t c);

// Width in em of a proportional roman face, or 1 for a full square.
inline float width_in_em(char32_t c) {
  return c < tables::kAsciiEnd ? tables::ascii_widths[c] : other_width_in_em(c);
}
// How much a justified line may squeeze this character.
inline float squeeze_in_em(char32_t c) { return has_trait(c, trait::kSqueezable) ? 0.5F : 0.0F; }

}  // namespace broadsheet::newspaper

// SPDX-License-Identifier: Apache-2.0
#include "characters.hpp"

#include <algorithm>
#include <array>

namespace broadsheet::newspaper {
namespace {

constexpr std::u32string_view kClosing = U"，。、；：！？”’）》」』】〉〕…％‰)]}!?,.;:%·～｝］";
constexpr std::u32string_view kOpening = U"“‘（《「『【〈〔([{｛［";
constexpr std::u32string_view kClosingMarks = U"”’）》」』】〉〕)]}｝］\"'";
constexpr std::u32string_view kStops = U"。！？…!?.";
constexpr std::u32string_view kBullets = U"▶►▷▸■□◆◇●○•★☆◎▲△▼✓✔➢➤◉◼◾▪·";
// Compressible in a justified Chinese line: marks that leave half of their square empty.
constexpr std::u32string_view kSqueezable = U"，。、；：！？“”‘’（）《》「」『』【】〈〉〔〕";

// Widths of a book roman (Times and its kin) in thousandths of an em, for U+0020 to U+007E.
constexpr std::array<std::uint16_t, 95> kRomanWidths = {
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278,  // space to /
    500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,  // 0 to ?
    921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,  // @ to O
    556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,  // P to _
    333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500,  // ` to o
    500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541};      // p to ~

bool is_one_of(std::u32string_view set, char32_t c) { return set.find(c) != set.npos; }

std::size_t sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = sequence_length(lead);
  if (length == 1) return static_cast<char32_t>(text[at++]);
  if (length == 0 || at + length > text.size()) {
    ++at;
    return U'\uFFFD';
  }
  char32_t value = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[at + i]);
    if ((byte & 0xC0U) != 0x80U) {
      ++at;
      return U'\uFFFD';
    }
    value = (value << 6U) | (byte & 0x3FU);
  }
  at += length;
  return value;
}

bool is_space(char32_t c) {
  if (c < 0x80) return c == U' ' || (c >= 9 && c <= 13) || (c >= 0x1C && c <= 0x1F);
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_ideograph(char32_t c) {
  return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x3040 && c <= 0x30FF) ||
         (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x20000 && c <= 0x3FFFF) || c == 0x3005 || c == 0x3007;
}

bool is_full_width(char32_t c) {
  if (c < 0x2010) return false;
  return is_ideograph(c) || (c >= 0x3001 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF60) ||
         (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0x2E80 && c <= 0x2FDF) ||
         (c >= 0x2460 && c <= 0x24FF) || (c >= 0x2500 && c <= 0x27BF) || c == 0x2014 ||
         c == 0x2026 || (c >= 0x2018 && c <= 0x201D);
}

bool is_digit(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= 0xFF10 && c <= 0xFF19); }
bool is_upper(char32_t c) {
  return (c >= U'A' && c <= U'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
}
bool is_lower(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7);
}
bool is_latin_letter(char32_t c) {
  return is_upper(c) || is_lower(c) || (c >= 0x100 && c <= 0x24F);
}

bool is_closing(char32_t c) { return is_one_of(kClosing, c); }
bool is_opening(char32_t c) { return is_one_of(kOpening, c); }
bool is_closing_quote_or_bracket(char32_t c) { return is_one_of(kClosingMarks, c); }
bool is_sentence_stop(char32_t c) { return is_one_of(kStops, c); }
bool is_dash(char32_t c) { return c == U'—' || c == U'–' || c == U'―' || c == U'－' || c == U'─'; }
bool is_bullet(char32_t c) { return is_one_of(kBullets, c); }

float width_in_em(char32_t c) {
  if (c < 0x20) return 0.0F;
  if (c < 0x7F) return static_cast<float>(kRomanWidths[c - 0x20]) / 1000.0F;
  if (c == 0x2018 || c == 0x2019) return 0.333F;
  if (c == 0x201C || c == 0x201D) return 0.444F;
  if (is_full_width(c)) return 1.0F;
  if (c == 0x2013 || c == 0xA0) return c == 0xA0 ? 0.25F : 0.5F;
  return c >= 0x1100 ? 1.0F : 0.5F;
}

float squeeze_in_em(char32_t c) { return is_one_of(kSqueezable, c) ? 0.5F : 0.0F; }

}  // namespace broadsheet::newspaper

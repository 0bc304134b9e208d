// SPDX-License-Identifier: Apache-2.0
#include "line_join.h"

#include <algorithm>
#include <iterator>

#include "broadsheet/cpp/text.hpp"

namespace broadsheet::plain_cleaner {
namespace {

enum class Spacing {
  kSpaced,    // letters of scripts that put spaces between words
  kUnspaced,  // Han, kana, Thai, ..., and their punctuation
  kNeutral    // digits, and punctuation that all share
};

struct CharacterRange {
  char32_t first;
  char32_t last;
};

constexpr CharacterRange kUnspacedRanges[] = {
    {0x0E00, 0x0EFF},    // Thai, Lao
    {0x0F00, 0x0FFF},    // Tibetan
    {0x1000, 0x109F},    // Myanmar
    {0x1780, 0x17FF},    // Khmer
    {0x2E80, 0x312F},    // CJK radicals, punctuation, kana, Bopomofo
    {0x3190, 0xA4CF},    // CJK letters and symbols, Han, Yi
    {0xF900, 0xFAFF},    // Han
    {0xFE30, 0xFE4F},    // vertical forms
    {0xFF01, 0xFF9F},    // full-width forms, half-width kana
    {0x1B000, 0x1B16F},  // kana
    {0x20000, 0x3FFFF},  // Han
};

Spacing spacing_of(char32_t c) {
  const bool is_ascii_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (is_ascii_letter) return Spacing::kSpaced;
  if (c < 0xC0 || (c >= 0x2000 && c <= 0x2BFF)) return Spacing::kNeutral;
  const bool is_unspaced =
      std::any_of(std::begin(kUnspacedRanges), std::end(kUnspacedRanges),
                  [c](const CharacterRange& range) { return c >= range.first && c <= range.last; });
  return is_unspaced ? Spacing::kUnspaced : Spacing::kSpaced;
}

std::size_t last_begin(std::string_view text) {
  std::size_t begin = text.size();
  while (begin > 0 && !is_code_point_start(text[--begin])) {
  }
  return begin;
}

/// A word cut at its own hyphen: "well-" + "known". Between digits or before a capital it may be a
/// dash.
bool is_hyphen_in_word(std::string_view before, std::string_view after) {
  const std::size_t last = last_begin(before);
  const char32_t hyphen = code_point_at(before, last).value;
  if ((hyphen != '-' && hyphen != 0x2010) || last == 0) return false;
  const char32_t left = code_point_at(before, last_begin(before.substr(0, last))).value;
  const char32_t right = code_point_at(after, 0).value;
  const bool is_capital = right >= 'A' && right <= 'Z';
  return spacing_of(left) == Spacing::kSpaced && spacing_of(right) == Spacing::kSpaced &&
         !is_capital;
}

/// By how many characters the unspaced scripts lead.
long count_lead(std::string_view text) {
  long lead = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    const Spacing spacing = spacing_of(c.value);
    lead += spacing == Spacing::kUnspaced ? 1 : spacing == Spacing::kSpaced ? -1 : 0;
    at += c.length_bytes;
  }
  return lead;
}

}  // namespace

LineJoin join_lines(std::string_view before, std::string_view after) {
  // Alone on its line it would leave an empty copy.
  if (before.ends_with(kSoftHyphen) && before.size() > kSoftHyphen.size())
    return LineJoin::kDropHyphen;
  if (is_hyphen_in_word(before, after)) return LineJoin::kNothing;
  const Spacing left = spacing_of(code_point_at(before, last_begin(before)).value);
  const Spacing right = spacing_of(code_point_at(after, 0).value);
  if (left == Spacing::kSpaced && right == Spacing::kSpaced) return LineJoin::kSpace;
  const bool is_unspaced = left == Spacing::kUnspaced || right == Spacing::kUnspaced;
  const bool is_spaced = left == Spacing::kSpaced || right == Spacing::kSpaced;
  if (is_unspaced && !is_spaced) return LineJoin::kNothing;
  return count_lead(before) + count_lead(after) > 0 ? LineJoin::kNothing : LineJoin::kSpace;
}

}  // namespace broadsheet::plain_cleaner

// SPDX-License-Identifier: Apache-2.0
#include "row_measure.hpp"

#include <algorithm>
#include <string_view>

namespace broadsheet::newspaper {
namespace {

constexpr float kFoldedSpace = 0.25F;  // as width_in_em says

float width_on_page(char32_t c, Script script) {
  if (is_han(c)) return 1.0F;
  const bool is_square = c >= tables::kAsciiEnd && script == Script::full_width && is_full_width(c);
  return is_square ? 1.0F : width_in_em(c);
}

bool is_word_part(char32_t c) { return !is_full_width(c) && !is_space(c); }

}  // namespace

namespace row_measure {

float text_width(std::u32string_view text, Script script) {
  float width = 0;
  for (const char32_t c : text) width += width_on_page(c, script);
  return width;
}

float head_unit(std::u32string_view text, Script script) {
  std::size_t end = 0;
  const std::size_t limit = std::min<std::size_t>(text.size(), 40);
  while (end < limit && is_opening(text[end])) ++end;
  if (end < limit && is_word_part(text[end])) {
    while (end < limit && is_word_part(text[end])) {
      if (text[end++] == U'-') break;
    }
  } else if (end < limit) {
    ++end;
  }
  while (end < limit && is_closing(text[end])) ++end;
  return text_width(text.substr(0, end), script) + (script == Script::roman ? kFoldedSpace : 0.0F);
}

Tail tail_behind_marks(std::u32string_view text) {
  std::size_t end = text.size();
  while (has_trait(text[end - 1], trait::kClosingMark)) {
    if (--end == 0) return Tail::none;
  }
  const bool has_closing = end < text.size();
  const Tail tail = tail_by(traits_of(text[end - 1]));
  const bool is_hyphen = tail == Tail::hyphen && end >= 2 && is_latin_letter(text[end - 2]);
  if (tail != Tail::none && (tail != Tail::hyphen || is_hyphen)) return tail;
  return has_closing ? Tail::quote : Tail::none;
}

bool has_inner_full_stop(std::u32string_view text) {
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    if (text[i] == U'.' && text[i + 1] == U' ' && is_lower(text[i > 0 ? i - 1 : 0])) return true;
  }
  return false;
}

}  // namespace row_measure

RareCounts count_rare(const char32_t* characters, std::uint64_t rare) {
  using Four = std::int32_t __attribute__((vector_size(16)));
  constexpr Four kCounted = {trait::kIdeograph, trait::kLatin, trait::kSpace, trait::kDash};
  Four counts{};
  RareCounts all;
  for (; rare != 0; rare &= rare - 1) {
    const Traits traits = traits_of(characters[std::countr_zero(rare)]);
    const std::uint64_t bit = rare & (0 - rare);
    counts -= ((Four{} + static_cast<std::int32_t>(traits)) & kCounted) != 0;
    all.balance += static_cast<int>(traits / trait::kPairOpens % 2) -
                   static_cast<int>(traits / trait::kPairCloses % 2);
    all.skipped |= (traits & trait::kCounted) == 0 ? bit : 0;
    all.squeezable |= (traits & trait::kSqueezable) != 0 ? bit : 0;
  }
  all.ideographs = counts[0];
  all.letters = counts[1];
  all.spaces = counts[2];
  all.dashes = counts[3];
  return all;
}

void measure_row(const Page& page, Row& row) {
  const std::u32string_view text = page.row_text(row);
  RareMarks marks;
  for (std::size_t begin = 0; begin < text.size(); begin += kMarkedTogether) {
    const std::u32string_view part = text.substr(begin, kMarkedTogether);
    std::uint64_t rare = 0;
    for (std::size_t k = 0; k < part.size(); ++k)
      rare |= std::uint64_t{is_han(part[k]) ? 0U : 1U} << k;
    marks.add(part.data(), rare, part.size());
  }
  measure_row(text, page.script, marks, true, row);
}

}  // namespace broadsheet::newspaper

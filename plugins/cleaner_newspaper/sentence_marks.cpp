// SPDX-License-Identifier: Apache-2.0
#include "sentence_marks.hpp"

#include <algorithm>
#include <array>

#include "characters.hpp"

namespace broadsheet::newspaper {
namespace {

// "Jr.", "Inc." or "a.m." may end a sentence as well.
constexpr auto kBeforeNames = std::to_array<std::u32string_view>(
    {U"Mr.",   U"Mrs.", U"Ms.",  U"Messrs.", U"Mme.",  U"Dr.",  U"Drs.", U"Prof.", U"Rev.",
     U"Fr.",   U"Hon.", U"Gov.", U"Sen.",    U"Rep.",  U"Gen.", U"Col.", U"Maj.",  U"Capt.",
     U"Cmdr.", U"Lt.",  U"Sgt.", U"Adm.",    U"Supt.", U"Det.", U"Mt.",  U"vs."});
constexpr auto kBeforeNumbers =
    std::to_array<std::u32string_view>({U"No.", U"Nos.", U"Vol.", U"p.", U"pp.", U"Jan.", U"Feb.",
                                        U"Aug.", U"Sept.", U"Oct.", U"Nov.", U"Dec."});

template <typename List>
bool has(const List& list, std::u32string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// A quotation that is open for longer was closed by no mark.
constexpr std::size_t kMostRows = 12;

void mark_quotations(Page& page) {
  constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::size_t opened = kNone;  // the row of the last “ that no mark stands behind
  for (std::size_t i = 0; i < page.rows.size(); ++i) {
    for (const char32_t c : page.row_text(page.rows[i])) {
      if (c == U'“') opened = i;
      if (c != U'”') continue;
      const bool is_near = opened != kNone && i - opened <= kMostRows;
      for (std::size_t k = is_near ? opened + 1 : i + 1; k <= i; ++k)
        page.rows[k].is_in_quotation = true;
      opened = kNone;
    }
  }
}

}  // namespace

bool ends_with_abbreviation(std::u32string_view row, std::u32string_view next) {
  if (row.empty() || next.empty() || row.back() != U'.') return false;
  const std::size_t space = row.find_last_of(U" (“‘");
  const std::u32string_view word = row.substr(space == row.npos ? 0 : space + 1);
  if (is_digit(next[0])) return has(kBeforeNumbers, word);
  if (!is_upper(next[0])) return false;
  const bool is_initial = word.size() == 2 && is_upper(word[0]) && word[0] != U'I';
  return is_initial || has(kBeforeNames, word);
}

bool ends_with_speaker(std::u32string_view text) {
  constexpr std::size_t kLongest = 40;
  const std::size_t close = text.rfind(U'”');
  return close != std::u32string_view::npos && close + 1 < text.size() &&
         text.size() - close <= kLongest && text[close + 1] == U' ' && text.back() == U'.';
}

void read_sentence_marks(Page& page) {
  if (page.script != Script::roman) return;
  for (std::size_t i = 0; i + 1 < page.rows.size(); ++i) {
    Row& row = page.rows[i];
    const bool is_shortened =
        row.tail == Tail::stop &&
        ends_with_abbreviation(page.row_text(row), page.row_text(page.rows[i + 1]));
    if (is_shortened) row.tail = Tail::none;
  }
  mark_quotations(page);
}

}  // namespace broadsheet::newspaper

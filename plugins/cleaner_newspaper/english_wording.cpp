// SPDX-License-Identifier: Apache-2.0
#include "english_wording.hpp"

#include <algorithm>

#include "characters.hpp"
#include "letter_case.hpp"
#include "text_search.hpp"

namespace broadsheet::newspaper {

bool is_english_byline(View line) {
  constexpr std::size_t kLongest = 70, kLongestDesk = 32;
  if (line.size() > kLongest || line.back() == U'.') return false;
  const auto by =
      std::ranges::find_if(phrases::kEnglishBylines, [&](View head) { return starts(line, head); });
  if (by == phrases::kEnglishBylines.end())
    return line.size() <= kLongestDesk && is_upper(line[0]) &&
           ends_any(line, phrases::kEnglishDesks);
  View who = line.substr(by->size());
  if (starts(who, U"the ") && is_title_case(who.substr(4))) who.remove_prefix(4);
  if (who.empty() || !is_upper(who[0])) return false;
  const std::size_t stop = who.find(U". ");
  return stop == View::npos || (stop > 1 && is_upper(who[stop - 1]) && who[stop - 2] == U' ');
}

bool is_capital_speaker(View line) {
  constexpr std::size_t kLongest = 30;
  const std::size_t colon = line.substr(0, kLongest).find(U':');
  if (colon == View::npos || colon < 3) return false;
  if (colon + 1 < line.size() && line[colon + 1] != U' ') return false;
  std::size_t words = 1;
  for (const char32_t c : line.substr(0, colon)) {
    if (is_space(c)) ++words;
    if (!is_space(c) && !is_upper(c) && c != U'.' && c != U'-' && c != U'’') return false;
  }
  return words <= 3;
}

}  // namespace broadsheet::newspaper

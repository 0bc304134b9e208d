// SPDX-License-Identifier: Apache-2.0
// Title groups: kicker, headline, deck and byline that stand together, as far as their order gives
// them away.
//
// A display unit followed by a deck or a byline is a headline; a short one before it is its kicker.
// Units that could be a headline as well as a heading stay candidates, to be settled once the
// articles are known. Example: 圆桌对话 / 低空经济起飞，先把“路”修好 / ——四位嘉宾共话… is kicker,
// headline and deck. Tested by Titles.* in cleaner_newspaper_test.cpp.
#pragma once

#include <vector>

#include "roles.hpp"

namespace broadsheet::newspaper {

constexpr std::uint32_t kNoUnit = ~0U;

struct TitleGroup {
  std::uint32_t kicker = kNoUnit, headline = kNoUnit, deck = kNoUnit;
  std::vector<std::uint32_t> bylines;
  std::size_t first_piece = 0, last_piece = 0;
  bool is_sure = false;  // deck, byline or kicker prove the headline
};

struct Titles {
  std::vector<TitleGroup> groups;
  std::vector<std::size_t> lone_bylines;     // pieces
  std::vector<std::size_t> opening_bylines;  // of these, those between two texts, in English
};

Titles find_titles(const Page& page, const std::vector<Piece>& pieces,
                   const std::vector<Unit>& units);

}  // namespace broadsheet::newspaper

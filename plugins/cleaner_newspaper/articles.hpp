// SPDX-License-Identifier: Apache-2.0
// Groups units into articles: bodies first (stretches.hpp), then titles, headings, bylines and
// captions go to the article that holds their words, or that they stand in. Headings listed apart
// keep the order of their articles. Tested by Articles.* in cleaner_newspaper_test.cpp.
#pragma once

#include <vector>

#include "similarity.hpp"
#include "titles.hpp"

namespace broadsheet::newspaper {

struct ArticleDraft {
  std::vector<std::uint32_t> head;      // kicker, headline, deck, bylines
  std::vector<std::uint32_t> body;      // paragraphs, questions, items, notes: in source order
  std::vector<std::uint32_t> headings;  // in source order, to be placed in the body
  std::vector<std::uint32_t> tail;      // captions, pull quotes, credits
};

struct Grouping {
  std::vector<ArticleDraft> articles;
  std::vector<std::uint32_t> furniture;
};

// May change the role of units: a candidate becomes headline or heading. `is_rigid`: full rows of
// one column are equally long, so that columns of 15 and of 16 em can be told apart.
Grouping group_articles(const Page& page, const std::vector<Piece>& pieces, const Topics& topics,
                        bool is_rigid, std::vector<Unit>& units);

}  // namespace broadsheet::newspaper

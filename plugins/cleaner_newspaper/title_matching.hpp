// SPDX-License-Identifier: Apache-2.0
// Which title heads which article: by the words they share and by where the title stands. Sure
// titles choose first, then candidates for the articles that still have none. Tested by Articles.*
// in cleaner_newspaper_test.cpp.
#pragma once

#include <vector>

#include "articles.hpp"
#include "stretches.hpp"

namespace broadsheet::newspaper {

// By stretch: the head of its article. Names the units of titles; a sure title without an article
// gets an empty stretch of its own.
std::vector<ArticleDraft> attach_titles(const Page& page, const std::vector<Piece>& pieces,
                                        const Topics& topics, const Titles& titles,
                                        Stretches& stretches, std::vector<Unit>& units);

// Lowers the confidence of a choice whose next best is worse by `margin`, in shares of a heading's
// words.
void doubt(Unit& unit, float margin);

// One of several headings in a row: no article has them so.
bool stands_in_list(const std::vector<Piece>& pieces, const std::vector<Unit>& units,
                    std::size_t piece);

}  // namespace broadsheet::newspaper

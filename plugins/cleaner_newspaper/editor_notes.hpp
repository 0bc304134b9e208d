// SPDX-License-Identifier: Apache-2.0
// Finds the introductions that editors wrote to articles: paragraphs that speak of this page or
// issue, that lead into a conversation, or that stand under the editors' label. Example:
// "本期‘教育圆桌’ 聚焦三所学校的探索，听校长和老师谈一谈他们的思考。" Tested by Roles.* in
// cleaner_newspaper_headings_test.cpp.
#pragma once

#include <vector>

#include "stretches.hpp"

namespace broadsheet::newspaper {

// Changes the role of such units; titles must have found their stretches.
void name_editor_notes(const Page& page, const std::vector<Piece>& pieces,
                       const Stretches& stretches, std::vector<Unit>& units);

// Gives the editors' introduction to a whole page, which stands above its first title or below the
// lead of one of its articles, a stretch of its own, and the note's role. Titles must have been
// named, and what goes to a stretch without a title not yet attached.
void split_page_introduction(const Page& page, const std::vector<Piece>& pieces,
                             Stretches& stretches, std::vector<Unit>& units);

}  // namespace broadsheet::newspaper

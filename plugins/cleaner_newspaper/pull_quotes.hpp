// SPDX-License-Identifier: Apache-2.0
// Sentences lifted from the body and set apart, one by one or as the points of a box.
//
// A display block is a pull quote if its words stand in the body as a clause, but not right below
// it, where a heading takes its words from. Key points need not look like display: of blocks in a
// row, each with a number ("1. …", "② …", "03 …") or made of rows that stand elsewhere, two and at
// least half say what another paragraph says. Tested by PullQuotes.* in
// cleaner_newspaper_boxes_test.cpp.
#pragma once

#include <vector>

#include "roles.hpp"

namespace broadsheet::newspaper {

// Other roles must have been found, but for items in numbers.
void name_pull_quotes(const Page& page, const std::vector<Piece>& pieces, std::vector<Unit>& units);

}  // namespace broadsheet::newspaper

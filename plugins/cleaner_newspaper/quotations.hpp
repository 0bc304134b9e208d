// SPDX-License-Identifier: Apache-2.0
// Which rows are lifted from the text: pull quotes and headings that repeat a clause.
//
// Both the pull quote and the paragraph it was taken from are repeated on the page. What tells them
// apart: the words that both have in common begin where the pull quote's first row begins and end
// where its last row ends, while the paragraph goes on. Example: rows "补在墙上，" "不如补在嘴上"
// and, in the body, "…他说，补在墙上，不如" "补在嘴上，这话在理。" Tested by Quotations.* in
// cleaner_newspaper_test.cpp.
#pragma once

#include "rows.hpp"

namespace broadsheet::newspaper {

// Leaves Row::is_repeated only where the repetition is made of whole rows.
void keep_whole_quotations(Page& page);

}  // namespace broadsheet::newspaper

// SPDX-License-Identifier: Apache-2.0
// What English marks say across rows: "Dr." at a row's end stops no sentence, and between “ and ”
// no paragraph ends, since one that ends inside a quotation opens it anew in the next. Example: “It
// was the horn. / He heard it in his sleep. / No one else did,” he said. The second and the third
// row go on the first. Tested by SentenceMarks.* in cleaner_newspaper_parts_test.cpp.
#pragma once

#include "rows.hpp"

namespace broadsheet::newspaper {

// The row's last word is one that a stop only shortens, before a name or a number.
bool ends_with_abbreviation(std::u32string_view row, std::u32string_view next);

// Ends with who said the words quoted before: ...,” she said.
bool ends_with_speaker(std::u32string_view text);

// Corrects the rows' tails, and marks the rows that begin inside a quotation.
void read_sentence_marks(Page& page);

}  // namespace broadsheet::newspaper

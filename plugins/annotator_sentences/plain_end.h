// SPDX-License-Identifier: Apache-2.0
// Ends of sentences that are plain to see.
//
// Problem: most terminators need none of the rules' questions, and pay for all of them. Approach:
// two patterns of bytes for which every rule would say yes:
//   "… 河水退了。大堤…"       a full-width terminator, an ideograph that does not go on (的)
//   "… by the river. The …"   small letters of a word that is no abbreviation, a space, a capital
// All else goes through the rules. Covered by PlainEnd in annotator_sentences_test.cpp, against
// the rules themselves.
#pragma once

#include "paragraph.h"

namespace broadsheet::sentences {

// True where the mark at `at`, which is of this class, ends a sentence at once and nothing attaches
// to it; false where the rules have to be asked.
bool is_plain_end(const Paragraph& paragraph, std::size_t at, CharClass kind);

}  // namespace broadsheet::sentences

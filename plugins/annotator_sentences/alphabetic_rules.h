// SPDX-License-Identifier: Apache-2.0
// Scripts with words between spaces: does a sentence end at . ! ? … and their kin?
//
// Problem: most stops end a sentence, but those of abbreviations, initials, ordinals, list numbers
// and ellipses often do not, and a question inside quotes belongs to its reporting clause.
// Approach: the word before the stop gets a class from the language's lexicon, the word after it
// is looked at for case, for being a frequent sentence starter and for reporting verbs; a small
// table of rules joins the two. "in the U.S. Navy" goes on, "in the U.S. He" ends.
// Covered by AlphabeticRules in annotator_sentences_test.cpp.
#pragma once

#include "paragraph.h"

namespace broadsheet::sentences {

bool ends_alphabetic_sentence(const Paragraph& paragraph, const Ending& ending);

}  // namespace broadsheet::sentences

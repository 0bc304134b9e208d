// SPDX-License-Identifier: Apache-2.0
// Thai, Burmese, Khmer and Lao, which set no spaces between words.
//
// Problem: Thai and Lao set no stop between sentences either, only a space, which stands between
// clauses too. Approach: the stops there are go through the pass of all scripts; beyond them an end
// is where a word of the language's file says so (languages/th.txt: a final particle, a pronoun),
// if ICU's dictionary sees a word there and not a part of one.
//   ผมไปครับ คุณไปไหม  ->  ผมไปครับ | คุณไปไหม
// Covered by DictionaryScripts in annotator_sentences_parts_test.cpp.
#pragma once

#include <cstddef>
#include <vector>

#include "paragraph_splitter.h"

namespace broadsheet::sentences {

// As split_paragraph().
void split_dictionary_script(const TextPass& text, std::size_t begin, std::size_t end,
                             std::vector<Sentence>& out);

}  // namespace broadsheet::sentences

// SPDX-License-Identifier: Apache-2.0
// Chinese and Japanese: does a sentence end at 。 ！ ？ …… and their closers? The convention is in
// the plugin's README; each rule has its tests under CjkRules in annotator_sentences_test.cpp.
#pragma once

#include "paragraph.h"

namespace broadsheet::sentences {

// True where the terminator at `ending` is judged by these rules and not by those of alphabetic
// scripts: full-width marks, and ASCII marks beside ideographs.
bool is_cjk_ending(const Paragraph& paragraph, std::size_t at, CodePoint mark);

bool ends_cjk_sentence(const Paragraph& paragraph, const Ending& ending);

// True where ①②… at `at` begins an item of a series instead of being a footnote to the left.
bool is_circled_list_item(const Paragraph& paragraph, std::size_t at, int number);

}  // namespace broadsheet::sentences

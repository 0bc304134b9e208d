// SPDX-License-Identifier: Apache-2.0
// Does a word run across a line break? ICU's dictionary of Chinese and Japanese words answers: with
// "…首先难在待" above "遇。柳营区…" the word 待遇 spans the break, so the two lines belong
// together.
#pragma once

#include <unicode/brkiter.h>

#include <memory>
#include <string_view>

#include "rows.hpp"

namespace broadsheet::newspaper {

class WordJoins {
 public:
  WordJoins();
  // False too where ICU has no dictionary, or either side has no ideograph at the break.
  bool spans(std::u32string_view tail, std::u32string_view head) const;

 private:
  std::unique_ptr<icu::BreakIterator> words_;
};

// Looks at the rows with a blank line above them: one that cut a column in mid-sentence often cut a
// word too.
void find_words_over_blank_lines(Page& page);

}  // namespace broadsheet::newspaper

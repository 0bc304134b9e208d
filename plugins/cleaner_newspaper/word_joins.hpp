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

// Han characters alone are looked up in the dictionary itself (word_dictionary.hpp); text with
// kana, hangul or rarer characters is given to ICU's iterator. That is dear to open, and opened on
// the first such question only: one for a text. Not for use from two threads.
class WordJoins {
 public:
  // False too where ICU has no dictionary, or either side has no ideograph at the break.
  bool spans(std::u32string_view tail, std::u32string_view head) const;
  // The same by ICU's iterator alone; neither side is empty.
  bool spans_by_icu(std::u32string_view tail, std::u32string_view head) const;

 private:
  icu::BreakIterator* words() const;

  mutable bool is_open_ = false;
  mutable std::unique_ptr<icu::BreakIterator> words_;
  mutable icu::UnicodeString text_;  // words_ looks at it
};

// Looks at the rows with a blank line above them: one that cut a column in mid-sentence often cut a
// word too.
void find_words_over_blank_lines(Page& page, const WordJoins& words);

}  // namespace broadsheet::newspaper

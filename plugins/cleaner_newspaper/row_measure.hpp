// SPDX-License-Identifier: Apache-2.0
// What a row's characters say of it: width, how it ends, what stands inside, lexical cue.
//
// Six of seven characters are Han, all alike here: a row is measured by the others.
#pragma once

#include <cstddef>
#include <string_view>

#include "characters.hpp"
#include "lexicon.hpp"
#include "rows.hpp"
#include "simd.hpp"

namespace broadsheet::newspaper {

// Gathered from a row's characters other than Han, in their order.
struct RareMarks {
  std::size_t count = 0, spaces = 0, squares = 0, ideographs = 0, letters = 0;
  std::size_t squeezable = 0, dashes = 0, pairs = 0;  // pairs: of marks side by side
  int balance = 0;                                    // quotations and brackets opened less closed
  std::size_t behind_mark = 0, first_stop = 0;        // a place in the row, plus one
  bool has_comma = false, has_full_stop = false;
  LineMarks line;

  // `at` counts from the row's begin.
  BROADSHEET_INLINE void add(std::size_t at, char32_t c, Traits traits) {
    ++count;
    squares += is(traits, trait::kFullWidth);
    if ((traits & (trait::kIdeograph | trait::kLatin)) != 0) {
      ideographs += is(traits, trait::kIdeograph);
      letters += is(traits, trait::kLatin);
      line.has_latin = line.has_latin || letters > 0;
    }
    spaces += is(traits, trait::kSpace);
    if ((traits & kMarks) == 0) return;
    const bool is_squeezable = (traits & trait::kSqueezable) != 0;
    squeezable += is_squeezable ? 1 : 0;
    pairs += static_cast<std::size_t>(is_squeezable & (behind_mark == at) & (at > 0));
    behind_mark = is_squeezable ? at + 1 : behind_mark;
    // Some faces set a dash of two squares in one.
    dashes += is(traits, trait::kDash);
    balance += static_cast<int>(is(traits, trait::kPairOpens));
    balance -= static_cast<int>(is(traits, trait::kPairCloses));
    has_comma |= c == U'，';
    line.has_pause |= LineMarks::is_pause(c);
    has_full_stop |= c == U'.';
    const bool ends = (c == U'。') | (c == U'！') | (c == U'；');
    first_stop = (ends & (first_stop == 0)) ? at + 1 : first_stop;
  }

 private:
  static constexpr Traits kMarks =
      trait::kSqueezable | trait::kDash | trait::kPairOpens | trait::kPairCloses | trait::kStop;
  static std::size_t is(Traits traits, Traits one) { return (traits & one) != 0 ? 1 : 0; }
};

// Everything of a row that its text says, if these are all of its rare characters.
void measure_row(const Page& page, const RareMarks& marks, Row& row);
// The same of a row whose characters have not been looked at.
void measure_row(const Page& page, Row& row);

}  // namespace broadsheet::newspaper

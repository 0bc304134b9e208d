// SPDX-License-Identifier: Apache-2.0
// The lines that a paragraph was joined from.
//
// Problem: a list's items begin lines, but in a column of newsprint so do any words. Approach: a
// line was ended on purpose where the next line's first word would have fitted on it, the widest
// line being the column's width. Text without spaces between words has a second sign: nothing but
// a person puts a space before a line feed there.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "utf8.h"

namespace broadsheet::sentences {

// Where a line of the source ended and was joined with the next one by a space or by nothing.
struct LineEnd {
  std::size_t at_byte = 0;
  bool had_space = false;  // white space stood before its line feed
};

class SourceLines {
 public:
  // `ends`: where lines ended without a line feed in the text, ascending, counted from `offset`
  // bytes before the paragraph; those before and behind it are passed over.
  SourceLines(std::string_view paragraph, std::size_t offset, std::span<const LineEnd> ends)
      : text_(paragraph), offset_(offset), ends_(ends), ahead_(ends) {}

  // The next of the ends at or after `at`, kNowhere where there is none. `at` never goes back.
  std::size_t next_end(std::size_t at) {
    while (!ahead_.empty() && ahead_.front().at_byte < offset_ + at) ahead_ = ahead_.subspan(1);
    return ahead_.empty() ? kNowhere : ahead_.front().at_byte - offset_;
  }

  // Whether the line that ended at `end` was ended on purpose; `next` is where the next one begins.
  bool was_ended_on_purpose(std::size_t end, std::size_t next);
  // Whether it ended in white space and far before the width of the widest line.
  bool was_cut_short(std::size_t end);
  // The next line begins; its end is not next any more.
  void begin_line(std::size_t at) {
    if (!ahead_.empty() && ahead_.front().at_byte <= offset_ + at) ahead_ = ahead_.subspan(1);
    line_begin_ = at;
  }

 private:
  std::size_t widest();

  std::string_view text_;
  std::size_t offset_;
  std::span<const LineEnd> ends_;
  std::span<const LineEnd> ahead_;  // those that were not reached
  std::size_t line_begin_ = 0;
  std::size_t widest_ = 0;  // 0: not looked for
};

}  // namespace broadsheet::sentences

// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_CLEANER_PLAIN_LINE_JOIN_H_
#define BROADSHEET_CLEANER_PLAIN_LINE_JOIN_H_

#include <string_view>

namespace broadsheet::plain_cleaner {

inline constexpr std::string_view kSoftHyphen = "\xC2\xAD";

/// What a line break between two lines of one paragraph stands for.
enum class LineJoin {
  kSpace,
  kNothing,    // scripts without spaces between words; a hyphen inside a word
  kDropHyphen  // nothing, and the soft hyphen before it goes
};

/// Judges by the characters on both sides of the break, and where they leave it open (a digit, a
/// quotation mark, Latin beside Han) by what most of the two lines is. Neither line is empty or has
/// white space at its ends.
LineJoin join_lines(std::string_view before, std::string_view after);

}  // namespace broadsheet::plain_cleaner

#endif

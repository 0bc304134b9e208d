// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_CLEANER_PLAIN_PLAIN_PARAGRAPHS_H_
#define BROADSHEET_CLEANER_PLAIN_PLAIN_PARAGRAPHS_H_

// Paragraphs of text that is clean already: blank lines, and nothing else, stand between them.
//
//     The council met on
//     Monday.                        "The council met on Monday."          one line feed is white
//     space,
//                             ->
//     桥面预计下                       "桥面预计下月铺装。"                       but Chinese
//     writes none 月铺装。
//
// Lines that begin with a list's marker are items of their own: bullets always, "1." or "(a)" where
// two lines of one paragraph have the same kind of it. Characters are never changed; white space at
// a line's ends is left out. Tested by cleaner_plain_test.cpp.

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace broadsheet::plain_cleaner {

enum class ParagraphRule {
  kBlankLine,  // a paragraph is a run of lines that are not blank
  kLine        // each line is one
};

/// A physical line, as bytes of the source text.
struct LineRange {
  std::uint64_t begin_byte;
  std::uint64_t end_byte;
};

/// A piece of a paragraph's text, in order.
struct Piece {
  enum class Kind {
    kCopy,    // a slice of the source
    kSpace,   // one space between two lines; no slice
    kRemoved  // a soft hyphen at a line's end, where the word goes on
  };
  Kind kind;
  std::uint64_t begin_byte = 0;
  std::uint64_t end_byte = 0;

  bool operator==(const Piece&) const = default;
};

struct Paragraph {
  bool is_list_item = false;
  std::vector<Piece> pieces;  // begin with a copy
};

/// The paragraphs of a source, in order; takes linear time. Lines ascend and hold no terminators.
std::vector<Paragraph> find_paragraphs(std::string_view source, std::span<const LineRange> lines,
                                       ParagraphRule rule);

}  // namespace broadsheet::plain_cleaner

#endif

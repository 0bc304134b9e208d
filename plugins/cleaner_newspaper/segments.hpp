// SPDX-License-Identifier: Apache-2.0
// Writes blocks as segments of the source, so that every character is accounted for.
//
// Between two Latin lines a space is inserted (line_join); nothing between Chinese lines. Spaces of
// letter-spaced lines are removed (letter_spacing). A hyphen at a line's end is removed only where
// it is one of the typesetter's:
//   "mem-" + "orable" -> memorable      the joined word or neither part is known
//   "thirty-" + "four" -> thirty-four   a number word, a known prefix, or both parts are words of
//   the page
// When in doubt the hyphen stays. After Kiss and Strunk 2006: decide by the text's own vocabulary.
// Tested by Segments.* in cleaner_newspaper_test.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rows.hpp"

namespace broadsheet::newspaper {

// A block before its text is written: rows in reading order.
struct Draft {
  Role role = Role::paragraph;
  float confidence = 1.0F;
  std::span<const std::uint32_t> rows;
};

// Words as hashes of 64 bits, folded to lower case: some of a page's words are asked for, and two
// of them are taken for one with a chance of one in a billion billions.
class WordSet {
 public:
  void insert(std::string_view word);
  bool contains(std::string_view word) const;

 private:
  void place(std::uint64_t hash);
  void grow();

  std::vector<std::uint64_t> slots_;  // open addressing; 0 is free
  std::size_t count_ = 0;
};

class SegmentWriter {
 public:
  // `words`: known besides those of the page; lower case.
  SegmentWriter(const Page& page, const std::vector<std::string>& words);
  // Into `block`, whose memory is used again.
  void write(const Draft& draft, Block& block) const;

 private:
  // One line of a row, without the white space around it.
  struct Content {
    std::uint32_t line;  // index into the page's lines
    std::uint32_t begin_byte, end_byte;
    bool is_letter_spaced;
    char32_t first, last;  // characters
  };

  Content content_of(const Row& row, std::uint32_t line) const;
  void append_line(const Content& content, Block& block) const;
  void append_letter_spaced(const Content& content, Block& block) const;
  void append_join(const Content& above, const Content& below, Block& block) const;
  bool is_soft_hyphen(std::string_view left_line, std::string_view right_line) const;

  const Page& page_;
  WordSet words_;  // of the page, with inner hyphens
};

}  // namespace broadsheet::newspaper

// SPDX-License-Identifier: Apache-2.0
// Which quotation marks stand open at a place of a paragraph.
//
// Problem: “ opens and ” closes, but " and ' do both, ’ is also an apostrophe, “ closes in German,
// » opens in Danish, and OCR loses one of a pair. Approach: a stack of at most eight open marks;
// a mark without direction is judged by the white space around it and by what stands open; a
// mark that has no partner ahead does not count as open (asked with a search position that only
// goes forward, so that all questions of a paragraph together read it once). Nothing outlives the
// paragraph. Covered by QuoteTracker tests in annotator_sentences_parts_test.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "characters.h"

namespace broadsheet::sentences {

class QuoteTracker {
 public:
  explicit QuoteTracker(std::string_view paragraph) : text_(paragraph) {}

  // Judges the mark at `at`. True where it closes; `opened_at` is then the place of its partner or
  // kNowhere. A mark that opens is put on the stack; an apostrophe changes nothing.
  enum class Role : std::uint8_t { kNone, kOpens, kCloses };
  Role judge(std::size_t at, CodePoint mark) const;
  Role pass(std::size_t at, CodePoint mark, std::size_t* opened_at);

  // True where a mark stands open that is closed further on.
  bool is_inside(std::size_t at);
  bool is_open(char32_t closer) const;

 private:
  struct Open {
    char32_t closer;
    std::size_t at;
  };
  static constexpr std::size_t kDeepest = 8;

  bool is_comma_ahead(std::size_t at) const;
  void open(std::size_t at, char32_t closer);
  std::size_t close(char32_t mark);
  bool closes_ahead(char32_t closer, std::size_t at);

  std::string_view text_;
  // Not filled in advance: most paragraphs have no quotes.
  std::array<Open, kDeepest> open_;  // depth_ of them
  std::size_t depth_ = 0;
  std::array<std::size_t, 16> next_closer_;  // by kind of closer, where searched_ has its bit
  std::uint32_t searched_ = 0;
};

}  // namespace broadsheet::sentences

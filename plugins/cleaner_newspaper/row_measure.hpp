// SPDX-License-Identifier: Apache-2.0
// What a row's characters say of it: width, how it ends, what stands inside, lexical cue.
//
// Six of seven characters are Han, all alike here: a row is measured by the others.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "characters.hpp"
#include "lexicon.hpp"
#include "rows.hpp"
#include "simd.hpp"

namespace broadsheet::newspaper {

constexpr std::size_t kMarkedTogether = 64;  // characters

// Of up to 64 characters of a row, side by side: how many of them are what, and a bit for each that
// does not count where texts are compared, or that may be squeezed.
struct RareCounts {
  int ideographs = 0, letters = 0, spaces = 0, dashes = 0;
  int balance = 0;  // quotations and brackets opened less closed
  std::uint64_t skipped = 0, squeezable = 0;
};
// `rare` has a bit for each of the characters that is no Han character: of these.
RareCounts count_rare(const char32_t* characters, std::uint64_t rare);

// What a row's characters other than Han tell.
class RareMarks {
 public:
  // The row's next characters, `size` in number. Gives back those that do not count where texts are
  // compared. Most rows have commas and stops only.
  BROADSHEET_INLINE std::uint64_t add(const char32_t* characters, std::uint64_t rare,
                                      std::size_t size) {
    Traits any = 0, common = ~Traits{0};
    for (std::uint64_t left = rare; left != 0; left &= left - 1) {
      const Traits traits = traits_of(characters[std::countr_zero(left)]);
      any |= traits;
      common &= traits;
    }
    std::uint64_t skipped = rare, squeezable = rare;
    const bool has_only_stops =
        (common & trait::kSqueezable) != 0 && (any & (trait::kPairOpens | trait::kPairCloses)) == 0;
    if (!has_only_stops && rare != 0) {
      const RareCounts counts = count_rare(characters, rare);
      ideographs_ += counts.ideographs;
      letters_ += counts.letters;
      spaces_ += counts.spaces;
      squeezable_ += counts.dashes;
      balance_ += counts.balance;
      skipped = counts.skipped;
      squeezable = counts.squeezable;
    }
    rare_ += std::popcount(rare);
    squeezable_ += std::popcount(squeezable);
    pairs_ += std::popcount(squeezable & (squeezable << 1U | is_behind_mark_));
    is_behind_mark_ = squeezable >> (size - 1) & 1U;
    if ((any & trait::kSentenceEnd) != 0 && first_end_ == 0)
      first_end_ = size_ + find_end(characters, squeezable) + 1;
    any_ |= any;
    common_ &= common;
    size_ += size;
    return skipped;
  }

  bool has(Traits traits) const { return (any_ & traits) != 0; }
  bool all_have(Traits traits) const { return (common_ & traits) == traits; }
  int rare() const { return rare_; }
  int ideographs() const { return ideographs_; }
  int letters() const { return letters_; }
  int spaces() const { return spaces_; }
  // Some faces set a dash of two squares in one.
  int squeezable() const { return squeezable_; }
  int pairs() const { return pairs_; }  // of marks side by side
  int balance() const { return balance_; }
  // Where the first sentence ends, plus one; 0 where none does.
  std::size_t first_end() const { return first_end_; }

 private:
  static std::size_t find_end(const char32_t* characters, std::uint64_t marks) {
    while (!has_trait(characters[std::countr_zero(marks)], trait::kSentenceEnd)) marks &= marks - 1;
    return static_cast<std::size_t>(std::countr_zero(marks));
  }

  Traits any_ = 0, common_ = ~Traits{0};
  int rare_ = 0, ideographs_ = 0, letters_ = 0, spaces_ = 0;
  int squeezable_ = 0, pairs_ = 0, balance_ = 0;
  std::size_t size_ = 0, first_end_ = 0;
  std::uint64_t is_behind_mark_ = 0;
};

namespace row_measure {

float text_width(std::u32string_view text, Script script);
// The piece at the head of a row that the line breaker would not have cut.
float head_unit(std::u32string_view text, Script script);
// Of a row that ends with closing marks or a hyphen.
Tail tail_behind_marks(std::u32string_view text);
bool has_inner_full_stop(std::u32string_view text);

inline Tail tail_of(std::u32string_view text) {
  const Traits traits = traits_of(text.back());
  const Tail tail = tail_by(traits);
  const bool is_unsure = (traits & trait::kClosingMark) != 0 || tail == Tail::hyphen;
  return is_unsure ? tail_behind_marks(text) : tail;
}
// Does a sentence end with more behind it than one mark?
inline bool has_inner_stop(std::u32string_view text, const RareMarks& marks) {
  const std::size_t behind = marks.first_end();
  if (behind > 0 && behind < text.size() &&
      (behind + 1 < text.size() || is_ideograph(text[behind])))
    return true;
  return marks.has(trait::kFullStop) && has_inner_full_stop(text);
}

}  // namespace row_measure

// Everything of a row that its text says, if these are the marks of all its rare characters, and
// `may_tell` is false only where none of kTellingCharacters stands in it.
BROADSHEET_INLINE void measure_row(std::u32string_view text, Script script, const RareMarks& marks,
                                   bool may_tell, Row& row) {
  using namespace row_measure;
  const bool is_full_width = script == Script::full_width;
  row.quote_balance = static_cast<std::int8_t>(std::clamp(marks.balance(), -100, 100));
  row.has_comma = marks.has(trait::kWideComma);
  row.has_words = marks.has(trait::kLatin | trait::kSpace | trait::kIdeograph);
  row.has_inner_stop = has_inner_stop(text, marks);
  const int squeezable = std::min(marks.squeezable(), 3);
  row.squeeze_em = is_full_width ? 0.5F * static_cast<float>(squeezable) : 0.3F;
  // Squares alone add up exactly, whatever the order.
  const bool has_only_squares =
      is_full_width && marks.all_have(trait::kFullWidth) && text.size() < (1U << 24U);
  const auto squares = static_cast<std::int32_t>(text.size());
  row.width_em = has_only_squares ? static_cast<float>(squares) : text_width(text, script);
  // Two marks side by side share a square and a half, as typesetters set them.
  if (is_full_width) row.width_em -= 0.5F * static_cast<float>(marks.pairs());
  const bool begins_with_one_han = is_full_width && text.size() > 1 && is_han(text[0]) &&
                                   (is_han(text[1]) || !is_closing(text[1]));
  row.head_unit_em = begins_with_one_han ? 1.0F : head_unit(text, script);
  row.tail = tail_of(text);
  row.cue = find_cue(text, {marks.has(trait::kPause), marks.has(trait::kLatin), may_tell});
}
// The same of a row whose characters have not been looked at.
void measure_row(const Page& page, Row& row);

}  // namespace broadsheet::newspaper

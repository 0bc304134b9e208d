// SPDX-License-Identifier: Apache-2.0
// The rows of a page as columns of numbers, so that eight rows can be asked the same at once.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "rows.hpp"
#include "simd.hpp"

namespace broadsheet::newspaper {

// One number of each row. The rows around a page, as far as vectors reach, have zeros.
template <typename Number>
class Column {
 public:
  void resize(std::size_t rows) {
    numbers_.resize(rows + 3 * kVectorLanes);
    std::fill_n(numbers_.begin(), kVectorLanes, Number{});
    std::fill(numbers_.end() - 2 * kVectorLanes, numbers_.end(), Number{});
  }
  Number* of_rows() { return numbers_.data() + kVectorLanes; }
  const Number* of_rows() const { return numbers_.data() + kVectorLanes; }

 private:
  std::vector<Number> numbers_;
};

// What a row's marks say, in the bits of a number.
namespace mark {
inline constexpr std::int32_t kTail = 7;  // a Tail
inline constexpr unsigned kCueShift = 3;
inline constexpr std::int32_t kCue = 31;  // a Cue, shifted down
// Those of Row that are true or false, in its order.
inline constexpr unsigned kFlagsShift = 8;
inline constexpr std::int32_t kLetterSpaced = 1 << 8;
inline constexpr std::int32_t kGoesOnWord = 1 << 9;
inline constexpr std::int32_t kRepeated = 1 << 10;
inline constexpr std::int32_t kLeadsCaption = 1 << 11;
inline constexpr std::int32_t kInQuotation = 1 << 12;
inline constexpr std::int32_t kInnerStop = 1 << 13;
inline constexpr std::int32_t kComma = 1 << 14;
inline constexpr std::int32_t kWords = 1 << 15;
inline constexpr std::int32_t kOpensQuote = 1 << 16;
inline constexpr std::int32_t kClosesQuote = 1 << 17;
inline constexpr std::int32_t kBlankBefore = 1 << 18;
inline constexpr std::int32_t kSeveralLines = 1 << 19;
inline constexpr std::int32_t kTwoCharacters = 1 << 20;  // at most
static_assert(kTails <= kTail + 1 && kCues <= kCue + 1);

constexpr Tail tail_of(std::int32_t marks) { return static_cast<Tail>(marks & kTail); }
constexpr Cue cue_of(std::int32_t marks) { return static_cast<Cue>(marks >> kCueShift & kCue); }
}  // namespace mark

struct RowColumns {
  Column<float> width, indent, squeeze, unit;
  Column<std::int32_t> marks;
  Column<std::int32_t> head, second, third, last;  // characters; of a short row any
  std::vector<std::uint32_t> other_heads;          // rows that begin with no Han character

  void read(const Page& page);
};

}  // namespace broadsheet::newspaper

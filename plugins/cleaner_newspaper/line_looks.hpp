// SPDX-License-Identifier: Apache-2.0
// What a row says of its state by itself and beside the row above, whatever its measure is: found
// once for all decodings of a page. Scores as in line_evidence.hpp.
#pragma once

#include <cstdint>
#include <vector>

#include "line_weights.hpp"
#include "row_columns.hpp"
#include "rows.hpp"
#include "simd.hpp"
#include "table_look_up.hpp"

namespace broadsheet::newspaper {

// Each part of a sum stands alone where a part that the measure decides comes between: sums are
// made in one order only.
enum class Look : std::uint8_t {
  width,  // of the row, in em
  indent,
  squeeze,
  unit,           // what would have had to fit on the row above,
  next_unit,      // or on this row from the next
  begin,          // as a block's beginning,
  begin_outside,  // and what that costs outside of any measure
  end_mark,
  inner_stop,
  going_on,
  shape,  // as a display line
  lower_case,
  title_case,
  outside,
  display_tail,
  display_inner_stop,
  bound_head,
  display_cue,
  join_word,    // joined to the row above: by a word that runs over the blank line,
  join_hyphen,  // by the mark above,
  join_case,    // by capitals
  close_quote,  // the row above ended its block
  open_tail,    // the row above was cut off in its block,
  open_tail_mark,
  open_head,  // or the block of this row
};
constexpr std::size_t kLooks = static_cast<std::size_t>(Look::open_head) + 1;

namespace look {
inline constexpr std::int32_t kIndented = 1;
inline constexpr std::int32_t kLetterSpaced = 2;
inline constexpr std::int32_t kNoNext = 4;        // no word of a next row could have fitted
inline constexpr std::int32_t kBeforeOrphan = 8;  // above a very short last row
inline constexpr std::int32_t kBehindStop = 16;   // the row above ends a sentence,
inline constexpr std::int32_t kJoinsStop = 32;    // and nothing else speaks for or against joining
inline constexpr std::int32_t kSpacedLabel = 64;  // of letters far apart, and very short
}  // namespace look

constexpr float kKeptIndentEm = 0.9F;  // white space from here on is an indent

class LineLooks {
 public:
  void read(const Page& page);

  const LineWeights& weights() const { return *w_; }
  const RowColumns& columns() const { return rows_; }
  const RowNumbers<Look, kLooks>& scores() const { return scores_; }
  const std::int32_t* flags() const { return flags_.data(); }

 private:
  struct Rows;

  // What a row's cue says of it, and the mark that it ends with.
  struct OfCue {
    float begin, begin_of_display, going_on, display;
  };
  struct OfTail {
    float end_mark, inner_stop, display;
    float open_tail;  // of the row below, whether it is open for more
  };
  // The same for all cues and tails.
  struct OfCues {
    Table<kCues> begin, begin_of_display, going_on, display;
  };
  struct OfTails {
    Table<kTails> end_mark, inner_stop, display, open_tail;
  };

  OfCue weights_of(Cue cue) const;
  OfTail weights_of(Tail tail) const;
  float open_tail_of(Tail tail) const;
  void find_weights();

  template <typename LookUp>
  BROADSHEET_INLINE void look_at_rows();
  void look_at_all();
  void look_by_avx2();
  BROADSHEET_INLINE void copy_numbers(std::size_t i);
  BROADSHEET_INLINE void find_bound_heads(Rows& rows);
  void find_bound_heads_of(const Ints& which, Rows& rows) const;
  template <typename LookUp>
  BROADSHEET_INLINE void look_at(const Rows& rows);
  template <typename LookUp>
  BROADSHEET_INLINE void look_at_display(const Rows& rows);
  template <typename LookUp>
  BROADSHEET_INLINE void look_at_border(const Rows& rows);
  BROADSHEET_INLINE void find_flags(const Rows& rows);
  void look_at_other_head(std::size_t i);
  void look_at_case(std::size_t i);
  float begin(const Row& row, float bound_head) const;
  float bound_head(const Row& row) const;
  bool goes_on_title(std::size_t i) const;
  bool has_lower_case_behind_stop(std::size_t i) const;
  float join_case(std::size_t i) const;

  const Page* page_ = nullptr;
  const LineWeights* w_ = nullptr;
  bool keeps_indents_ = false;
  OfCues of_cues_{};
  OfTails of_tails_{};
  RowColumns rows_;
  RowNumbers<Look, kLooks> scores_;
  std::vector<std::int32_t> flags_;
};

}  // namespace broadsheet::newspaper

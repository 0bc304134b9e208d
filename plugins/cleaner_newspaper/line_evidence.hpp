// SPDX-License-Identifier: Apache-2.0
// What speaks for each state of a row and for each transition between two rows, as scores.
// The worked example and the sources are in line_states.hpp; the weights in line_weights.hpp.
//
// A page is decoded several times, with other measures and other weights of blank lines. What a row
// says by itself is found once for all of them, what its measure says once for a set of measures.
#pragma once

#include <array>
#include <vector>

#include "line_weights.hpp"
#include "regimes.hpp"
#include "rows.hpp"
#include "simd.hpp"

namespace broadsheet::newspaper {

struct BlankWeights {
  float at_blank = 1.0F;  // speaks for a beginning after a blank line
  float without = 0.0F;   // and without one
};

// What stands above a row: nothing that counts, another row, or a blank line.
enum class Gap : std::uint8_t { silent, none, blank };

// What is asked of a row again in each decoding.
struct RowEvidence {
  // What a state costs whatever stands before the row.
  float first, middle, last, single, display;
  // The row goes on the block of the row above, which was its first or a middle row.
  float going_on;                // by the row's own look and the change of measure
  float join_hyphen, join_stop;  // by the mark above
  float first_above;             // how well the row above fits as a block's first row,
  float gap_above, over_above;   // or as a middle one
  // The row above ended its block.
  float close_quote, close_full;
  // The row above was cut off in its block by the end of a column.
  float open_tail_first, open_tail_middle;
  // The row goes on a block that does not stand above it. The cost of that itself is in the
  // weights.
  float open_head;
  Gap gap;

  bool operator==(const RowEvidence&) const = default;
};

class LineEvidence {
 public:
  explicit LineEvidence(const Page& page);

  // Weighs the rows by these measures, which must live until the next weighing: then only what
  // other measures change is weighed again. `is_rigid`: full rows of one column are equally long.
  void weigh(const Regimes& regimes, bool is_rigid);

  const std::vector<RowEvidence>& rows() const { return rows_; }
  // Did the last weighing change what is said of the row?
  bool has_changed(std::size_t i) const { return has_changed_[i] != 0; }
  const LineWeights& weights() const { return w_; }

 private:
  // What a row says whatever its measure is. Each part of a sum stands alone where a part that the
  // measure decides comes between: sums are made in one order only.
  struct Look {
    float begin, begin_outside;  // as a block's beginning, and outside of any measure
    float end_mark, inner_stop, going_on;
    float shape, lower_case, title_case, outside;  // as a display line
    float display_tail, display_inner_stop, bound_head, display_cue;
  };
  // How a row fills its measure, as a first row and as any other.
  struct Fit {
    float over, over_indented;
    float gap, gap_indented;
    float full, full_indented;
  };

  // What a row's cue says of it, and the mark that it ends with.
  struct OfCue {
    float begin, begin_of_display, going_on, display;
  };
  struct OfTail {
    float end_mark, inner_stop, display;
  };

  OfCue weights_of(Cue cue) const;
  OfTail weights_of(Tail tail) const;
  Look look_at(const Row& row, bool keeps_indents) const;
  float measure(std::size_t i) const { return regimes_->measure_em[i]; }
  bool is_exact(std::size_t i) const { return regimes_->is_exact[i] != 0; }
  BROADSHEET_INLINE float indent_of(std::size_t i) const;
  BROADSHEET_INLINE float exactly(float excess_em, float indent) const;
  Fit fit_of(std::size_t i) const;
  float end_of_merged(std::size_t i, float indent) const;
  BROADSHEET_INLINE float overrun(std::size_t i, float used, float indent) const;
  BROADSHEET_INLINE float gap(std::size_t i, float room, float indent) const;
  BROADSHEET_INLINE float fullness(float room) const;
  BROADSHEET_INLINE float begin(const Row& row, float bound_head, bool keeps_indents) const;
  BROADSHEET_INLINE float bound_head(const Row& row) const;
  BROADSHEET_INLINE float join_stop(std::size_t i) const;
  BROADSHEET_INLINE float close_full(std::size_t i, const Fit& above) const;
  BROADSHEET_INLINE float change_of_measure(std::size_t i) const;
  BROADSHEET_INLINE float open_tail(std::size_t i, float change) const;
  BROADSHEET_INLINE float display_tail(const Row& row) const;
  float display(std::size_t i) const;
  void weigh_all();
  bool find_airy_stretches();
  bool find_new_measures(const Regimes* before);
  // Is there a blank line, or the page's border, between row k-1 and row k?
  bool has_border(std::size_t k) const { return has_border_[k] != 0; }
  bool stands_apart(std::size_t i) const;
  void weigh_alone(std::size_t i, const Fit& fit);
  void weigh_with_above(std::size_t i, const Fit& above);

  const Page& page_;
  LineWeights w_;
  std::array<OfCue, kCues> of_cues_;
  std::array<OfTail, kTails> of_tails_;
  std::vector<Look> looks_;
  const Regimes* regimes_ = nullptr;
  bool is_rigid_ = false;
  std::vector<std::uint8_t> has_border_;  // before each row, and behind the last
  std::vector<RowEvidence> rows_;
  std::vector<std::uint8_t> has_new_measure_;  // by row
  std::vector<std::uint8_t> has_changed_;      // by row
};

}  // namespace broadsheet::newspaper

// SPDX-License-Identifier: Apache-2.0
// What speaks for each state of a row and for each transition between two rows, as scores.
// The worked example and the sources are in line_states.hpp; the weights in line_weights.hpp.
#pragma once

#include <vector>

#include "line_weights.hpp"
#include "regimes.hpp"
#include "rows.hpp"

namespace broadsheet::newspaper {

struct BlankWeights {
  float at_blank = 1.0F;  // speaks for a beginning after a blank line
  float without = 0.0F;   // and without one
};

// What is asked of a row again and again while the page is decoded.
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
};

class LineEvidence {
 public:
  LineEvidence(const Page& page, const Regimes& regimes, bool is_rigid);

  const RowEvidence& row(std::size_t i) const { return rows_[i]; }
  float join_first(std::size_t i, const BlankWeights& blanks) const {
    return join(i, blanks) + rows_[i].first_above;
  }
  float join_middle(std::size_t i, const BlankWeights& blanks) const {
    return join(i, blanks) + rows_[i].gap_above + rows_[i].over_above;
  }
  float close(std::size_t i, const BlankWeights& blanks) const {
    return blank(i, blanks) * w_.blank_share + rows_[i].close_quote + rows_[i].close_full;
  }

  // In a stretch where every row has a blank line before it, blank lines say nothing.
  bool blank_says_nothing(std::size_t i) const { return is_airy_[i] != 0; }
  // From now on paragraphs that a column's end cuts count as common on this page.
  void expect_cut_paragraphs();
  const LineWeights& weights() const { return w_; }

 private:
  // How a row fills its measure, as a first row and as any other.
  struct Fit {
    float over, over_indented;
    float gap, gap_indented;
    float full, full_indented;
  };

  float measure(std::size_t i) const { return regimes_.measure_em[i]; }
  bool is_exact(std::size_t i) const { return regimes_.is_exact[i] != 0; }
  float indent_of(std::size_t i) const;
  float exactly(float excess_em, float indent) const;
  Fit fit_of(std::size_t i) const;
  float overrun(std::size_t i, float indent) const;
  float gap(std::size_t i, float indent) const;
  float fullness(std::size_t i, float indent) const;
  float end_mark(const Row& row) const;
  float going_on(std::size_t i) const;
  float begin(std::size_t i) const;
  float bound_head(std::size_t i) const;
  float join_stop(std::size_t i) const;
  float close_full(std::size_t i, const Fit& above) const;
  float change_of_measure(std::size_t i) const;
  float open_tail(std::size_t i) const;
  float display_shape(std::size_t i) const;
  float display(std::size_t i) const;
  void find_airy_stretches();
  bool stands_apart(std::size_t i) const;
  void weigh_alone(std::size_t i, const Fit& fit);
  void weigh_with_above(std::size_t i, const Fit& above);

  float blank(std::size_t i, const BlankWeights& blanks) const {
    if (blank_says_nothing(i)) return 0.0F;
    return page_.rows[i].blank_before > 0 ? blanks.at_blank : blanks.without;
  }
  float join(std::size_t i, const BlankWeights& blanks) const {
    const RowEvidence& row = rows_[i];
    return row.going_on - blank(i, blanks) * w_.blank_share + row.join_hyphen + row.join_stop;
  }

  const Page& page_;
  const Regimes& regimes_;
  bool is_rigid_;
  LineWeights w_;  // of this page
  bool keeps_indents_ = false;
  std::vector<std::uint8_t> is_airy_;
  std::vector<RowEvidence> rows_;
};

}  // namespace broadsheet::newspaper

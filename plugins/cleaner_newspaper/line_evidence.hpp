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

class LineEvidence {
 public:
  LineEvidence(const Page& page, const Regimes& regimes, bool is_rigid);

  // What a state costs whatever stands before the row.
  float begin(std::size_t i) const;
  float last(std::size_t i) const;
  float single(std::size_t i) const;
  float middle(std::size_t i) const;
  float display(std::size_t i) const;

  // Row i goes on the block of row i-1, which was its first or a middle row.
  float join_first(std::size_t i, const BlankWeights& blanks) const;
  float join_middle(std::size_t i, const BlankWeights& blanks) const;
  // Row i-1 ended its block.
  float close(std::size_t i, const BlankWeights& blanks) const;
  // Row i-1 was cut off in its block by the end of a column.
  float open_tail_first(std::size_t i) const;
  float open_tail_middle(std::size_t i) const;
  // Row i goes on a block that does not stand above it. The cost of that itself is in the weights.
  float open_head(std::size_t i) const;

  // In a stretch where every row has a blank line before it, blank lines say nothing.
  // From now on paragraphs that a column's end cuts count as common on this page.
  void expect_cut_paragraphs();
  bool blank_says_nothing(std::size_t i) const { return is_airy_[i]; }
  const LineWeights& weights() const { return w_; }

 private:
  float measure(std::size_t i) const { return regimes_.measure_em[i]; }
  bool has_comma(std::size_t i) const;
  float indent_of(std::size_t i) const;
  float overrun(std::size_t i, float indent) const;
  float gap(std::size_t i, float indent) const;
  float fullness(std::size_t i, float indent) const;
  float end_mark(const Row& row) const;
  float going_on(std::size_t i) const;
  float join(std::size_t i, const BlankWeights& blanks) const;
  float change_of_measure(std::size_t i) const;
  float open_tail(std::size_t i) const;
  float blank(std::size_t i, const BlankWeights& blanks) const;
  float display_shape(std::size_t i) const;
  void find_airy_stretches();
  bool stands_apart(std::size_t i) const;

  const Page& page_;
  const Regimes& regimes_;
  LineWeights w_;  // of this page
  bool keeps_indents_ = false;
  bool is_rigid_;
  std::vector<bool> is_airy_;
};

}  // namespace broadsheet::newspaper

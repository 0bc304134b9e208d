// SPDX-License-Identifier: Apache-2.0
// Second judgement of a single facet, once what the sentences beside are is known too: stacked
// sequential learning (Cohen, Carvalho 2005).
//
// A softmax over linear functions of the sentence's own logits and of the first scores of the
// sentences before and behind, so that a run of measures holds together and a question announces
// its answer. Fitted on judgements out of fold, starting from the own logits as they are and drawn
// back to them, it also is the calibration of the facet. One label in twenty is taken to be
// disputed (label smoothing, Szegedy et al. 2016): whoever wrote a training sentence knew what it
// was to be, while two people who label a page agree less often.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace broadsheet::policy {

// A sentence without neighbours keeps its own logits: it is no article, but one that was handed in
// by itself.
struct NeighbourStack {
  // Own logits; scores before, 1 where there is none; the same behind; 1.
  static std::size_t columns_for(std::size_t labels) { return 3 * labels + 3; }

  std::size_t labels = 0;
  std::vector<double> weights;  // [label][column]; empty: the own logits stand

  double own_weight(std::size_t label, std::size_t of_logit, bool is_alone) const {
    return is_alone || weights.empty() ? (label == of_logit ? 1.0 : 0.0)
                                       : weights[label * columns_for(labels) + of_logit];
  }
  // `before`, `behind`: scores of the facet's labels, or nullptr.
  void apply(const double* own_logit, const double* before, const double* behind,
             double* out_logit) const;
  void apply_row(const std::vector<double>& row, double* out_logit) const;  // of stack_row()
};

// The columns of one sentence.
std::vector<double> stack_row(std::size_t labels, const double* own_logit, const double* before,
                              const double* behind);

// `rows` as stack_row() gives them; `truth` is the place of the right label.
NeighbourStack fit_stack(std::size_t labels, const std::vector<std::vector<double>>& rows,
                         const std::vector<std::uint32_t>& truth);

// Scores of one facet from its logits.
void softmax(const double* logit, double* score, std::size_t count);

}  // namespace broadsheet::policy

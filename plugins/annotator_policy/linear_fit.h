// SPDX-License-Identifier: Apache-2.0
// One label's weights, by liblinear: L2-regularised logistic regression by the trust region Newton
// method (Lin, Weng, Keerthi 2008), which draws no random numbers. Features are first weighted by
// how much more often they stand in one class than in the other (Wang, Manning 2012: "NBSVM").
#pragma once

#include <linear.h>

#include <cstddef>
#include <vector>

#include "training_set.h"

namespace broadsheet::policy {

struct LinearFit {
  std::vector<double> weights;  // by feature; empty where all examples say the same
  double bias = 0;

  double margin(const feature_node* node) const;
};

// `is_positive` of each of the `examples`; `cost`: liblinear's C.
LinearFit fit_label(TrainingSet& set, TrainingSet::View view,
                    const std::vector<std::size_t>& examples, const std::vector<bool>& is_positive,
                    double cost);

}  // namespace broadsheet::policy

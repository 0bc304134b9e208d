// SPDX-License-Identifier: Apache-2.0
// Trains a model from labelled sentences: weights by liblinear, the rest by cross-validation.
//
// Folds are whole articles, the largest first into the smallest fold, so that no article is on both
// sides. For each label three ways are tried: its cue terms alone, model and cue terms, the model
// alone; the one with the least log loss out of fold is taken. From the margins out of fold come
// the calibration (multi facets: Platt 1999 with his smoothed targets; single facets: a slope and
// an offset a label under a softmax), the thresholds (best F1, drawn towards that of the facet
// where positives are few) and the curves of precision over coverage. Solver: L2-regularised
// logistic regression by the trust region Newton method (Lin, Weng, Keerthi 2008), which draws no
// random numbers; every fit is by itself, so that the number of threads does not matter.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "labelled_corpus.h"
#include "policy_model.h"

namespace broadsheet::policy {

struct TrainingOptions {
  unsigned folds = 5;
  unsigned threads = 0;  // 0: one a core
  double cost = 1.0;     // liblinear's C
  double gram_value = 3.0;
  double structure_value = 0.4;
  double cue_value = 0.6;
};

// What cross-validation says of the model: one entry a label and example.
struct CrossValidation {
  std::vector<std::vector<double>> score;   // calibrated, [label][example]
  std::vector<std::vector<bool>> is_given;  // by threshold, or best of a single facet
  unsigned folds = 0;
};

struct TrainedModel {
  std::string bytes;  // of the model file
  CrossValidation validation;
};

// `progress` is told the share that is done; returns false to stop (BROADSHEET_CANCELLED is
// thrown).
TrainedModel train_model(const Taxonomy& taxonomy, const Corpus& corpus,
                         const TrainingOptions& options,
                         const std::function<bool(double)>& progress);

}  // namespace broadsheet::policy

// SPDX-License-Identifier: Apache-2.0
// Trains a model from labelled sentences: weights by liblinear, the rest by cross-validation.
//
// Folds are whole articles, or whole files where there are four or more of them: then the scores
// out of fold are those of text from another source, as new pages are. For each label three ways
// are tried: its cue terms alone, model and cue terms, the model alone. From the margins out of
// fold come the calibration (Platt 1999 with his smoothed targets; single facets:
// neighbour_stack.h; multi facets: a temperature, Guo et al. 2017, of what is given), the
// thresholds (best F1, drawn towards the usual one where positives are few) and the curves of
// precision over coverage. Every fit is by itself, so that the number of threads does not matter.
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
  double cost = 2.0;     // liblinear's C
  double gram_value = 3.0;
  double structure_value = 0.4;
  double cue_value = 0.6;
};

// What cross-validation says of the model: one entry a label and example.
struct CrossValidation {
  std::vector<std::vector<double>> score;   // calibrated, [label][example]
  std::vector<std::vector<bool>> is_given;  // by threshold, or best of a single facet
  unsigned folds = 0;
  bool is_by_file = false;  // folds of whole files, else of whole articles
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

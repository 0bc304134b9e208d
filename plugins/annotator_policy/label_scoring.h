// SPDX-License-Identifier: Apache-2.0
// How good labels are, held against labelled sentences.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "calibration.h"
#include "labelled_corpus.h"

namespace broadsheet::policy {

// What was predicted for each label (over all facets) and example.
struct Predictions {
  std::vector<std::vector<double>> score;   // [label][example]
  std::vector<std::vector<bool>> is_given;  // best of a single facet; over threshold of a multi one
};

struct LabelScore {
  std::string id;
  std::size_t support = 0, given = 0, right = 0;

  double precision() const;
  double recall() const;
  double f1() const;
};

struct Bin {  // of a reliability table
  double score_sum = 0;
  double variance_sum = 0;  // of "right or not", if the scores are the chances
  std::size_t count = 0, right = 0;
};

struct FacetScore {
  std::string id;
  bool is_single = false;
  std::size_t examples = 0;
  double accuracy = 0;  // single: of all examples; multi: of label sets that are right in full
  double micro_f1 = 0, macro_f1 = 0;
  double calibration_error = 0;  // expected, over ten bins of the scores of what was given
  double exact_error = 0;        // what it comes to by chance where every score is exact
  double half_precision = 0;     // precision of the surer half of the answers
  double half_score = 0;         // the least score of that half
  double majority = 0;           // accuracy (single) or micro-F1 (multi) of the most frequent label
  std::vector<LabelScore> labels;
  std::vector<Bin> reliability;
  std::vector<CurvePoint> curve;
  std::vector<std::pair<std::string, std::size_t>>
      confusions;  // "a taken for b", most frequent first
};

// `weight` of each example, for the bootstrap; empty: one each.
std::vector<FacetScore> score_labels(const Taxonomy& taxonomy, const Corpus& corpus,
                                     const Predictions& predictions,
                                     const std::vector<std::size_t>& examples);

struct Interval {
  double low = 0, high = 0;
};
struct FacetIntervals {
  Interval accuracy, micro_f1, macro_f1;
};
// 95 % intervals from drawing articles with replacement (Efron 1979); the same for the same data.
std::vector<FacetIntervals> bootstrap(const Taxonomy& taxonomy, const Corpus& corpus,
                                      const Predictions& predictions, std::size_t draws);

std::string score_tables(const std::vector<FacetScore>& scores,
                         const std::vector<FacetIntervals>& intervals);  // Markdown
std::string coverage_svg(const std::vector<FacetScore>& scores);

std::string percent(double share);  // "79.3"
std::string fixed(double value, int digits);

}  // namespace broadsheet::policy

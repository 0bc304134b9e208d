// SPDX-License-Identifier: Apache-2.0
// A corpus as vectors of features, in the sparse form that liblinear takes.
#pragma once

#include <linear.h>

#include <cstdint>
#include <vector>

#include "cue_labeller.h"
#include "labelled_corpus.h"
#include "sentence_features.h"

namespace broadsheet::policy {

struct FeatureValues {
  double gram, structure,
      cue;  // what one occurrence is worth; grams are shared out over a sentence
};

class TrainingSet {
 public:
  // Which features an example is seen with: those of single facets without cues and with them;
  // those of multi facets, which leave out cues and context.
  enum View : std::size_t { kWords, kWordsAndCues, kPresence, kViews };

  TrainingSet(const CueLabeller& cues, const Corpus& corpus, int longest_gram,
              const FeatureValues& values);

  std::size_t feature_count() const { return keys_.size(); }
  const std::vector<std::uint64_t>& keys() const { return keys_; }
  // What one occurrence of a feature is worth; n-grams before they are shared out.
  double value_of(std::size_t feature) const {
    return kind_[feature] == Feature::kGram  ? values_.gram
           : kind_[feature] == Feature::kCue ? values_.cue
                                             : values_.structure;
  }
  // Nodes of an example, ended by index -1.
  feature_node* nodes(std::size_t example, View view) { return nodes_[view][example].data(); }
  double cue_weight(std::size_t example, std::size_t label) const {
    return cue_weight_[example][label];
  }
  // The share of an example's n-grams that other articles have too.
  double familiar_share(std::size_t example) const { return familiar_share_[example]; }
  std::size_t token_count(std::size_t example) const { return token_count_[example]; }

 private:
  void collect_keys(const Corpus& corpus, const std::vector<std::vector<Feature>>& features);
  void build_nodes(const std::vector<std::vector<Feature>>& features);
  std::vector<feature_node> nodes_of(const std::vector<std::size_t>& places, std::size_t grams,
                                     View view) const;

  FeatureValues values_;
  std::vector<std::uint64_t> keys_;  // ascending; liblinear's index is the place from 1
  std::vector<Feature::Kind> kind_;
  std::vector<bool> is_in_two_articles_;
  std::vector<std::vector<feature_node>> nodes_[kViews];
  std::vector<std::vector<double>> cue_weight_;
  std::vector<double> familiar_share_;
  std::vector<std::size_t> token_count_;
};

}  // namespace broadsheet::policy

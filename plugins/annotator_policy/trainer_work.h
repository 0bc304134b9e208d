// SPDX-License-Identifier: Apache-2.0
// The training of one model, step by step; what is outside sees trainer.h alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "linear_fit.h"
#include "policy_model.h"
#include "trainer.h"
#include "training_set.h"

namespace broadsheet::policy {

// Sentences from which on n-grams have three tokens.
inline constexpr std::size_t kTrigramsFrom = 2000;
// One cue of weight 1 is enough, with or without a model.
inline constexpr double kUsualThreshold = 0.6;

class Trainer {
  using View = TrainingSet::View;
  struct Range {  // of labels
    std::size_t first, end;
    std::size_t size() const { return end - first; }
  };

 public:
  Trainer(const Taxonomy& taxonomy, const Corpus& corpus, const TrainingOptions& options,
          const std::function<bool(double)>& progress)
      : cues_(taxonomy),
        corpus_(corpus),
        options_(options),
        progress_(progress),
        longest_gram_(corpus.examples.size() >= kTrigramsFrom ? 3 : 2),
        set_(cues_, corpus, longest_gram_,
             {options.gram_value, options.structure_value, options.cue_value}) {}

  TrainedModel run() {
    assign_folds();
    fit_folds();
    choose_sources();
    judge();
    settle_single_facets();
    settle_multi_facets();
    fit_all();
    return finish();
  }

 private:
  std::size_t labels() const { return cues_.label_count(); }
  Gold gold(std::size_t example, std::size_t label) const {
    return corpus_.examples[example].gold[label];
  }

  void assign_folds();
  LinearFit fit(View view, std::size_t label, unsigned left_out);
  void in_parallel(std::size_t jobs, const std::function<void(std::size_t)>& job);
  void fit_folds();
  void choose_sources();
  void judge();
  void settle_single_facets();
  NeighbourStack fit_facet_stack(std::uint32_t facet, unsigned left_out) const;
  std::vector<double> facet_values(const std::vector<std::vector<double>>& of_label,
                                   std::uint32_t facet, std::size_t example) const;
  bool is_beside(std::size_t example, std::size_t neighbour) const;
  std::vector<double> row_of(std::uint32_t facet, std::size_t example) const;
  void settle_multi_facets();
  std::vector<std::uint32_t> quiet_labels(std::uint32_t facet) const;
  void find_thresholds(std::uint32_t facet);
  void give(std::uint32_t facet);
  void fit_temperature(std::uint32_t facet);
  Range range_of(std::uint32_t facet) const {
    const std::size_t first = cues_.first_label_of(facet);
    return {first, first + cues_.taxonomy().facets[facet].labels.size()};
  }
  std::uint32_t facet_count() const {
    return static_cast<std::uint32_t>(cues_.taxonomy().facets.size());
  }
  void fit_all();
  View view_of(std::size_t label, LabelSource source) const;
  double logit(std::size_t label, std::size_t example) const;
  std::vector<std::size_t> known(std::size_t label) const;
  double score_by(LabelSource source, std::size_t label, std::size_t example) const;
  double f1_of(std::size_t label, const std::vector<std::size_t>& examples,
               LabelSource source) const;
  void choose_single(std::size_t label, const std::vector<std::size_t>& examples);
  void choose_multi(std::size_t label, const std::vector<std::size_t>& examples);
  std::vector<std::pair<double, bool>> answers_of(std::uint32_t facet, std::size_t& possible) const;
  TrainedModel finish();
  double unfamiliar_below() const;

  CueLabeller cues_;
  const Corpus& corpus_;
  const TrainingOptions& options_;
  const std::function<bool(double)>& progress_;
  int longest_gram_;
  TrainingSet set_;
  unsigned folds_ = 0;
  std::vector<unsigned> fold_;                                    // of an example
  std::vector<std::vector<double>> margin_[TrainingSet::kViews];  // [label][example], out of fold
  std::vector<LabelParameters> parameters_;
  std::vector<FacetParameters> facets_;
  std::vector<std::vector<double>> logit_, first_score_;  // [label][example], by itself
  std::vector<LinearFit> final_;
  CrossValidation validation_;
  double done_ = 0;
};

}  // namespace broadsheet::policy

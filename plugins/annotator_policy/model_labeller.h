// SPDX-License-Identifier: Apache-2.0
// Labels sentences by a trained model, with the places that decided.
//
// First every sentence is judged by itself: a label's margin is linear in the features, its logit
// in margin and cues. Then it is settled, the judgement of the sentences beside it being known:
// single facets by a softmax (neighbour_stack.h), multi facets by model and cue terms joined
// (combine), tempered, and quiet beside labels of a single facet that they hardly ever go with.
//
// Contributions are integrated gradients (Sundararajan, Taly, Yan 2017) from the empty sentence to
// this one: they add up to the score. The last place is the whole sentence: what the model expects
// of any sentence, what structure, context and neighbours tell, and the many small words.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "cue_labeller.h"
#include "policy_model.h"
#include "sentence_features.h"

namespace broadsheet::policy {

// The score of a label of a multi facet, from two judges: the calibrated model, and the cue terms
// with the score that they have alone. Where both are asked, it is the chance that one of them is
// right (noisy or, Pearl 1988): words that speak of other things are no veto against a term that
// stands there.
double combine(LabelSource source, double by_model, double by_cues);

// What is left of a multi facet's scores beside labels that hardly ever go with it and have this
// score together: all, unless they are the likelier answer.
double share_beside_quiet(double quiet_score);

struct AnswerOptions {
  bool with_evidence = true;
  double target_precision = 0;  // 0: answer always; else only where that share is expected right
  // Scores of labels that are not given, too; else those of multi facets may stand at 0.
  bool with_all_scores = false;
};

// Temperature scaling (Guo et al. 2017) about the score of one cue, which stays as it is: how far a
// cue is to be trusted is its authors' word, and text written to train a model has other cues by
// chance than pages have.
double temper(double score, double temperature);

struct ModelScratch {
  struct UsedRow {
    const std::int16_t* weights;
    std::uint32_t begin_token, end_token;  // begin == end: of no words
  };
  std::vector<UsedRow> grams, others;  // features that the model knows
  std::vector<std::int32_t> gram_sum, other_sum;
  std::vector<double> logit, first_score;         // of the sentence by itself, all labels
  std::vector<double> settled, settled_baseline;  // logits with the neighbours, single facets
  std::vector<double> score;                      // in the end
  std::vector<double> token_part;                 // one more than there are tokens
  std::vector<double> slope;  // of the score explained, by own logit of its facet
  std::vector<double> way_slope;
  std::vector<float> factor;  // from a weight to its part of the score
  std::vector<double> way_logit, way_score;
  std::vector<std::uint32_t> given;
  double gram_value[2] = {0, 0};  // of multi facets, of single ones
  double known_share = 1;         // of the n-grams
  bool is_alone = false;          // without neighbours
};

// Immutable after construction: one for all threads, scratch and results for each.
class ModelLabeller {
 public:
  // Throws broadsheet::Error where the model does not fit the taxonomy.
  ModelLabeller(const CueLabeller& cues, std::shared_ptr<const PolicyModel> model,
                AnswerOptions options);

  const FeatureExtractor& extractor() const { return extractor_; }
  const PolicyModel& model() const { return *model_; }
  // Logits and first scores of all labels. Features of context have to be there.
  void judge(const FeaturedSentence& sentence, ModelScratch& scratch) const;
  // The scores, into scratch.score. `before`, `behind`: first scores, nullptr where there is none.
  void settle(ModelScratch& scratch, const double* before, const double* behind) const;
  // Labels with evidence, as CueLabeller::label gives them, from the scores.
  void answer(const FeaturedSentence& sentence, ModelScratch& scratch, LabelledSentence& out) const;
  // Appends the evidence of one label; `label` over all facets.
  void explain(const FeaturedSentence& sentence, ModelScratch& scratch, std::uint32_t facet,
               std::uint32_t label, LabelledSentence& out) const;
  bool is_unfamiliar(const FeaturedSentence& sentence, const ModelScratch& scratch) const;

 private:
  struct Range {
    std::uint32_t first, end;
    std::uint32_t size() const { return end - first; }
  };
  void find_least_scores();
  void settle_single(std::uint32_t facet, ModelScratch& scratch, const double* before,
                     const double* behind) const;
  void add_label(const FeaturedSentence& sentence, ModelScratch& scratch, std::uint32_t facet,
                 std::uint32_t label, LabelledSentence& out) const;
  void find_rows(const FeaturedSentence& sentence, ModelScratch& scratch) const;
  // Fill scratch.token_part, and the evidence from it.
  void add_parts_of_words(const FeaturedSentence& sentence, ModelScratch& scratch,
                          std::uint32_t label, std::uint32_t first) const;
  void add_parts_of_cues(const FeaturedSentence& sentence, ModelScratch& scratch,
                         std::uint32_t label, std::uint32_t first) const;
  static void gather_places(const FeaturedSentence& sentence, const ModelScratch& scratch,
                            double score, LabelledSentence& out);
  double part_of_cue(const FeaturedSentence& sentence, const ModelScratch& scratch,
                     std::uint32_t first, std::uint32_t label,
                     const LabelledSentence::Hit& hit) const;
  void find_slopes(ModelScratch& scratch, std::uint32_t facet, std::uint32_t label) const;

  const CueLabeller& cues_;
  std::shared_ptr<const PolicyModel> model_;
  AnswerOptions options_;
  FeatureExtractor extractor_;
  std::vector<Range> range_of_facet_;
  std::vector<double> least_score_;  // of a facet, from the target precision
  std::vector<double> threshold_;    // of a label
  // Labels of multi facets with a first score or, without a cue, a logit below these are not given
  // whatever else is found.
  std::vector<double> least_first_score_, least_logit_;
  std::vector<double> baseline_;  // logits of the empty sentence
};

}  // namespace broadsheet::policy

// SPDX-License-Identifier: Apache-2.0
#include "labelling_run.h"

#include <utility>

namespace broadsheet::policy {

void LabellingRun::begin_article() {
  finish();
  before_ = {};
  heading_ = {};
  index_ = 0;
}

void LabellingRun::add(std::string_view sentence, std::string_view heading) {
  labeller_.extractor().extract(sentence, fresh_->sentence);
  fresh_->has_outer_heading = !heading.empty() && heading != sentence;
  if (fresh_->has_outer_heading) {
    labeller_.extractor().extract(heading, heading_sentence_);
    fresh_->outer_heading = heading_sentence_.traits;
  }
  if (has_waiting_) judge_waiting(fresh_->sentence.traits);
  std::swap(waiting_, fresh_);
  has_waiting_ = true;
}

void LabellingRun::finish() {
  if (has_waiting_) judge_waiting({});
  if (has_judged_) settle_judged(nullptr);
  has_waiting_ = has_judged_ = false;
  score_before_.clear();
}

// Judges the waiting sentence, which settles the one before it. `after`: of the one behind.
void LabellingRun::judge_waiting(const SentenceTraits& after) {
  FeaturedSentence& sentence = waiting_->sentence;
  SentenceContext context;
  context.before = before_;
  context.after = after;
  context.heading = waiting_->has_outer_heading ? waiting_->outer_heading : heading_;
  context.index = index_++;
  labeller_.extractor().add_context(context, sentence.features);
  labeller_.judge(sentence, waiting_->scratch);
  before_ = sentence.traits;
  if (sentence.traits.is_heading) heading_ = sentence.traits;
  if (has_judged_) settle_judged(waiting_->scratch.first_score.data());
  std::swap(judged_, waiting_);
  has_judged_ = true;
}

void LabellingRun::settle_judged(const double* behind) {
  ModelScratch& scratch = judged_->scratch;
  labeller_.settle(scratch, score_before_.empty() ? nullptr : score_before_.data(), behind);
  score_before_ = scratch.first_score;
  done_(place_++, judged_->sentence, scratch);
}

}  // namespace broadsheet::policy

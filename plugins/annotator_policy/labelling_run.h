// SPDX-License-Identifier: Apache-2.0
// Sentences in their order, each labelled when the two behind it are known: one for its features of
// context, the other because the first has a say in what this one is.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "model_labeller.h"

namespace broadsheet::policy {

// For one thread and one document at a time; buffers live as long as it does.
class LabellingRun {
 public:
  // `done` is called once a sentence, in order, with its place in the order of add().
  using Done = std::function<void(std::size_t, const FeaturedSentence&, ModelScratch&)>;

  LabellingRun(const ModelLabeller& labeller, Done done)
      : labeller_(labeller), done_(std::move(done)) {}
  LabellingRun(const LabellingRun&) = delete;  // its slots are pointed to
  LabellingRun& operator=(const LabellingRun&) = delete;

  void begin_article();
  // `heading`: a heading that stands above the sentence and is no sentence itself, or empty.
  void add(std::string_view sentence, std::string_view heading = {});
  void finish();  // also before begin_article

 private:
  struct Slot {
    FeaturedSentence sentence;
    ModelScratch scratch;
    SentenceTraits outer_heading;
    bool has_outer_heading = false;
  };

  void judge_waiting(const SentenceTraits& after);
  void settle_judged(const double* behind);

  const ModelLabeller& labeller_;
  Done done_;
  Slot slots_[3];
  Slot* judged_ = &slots_[0];   // waits for the judgement of the next
  Slot* waiting_ = &slots_[1];  // waits for the traits of the next
  Slot* fresh_ = &slots_[2];
  bool has_judged_ = false, has_waiting_ = false;
  FeaturedSentence heading_sentence_;
  std::vector<double> score_before_;  // the first one's: empty
  SentenceTraits before_, heading_;
  std::uint32_t index_ = 0;
  std::size_t place_ = 0;
};

}  // namespace broadsheet::policy

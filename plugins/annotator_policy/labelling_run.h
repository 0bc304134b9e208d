// SPDX-License-Identifier: Apache-2.0
// Sentences in their order, each labelled when the one behind it is known.
#pragma once

#include <functional>
#include <string_view>

#include "model_labeller.h"

namespace broadsheet::policy {

// For one thread and one document at a time; buffers live as long as it does.
class LabellingRun {
 public:
  // `done` is called once a sentence, in order, with its place in the order of add().
  using Done = std::function<void(std::size_t, const FeaturedSentence&, ModelScratch&)>;

  LabellingRun(const ModelLabeller& labeller, Done done)
      : labeller_(labeller), done_(std::move(done)) {}

  void begin_article();
  // `heading`: a heading that stands above the sentence and is no sentence itself, or empty.
  void add(std::string_view sentence, std::string_view heading = {});
  void finish();  // also before begin_article

 private:
  void flush();

  const ModelLabeller& labeller_;
  Done done_;
  FeaturedSentence current_, next_, heading_sentence_;
  ModelScratch scratch_;
  SentenceTraits before_, heading_, outer_heading_;
  bool has_current_ = false;
  bool has_outer_heading_ = false;
  std::uint32_t index_ = 0;
  std::size_t place_ = 0;
};

}  // namespace broadsheet::policy

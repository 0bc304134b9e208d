// SPDX-License-Identifier: Apache-2.0
// A model that another plugin supplies, asked through
// sdk/include/broadsheet/ext/draft/sentence_model.h. What it says is checked: it is another's code.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/cpp/context.hpp"
#include "broadsheet/ext/draft/sentence_model.h"
#include "cue_labeller.h"

namespace broadsheet::policy {

class ForeignModel {
 public:
  static constexpr std::size_t kMostSentences = 4096;  // of a call

  // Finds the component and opens its model; throws broadsheet::Error where that fails.
  ForeignModel(const std::string& component, const std::string& path,
               std::string_view taxonomy_yaml, const CueLabeller& cues);

  // The labels of sentences that follow each other, at most kMostSentences, with evidence that adds
  // up to the score. One LabelledSentence a sentence.
  void label(const Context& context, const std::vector<std::string_view>& sentences,
             bool with_evidence, std::vector<LabelledSentence>& out) const;

 private:
  struct Release {
    void operator()(broadsheet_sentence_scorer_t* scorer) const;
  };
  void explain(const Context& context, const std::vector<std::string_view>& sentences,
               std::vector<LabelledSentence>& out) const;
  [[noreturn]] void blame(const std::string& what) const;

  const CueLabeller& cues_;
  std::string component_;
  std::unique_ptr<broadsheet_sentence_scorer_t, Release> scorer_;
  broadsheet_sentence_scorer_t table_{};  // completed with defaults
  std::vector<double> threshold_;
};

}  // namespace broadsheet::policy

// SPDX-License-Identifier: Apache-2.0
#include "training_set.h"

#include <algorithm>
#include <unordered_map>

#include "policy_model.h"

namespace broadsheet::policy {
namespace {

constexpr std::uint32_t kFewestExamples = 2;  // that have a feature

// The features of all examples, context included, as the annotator sees them in a document.
std::vector<std::vector<Feature>> extract_all(const CueLabeller& cues, const Corpus& corpus,
                                              int longest_gram,
                                              std::vector<std::vector<double>>& cue_weight,
                                              std::vector<std::size_t>& token_count) {
  const FeatureExtractor extractor(cues, longest_gram);
  const auto& examples = corpus.examples;
  std::vector<std::vector<Feature>> features(examples.size());
  std::vector<SentenceTraits> traits(examples.size());
  FeaturedSentence sentence;
  for (std::size_t i = 0; i < examples.size(); ++i) {
    extractor.extract(examples[i].text, sentence);
    features[i] = sentence.features;
    traits[i] = sentence.traits;
    cue_weight.push_back(sentence.cue_weight);
    token_count.push_back(sentence.tokens.size());
  }
  SentenceTraits heading;
  std::uint32_t index = 0;
  for (std::size_t i = 0; i < examples.size(); ++i) {
    const bool is_first = i == 0 || examples[i - 1].document != examples[i].document;
    if (is_first) {
      heading = {};
      index = 0;
    }
    SentenceContext context;
    context.index = index++;
    if (!is_first) context.before = traits[i - 1];
    if (i + 1 < examples.size() && examples[i + 1].document == examples[i].document)
      context.after = traits[i + 1];
    context.heading = heading;
    if (!examples[i].heading.empty() && examples[i].heading != examples[i].text) {
      extractor.extract(examples[i].heading, sentence);
      context.heading = sentence.traits;
    }
    if (traits[i].is_heading) heading = traits[i];
    extractor.add_context(context, features[i]);
  }
  return features;
}

}  // namespace

TrainingSet::TrainingSet(const CueLabeller& cues, const Corpus& corpus, int longest_gram,
                         const FeatureValues& values)
    : values_(values) {
  const auto features = extract_all(cues, corpus, longest_gram, cue_weight_, token_count_);
  collect_keys(corpus, features);
  build_nodes(features);
}

void TrainingSet::collect_keys(const Corpus& corpus,
                               const std::vector<std::vector<Feature>>& features) {
  struct Use {
    std::uint32_t examples = 0, last_example = UINT32_MAX, article = UINT32_MAX;
    bool is_in_two_articles = false;
    Feature::Kind kind = Feature::kGram;
  };
  std::unordered_map<std::uint64_t, Use> uses;
  for (std::uint32_t i = 0; i < features.size(); ++i) {
    for (const Feature& feature : features[i]) {
      Use& use = uses[feature.key];
      use.kind = feature.kind;
      if (use.last_example != i) ++use.examples;
      use.last_example = i;
      const std::uint32_t article = corpus.examples[i].document;
      use.is_in_two_articles |= use.article != UINT32_MAX && use.article != article;
      use.article = article;
    }
  }
  for (const auto& [key, use] : uses) {
    if (use.examples >= kFewestExamples) keys_.push_back(key);
  }
  std::sort(keys_.begin(), keys_.end());
  for (const std::uint64_t key : keys_) {
    kind_.push_back(uses[key].kind);
    is_in_two_articles_.push_back(uses[key].is_in_two_articles);
  }
}

// `places`: the features of an example in ascending order, each as often as it occurs.
std::vector<feature_node> TrainingSet::nodes_of(const std::vector<std::size_t>& places,
                                                std::size_t grams, View view) const {
  std::vector<feature_node> nodes;
  for (const std::size_t at : places) {
    const Feature::Kind kind = kind_[at];
    if (kind == Feature::kCue && view != kWordsAndCues) continue;
    if (kind == Feature::kContext && view == kPresence) continue;
    const double value =
        value_of(at) * (kind == Feature::kGram ? gram_share(grams, view != kPresence) : 1);
    const int index = static_cast<int>(at) + 1;
    if (!nodes.empty() && nodes.back().index == index) {
      nodes.back().value += value;
    } else {
      nodes.push_back({index, value});
    }
  }
  nodes.push_back({-1, 0});
  return nodes;
}

void TrainingSet::build_nodes(const std::vector<std::vector<Feature>>& features) {
  for (const std::vector<Feature>& of_example : features) {
    const auto grams = static_cast<std::size_t>(
        std::count_if(of_example.begin(), of_example.end(),
                      [](const Feature& feature) { return feature.kind == Feature::kGram; }));
    std::size_t familiar = 0;
    std::vector<std::size_t> places;
    for (const Feature& feature : of_example) {
      const auto found = std::lower_bound(keys_.begin(), keys_.end(), feature.key);
      if (found == keys_.end() || *found != feature.key) continue;
      places.push_back(static_cast<std::size_t>(found - keys_.begin()));
      familiar += feature.kind == Feature::kGram && is_in_two_articles_[places.back()] ? 1U : 0U;
    }
    familiar_share_.push_back(grams > 0 ? static_cast<double>(familiar) / static_cast<double>(grams)
                                        : 1);
    std::sort(places.begin(), places.end());
    for (const View view : {kWords, kWordsAndCues, kPresence})
      nodes_[view].push_back(nodes_of(places, grams, view));
  }
}

}  // namespace broadsheet::policy

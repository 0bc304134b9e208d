// SPDX-License-Identifier: Apache-2.0
// What a model sees of a sentence, each feature with the words it stands for.
//
// Tokens are words in scripts with spaces, single characters in others; runs of digits are one
// token. Features: 1- to 3-grams of tokens; how sentence and clauses begin and end; the cue terms
// that fire, and the labels they speak for; some twenty flags of structure (quotation marks,
// ordinals, list marks, length); flags of the sentences before and behind and of the heading above;
// the place in the article. A feature is known by a 64-bit key alone, mixed from its kind and
// tokens.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "cue_labeller.h"

namespace broadsheet::policy {

struct Feature {
  enum Kind : std::uint8_t { kGram, kStructure, kCue, kContext };
  std::uint64_t key = 0;
  std::uint32_t begin_token = 0;  // begin == end: of no words
  std::uint32_t end_token = 0;
  Kind kind = kGram;
};

// What neighbours are told of a sentence: a bit each.
struct SentenceTraits {
  std::uint64_t bits = 0;
  bool is_heading = false;  // short, without a closing mark
};

// Features of a sentence by itself, and the buffers that finding them needs.
struct FeaturedSentence {
  struct Token {
    std::uint64_t id = 0;
    std::uint32_t begin_byte = 0;  // in the sentence
    std::uint32_t end_byte = 0;
    char32_t first = 0;  // its first character, folded
    bool is_mark = false;
  };
  std::vector<Token> tokens;
  std::vector<Feature> features;
  std::vector<double> cue_weight;  // by label over all facets
  // The tokens of each cue that fires, beside cues.hits.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> cue_tokens;
  SentenceTraits traits;
  LabelledSentence cues;  // the cue labeller's own buffers and hits
};

// Where a sentence stands, for the features that tell of it.
struct SentenceContext {
  SentenceTraits before, after, heading;  // no bits where there is none
  std::uint32_t index = 0;                // in its article
};

class FeatureExtractor {
 public:
  // `longest_gram`: 1 to 3 tokens.
  FeatureExtractor(const CueLabeller& labeller, int longest_gram)
      : labeller_(labeller), longest_gram_(longest_gram) {}

  // Everything but the features of context.
  void extract(std::string_view sentence, FeaturedSentence& out) const;
  // Adds the features of context.
  void add_context(const SentenceContext& context, std::vector<Feature>& features) const;

 private:
  void tokenize(FeaturedSentence& out) const;
  void add_grams(FeaturedSentence& out) const;
  void add_edges(FeaturedSentence& out) const;
  void find_cue_tokens(FeaturedSentence& out) const;
  void add_cues(FeaturedSentence& out) const;
  void add_flags(std::string_view sentence, FeaturedSentence& out) const;

  const CueLabeller& labeller_;
  int longest_gram_;
};

}  // namespace broadsheet::policy

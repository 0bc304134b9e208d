// SPDX-License-Identifier: Apache-2.0
// Labels a sentence by the cue terms of a taxonomy.
//
// A cue fires where it stands in the folded text (whole words in scripts with spaces), unless it
// lies inside a longer cue or inside a block string of the same label. A label's weight w is the
// sum of the weights of its distinct cues that fire; its score is 1 - 2^(-1.5 w): 0.65 for one cue,
// 0.88 for two, 0.96 for three. Multi facets give every label that fires (the best `max` of them);
// single facets give the best one, ties by the facet's precedence, and the facet's default with a
// score of 0.1 where no cue fires. The contributions of a label's evidence add up to its score.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "folded_text.h"
#include "taxonomy.h"
#include "term_automaton.h"

namespace broadsheet::policy {

inline constexpr double kDefaultLabelScore = 0.1;

struct Evidence {
  std::size_t begin_byte = 0;  // in the sentence
  std::size_t end_byte = 0;
  double contribution = 0;
};

struct Label {
  std::uint32_t facet = 0;
  std::uint32_t label = 0;  // index into the facet's labels
  double score = 0;
  std::size_t first_evidence = 0;  // into LabelledSentence::evidence
  std::size_t evidence_count = 0;
};

// Labels of a sentence and the buffers that finding them needs; keep one for many sentences.
struct LabelledSentence {
  std::vector<Label> labels;  // by facet; within a facet best first
  std::vector<Evidence> evidence;

  struct Hit {
    std::uint32_t label = 0;  // counted over all facets
    std::uint32_t term = 0;
    std::uint32_t begin_byte = 0;
    std::uint32_t end_byte = 0;
    bool is_block = false;
    double weight = 0;
    bool is_first = true;  // of its term: a cue that stands twice counts once
  };
  FoldedText folded;
  std::vector<TermAutomaton::Found> found;
  std::vector<Hit> hits;
  std::vector<std::uint32_t> places_of_term;
};

double score_of_weight(double weight);

// Immutable after construction: one for all threads, a LabelledSentence for each.
class CueLabeller {
 public:
  explicit CueLabeller(Taxonomy taxonomy);

  void label(std::string_view sentence, LabelledSentence& out) const;
  // Folds the sentence and leaves the cues that fire in out.hits, by label; no labels.
  void find_cues(std::string_view sentence, LabelledSentence& out) const;

  const Taxonomy& taxonomy() const { return taxonomy_; }
  // Labels are counted over all facets.
  std::uint32_t label_count() const { return static_cast<std::uint32_t>(facet_of_label_.size()); }
  std::uint32_t facet_of(std::uint32_t label) const { return facet_of_label_[label]; }
  std::uint32_t first_label_of(std::uint32_t facet) const { return first_label_[facet]; }
  bool is_single(std::uint32_t label) const {
    return taxonomy_.facets[facet_of_label_[label]].mode == FacetMode::kSingle;
  }
  // A term's name in models: the same for the same folded text in every taxonomy.
  std::uint64_t key_of_term(std::uint32_t term) const { return term_key_[term]; }

 private:
  struct Use {
    std::uint32_t label;
    bool is_block;
    double weight;
  };
  struct Terms {
    std::vector<std::string> folded;
    std::vector<std::vector<Use>> uses;
  };

  static Terms collect_terms(const Taxonomy& taxonomy);
  CueLabeller(Taxonomy taxonomy, Terms terms);
  void find_hits(LabelledSentence& out) const;
  void drop_covered(LabelledSentence& out) const;
  void add_label(LabelledSentence& out, std::size_t first_hit, std::size_t end_hit) const;
  void choose(std::uint32_t facet, std::size_t first_label, LabelledSentence& out) const;
  std::size_t rank_of(std::uint32_t facet, std::uint32_t label) const;

  Taxonomy taxonomy_;
  std::vector<std::uint32_t> facet_of_label_;
  std::vector<std::uint32_t> first_label_;        // of a facet, counted over all facets
  std::vector<std::vector<std::uint32_t>> rank_;  // of a facet's labels in its precedence
  TermAutomaton automaton_;
  std::vector<std::uint32_t> first_use_;  // of a term; one more entry than terms
  std::vector<Use> uses_;
  std::vector<std::uint64_t> term_key_;
  std::vector<char> needs_left_edge_;  // of a term: it begins with a letter of a spaced script
  std::vector<char> needs_right_edge_;
};

}  // namespace broadsheet::policy

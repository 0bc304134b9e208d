// SPDX-License-Identifier: Apache-2.0
#include "cue_labeller.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "character_class.h"

namespace broadsheet::policy {
namespace {

constexpr double kSteepness = 1.5;

char32_t code_point_at(std::string_view text, std::size_t at) {
  return at < text.size() ? next_code_point(text, at) : 0;
}

char32_t code_point_before(std::string_view text, std::size_t end) {
  if (end == 0) return 0;
  auto position = static_cast<std::int32_t>(std::min<std::size_t>(4, end));
  UChar32 c = 0;
  const char* tail = text.data() + end - static_cast<std::size_t>(position);
  U8_PREV_OR_FFFD(reinterpret_cast<const std::uint8_t*>(tail), 0, position, c);
  return static_cast<char32_t>(c);
}

bool is_word_part(char32_t c) {
  return (CharacterClasses::get().of(c) & (kSpacedLetter | kDigit)) != 0;
}

std::uint64_t fnv1a(std::string_view bytes) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3ULL;
  return hash;
}

std::string fold(std::string_view term) {
  FoldedText folded;
  folded.assign(term);
  return std::string(folded.text());
}

}  // namespace

double score_of_weight(double weight) { return 1.0 - std::exp2(-kSteepness * weight); }

CueLabeller::Terms CueLabeller::collect_terms(const Taxonomy& taxonomy) {
  std::map<std::string, std::vector<Use>> uses_of;
  std::uint32_t label = 0;
  for (const Facet& facet : taxonomy.facets) {
    for (const LabelDefinition& definition : facet.labels) {
      for (const Cue& cue : definition.cues)
        uses_of[fold(cue.term)].push_back({label, false, cue.weight});
      for (const std::string& block : definition.blocks)
        uses_of[fold(block)].push_back({label, true, 0});
      ++label;
    }
  }
  Terms terms;
  for (auto& [folded, uses] : uses_of) {
    if (folded.empty()) continue;
    terms.folded.push_back(folded);
    terms.uses.push_back(std::move(uses));
  }
  return terms;
}

CueLabeller::CueLabeller(Taxonomy taxonomy) : CueLabeller(std::move(taxonomy), Terms{}) {}

CueLabeller::CueLabeller(Taxonomy taxonomy, Terms terms)
    : taxonomy_(std::move(taxonomy)), automaton_((terms = collect_terms(taxonomy_)).folded) {
  for (std::size_t term = 0; term < terms.folded.size(); ++term) {
    first_use_.push_back(static_cast<std::uint32_t>(uses_.size()));
    term_key_.push_back(fnv1a(terms.folded[term]));
    uses_.insert(uses_.end(), terms.uses[term].begin(), terms.uses[term].end());
    needs_left_edge_.push_back(is_word_part(code_point_at(terms.folded[term], 0)) ? 1 : 0);
    needs_right_edge_.push_back(
        is_word_part(code_point_before(terms.folded[term], terms.folded[term].size())) ? 1 : 0);
  }
  first_use_.push_back(static_cast<std::uint32_t>(uses_.size()));
  for (std::uint32_t facet = 0; facet < taxonomy_.facets.size(); ++facet) {
    const Facet& one = taxonomy_.facets[facet];
    first_label_.push_back(static_cast<std::uint32_t>(facet_of_label_.size()));
    facet_of_label_.insert(facet_of_label_.end(), one.labels.size(), facet);
    std::vector<std::uint32_t>& ranks = rank_.emplace_back();
    for (const LabelDefinition& label : one.labels) {
      const auto place = std::find(one.precedence.begin(), one.precedence.end(), label.id);
      ranks.push_back(static_cast<std::uint32_t>(place - one.precedence.begin()));
    }
  }
}

// The places of all cues and blocks, as hits of their labels, whole words only.
void CueLabeller::find_hits(LabelledSentence& out) const {
  const std::string_view text = out.folded.text();
  out.found.clear();
  out.hits.clear();
  automaton_.find(text, out.found);
  for (const TermAutomaton::Found& found : out.found) {
    if (needs_left_edge_[found.term] != 0 &&
        is_word_part(code_point_before(text, found.begin_byte)))
      continue;
    if (needs_right_edge_[found.term] != 0 && is_word_part(code_point_at(text, found.end_byte)))
      continue;
    for (std::uint32_t use = first_use_[found.term]; use < first_use_[found.term + 1]; ++use) {
      out.hits.push_back({uses_[use].label, found.term, found.begin_byte, found.end_byte,
                          uses_[use].is_block, uses_[use].weight});
    }
  }
}

// Leaves the cues that lie in no longer cue or block of their label, ordered by label and place.
void CueLabeller::drop_covered(LabelledSentence& out) const {
  using Hit = LabelledSentence::Hit;
  std::sort(out.hits.begin(), out.hits.end(), [](const Hit& a, const Hit& b) {
    if (a.label != b.label) return a.label < b.label;
    if (a.begin_byte != b.begin_byte) return a.begin_byte < b.begin_byte;
    return a.end_byte > b.end_byte;
  });
  std::size_t kept = 0;
  std::uint32_t label = UINT32_MAX;
  std::uint32_t covered_to = 0;
  for (const Hit& hit : out.hits) {
    if (hit.label != label) covered_to = 0;
    label = hit.label;
    const bool is_covered = hit.end_byte <= covered_to;
    covered_to = std::max(covered_to, hit.end_byte);
    if (!is_covered && !hit.is_block) out.hits[kept++] = hit;
  }
  out.hits.resize(kept);
}

// One label from its hits. A cue that stands several times counts once; its places share its part.
void CueLabeller::add_label(LabelledSentence& out, std::size_t first_hit,
                            std::size_t end_hit) const {
  double weight = 0;
  for (std::size_t i = first_hit; i < end_hit; ++i) {
    if (out.places_of_term[out.hits[i].term]++ == 0) weight += out.hits[i].weight;
  }
  Label label;
  label.facet = facet_of_label_[out.hits[first_hit].label];
  label.label = out.hits[first_hit].label - first_label_[label.facet];
  label.score = score_of_weight(weight);
  label.first_evidence = out.evidence.size();
  label.evidence_count = end_hit - first_hit;
  for (std::size_t i = first_hit; i < end_hit; ++i) {
    const LabelledSentence::Hit& hit = out.hits[i];
    const double part = label.score * hit.weight / weight / out.places_of_term[hit.term];
    out.evidence.push_back(
        {out.folded.origin_begin(hit.begin_byte), out.folded.origin_end(hit.end_byte), part});
  }
  for (std::size_t i = first_hit; i < end_hit; ++i) out.places_of_term[out.hits[i].term] = 0;
  out.labels.push_back(label);
}

std::size_t CueLabeller::rank_of(std::uint32_t facet, std::uint32_t label) const {
  return rank_[facet][label];
}

// Orders a facet's labels best first and keeps as many as the facet allows.
void CueLabeller::choose(std::uint32_t facet, std::size_t first_label,
                         LabelledSentence& out) const {
  const Facet& definition = taxonomy_.facets[facet];
  const bool single = definition.mode == FacetMode::kSingle;
  std::stable_sort(out.labels.begin() + static_cast<std::ptrdiff_t>(first_label), out.labels.end(),
                   [&](const Label& a, const Label& b) {
                     if (a.score != b.score) return a.score > b.score;
                     if (single) return rank_of(facet, a.label) < rank_of(facet, b.label);
                     return out.evidence[a.first_evidence].begin_byte <
                            out.evidence[b.first_evidence].begin_byte;
                   });
  const std::size_t most = single ? 1 : definition.max_labels;
  if (most != 0 && out.labels.size() - first_label > most) out.labels.resize(first_label + most);
  if (!single || out.labels.size() > first_label || definition.default_label.empty()) return;
  for (std::uint32_t i = 0; i < definition.labels.size(); ++i) {
    if (definition.labels[i].id == definition.default_label) {
      out.labels.push_back({facet, i, kDefaultLabelScore, out.evidence.size(), 0});
    }
  }
}

void CueLabeller::find_cues(std::string_view sentence, LabelledSentence& out) const {
  out.places_of_term.resize(needs_left_edge_.size());
  out.folded.assign(sentence);
  find_hits(out);
  drop_covered(out);
  for (std::size_t i = 0; i < out.hits.size(); ++i) {
    for (std::size_t k = i; k-- > 0 && out.hits[k].label == out.hits[i].label;)
      out.hits[i].is_first = out.hits[i].is_first && out.hits[k].term != out.hits[i].term;
  }
}

void CueLabeller::label(std::string_view sentence, LabelledSentence& out) const {
  out.labels.clear();
  out.evidence.clear();
  find_cues(sentence, out);
  std::size_t hit = 0;
  for (std::uint32_t facet = 0; facet < taxonomy_.facets.size(); ++facet) {
    const std::size_t first = out.labels.size();
    while (hit < out.hits.size() && facet_of_label_[out.hits[hit].label] == facet) {
      const std::size_t begin = hit;
      while (hit < out.hits.size() && out.hits[hit].label == out.hits[begin].label) ++hit;
      add_label(out, begin, hit);
    }
    choose(facet, first, out);
  }
}

}  // namespace broadsheet::policy

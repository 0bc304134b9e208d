// SPDX-License-Identifier: Apache-2.0
#include "similarity.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "characters.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr std::size_t kMostCharacters = 1000;
constexpr std::size_t kStemLength =
    5;  // letters that stand for a word: "clinics" and "clinic" meet

constexpr std::array<std::u32string_view, 40> kFunctionWords = {
    U"the",   U"and",   U"for",  U"with",  U"that",  U"this", U"have", U"from",  U"they", U"are",
    U"not",   U"but",   U"was",  U"were",  U"will",  U"has",  U"had",  U"their", U"its",  U"who",
    U"which", U"said",  U"been", U"than",  U"one",   U"two",  U"his",  U"her",   U"she",  U"you",
    U"when",  U"would", U"can",  U"about", U"there", U"what", U"more", U"into",  U"also", U"after"};

std::uint32_t hash_of(std::u32string_view word) {
  std::uint32_t hash = 2166136261U;
  for (const char32_t c : word) hash = (hash ^ c) * 16777619U;
  return hash;
}

void add_word(std::u32string& word, TermSet& terms) {
  if (word.size() > 2 &&
      std::find(kFunctionWords.begin(), kFunctionWords.end(), word) == kFunctionWords.end()) {
    terms.push_back(hash_of(std::u32string_view(word).substr(0, kStemLength)));
  }
  word.clear();
}

}  // namespace

TermSet terms_of(std::u32string_view text, Script script) {
  TermSet terms;
  std::u32string word;
  char32_t previous = 0;
  for (const char32_t c : text.substr(0, kMostCharacters)) {
    if (is_latin_letter(c)) {
      word.push_back(is_upper(c) && c < 0x80 ? c + 32 : c);
      previous = 0;
      continue;
    }
    add_word(word, terms);
    if (script == Script::full_width && is_space(c)) continue;
    if (is_ideograph(c)) {
      if (previous != 0) terms.push_back(static_cast<std::uint32_t>(previous * 40503U) ^ (c << 3U));
      previous = c;
    } else {
      previous = 0;
    }
  }
  add_word(word, terms);
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return terms;
}

TermSet merge_terms(const TermSet& a, const TermSet& b) {
  TermSet merged;
  merged.reserve(a.size() + b.size());
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(merged));
  return merged;
}

TermWeights::TermWeights(const std::vector<TermSet>& documents) {
  for (const TermSet& document : documents) {
    for (const std::uint32_t term : document) weights_[term] += 1.0F;
  }
  const float count = static_cast<float>(documents.size());
  for (auto& [term, weight] : weights_) weight = std::log((count + 1.0F) / weight);
}

float TermWeights::weight(std::uint32_t term) const {
  const auto found = weights_.find(term);
  return found == weights_.end() ? 0.0F : found->second;
}

float TermWeights::total(const TermSet& terms) const {
  float sum = 0;
  for (const std::uint32_t term : terms) sum += weight(term);
  return sum;
}

float TermWeights::shared(const TermSet& a, const TermSet& b) const {
  float sum = 0;
  for (auto i = a.begin(), k = b.begin(); i != a.end() && k != b.end();) {
    if (*i < *k) {
      ++i;
    } else if (*k < *i) {
      ++k;
    } else {
      sum += weight(*i);
      ++i;
      ++k;
    }
  }
  return sum;
}

float TermWeights::cosine(const TermSet& a, const TermSet& b) const {
  const float norm = std::sqrt(total(a) * total(b));
  return norm <= 0 ? 0.0F : shared(a, b) / norm;
}

float TermWeights::coverage(const TermSet& query, const TermSet& text) const {
  const float all = total(query);
  return all <= 0 ? 0.0F : shared(query, text) / all;
}

}  // namespace broadsheet::newspaper

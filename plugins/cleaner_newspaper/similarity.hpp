// SPDX-License-Identifier: Apache-2.0
// How much two pieces of a page speak of the same things: shared terms, rare ones weighing more.
//
// Terms are pairs of neighbouring characters in Chinese and word stems in English; weights are
// inverse document frequency (Sparck Jones 1972) with every block of the page as one document. Only
// the first thousand characters of a block count, so the cost stays linear whatever arrives.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rows.hpp"

namespace broadsheet::newspaper {

using TermSet = std::vector<std::uint32_t>;  // sorted, each once

TermSet terms_of(std::u32string_view text, Script script);
TermSet merge_terms(const TermSet& a, const TermSet& b);

class TermWeights {
 public:
  explicit TermWeights(const std::vector<TermSet>& documents);

  float weight(std::uint32_t term) const;
  float total(const TermSet& terms) const;
  // Weight of what both hold.
  float shared(const TermSet& a, const TermSet& b) const;
  // shared() as a share of the geometric mean of both totals.
  float cosine(const TermSet& a, const TermSet& b) const;
  // Share of the query's weight that the text covers.
  float coverage(const TermSet& query, const TermSet& text) const;

 private:
  std::unordered_map<std::uint32_t, float> weights_;
};

}  // namespace broadsheet::newspaper

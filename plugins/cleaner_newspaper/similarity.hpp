// SPDX-License-Identifier: Apache-2.0
// How much two pieces of a page speak of the same things.
//
// Terms are pairs of neighbouring characters in Chinese and word stems in English, numbered per
// page. coverage() asks how much of a heading's words a text holds, rare words weighing more
// (inverse document frequency, Sparck Jones 1972, every paragraph of the page being one document).
// kinship() asks whether two bodies of text are one article: how much better each one's words are
// predicted by the other than by the rest of the page (mixture of two unigram models, as in Ponte
// and Croft 1998). Only the first thousand characters of a block count, so the cost stays linear
// whatever arrives.
#pragma once

#include <cstdint>
#include <vector>

#include "fragments.hpp"

namespace broadsheet::newspaper {

// The terms of a block or of several, each once, in the order of their first use.
struct Terms {
  std::vector<std::uint32_t> ids;
  std::vector<std::uint32_t> counts;
  std::uint32_t total = 0;
  std::vector<std::uint32_t> singles;  // ideographs, each once
};

// Made once for a page. Not for use from two threads: comparing writes marks.
class Topics {
 public:
  Topics(const Page& page, const std::vector<Unit>& units);

  const Terms& of(std::uint32_t unit) const { return units_[unit]; }
  void add(Terms& into, const Terms& from) const;

  // Share of the query's weight that the text covers, 0 to 1 for terms; single ideographs, which
  // headings share with their texts where they share no word (选 and 选种), add a little.
  float coverage(const Terms& query, const Terms& text) const;
  // Log odds that two texts are parts of one article; 0 says nothing.
  float kinship(const Terms& a, const Terms& b) const;

 private:
  void number_terms(const Page& page, const std::vector<Unit>& units);
  void weigh_terms(const std::vector<Unit>& units);
  float share(const std::vector<std::uint32_t>& query,
              const std::vector<std::uint32_t>& text) const;
  float prediction(const Terms& model, const Terms& text) const;

  Script script_;
  bool tells_kinship_;
  std::vector<Terms> units_;
  std::vector<float> weights_;         // by term
  std::vector<std::uint32_t> totals_;  // by term: how often it occurs on the page
  std::uint32_t total_ = 0;
  mutable std::vector<std::uint32_t> marks_;  // by term: its place in the text at hand, plus one
};

}  // namespace broadsheet::newspaper

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
#include <span>
#include <vector>

#include "fragments.hpp"

namespace broadsheet::newspaper {

// The terms of a block or of several, each once, in the order of their first use.
struct Terms {
  std::vector<std::uint32_t> ids;
  std::vector<std::uint32_t> counts;
  std::uint32_t total = 0;
  std::vector<std::uint32_t> singles;  // ideographs, each once
  std::vector<std::uint32_t> units;    // whose terms these are
};

// Made once for a page. Not for use from two threads: comparing writes marks.
class Topics {
 public:
  Topics(const Page& page, const std::vector<Unit>& units);

  const Terms& of(std::uint32_t unit) const { return units_[unit]; }
  void add(Terms& into, const Terms& from) const;
  // The terms of several units, as if added one after the other.
  Terms sum(const std::vector<std::uint32_t>& units) const;

  // Share of the query's weight that the text covers, 0 to 1 for terms; single ideographs, which
  // headings share with their texts where they share no word (选 and 选种), add a little.
  float coverage(const Terms& query, const Terms& text) const;
  // Log odds that two texts are parts of one article; 0 says nothing.
  float kinship(const Terms& a, const Terms& b) const;

 private:
  using List = std::vector<std::uint32_t>;
  // By term, the units that hold it.
  struct Holders {
    List begins;  // of each term's units in the list, and the list's end
    List units;

    std::span<const std::uint32_t> of(std::uint32_t term) const {
      return std::span(units).subspan(begins[term], begins[term + 1] - begins[term]);
    }
  };
  // A term that two texts have in common, by its places in them.
  struct Common {
    std::uint32_t in_a, in_b;
  };

  void number_terms(const Page& page, const std::vector<Unit>& units);
  void weigh_terms(const std::vector<Unit>& units);
  Holders list_holders(List Terms::*list) const;
  void append_ids(Terms& into, const Terms& from) const;
  void append_singles(Terms& into, const Terms& from) const;
  void clear_marks(const List& ids) const;
  bool is_held(std::uint32_t id, const Holders& holders) const;
  float share(const List& query, const Holders& holders, const List& text) const;
  void find_common(const Terms& a, const Terms& b) const;
  float prediction(const Terms& model, const Terms& text, std::uint32_t Common::*in_model,
                   std::uint32_t Common::*in_text) const;

  Script script_;
  bool tells_kinship_;
  std::vector<Terms> units_;
  std::vector<float> weights_;         // by term
  std::vector<std::uint32_t> totals_;  // by term: how often it occurs on the page
  std::uint32_t total_ = 0;
  Holders holders_, single_holders_;
  mutable std::vector<std::uint32_t> marks_;    // by term: its place in the text at hand, plus one
  mutable std::vector<std::uint8_t> is_asked_;  // by unit: it belongs to the text at hand
  mutable std::vector<Common> common_;
};

}  // namespace broadsheet::newspaper

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

struct TermSum;

// The terms of a block or of several, each once, in the order of their first use.
struct Terms {
  std::span<const std::uint32_t> ids;
  std::span<const std::uint32_t> counts;
  std::span<const std::uint32_t> singles;  // ideographs, each once
  std::uint32_t total = 0;
  std::uint32_t unit = 0;        // whose terms these are,
  const TermSum* sum = nullptr;  // unless they are those of several
};

struct TermSum {
  std::vector<std::uint32_t> ids, counts, singles;
  std::uint32_t total = 0;
  std::vector<std::uint32_t> units;         // whose terms these are
  mutable std::vector<std::uint64_t> held;  // found when it is asked for first: a bit a term

  operator Terms() const { return {ids, counts, singles, total, 0, this}; }
};

// Made once for a page. Not for use from two threads: comparing writes marks.
class Topics {
 public:
  Topics(const Page& page, const std::vector<Unit>& units);

  Terms of(std::uint32_t unit) const;
  void add(TermSum& into, const Terms& from) const;
  // The terms of several units, as if added one after the other; to be compared with others, or as
  // a text that a query may cover, but not as a query: terms that one unit of the page alone has,
  // which are most, and singles are left out.
  TermSum sum(const std::vector<std::uint32_t>& units) const;

  // Share of the query's weight that the text covers, 0 to 1 for terms; single ideographs, which
  // headings share with their texts where they share no word (选 and 选种), add a little.
  float coverage(const Terms& query, const Terms& text) const;
  // Log odds that two texts are parts of one article; 0 says nothing.
  float kinship(const TermSum& a, const TermSum& b) const;

 private:
  friend class TermReader;
  using Bits = std::vector<std::uint64_t>;
  // Where a unit's terms lie in ids_, counts_ and singles_.
  struct UnitTerms {
    std::uint32_t ids_begin, ids_end, singles_begin, singles_end, total;
  };
  struct Term {
    std::uint32_t place = 0;      // of its latest entry in a list, plus one
    std::uint32_t total = 0;      // how often it occurs on the page
    std::uint32_t documents = 0;  // units that hold it and are no display lines
    std::uint32_t units = 0;      // units that hold it
  };
  // A term that two texts have in common, by its places in them.
  struct Common {
    std::uint32_t in_a, in_b;
  };

  void weigh_terms(std::uint32_t paragraphs);
  void append(TermSum& into, std::uint32_t id, std::uint32_t count) const;
  void hold(std::uint32_t unit, Bits& bits) const;
  const Bits& held_by(const Terms& text) const;
  float share(std::span<const std::uint32_t> query, const Bits& text) const;
  void clear_marks(std::span<const std::uint32_t> ids) const;
  void find_common(const TermSum& a, const TermSum& b) const;
  float prediction(const TermSum& model, const TermSum& text, std::uint32_t Common::*in_model,
                   std::uint32_t Common::*in_text) const;

  Script script_;
  bool tells_kinship_;
  std::vector<std::uint32_t> ids_, counts_, singles_;  // of one unit after the other
  std::vector<UnitTerms> units_;
  std::vector<Term> terms_;
  std::vector<float> weights_;  // by term
  std::uint32_t total_ = 0;
  mutable std::vector<std::uint32_t> marks_;  // by term: its place in the text at hand, plus one
  mutable std::vector<Common> common_;
  mutable std::vector<Bits> held_by_unit_;  // empty until it is asked for,
  mutable std::size_t room_;                // while there is room for so many words more,
  mutable Bits held_;                       // else found each time
};

}  // namespace broadsheet::newspaper

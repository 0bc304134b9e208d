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
#include <utility>
#include <vector>

#include "terms.hpp"

namespace broadsheet::newspaper {

// The terms of a block, each once, in the order of their first use; those that stand on the page
// once only all have one number, and are left out where only a heading has them.
struct Terms {
  std::span<const std::uint32_t> ids;
  std::span<const std::uint32_t> singles;  // ideographs, each once
  std::uint32_t unit = 0;                  // whose terms these are
};

// The terms of a headline and what belongs to it, to be looked for in a text.
class TitleTerms {
 public:
  TitleTerms() = default;
  TitleTerms(const TitleTerms&) = delete;
  TitleTerms& operator=(const TitleTerms&) = delete;

  operator Terms() const { return terms_; }

  // To be used for another title; keeps the memory.
  void clear() {
    is_empty_ = true;
    terms_ = {};
    ids_.clear();
    singles_.clear();
  }

 private:
  friend class Topics;

  bool is_empty_ = true;
  Terms terms_;  // of one block, or in the lists
  std::vector<std::uint32_t> ids_, singles_;
};

// The terms of a body of text, as far as two blocks of the page have them.
struct TermSum {
  std::vector<PageTerms::Count> terms;
  std::uint32_t total = 0;                // with those of one block alone
  std::vector<std::uint32_t> units;       // whose terms these are
  mutable std::uint64_t* held = nullptr;  // found when it is asked for first: a bit a term
};

// Made once for a page. Not for use from two threads: comparing writes marks.
class Topics {
 public:
  Topics(const Page& page, const std::vector<Unit>& units, TermTables& tables);

  Terms of(std::uint32_t unit) const;
  void add(TitleTerms& into, std::uint32_t unit) const;
  TermSum sum(const std::vector<std::uint32_t>& units) const;
  void merge(TermSum& into, const TermSum& from) const;

  // Share of the query's weight that the text covers, 0 to 1 for terms; single ideographs, which
  // headings share with their texts where they share no word (选 and 选种), add a little. The text
  // is one unit's, or a sum.
  float coverage(const Terms& query, const Terms& text) const;
  float coverage(const Terms& query, const TermSum& text) const;
  // Log odds that two texts are parts of one article; 0 says nothing.
  float kinship(const TermSum& a, const TermSum& b) const;

 private:
  using Bits = std::uint64_t;  // of as many terms

  void weigh_terms();
  std::span<const PageTerms::Count> shared_of(std::uint32_t unit) const;
  void append(std::span<const PageTerms::Count> terms, PageTerms::Count* list,
              std::uint32_t& size) const;
  void hold(std::uint32_t unit, Bits* bits) const;
  std::pair<Bits*, bool> bits_for(Bits*& kept) const;
  float share(std::span<const std::uint32_t> query, const Bits* text) const;
  void clear_marks(std::span<const PageTerms::Count> terms) const;
  float predict_each_other(const TermSum& a, const TermSum& b) const;

  Script script_;
  bool tells_kinship_;
  PageTerms page_;
  TermTables& tables_;
  const float* weights_ = nullptr;  // by term; in the tables, as the next ones
  std::uint32_t* marks_ = nullptr;
  // What a text holds is kept while there is room, else found each time.
  std::size_t words_ = 0;  // of Bits a text
  Bits* held_ = nullptr;
  mutable std::size_t texts_held_ = 0;
  std::size_t most_texts_held_ = 0;
};

}  // namespace broadsheet::newspaper

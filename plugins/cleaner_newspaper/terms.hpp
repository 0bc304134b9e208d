// SPDX-License-Identifier: Apache-2.0
// The terms of a page's blocks: pairs of neighbouring ideographs, single ideographs, and stems of
// words, numbered per page.
//
// Four in five of a page's pairs stand on it once. They tell nothing but that they are there, so a
// first look at the page finds out which they are, and they all get one number. Only the first
// thousand characters of a block count, so the cost stays linear whatever arrives.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "fragments.hpp"

namespace broadsheet::newspaper {

// What the reading of terms keeps from page to page, so that it need not be cleared for each.
struct TermTables {
  struct Slot {
    std::uint32_t term = 0, number = 0;
  };
  std::vector<std::uint32_t> han;  // by ideograph: its number
  std::vector<Slot> slots;
  std::uint32_t first_number = 0;  // of the page at hand; lower ones are outdated

  void clear();
};

struct PageTerms {
  static constexpr std::uint32_t kOnce = 0;  // the number of all terms that stand on the page once
  static constexpr std::uint32_t kNone = 1;  // stands where a unit's term has been named before
  // Where a unit's terms lie in the lists.
  struct UnitTerms {
    std::uint32_t ids_begin, ids_end, shared_begin, shared_end, singles_begin, singles_end, total;
  };
  struct Term {
    std::uint32_t place;      // of its latest entry in a list, plus one
    std::uint32_t total;      // how often it occurs on the page
    std::uint32_t documents;  // units that hold it and are no display lines
    std::uint32_t units;      // units that hold it
  };
  // Of one unit after the other. The shared terms are those that may stand on the page twice.
  std::unique_ptr<std::uint32_t[]> lists;
  std::uint32_t *ids = nullptr, *shared_ids = nullptr, *shared_counts = nullptr, *singles = nullptr;
  std::vector<UnitTerms> units;
  std::unique_ptr<Term[]> terms;  // by number
  std::size_t term_count = 0;
  std::uint32_t total = 0;       // terms, pairs and words, of all units
  std::uint32_t paragraphs = 0;  // units that are no display lines
};

PageTerms read_terms(const Page& page, const std::vector<Unit>& units, TermTables& tables);

}  // namespace broadsheet::newspaper

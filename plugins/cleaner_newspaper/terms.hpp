// SPDX-License-Identifier: Apache-2.0
// The terms of a page's blocks: pairs of neighbouring ideographs, single ideographs, and stems of
// words, numbered per page.
//
// Four in five of a page's pairs stand on it once. They tell nothing but that they are there, so a
// first look at the page finds out which they are, and they all get one number. Only the first
// thousand characters of a block count, so the cost stays linear whatever arrives.
//
// Blocks that ask, headings and their kin, are compared with texts. Of a text it is kept what two
// blocks of the page have, and which of the ideographs of those that ask.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "buffer.hpp"
#include "fragments.hpp"

namespace broadsheet::newspaper {

// May this block's words be looked for in others'? Those of the running text never are.
bool asks(const Unit& unit);

// The terms of a page. Its lists lie in the TermTables that it was read with.
struct PageTerms {
  static constexpr std::uint32_t kOnce = 0;  // the number of all terms that stand on the page once
  static constexpr std::uint32_t kSingles = 1;  // the first number of those of single ideographs
  static constexpr std::uint32_t kNone = ~0U;
  // Where a unit's terms lie in the lists; ids are those of one that asks, each once.
  struct UnitTerms {
    std::uint32_t keys_begin, keys_end, ids_begin, ids_end, shared_begin, shared_end, singles_begin,
        singles_end, total;
  };
  struct Term {
    std::uint32_t place;  // of its latest entry in a list, plus one; a single's: its latest unit
    std::uint32_t total;  // how often it occurs on the page
    std::uint32_t documents;  // units that hold it and are no display lines
    std::uint32_t units;      // units that hold it
  };
  struct Count {
    std::uint32_t id, count;
  };
  // Of one unit after the other. The shared terms are those that another unit has too.
  std::uint32_t *ids = nullptr, *singles = nullptr;
  Count* shared = nullptr;
  std::span<const UnitTerms> units;
  Term* terms = nullptr;  // by number
  std::size_t term_count = 0;
  std::uint32_t total = 0;       // terms, pairs and words, of all units
  std::uint32_t paragraphs = 0;  // units that are no display lines
};

// What the reading of terms keeps from page to page, so that it need not be made or cleared for
// each.
struct TermTables {
  // Of a term that may stand on the page twice.
  struct Slot {
    std::uint32_t key = 0, number = 0;
  };
  // Of ideographs: those from 1 on that a unit that asks has, else 0; cleared after each page.
  std::vector<std::uint32_t> han_numbers;
  std::unordered_map<char32_t, std::uint32_t> other_numbers;
  std::vector<std::uint32_t> may_be_named;  // bits: does a unit that asks have the character?
  std::vector<Slot> slots;
  std::uint32_t first_number = 0;  // of the page at hand; lower ones are outdated
  Buffer<std::uint8_t> seen;
  Buffer<std::uint32_t> lists;
  Buffer<PageTerms::Count> shared;
  Buffer<PageTerms::Term> terms;
  std::vector<PageTerms::UnitTerms> unit_terms;

  // Of Topics. By term: its weight, and its place or number in the text at hand, or 0 as between
  // any two questions.
  std::vector<float> weights;
  std::vector<std::uint32_t> marks;
  std::vector<float> logs;       // by the number of units that hold a term
  Buffer<std::uint32_t> common;  // places of the terms that two texts share
  // A bit for each term that a text holds, and by unit where its bits lie, null until asked for.
  Buffer<std::uint64_t> held;
  std::vector<std::uint64_t*> held_by_unit;

  void begin_page(std::size_t unit_count);
};

// Valid until the tables are used for another page.
PageTerms read_terms(const Page& page, const std::vector<Unit>& units, TermTables& tables);

}  // namespace broadsheet::newspaper

// SPDX-License-Identifier: Apache-2.0
// Stretches: the bodies of articles, before headlines are attached.
//
// Units that follow one another in one measure, or that a join across columns ties together, are
// one stretch. Stretches are merged, best pair first, while measure, shared words, nearness and
// style speak for it; the number of sure headlines and bylines says how far to go. Source:
// agglomerative clustering over idf-weighted terms (Sparck Jones 1972). Tested by Articles.* in
// cleaner_newspaper_test.cpp.
#pragma once

#include <vector>

#include "similarity.hpp"
#include "titles.hpp"

namespace broadsheet::newspaper {

constexpr std::size_t kNoStretch = ~std::size_t{0};

struct Stretch {
  std::vector<std::uint32_t> units;
  TermSum terms;
  float measure_em = kOpenMeasure;
  std::size_t first_piece = 0, last_piece = 0;
  bool has_title = false;  // a headline stands right above it
  bool ends_with_note = false;
  bool has_opening = false;    // a dateline or an agency begins one of its paragraphs,
  bool is_opened = false;      // the first
  bool is_introduced = false;  // an editor's note is its first unit
  std::size_t row_count = 0;
  std::size_t speakers = 0;  // units that begin with a speaker's name
};

struct Stretches {
  std::vector<Stretch> list;         // merged ones are left empty
  std::vector<std::size_t> of_unit;  // or kNoStretch
  std::vector<bool> is_listed;       // by unit: a question away from its answer
};

// Text of an article, going by the unit alone.
bool is_body_unit(const Unit& unit);

// The nearest piece above or below that is text of an article, or kNoStretch; questions listed
// apart from their answers are none.
std::size_t nearest_body_piece(const std::vector<Piece>& pieces, const std::vector<Unit>& units,
                               const Stretches& stretches, std::size_t piece, bool below);

Stretches find_stretches(const Page& page, const std::vector<Piece>& pieces, const Topics& topics,
                         bool is_rigid, const std::vector<Unit>& units, const Titles& titles);

}  // namespace broadsheet::newspaper

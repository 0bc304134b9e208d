// SPDX-License-Identifier: Apache-2.0
// Units: whole paragraphs and display blocks, after the pieces that column breaks left have been
// joined.
//
// A piece with an open tail (its last row is full and ends no sentence) is matched with a piece
// with an open head, wherever that stands. Each pair is scored by measure, direction, distance,
// quotation marks left open and closed, and by whether the characters that would meet have met
// elsewhere on the page; pairs are taken best first. Example: "…不愿具名的企业" [heading of another
// column] "负责人坦言…" are one paragraph of 15 em. Tested by Fragments.* in
// cleaner_newspaper_test.cpp.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "line_states.hpp"
#include "regimes.hpp"
#include "rows.hpp"
#include "word_joins.hpp"

namespace broadsheet::newspaper {

struct Unit {
  std::span<const std::uint32_t> rows;  // in reading order; the list is that of its Fragments
  std::uint32_t text_size = 0;          // characters of all rows
  float measure_em = kOpenMeasure;
  float full_width_em = 0.0F;  // of its full rows, or 0 where they are few or rows are squeezed
  float confidence = 1.0F;     // of the joins inside
  Cue cue = Cue::none;         // of the first row
  Role role = Role::paragraph;
  bool is_display = false;
  bool opens_article = false;  // begins with a dateline or an agency
  bool introduces = false;     // an editor's note below a title or headings
  bool has_open_head = false;
  bool has_open_tail = false;
  bool is_repeated = false;   // a display unit whose words stand in the body
  bool is_set_apart = false;  // blank lines before and after
  bool is_label = false;      // heads a part of a bulleted box, perhaps above a heading
};

struct OpenJoin {
  std::uint32_t tail_row, head_row;
  float confidence;
  bool is_made;
};

// What the page says in a unit: a part of the page's text where it stands there in one piece.
class UnitText {
 public:
  UnitText(const Page& page, const Unit& unit);
  UnitText(const UnitText&) = delete;
  UnitText& operator=(const UnitText&) = delete;

  std::u32string_view view() const { return view_; }
  operator std::u32string_view() const { return view_; }

 private:
  std::u32string own_;
  std::u32string_view view_;
};

struct Fragments {
  std::vector<Unit> units;                       // in the order of their first rows in the source
  std::vector<std::uint32_t> rows, joined_rows;  // of the units
  std::vector<OpenJoin> unsure_joins;  // refused by min_confidence, or made at a low margin

  // What joining works with: the units before any is joined, and by unit which one goes on from it,
  // which one heads its chain, and whether it goes on from another.
  std::vector<Unit> parts;
  std::vector<std::uint32_t> next, chain_head;
  std::vector<bool> has_previous;
};

// `is_rigid`: full rows of one column are equally long, so that columns of 15 and of 16 em can be
// told apart. The memory of `result` is used again.
void join_fragments(const Page& page, const Regimes& regimes, const LineStates& states,
                    bool is_rigid, float min_confidence, const WordJoins& words, Fragments& result);

// Same column width, as far as measuring from text can tell.
bool is_same_measure(float a, float b);

inline UnitText unit_text(const Page& page, const Unit& unit) { return {page, unit}; }

}  // namespace broadsheet::newspaper

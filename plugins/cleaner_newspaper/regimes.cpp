// SPDX-License-Identifier: Apache-2.0
#include "regimes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>

#include "line_weights.hpp"
#include "ranks.hpp"
#include "regime_lattice.hpp"
#include "row_bounds.hpp"
#include "row_columns.hpp"
#include "simd.hpp"

namespace broadsheet::newspaper {
namespace {

using namespace regime_lattice;

// Within a stretch of one measure the full rows say it more exactly than the grid of steps does:
// Chinese rows by their commonest width, roman ones by their upper edge.
void refine(const Page& page, const RowColumns& columns, const PageHabits& habits,
            std::vector<float>& widths, Regimes& regimes) {
  std::vector<float>& measure = regimes.measure_em;
  const float* const row_widths = columns.width.of_rows();
  const float* const indents = columns.indent.of_rows();
  widths.resize(page.rows.size());
  for (std::size_t begin = 0; begin < measure.size();) {
    std::size_t end = begin, count = 0;
    const float reach = page.script == Script::full_width ? 1.1F : 0.12F * measure[begin];
    for (; end < measure.size() && measure[end] == measure[begin]; ++end) {
      const float width = row_widths[end] + indents[end];
      widths[count] = width;
      count += std::fabs(width - measure[begin]) <= reach ? 1 : 0;
    }
    const auto exact = page.script == Script::roman && measure[begin] != kOpenMeasure
                           ? find_exact_measure(page, begin, end, measure[begin], habits.is_display)
                           : ExactMeasure{};
    if (exact.is_exact) {
      std::fill(measure.begin() + static_cast<std::ptrdiff_t>(begin),
                measure.begin() + static_cast<std::ptrdiff_t>(end), exact.measure_em);
      std::fill(regimes.is_exact.begin() + static_cast<std::ptrdiff_t>(begin),
                regimes.is_exact.begin() + static_cast<std::ptrdiff_t>(end), 1);
    } else if (measure[begin] != kOpenMeasure && count >= 3) {
      const std::size_t rank =
          page.script == Script::full_width ? count / 2 : count - 1 - count / 12;
      const float refined = value_of_rank(std::span(widths).first(count), rank);
      std::fill(measure.begin() + static_cast<std::ptrdiff_t>(begin),
                measure.begin() + static_cast<std::ptrdiff_t>(end), refined);
    }
    begin = end;
  }
  if (page.script == Script::roman)
    regimes.exact_indent = find_exact_indent(page, measure, regimes.is_exact);
}

// Where rows are never squeezed, a column of 14 em is surely none of 15.
LineWeights weights_for(const Page& page, const PageHabits& habits) {
  LineWeights w = page.script == Script::full_width ? full_width_weights : roman_weights;
  if (!page.has_hyphens) w.measure_merged = w.measure_merged_usually;
  if (!habits.is_rigid || page.script == Script::roman) return w;
  w.measure_above_em = 0.1F;
  w.measure_off = -1.2F;
  w.measure_fit_em = -0.1F;
  w.measure_change = -4.5F;
  w.measure_change_at_blank = -3.0F;
  return w;
}

// How a row speaks of its measure, if at all.
enum class Manner : std::uint8_t { usual, unusual, silent };

// What all rows say, and the states that they tell apart.
States find_states(const Page& page, const RowColumns& columns, const PageHabits& habits,
                   const LineWeights& w, const RowBounds& bounds, std::vector<Manner>& manners) {
  States states;
  const bool knows_display = !habits.is_display.empty();
  const std::int32_t* const marks = columns.marks.of_rows();
  for (std::size_t i = 0; i < page.rows.size(); ++i) {
    // Bylines and page numbers tell nothing about columns, nor do the words of a pull quote.
    if (is_display_cue(mark::cue_of(marks[i])) || (knows_display && habits.is_display[i] != 0)) {
      manners[i] = Manner::silent;
      continue;
    }
    const bool is_unusual = page.script == Script::roman || bounds.is_far(i);
    manners[i] = is_unusual ? Manner::unusual : Manner::usual;
    states.tell_apart(bounds.first_step(i), bounds.end_step(i));
  }
  states.number(w);
  return states;
}

// Where nearly every row that is more than a heading ends a sentence, none was cut at a column's
// width: of the rows of a column hardly one in four does.
bool keeps_whole_paragraphs(std::size_t rows, const RowColumns& columns,
                            std::vector<float>& widths) {
  constexpr std::size_t kFewest = 3;
  const float* const row_widths = columns.width.of_rows();
  widths.assign(row_widths, row_widths + rows);
  const float middle = value_of_rank(widths, widths.size() / 2);
  std::size_t ends = 0, all = 0;
  for (std::size_t i = 0; i < rows; ++i) {
    const std::int32_t marks = columns.marks.of_rows()[i];
    const bool is_stop = mark::tail_of(marks) == Tail::stop;
    const bool is_short = (row_widths[i] < 0.5F * middle) & !is_stop;
    const bool counts = !is_display_cue(mark::cue_of(marks)) & !is_short;
    all += counts ? 1 : 0;
    ends += (counts & is_stop) ? 1 : 0;
  }
  return all >= kFewest && ends * 20 >= all * 13;
}

BROADSHEET_INLINE void decode(const Page& page, const RowColumns& columns, const LineWeights& w,
                              const States& states, const RowBounds& bounds,
                              const std::vector<Manner>& manners, Memory& memory,
                              std::vector<float>& measure_em) {
  Decoder decoder(states, page.rows.size(), memory);
  const std::array<float, 2> changes = {w.measure_change, w.measure_change_at_blank};
  for (std::size_t i = 0; i < page.rows.size(); ++i) {
    decoder.begin_row(changes[(columns.marks.of_rows()[i] & mark::kBlankBefore) != 0 ? 1 : 0]);
    if (manners[i] == Manner::silent) {
      decoder.advance(
          0, states.vectors(), [&](std::size_t v, Lanes & scores) __attribute__((always_inline)) {
            scores = states.silent_scores(v);
          });
    } else if (manners[i] == Manner::unusual) {
      const Bounds b = bounds[i];
      decoder.advance(
          0, states.vectors(), [&](std::size_t v, Lanes & scores) __attribute__((always_inline)) {
            score_unusual_row(b, w, states, page.script, v, scores);
          });
    } else {
      score_usual_row(bounds, i, w, states, decoder);
    }
    decoder.end_row();
  }
  decoder.trace_back([&](std::size_t begin, std::size_t end, std::size_t state) {
    std::fill(measure_em.begin() + static_cast<std::ptrdiff_t>(begin),
              measure_em.begin() + static_cast<std::ptrdiff_t>(end), states.measure(state));
  });
}

void decode_all(const Page& page, const RowColumns& columns, const LineWeights& w,
                const States& states, const RowBounds& bounds, const std::vector<Manner>& manners,
                Memory& memory, std::vector<float>& measure_em) {
  decode(page, columns, w, states, bounds, manners, memory, measure_em);
}
BROADSHEET_AVX2 void decode_by_avx2(const Page& page, const RowColumns& columns,
                                    const LineWeights& w, const States& states,
                                    const RowBounds& bounds, const std::vector<Manner>& manners,
                                    Memory& memory, std::vector<float>& measure_em) {
  decode(page, columns, w, states, bounds, manners, memory, measure_em);
}

}  // namespace

struct RegimeFinder::Memory {
  RowBounds bounds;
  std::optional<bool> is_rigid;  // what they were found for, on this page
  std::vector<Manner> manners;   // by row
  regime_lattice::Memory lattice;
  std::vector<float> widths;
};

RegimeFinder::RegimeFinder() : memory_(std::make_unique<Memory>()) {}
RegimeFinder::~RegimeFinder() = default;

void RegimeFinder::start(const Page& page, const RowColumns& columns) {
  page_ = &page;
  columns_ = &columns;
  memory_->bounds.start(page, columns);
  memory_->is_rigid.reset();
}

void RegimeFinder::find(const PageHabits& habits, Regimes& regimes) {
  auto& [bounds, is_rigid, manners, lattice, widths] = *memory_;
  const std::vector<Row>& rows = page_->rows;
  regimes.measure_em.assign(rows.size(), kOpenMeasure);
  regimes.is_exact.assign(rows.size(), 0);
  regimes.exact_indent = {};
  regimes.has_columns = !rows.empty() && (habits.has_columns ||
                                          !keeps_whole_paragraphs(rows.size(), *columns_, widths));
  if (!regimes.has_columns) return;
  const LineWeights w = weights_for(*page_, habits);
  if (is_rigid != habits.is_rigid) bounds.find(w);
  is_rigid = habits.is_rigid;
  manners.resize(rows.size());
  const States states = find_states(*page_, *columns_, habits, w, bounds, manners);
  if (has_avx2())
    decode_by_avx2(*page_, *columns_, w, states, bounds, manners, lattice, regimes.measure_em);
  else
    decode_all(*page_, *columns_, w, states, bounds, manners, lattice, regimes.measure_em);
  refine(*page_, *columns_, habits, widths, regimes);
}

Regimes find_regimes(const Page& page, const PageHabits& habits) {
  Regimes regimes;
  RowColumns columns;
  columns.read(page);
  RegimeFinder finder;
  finder.start(page, columns);
  finder.find(habits, regimes);
  return regimes;
}

}  // namespace broadsheet::newspaper

// SPDX-License-Identifier: Apache-2.0
#include "regimes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>
#include <span>

#include "line_weights.hpp"
#include "ranks.hpp"
#include "row_bounds.hpp"
#include "simd.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr std::size_t kSteps = kMeasureSteps;

constexpr float kNoColumn = 6.0F;

float measure_of(std::size_t step) {
  return kSmallestMeasureEm + kMeasureStepEm * static_cast<float>(step);
}

using Bounds = RowBounds::Bounds;

// Eight scores at once. The last lanes may stand for no state; they never win.
constexpr std::size_t kLanes = 8;
using Lanes = float __attribute__((vector_size(4 * kLanes), aligned(4 * kLanes)));
using Flags = std::int32_t __attribute__((vector_size(4 * kLanes), aligned(4 * kLanes)));
constexpr Flags kLaneNumbers = {0, 1, 2, 3, 4, 5, 6, 7};
constexpr std::size_t kMostVectors = (kSteps + 1 + kLanes - 1) / kLanes;
constexpr float kNever = -1e9F;
constexpr float kBeyondAll = std::numeric_limits<float>::infinity();

// The states of one page. Neighbouring measures that no row tells apart, because all rows are
// longer or shorter than both, would score alike throughout: one state, the smallest of them,
// stands for all. The last state is open; its measure counts as wider than all others.
class States {
 public:
  States() { changes_.fill(0); }

  // The row tells each of the measures between its bounds from its neighbours.
  void tell_apart(std::size_t first_step, std::size_t end_step) {
    ++changes_[first_step];
    --changes_[end_step];
  }
  // To be called once, when all rows have been told.
  void number(const LineWeights& w) {
    int told = 0;
    for (std::size_t step = 0; step < kSteps; ++step) {
      const bool goes_on = step > 0 && told == 0 && changes_[step] == 0;
      told += changes_[step];
      if (!goes_on) add(measure_of(step), w.measure_short, 0.0F);
    }
    open_ = count_;
    add(kBeyondAll, w.measure_open, 0.0F);
    while (count_ % kLanes != 0) add(kBeyondAll, kNever, kNever);
  }

  std::size_t vectors() const { return count_ / kLanes; }
  float measure(std::size_t state) const {
    return state == open_ ? kOpenMeasure : measures_[state / kLanes][state % kLanes];
  }
  const Lanes& measures(std::size_t v) const { return measures_[v]; }
  // What a row scores that is shorter than the measure, and one that says nothing.
  const Lanes& short_scores(std::size_t v) const { return short_scores_[v]; }
  const Lanes& silent_scores(std::size_t v) const { return silent_scores_[v]; }

 private:
  void add(float measure, float short_score, float silent_score) {
    measures_[count_ / kLanes][count_ % kLanes] = measure;
    short_scores_[count_ / kLanes][count_ % kLanes] = short_score;
    silent_scores_[count_ / kLanes][count_ % kLanes] = silent_score;
    ++count_;
  }

  std::array<int, kSteps + 1> changes_;
  // No std::array: the type of its elements would lose their alignment.
  Lanes measures_[kMostVectors], short_scores_[kMostVectors], silent_scores_[kMostVectors];
  std::size_t count_ = 0, open_ = 0;
};

// How well eight measures explain a row.
BROADSHEET_INLINE void score_row(const Bounds& b, const LineWeights& w, const States& states,
                                 std::size_t v, Lanes& scores) {
  const Lanes measure = states.measures(v);
  const Flags distance = reinterpret_cast<Flags>(measure - b.middle) & 0x7FFFFFFF;
  const Lanes full = w.measure_off * reinterpret_cast<Lanes>(distance);
  const Flags is_first = (measure >= b.first_low) & (measure <= b.first_high);
  const Lanes begins = is_first ? Lanes{} + w.measure_first : states.short_scores(v);
  const Lanes fits = measure <= b.high ? full : begins;
  scores = measure < b.low ? Lanes{} + w.measure_too_long : fits;
}

// The same for the rows of a page in letters, and for rows that no column cut.
BROADSHEET_INLINE void score_unusual_row(const Bounds& b, const LineWeights& w,
                                         const States& states, Script script, std::size_t v,
                                         Lanes& scores) {
  score_row(b, w, states, v, scores);
  const Lanes measure = states.measures(v);
  if (b.is_far) scores = measure < kBeyondAll ? scores - kNoColumn : scores;
  if (script != Script::roman) return;
  // Two lines merged at a hyphen are up to twice as long as their column.
  const Flags is_merged =
      (measure < b.low) & (kMergedFrom * measure < b.low) & (kMergedTo * measure > b.low);
  scores = is_merged ? Lanes{} + w.measure_merged : scores;
}

// Within a stretch of one measure the full rows say it more exactly than the grid of steps does:
// Chinese rows by their commonest width, roman ones by their upper edge.
void refine(const Page& page, const PageHabits& habits, std::vector<float>& widths,
            Regimes& regimes) {
  std::vector<float>& measure = regimes.measure_em;
  widths.resize(page.rows.size());
  for (std::size_t begin = 0; begin < measure.size();) {
    std::size_t end = begin, count = 0;
    for (; end < measure.size() && measure[end] == measure[begin]; ++end) {
      const float width = page.rows[end].width_em + page.rows[end].indent_em;
      const float reach = page.script == Script::full_width ? 1.1F : 0.12F * measure[begin];
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

// Does the row tell nothing about columns? Bylines and page numbers do not, nor the words of a pull
// quote.
bool is_silent(const Page& page, const PageHabits& habits, std::size_t i) {
  return is_display_cue(page.rows[i].cue) || (!habits.is_display.empty() && habits.is_display[i]);
}

// How a row speaks of its measure, if at all.
enum class Manner : std::uint8_t { usual, unusual, silent };

// What all rows say, and the states that they tell apart.
States find_states(const Page& page, const PageHabits& habits, const LineWeights& w,
                   const RowBounds& bounds, std::vector<Manner>& manners) {
  States states;
  for (std::size_t i = 0; i < page.rows.size(); ++i) {
    if (is_silent(page, habits, i)) {
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

// Which state was best before a row, and the row where it was entered.
struct Entry {
  std::int32_t began = 0;
  std::uint8_t state = 0;
};

// The Viterbi recursion over the states. Instead of a step back for each row and state, each state
// keeps the row that it was entered at: a regime is found in one step.
class Decoder {
 public:
  Decoder(const States& states, std::vector<Entry>& entries)
      : vectors_(states.vectors()), entries_(entries) {}

  // `score(v, scores)` gives what eight states score by the row alone.
  template <typename Score>
  BROADSHEET_INLINE void advance(std::size_t row, float cost_of_change, Score score) {
    const std::size_t state = best_state_;
    entries_[row] = {began_[state / kLanes][state % kLanes], static_cast<std::uint8_t>(state)};
    const float best = best_;
    const Lanes fresh = Lanes{} + (row > 0 ? best + cost_of_change : -1e18F);
    const Flags rows = Flags{} + static_cast<std::int32_t>(row);
    Lanes highest = Lanes{} + -1e18F;
    Flags number = kLaneNumbers, highest_state{};
    for (std::size_t v = 0; v < vectors_; ++v) {
      const Lanes before = total_[v];
      const Flags begins = before < fresh;
      Lanes scores;
      score(v, scores);
      const Lanes after = (begins ? fresh : before) + scores - best;
      began_[v] = begins ? rows : began_[v];
      const Flags is_higher = highest < after;
      highest = is_higher ? after : highest;
      highest_state = is_higher ? number : highest_state;
      number += static_cast<std::int32_t>(kLanes);
      total_[v] = after;
    }
    note_best(highest, highest_state);
  }

  // Calls take(begin, end, state) for each regime, the last one first.
  template <typename Take>
  BROADSHEET_INLINE void trace_back(Take take) const {
    std::size_t state = best_state_;
    std::int32_t begin = began_[state / kLanes][state % kLanes];
    for (std::size_t end = entries_.size(); end > 0;) {
      take(static_cast<std::size_t>(begin), end, state);
      end = static_cast<std::size_t>(begin);
      state = entries_[end].state;
      begin = entries_[end].began;
    }
  }

 private:
  // Takes the best score of all lanes, and the first state that has it.
  BROADSHEET_INLINE void note_best(const Lanes& highest, const Flags& states) {
    Lanes best = highest, other = __builtin_shufflevector(best, best, 4, 5, 6, 7, 0, 1, 2, 3);
    best = best < other ? other : best;
    other = __builtin_shufflevector(best, best, 2, 3, 0, 1, 6, 7, 4, 5);
    best = best < other ? other : best;
    other = __builtin_shufflevector(best, best, 1, 0, 3, 2, 5, 4, 7, 6);
    best = best < other ? other : best;
    best_ = best[0];
    const Flags none = Flags{} + static_cast<std::int32_t>(kMostVectors * kLanes);
    Flags first = highest == best ? states : none;
    Flags next = __builtin_shufflevector(first, first, 4, 5, 6, 7, 0, 1, 2, 3);
    first = first < next ? first : next;
    next = __builtin_shufflevector(first, first, 2, 3, 0, 1, 6, 7, 4, 5);
    first = first < next ? first : next;
    best_state_ = static_cast<std::size_t>(std::min(first[0], first[1]));
  }
  std::size_t vectors_;
  std::vector<Entry>& entries_;  // by row
  // No std::array: the type of its elements would lose their alignment.
  Lanes total_[kMostVectors] = {};
  Flags began_[kMostVectors] = {};
  float best_ = 0;
  std::size_t best_state_ = 0;
};

// Where nearly every row that is more than a heading ends a sentence, none was cut at a column's
// width: of the rows of a column hardly one in four does.
bool keeps_whole_paragraphs(const Page& page, std::vector<float>& widths) {
  constexpr std::size_t kFewest = 3;
  widths.resize(page.rows.size());
  for (std::size_t i = 0; i < page.rows.size(); ++i) widths[i] = page.rows[i].width_em;
  const float middle = value_of_rank(widths, widths.size() / 2);
  std::size_t ends = 0, all = 0;
  for (const Row& row : page.rows) {
    const bool is_short = row.width_em < 0.5F * middle && row.tail != Tail::stop;
    if (is_display_cue(row.cue) || is_short) continue;
    ++all;
    ends += row.tail == Tail::stop ? 1 : 0;
  }
  return all >= kFewest && ends * 20 >= all * 13;
}

BROADSHEET_INLINE void decode(const Page& page, const LineWeights& w, const States& states,
                              const RowBounds& bounds, const std::vector<Manner>& manners,
                              std::vector<Entry>& entries, std::vector<float>& measure_em) {
  Decoder decoder(states, entries);
  const std::array<float, 2> changes = {w.measure_change, w.measure_change_at_blank};
  for (std::size_t i = 0; i < page.rows.size(); ++i) {
    const Bounds b = bounds[i];
    const float change = changes[page.rows[i].blank_before > 0 ? 1 : 0];
    if (manners[i] == Manner::silent) {
      decoder.advance(
          i, change, [&](std::size_t v, Lanes & scores) __attribute__((always_inline)) {
            scores = states.silent_scores(v);
          });
    } else if (manners[i] == Manner::unusual) {
      decoder.advance(
          i, change, [&](std::size_t v, Lanes & scores) __attribute__((always_inline)) {
            score_unusual_row(b, w, states, page.script, v, scores);
          });
    } else {
      decoder.advance(
          i, change, [&](std::size_t v, Lanes & scores) __attribute__((always_inline)) {
            score_row(b, w, states, v, scores);
          });
    }
  }
  decoder.trace_back([&](std::size_t begin, std::size_t end, std::size_t state) {
    std::fill(measure_em.begin() + static_cast<std::ptrdiff_t>(begin),
              measure_em.begin() + static_cast<std::ptrdiff_t>(end), states.measure(state));
  });
}

void decode_all(const Page& page, const LineWeights& w, const States& states,
                const RowBounds& bounds, const std::vector<Manner>& manners,
                std::vector<Entry>& entries, std::vector<float>& measure_em) {
  decode(page, w, states, bounds, manners, entries, measure_em);
}
BROADSHEET_AVX2 void decode_by_avx2(const Page& page, const LineWeights& w, const States& states,
                                    const RowBounds& bounds, const std::vector<Manner>& manners,
                                    std::vector<Entry>& entries, std::vector<float>& measure_em) {
  decode(page, w, states, bounds, manners, entries, measure_em);
}

}  // namespace

struct RegimeFinder::Memory {
  RowBounds bounds;
  std::optional<bool> is_rigid;  // what they were found for, on this page
  std::vector<Manner> manners;   // by row
  std::vector<Entry> entries;    // by row
  std::vector<float> widths;
};

RegimeFinder::RegimeFinder() : memory_(std::make_unique<Memory>()) {}
RegimeFinder::~RegimeFinder() = default;

void RegimeFinder::start(const Page& page) {
  page_ = &page;
  memory_->bounds.start(page);
  memory_->is_rigid.reset();
}

void RegimeFinder::find(const PageHabits& habits, Regimes& regimes) {
  auto& [bounds, is_rigid, manners, entries, widths] = *memory_;
  const std::vector<Row>& rows = page_->rows;
  regimes.measure_em.assign(rows.size(), kOpenMeasure);
  regimes.is_exact.assign(rows.size(), 0);
  regimes.exact_indent = {};
  regimes.has_columns =
      !rows.empty() && (habits.has_columns || !keeps_whole_paragraphs(*page_, widths));
  if (!regimes.has_columns) return;
  const LineWeights w = weights_for(*page_, habits);
  if (is_rigid != habits.is_rigid) bounds.find(w);
  is_rigid = habits.is_rigid;
  manners.resize(rows.size());
  entries.resize(rows.size());
  const States states = find_states(*page_, habits, w, bounds, manners);
  if (has_avx2())
    decode_by_avx2(*page_, w, states, bounds, manners, entries, regimes.measure_em);
  else
    decode_all(*page_, w, states, bounds, manners, entries, regimes.measure_em);
  refine(*page_, habits, widths, regimes);
}

Regimes find_regimes(const Page& page, const PageHabits& habits) {
  Regimes regimes;
  RegimeFinder finder;
  finder.start(page);
  finder.find(habits, regimes);
  return regimes;
}

}  // namespace broadsheet::newspaper

// SPDX-License-Identifier: Apache-2.0
// The states of the hidden Markov model that regimes.hpp describes, what rows score in them, and
// the step from row to row, eight states at a time.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "line_weights.hpp"
#include "regimes.hpp"
#include "row_bounds.hpp"
#include "simd.hpp"

namespace broadsheet::newspaper::regime_lattice {

constexpr std::size_t kSteps = kMeasureSteps;

constexpr float kNoColumn = 6.0F;

constexpr float measure_of(std::size_t step) {
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

// In a struct, vectors keep their alignment.
struct Totals {
  Lanes lanes;
};

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
    first_told_ = std::min(first_told_, first_step);
    end_told_ = std::max(end_told_, end_step);
  }
  // To be called once, when all rows have been told.
  void number(const LineWeights& w) {
    int told = 0;
    if (first_told_ > 0) add(measure_of(0), w.measure_short, 0.0F);
    for (std::size_t step = first_told_; step < std::min(end_told_ + 1, kSteps); ++step) {
      const bool goes_on = told == 0 && changes_[step] == 0;
      told += changes_[step];
      if (!goes_on || count_ == 0) add(measure_of(step), w.measure_short, 0.0F);
      numbers_[step] = static_cast<std::uint8_t>(count_ - 1);
    }
    open_ = count_;
    numbers_[kSteps] = static_cast<std::uint8_t>(count_);
    add(kBeyondAll, w.measure_open, 0.0F);
    while (count_ % kLanes != 0) add(kBeyondAll, kNever, kNever);
  }

  std::size_t vectors() const { return count_ / kLanes; }
  float measure(std::size_t state) const {
    return state == open_ ? kOpenMeasure : measures_[state / kLanes][state % kLanes];
  }
  // The vectors of the states between two steps that a row tells from their neighbours.
  std::size_t first_vector(std::size_t first_step) const { return numbers_[first_step] / kLanes; }
  std::size_t end_vector(std::size_t end_step) const {
    return (numbers_[end_step] + kLanes - 1) / kLanes;
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
  std::array<std::uint8_t, kSteps + 1> numbers_;  // of the states, by step, if any row names it
  std::size_t first_told_ = kSteps, end_told_ = 0;
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

// The totals of all states before the first row and behind each row, and the best of each row. They
// serve for one page after the other.
struct Memory {
  std::vector<Totals> totals;
  std::vector<float> bests, changes;
};

// The Viterbi recursion over the states. The totals behind each row are kept: where a regime was
// entered is found by looking back for the row where a state's total was lower than that of any
// other with the cost of a change.
class Decoder {
 public:
  Decoder(const States& states, std::size_t rows, Memory& memory)
      : vectors_(states.vectors()), rows_(rows), memory_(memory) {
    if (memory_.totals.size() < (rows + 1) * vectors_) memory_.totals.resize((rows + 1) * vectors_);
    if (memory_.bests.size() < rows + 1) {
      memory_.bests.resize(rows + 1);
      memory_.changes.resize(rows);
    }
    std::fill_n(memory_.totals.begin(), vectors_, Totals{});
    after_ = memory_.totals.data();
  }

  BROADSHEET_INLINE void begin_row(float cost_of_change) {
    fresh_ = row_ > 0 ? best_ + cost_of_change : Lanes{} + -1e18F;
    memory_.changes[row_] = fresh_[0];
    highest_ = Lanes{} + -1e18F;
    before_ = after_;
    after_ += vectors_;
  }
  // `score(v, scores)` gives what eight states of the vectors [begin, end) score by the row alone.
  template <typename Score>
  BROADSHEET_INLINE void advance(std::size_t begin, std::size_t end, Score score) {
    for (std::size_t v = begin; v < end; ++v) {
      const Lanes before = before_[v].lanes;
      Lanes scores;
      score(v, scores);
      const Lanes after = (before < fresh_ ? fresh_ : before) + scores - best_;
      highest_ = highest_ < after ? after : highest_;
      after_[v].lanes = after;
    }
  }
  BROADSHEET_INLINE void end_row() {
    Lanes best = highest_, other = __builtin_shufflevector(best, best, 4, 5, 6, 7, 0, 1, 2, 3);
    best = best < other ? other : best;
    other = __builtin_shufflevector(best, best, 2, 3, 0, 1, 6, 7, 4, 5);
    best = best < other ? other : best;
    other = __builtin_shufflevector(best, best, 1, 0, 3, 2, 5, 4, 7, 6);
    best = best < other ? other : best;
    best_ = best;
    memory_.bests[++row_] = best[0];
  }

  // Calls take(begin, end, state) for each regime, the last one first.
  template <typename Take>
  void trace_back(Take take) const {
    for (std::size_t end = rows_; end > 0;) {
      const std::size_t state = best_state(end);
      std::size_t begin = end - 1;
      while (begin > 0 && total(begin, state) >= memory_.changes[begin]) --begin;
      take(begin, end, state);
      end = begin;
    }
  }

 private:
  // Behind so many rows.
  float total(std::size_t rows, std::size_t state) const {
    return memory_.totals[rows * vectors_ + state / kLanes].lanes[state % kLanes];
  }
  // The first state of the best total behind so many rows.
  std::size_t best_state(std::size_t rows) const {
    std::size_t state = 0;
    while (total(rows, state) != memory_.bests[rows]) ++state;
    return state;
  }

  std::size_t vectors_, rows_, row_ = 0;
  Memory& memory_;
  const Totals* before_ = nullptr;
  Totals* after_ = nullptr;
  Lanes fresh_{}, highest_{}, best_{};  // the best total above, in all lanes
};

// What a row says in the usual manner. Only the states between its bounds are told apart; all
// below are too narrow for it, and for all above it is short.
BROADSHEET_INLINE void score_usual_row(const RowBounds& bounds, std::size_t i, const LineWeights& w,
                                       const States& states, Decoder& decoder) {
  const Bounds b = bounds[i];
  const std::size_t first = states.first_vector(bounds.first_step(i));
  const std::size_t end = states.end_vector(bounds.end_step(i));
  decoder.advance(
      0, first, [&](std::size_t, Lanes & scores) __attribute__((always_inline)) {
        scores = Lanes{} + w.measure_too_long;
      });
  decoder.advance(
      first, end, [&](std::size_t v, Lanes & scores) __attribute__((always_inline)) {
        score_row(b, w, states, v, scores);
      });
  decoder.advance(
      end, states.vectors(), [&](std::size_t v, Lanes & scores) __attribute__((always_inline)) {
        scores = states.short_scores(v);
      });
}

}  // namespace broadsheet::newspaper::regime_lattice

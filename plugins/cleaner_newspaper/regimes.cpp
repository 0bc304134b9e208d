// SPDX-License-Identifier: Apache-2.0
#include "regimes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "line_weights.hpp"
#include "simd.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr std::size_t kSteps = 200;  // measures of 3 to 103 em
constexpr float kStepEm = 0.5F;
constexpr float kSmallestEm = 3.0F;
constexpr std::size_t kOpen = kSteps;

constexpr float kWidestColumn = 85.0F;
constexpr float kNoColumn = 6.0F;
constexpr float kMergedFrom = 1.4F, kMergedTo = 2.1F;  // merged lines by their measure

float measure_of(std::size_t step) {
  return step == kOpen ? kOpenMeasure : kSmallestEm + kStepEm * static_cast<float>(step);
}

// Where an em lies among the steps: differences of floats that are so near are exact.
float step_position(float em) { return (em - kSmallestEm) / kStepEm; }

// The first step whose measure is at least `em`, or kSteps.
std::uint8_t first_step_from(float em) {
  if (!(em > kSmallestEm)) return 0;
  if (em > measure_of(kSteps - 1)) return kSteps;
  const float position = step_position(em);
  const int step = static_cast<int>(position);
  return static_cast<std::uint8_t>(step + (static_cast<float>(step) < position ? 1 : 0));
}

// The first step whose measure is larger than `em`, or kSteps.
std::uint8_t first_step_above(float em) {
  if (em < kSmallestEm) return 0;
  if (em >= measure_of(kSteps - 1)) return kSteps;
  return static_cast<std::uint8_t>(static_cast<int>(step_position(em)) + 1);
}

// What a row says of its measure, in steps from the first to the one behind the last.
struct Bounds {
  bool is_silent;
  std::uint8_t low, high;              // of the measure if the row is full,
  std::uint8_t first_low, first_high;  // or if it begins a paragraph
  std::uint8_t merged_low;             // or if two roman lines were merged in it
  float middle, low_em;
};

Bounds bounds_of(const Row& row, const Row* next, Script script, const LineWeights& w) {
  const float slack = script == Script::full_width ? 0.6F : 0.4F;
  const float indent = script == Script::full_width ? 2.0F : 1.0F;
  const float unit = next == nullptr ? 1.0F : std::min(next->head_unit_em, 6.0F);
  const float used = row.width_em + row.indent_em;
  const float low = used - row.squeeze_em * w.squeeze_share - slack;
  const float high = used + std::max(unit, 1.0F) + w.measure_fit_em;
  const float extra = row.indent_em > 0.9F ? 0.0F : indent;
  const std::uint8_t low_step = first_step_from(low);
  return {false,
          low_step,
          first_step_above(high),
          first_step_from(low + extra),
          first_step_above(high + extra),
          script == Script::roman ? first_step_from(low / kMergedTo * 0.99F) : low_step,
          used + w.measure_above_em,
          low};
}

// Eight scores at once. The last lanes may stand for no state; they never win.
constexpr std::size_t kLanes = 8;
using Lanes = float __attribute__((vector_size(4 * kLanes), aligned(4 * kLanes)));
using Flags = std::int32_t __attribute__((vector_size(4 * kLanes), aligned(4 * kLanes)));
constexpr Flags kLaneNumbers = {0, 1, 2, 3, 4, 5, 6, 7};
constexpr std::size_t kMostVectors = (kSteps + 1 + kLanes - 1) / kLanes;

// The states of one page. Neighbouring measures that no row tells apart, because all rows are
// longer or shorter than both, would score alike throughout: one state, the smallest of them,
// stands for all.
class States {
 public:
  States() { changes_.fill(0); }

  // Some row tells each of these measures from its neighbours.
  void tell_apart(std::uint8_t from_step, std::uint8_t to_step) {
    ++changes_[from_step];
    --changes_[to_step];
  }
  // To be called once, when all rows have been told.
  void number() {
    int told = 0;
    for (std::size_t step = 0; step < kSteps; ++step) {
      const bool goes_on = step > 0 && told == 0 && changes_[step] == 0;
      told += changes_[step];
      if (!goes_on) measures_[count_++] = measure_of(step);
      state_from_[step] = static_cast<std::uint8_t>(count_ - (goes_on ? 0 : 1));
    }
    state_from_[kSteps] = static_cast<std::uint8_t>(count_);
    measures_[count_++] = kOpenMeasure;
  }

  std::size_t count() const { return count_; }
  std::size_t vectors() const { return (count_ + kLanes - 1) / kLanes; }
  std::size_t open() const { return count_ - 1; }
  float measure(std::size_t state) const { return measures_[state]; }
  // The first state whose measure is at least that of the step.
  std::size_t from_step(std::size_t step) const { return state_from_[step]; }

 private:
  std::array<int, kSteps + 1> changes_;
  std::array<float, kSteps + 1> measures_{};
  std::array<std::uint8_t, kSteps + 1> state_from_{};
  std::size_t count_ = 0;
};

// A score for each state of a row, filled from the first to the last: whole vectors are written,
// beyond the end of each range.
class Emission {
 public:
  explicit Emission(const States& states) : states_(states) {}

  BROADSHEET_INLINE void fill(std::size_t from, std::size_t to, float score) {
    const Lanes lanes = Lanes{} + score;
    for (std::size_t s = from; s < to; s += kLanes) std::memcpy(&scores_[s], &lanes, sizeof lanes);
  }
  // To be called last for each row.
  BROADSHEET_INLINE void close() {
    float* const last = &scores_[(states_.vectors() - 1) * kLanes];
    const auto count =
        static_cast<std::int32_t>(states_.count() - (states_.vectors() - 1) * kLanes);
    Lanes lanes;
    std::memcpy(&lanes, last, sizeof lanes);
    lanes = kLaneNumbers < count ? lanes : Lanes{} + -1e9F;
    std::memcpy(last, &lanes, sizeof lanes);
  }
  float& operator[](std::size_t state) { return scores_[state]; }
  BROADSHEET_INLINE void read(std::size_t v, Lanes& lanes) const {
    std::memcpy(&lanes, &scores_[v * kLanes], sizeof lanes);
  }

 private:
  const States& states_;
  std::array<float, (kMostVectors + 2) * kLanes> scores_;
};

// How well each measure explains the row.
BROADSHEET_INLINE void score_row(const Row& row, const Bounds& b, Script script,
                                 const LineWeights& w, const States& states, Emission& out) {
  const std::size_t low = states.from_step(b.low), end = states.open();
  const std::size_t high = std::max(low, states.from_step(b.high));
  out.fill(0, low, w.measure_too_long);
  if (script == Script::roman) {
    for (std::size_t s = states.from_step(b.merged_low); s < low; ++s) {
      // Two lines merged at a hyphen are up to twice as long as their column.
      const float measure = states.measure(s);
      if (b.low_em > kMergedFrom * measure && b.low_em < kMergedTo * measure)
        out[s] = w.measure_merged;
    }
  }
  for (std::size_t s = low; s < high; ++s)
    out[s] = w.measure_off * std::fabs(states.measure(s) - b.middle);
  out.fill(high, end, w.measure_short);
  const std::size_t first_low = std::max(high, states.from_step(b.first_low));
  const std::size_t first_high = states.from_step(b.first_high);
  if (first_low < first_high) {
    out.fill(first_low, first_high, w.measure_first);
    out.fill(first_high, std::min(first_high + kLanes, end), w.measure_short);
  }
  // A row far longer than any newspaper column was cut by none.
  if (script == Script::full_width && row.width_em > kWidestColumn) {
    for (std::size_t s = 0; s < end; ++s) out[s] -= kNoColumn;
  }
  out[end] = w.measure_open;
}

// Within a stretch of one measure the full rows say it more exactly than the grid of steps does:
// Chinese rows by their commonest width, roman ones by their upper edge.
void refine(const Page& page, const PageHabits& habits, Regimes& regimes) {
  std::vector<float>& measure = regimes.measure_em;
  std::vector<float> widths;
  for (std::size_t begin = 0; begin < measure.size();) {
    std::size_t end = begin;
    widths.clear();
    for (; end < measure.size() && measure[end] == measure[begin]; ++end) {
      const float width = page.rows[end].width_em + page.rows[end].indent_em;
      const float reach = page.script == Script::full_width ? 1.1F : 0.12F * measure[begin];
      if (std::fabs(width - measure[begin]) <= reach) widths.push_back(width);
    }
    const auto exact = page.script == Script::roman && measure[begin] != kOpenMeasure
                           ? find_exact_measure(page, begin, end, measure[begin], habits.is_display)
                           : ExactMeasure{};
    if (exact.is_exact) {
      std::fill(measure.begin() + static_cast<std::ptrdiff_t>(begin),
                measure.begin() + static_cast<std::ptrdiff_t>(end), exact.measure_em);
      std::fill(regimes.is_exact.begin() + static_cast<std::ptrdiff_t>(begin),
                regimes.is_exact.begin() + static_cast<std::ptrdiff_t>(end), 1);
    } else if (measure[begin] != kOpenMeasure && widths.size() >= 3) {
      const std::size_t rank = page.script == Script::full_width
                                   ? widths.size() / 2
                                   : widths.size() - 1 - widths.size() / 12;
      const auto chosen = widths.begin() + static_cast<std::ptrdiff_t>(rank);
      std::nth_element(widths.begin(), chosen, widths.end());
      const float refined = *chosen;
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

std::vector<Bounds> bounds_of(const Page& page, const PageHabits& habits, const LineWeights& w) {
  const std::vector<Row>& rows = page.rows;
  std::vector<Bounds> bounds;
  bounds.reserve(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row* next = i + 1 < rows.size() ? &rows[i + 1] : nullptr;
    bounds.push_back(bounds_of(rows[i], next, page.script, w));
    bounds.back().is_silent = is_silent(page, habits, i);
  }
  return bounds;
}

States states_for(const std::vector<Bounds>& bounds) {
  States states;
  for (const Bounds& b : bounds) {
    if (!b.is_silent) states.tell_apart(b.merged_low, b.first_high);
  }
  states.number();
  return states;
}

// The Viterbi recursion over the states. Instead of a step back for each row and state, each state
// keeps the row that it was entered at: a regime is found in one step.
class Decoder {
 public:
  Decoder(std::size_t row_count, const States& states)
      : vectors_(states.vectors()), entries_(row_count) {}

  BROADSHEET_INLINE void advance(std::size_t row, const Emission& emission, float cost_of_change) {
    const std::size_t state = best_state_;
    entries_[row] = {began_[state / kLanes][state % kLanes], static_cast<std::uint8_t>(state)};
    const float best = best_;
    const Lanes fresh = Lanes{} + (row > 0 ? best + cost_of_change : -1e18F);
    const Flags rows = Flags{} + static_cast<std::int32_t>(row);
    Lanes highest = Lanes{} + -1e18F;
    Flags highest_at{};
    for (std::size_t v = 0; v < vectors_; ++v) {
      const Lanes before = total_[v];
      const Flags begins = before < fresh;
      Lanes after;
      emission.read(v, after);
      after = (before < fresh ? fresh : before) + after - best;
      began_[v] = begins ? rows : began_[v];
      highest_at = highest < after ? Flags{} + static_cast<std::int32_t>(v * kLanes) : highest_at;
      highest = highest < after ? after : highest;
      total_[v] = after;
    }
    note_best(highest, highest_at + kLaneNumbers);
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
  struct Entry {
    std::int32_t began = 0;  // the row where the best state before this row was entered
    std::uint8_t state = 0;
  };

  // Takes the best score of all lanes, and the first state that has it.
  BROADSHEET_INLINE void note_best(const Lanes& highest, const Flags& states) {
    Lanes best = highest, other = __builtin_shufflevector(best, best, 4, 5, 6, 7, 0, 1, 2, 3);
    best = best < other ? other : best;
    other = __builtin_shufflevector(best, best, 2, 3, 0, 1, 6, 7, 4, 5);
    best = best < other ? other : best;
    other = __builtin_shufflevector(best, best, 1, 0, 3, 2, 5, 4, 7, 6);
    best = best < other ? other : best;
    Flags first = highest == best ? states : Flags{} + static_cast<std::int32_t>(kOpen);
    Flags next = __builtin_shufflevector(first, first, 4, 5, 6, 7, 0, 1, 2, 3);
    first = first < next ? first : next;
    next = __builtin_shufflevector(first, first, 2, 3, 0, 1, 6, 7, 4, 5);
    first = first < next ? first : next;
    best_ = best[0];
    best_state_ = static_cast<std::size_t>(std::min(first[0], first[1]));
  }

  std::size_t vectors_;
  std::vector<Entry> entries_;
  // No std::array: the type of its elements would lose their alignment.
  Lanes total_[kMostVectors] = {};
  Flags began_[kMostVectors] = {};
  float best_ = 0;
  std::size_t best_state_ = 0;
};

// Where nearly every row that is more than a heading ends a sentence, none was cut at a column's
// width: of the rows of a column hardly one in four does.
bool keeps_whole_paragraphs(const Page& page) {
  constexpr std::size_t kFewest = 3;
  std::vector<float> widths;
  widths.reserve(page.rows.size());
  for (const Row& row : page.rows) widths.push_back(row.width_em);
  const auto middle = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2);
  std::nth_element(widths.begin(), middle, widths.end());
  std::size_t ends = 0, all = 0;
  for (const Row& row : page.rows) {
    const bool is_short = row.width_em < 0.5F * *middle && row.tail != Tail::stop;
    if (is_display_cue(row.cue) || is_short) continue;
    ++all;
    ends += row.tail == Tail::stop ? 1 : 0;
  }
  return all >= kFewest && ends * 20 >= all * 13;
}

BROADSHEET_INLINE void decode(const Page& page, const PageHabits& habits,
                              std::vector<float>& measure_em) {
  const LineWeights w = weights_for(page, habits);
  const std::vector<Bounds> bounds = bounds_of(page, habits, w);
  const States states = states_for(bounds);
  Decoder decoder(page.rows.size(), states);
  Emission emission(states);
  for (std::size_t i = 0; i < page.rows.size(); ++i) {
    const Row& row = page.rows[i];
    if (bounds[i].is_silent)
      emission.fill(0, states.count(), 0.0F);
    else
      score_row(row, bounds[i], page.script, w, states, emission);
    emission.close();
    decoder.advance(i, emission,
                    row.blank_before > 0 ? w.measure_change_at_blank : w.measure_change);
  }
  decoder.trace_back([&](std::size_t begin, std::size_t end, std::size_t state) {
    std::fill(measure_em.begin() + static_cast<std::ptrdiff_t>(begin),
              measure_em.begin() + static_cast<std::ptrdiff_t>(end), states.measure(state));
  });
}

void decode_all(const Page& page, const PageHabits& habits, std::vector<float>& measure_em) {
  decode(page, habits, measure_em);
}
BROADSHEET_AVX2 void decode_by_avx2(const Page& page, const PageHabits& habits,
                                    std::vector<float>& measure_em) {
  decode(page, habits, measure_em);
}

}  // namespace

Regimes find_regimes(const Page& page, const PageHabits& habits) {
  const std::size_t count = page.rows.size();
  Regimes regimes;
  regimes.measure_em.assign(count, kOpenMeasure);
  regimes.is_exact.assign(count, 0);
  regimes.has_columns = count > 0 && (habits.has_columns || !keeps_whole_paragraphs(page));
  if (!regimes.has_columns) return regimes;
  if (has_avx2())
    decode_by_avx2(page, habits, regimes.measure_em);
  else
    decode_all(page, habits, regimes.measure_em);
  refine(page, habits, regimes);
  return regimes;
}

}  // namespace broadsheet::newspaper

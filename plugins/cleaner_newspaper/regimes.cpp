// SPDX-License-Identifier: Apache-2.0
#include "regimes.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "line_weights.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr std::size_t kSteps = 200;  // measures of 3 to 103 em
constexpr float kStepEm = 0.5F;
constexpr float kSmallestEm = 3.0F;
constexpr std::size_t kOpen = kSteps;

constexpr float kWidestColumn = 85.0F;
constexpr float kNoColumn = 6.0F;
constexpr float kMerged = -3.0F;  // roman lines that extraction merged at a hyphen,
constexpr float kMergedFrom = 1.4F, kMergedTo = 2.1F;  // so many times as long as their measure

float measure_of(std::size_t step) {
  return step == kOpen ? kOpenMeasure : kSmallestEm + kStepEm * static_cast<float>(step);
}

// The first step whose measure is at least `em`, or kSteps.
std::size_t first_step_from(float em) {
  if (!(em > kSmallestEm)) return 0;
  if (em > measure_of(kSteps - 1)) return kSteps;
  auto step = static_cast<std::size_t>((em - kSmallestEm) / kStepEm);
  while (step > 0 && measure_of(step - 1) >= em) --step;
  while (step < kSteps && measure_of(step) < em) ++step;
  return step;
}

std::size_t first_step_above(float em) {
  const std::size_t step = first_step_from(em);
  return step < kSteps && measure_of(step) == em ? step + 1 : step;
}

struct Bounds {
  float low, high;  // of the measure if the row is full
  float first_low, first_high;
  float middle;
};

Bounds bounds_of(const Row& row, const Row* next, Script script, const LineWeights& w) {
  const float slack = script == Script::full_width ? 0.6F : 0.4F;
  const float indent = script == Script::full_width ? 2.0F : 1.0F;
  const float unit = next == nullptr ? 1.0F : std::min(next->head_unit_em, 6.0F);
  Bounds b{};
  b.low = row.width_em + row.indent_em - row.squeeze_em * w.squeeze_share - slack;
  b.high = row.width_em + row.indent_em + std::max(unit, 1.0F) + w.measure_fit_em;
  const float extra = row.indent_em > 0.9F ? 0.0F : indent;
  b.first_low = b.low + extra;
  b.first_high = b.high + extra;
  b.middle = row.width_em + row.indent_em + w.measure_above_em;
  return b;
}

// The states of one page. Neighbouring measures that no row tells apart, because all rows are
// longer or shorter than both, would score alike throughout: one state, the smallest of them,
// stands for all.
class States {
 public:
  // Lanes are added at the end so that loops run over whole vectors; they never win.
  static constexpr std::size_t kLanes = 8;
  static constexpr std::size_t kMost = (kSteps + 1 + kLanes - 1) / kLanes * kLanes;

  States() { changes_.fill(0); }

  // Some row tells each of these measures from its neighbours.
  void tell_apart(float from_em, float to_em) {
    ++changes_[first_step_from(from_em)];
    --changes_[first_step_above(to_em)];
  }
  // To be called once, when all rows have been told.
  void number() {
    int told = 0;
    for (std::size_t step = 0; step < kSteps; ++step) {
      const bool goes_on = step > 0 && told == 0 && changes_[step] == 0;
      told += changes_[step];
      if (!goes_on) steps_[count_++] = static_cast<std::uint8_t>(step);
      state_from_[step] = static_cast<std::uint8_t>(count_ - (goes_on ? 0 : 1));
    }
    state_from_[kSteps] = static_cast<std::uint8_t>(count_);
    steps_[count_++] = kOpen;
  }

  std::size_t count() const { return count_; }
  std::size_t padded() const { return (count_ + kLanes - 1) / kLanes * kLanes; }
  std::size_t open() const { return count_ - 1; }
  float measure(std::size_t state) const { return measure_of(steps_[state]); }
  // The first state whose measure is at least that of the step.
  std::size_t from_step(std::size_t step) const { return state_from_[step]; }

 private:
  std::array<int, kSteps + 1> changes_;
  std::array<std::uint8_t, kSteps + 1> steps_{}, state_from_{};
  std::size_t count_ = 0;
};

using StateScores = std::array<float, States::kMost>;

// How well each measure explains the row.
void score_row(const Row& row, const Bounds& b, Script script, const LineWeights& w,
               const States& states, StateScores& out) {
  const auto at = [&](float em) { return out.begin() + states.from_step(first_step_from(em)); };
  const auto above = [&](float em) { return out.begin() + states.from_step(first_step_above(em)); };
  const auto end = out.begin() + states.open();
  const auto low = at(b.low), high = std::max(low, above(b.high));
  std::fill(out.begin(), low, w.measure_too_long);
  if (script == Script::roman) {
    for (auto it = at(b.low / kMergedTo * 0.99F); it < low; ++it) {
      // Two lines merged at a hyphen are up to twice as long as their column.
      const float measure = states.measure(static_cast<std::size_t>(it - out.begin()));
      if (b.low > kMergedFrom * measure && b.low < kMergedTo * measure) *it = kMerged;
    }
  }
  for (auto it = low; it < high; ++it) {
    const float measure = states.measure(static_cast<std::size_t>(it - out.begin()));
    *it = w.measure_off * std::fabs(measure - b.middle);
  }
  std::fill(high, end, w.measure_short);
  const auto first_low = std::max(high, at(b.first_low)), first_high = above(b.first_high);
  if (first_low < first_high) std::fill(first_low, first_high, w.measure_first);
  // A row far longer than any newspaper column was cut by none.
  if (script == Script::full_width && row.width_em > kWidestColumn) {
    for (auto it = out.begin(); it < end; ++it) *it -= kNoColumn;
  }
  *end = w.measure_open;
}

// Within a stretch of one measure the full rows say it more exactly than the grid of steps does:
// Chinese rows by their commonest width, roman ones by their upper edge.
void refine(const Page& page, const PageHabits& habits, Regimes& regimes) {
  std::vector<float>& measure = regimes.measure_em;
  regimes.is_exact.assign(measure.size(), 0);
  for (std::size_t begin = 0; begin < measure.size();) {
    std::size_t end = begin;
    std::vector<float> widths;
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
      std::sort(widths.begin(), widths.end());
      const float refined = page.script == Script::full_width
                                ? widths[widths.size() / 2]
                                : widths[widths.size() - 1 - widths.size() / 12];
      std::fill(measure.begin() + static_cast<std::ptrdiff_t>(begin),
                measure.begin() + static_cast<std::ptrdiff_t>(end), refined);
    }
    begin = end;
  }
  regimes.exact_indent = find_exact_indent(page, measure, regimes.is_exact);
}

// Where rows are never squeezed, a column of 14 em is surely none of 15.
LineWeights weights_for(const Page& page, const PageHabits& habits) {
  LineWeights w = page.script == Script::full_width ? full_width_weights : roman_weights;
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

States states_for(const Page& page, const std::vector<Bounds>& bounds, const PageHabits& habits) {
  States states;
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    if (is_silent(page, habits, i)) continue;
    const bool is_roman = page.script == Script::roman;
    states.tell_apart(is_roman ? bounds[i].low / kMergedTo * 0.99F : bounds[i].low,
                      bounds[i].first_high);
  }
  states.number();
  return states;
}

// The Viterbi recursion over the states. Instead of a step back for each row and state, each state
// keeps the row that it was entered at: a regime is found in one step.
class Decoder {
 public:
  Decoder(std::size_t row_count, const States& states) : states_(states), entries_(row_count) {
    for (std::size_t s = states.count(); s < states.padded(); ++s) emission_[s] = -1e9F;
  }

  StateScores& emission() { return emission_; }

  void advance(std::size_t row, float cost_of_change) {
    const float best = best_score();
    const std::size_t state = best_state(best), lanes = states_.padded();
    entries_[row] = {began_[state], static_cast<std::uint8_t>(state)};
    const float fresh = row > 0 ? best + cost_of_change : -1e18F;
    for (std::size_t s = 0; s < lanes; s += States::kLanes) {
      enter_lanes(&total_[s], &emission_[s], &began_[s], fresh, best,
                  static_cast<std::int32_t>(row));
    }
  }

  // Calls take(begin, end, state) for each regime, the last one first.
  template <typename Take>
  void trace_back(Take take) const {
    std::size_t state = best_state(best_score());
    std::int32_t begin = began_[state];
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

  // A fixed number of states, each by arithmetic alone: so compilers make one vector of them.
  static void enter_lanes(float* total, const float* emission, std::int32_t* began, float fresh,
                          float best, std::int32_t row) {
    for (std::size_t k = 0; k < States::kLanes; ++k) {
      const std::int32_t begins = -static_cast<std::int32_t>(fresh > total[k]);
      total[k] = std::max(total[k], fresh) + emission[k] - best;
      began[k] = (row & begins) | (began[k] & ~begins);
    }
  }

  float best_score() const {
    std::array<float, States::kLanes> best;
    std::copy_n(total_.begin(), States::kLanes, best.begin());
    for (std::size_t s = States::kLanes; s < states_.padded(); s += States::kLanes) {
      for (std::size_t k = 0; k < States::kLanes; ++k) best[k] = std::max(best[k], total_[s + k]);
    }
    return *std::max_element(best.begin(), best.end());
  }
  // The first state of this score.
  std::size_t best_state(float score) const {
    std::size_t begin = 0;
    for (bool is_here = false; begin + States::kLanes < states_.padded(); begin += States::kLanes) {
      for (std::size_t k = 0; k < States::kLanes; ++k) is_here |= total_[begin + k] == score;
      if (is_here) break;
    }
    while (begin < states_.open() && total_[begin] != score) ++begin;
    return begin;
  }

  const States& states_;
  std::vector<Entry> entries_;
  StateScores total_{}, emission_{};
  std::array<std::int32_t, States::kMost> began_{};
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

}  // namespace

Regimes find_regimes(const Page& page, const PageHabits& habits) {
  const LineWeights w = weights_for(page, habits);
  const std::size_t count = page.rows.size();
  Regimes regimes;
  regimes.measure_em.assign(count, kOpenMeasure);
  regimes.is_exact.assign(count, 0);
  if (count == 0 || keeps_whole_paragraphs(page)) return regimes;
  std::vector<Bounds> bounds;
  bounds.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const Row* next = i + 1 < count ? &page.rows[i + 1] : nullptr;
    bounds.push_back(bounds_of(page.rows[i], next, page.script, w));
  }
  const States states = states_for(page, bounds, habits);
  Decoder decoder(count, states);
  for (std::size_t i = 0; i < count; ++i) {
    const Row& row = page.rows[i];
    if (is_silent(page, habits, i)) {
      std::fill_n(decoder.emission().begin(), states.count(), 0.0F);
    } else {
      score_row(row, bounds[i], page.script, w, states, decoder.emission());
    }
    decoder.advance(i, row.blank_before > 0 ? w.measure_change_at_blank : w.measure_change);
  }
  decoder.trace_back([&](std::size_t begin, std::size_t end, std::size_t state) {
    std::fill(regimes.measure_em.begin() + static_cast<std::ptrdiff_t>(begin),
              regimes.measure_em.begin() + static_cast<std::ptrdiff_t>(end), states.measure(state));
  });
  refine(page, habits, regimes);
  return regimes;
}

}  // namespace broadsheet::newspaper

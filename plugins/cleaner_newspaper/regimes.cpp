// SPDX-License-Identifier: Apache-2.0
#include "regimes.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "line_weights.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr int kSteps = 200;  // measures of 3 to 103 em
constexpr float kStepEm = 0.5F;
constexpr float kSmallestEm = 3.0F;
constexpr int kOpen = kSteps;
constexpr int kStates = kSteps + 1;

constexpr float kWidestColumn = 85.0F;
constexpr float kNoColumn = 6.0F;
constexpr float kMerged = -3.0F;  // roman lines that extraction merged at a hyphen

float measure_of(int state) { return kSmallestEm + kStepEm * static_cast<float>(state); }

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

void score_row(const Row& row, const Row* next, Script script, const LineWeights& w,
               std::array<float, kStates>& out) {
  // A byline or a page number says nothing about columns, nor do the words of a pull quote.
  if (is_display_cue(row.cue)) {
    out.fill(0.0F);
    return;
  }
  const Bounds b = bounds_of(row, next, script, w);
  for (int s = 0; s < kSteps; ++s) {
    const float measure = measure_of(s);
    float score = w.measure_short;
    if (measure < b.low) {
      // Two lines merged at a hyphen are up to twice as long as their column.
      score = script == Script::roman && b.low > 1.4F * measure && b.low < 2.1F * measure
                  ? kMerged
                  : w.measure_too_long;
    } else if (measure <= b.high) {
      score = w.measure_off * std::fabs(measure - b.middle);
    } else if (measure >= b.first_low && measure <= b.first_high) {
      score = w.measure_first;
    }
    out[static_cast<std::size_t>(s)] = score;
  }
  // A row far longer than any newspaper column was cut by none.
  if (script == Script::full_width && row.width_em > kWidestColumn) {
    for (std::size_t s = 0; s < kSteps; ++s) out[s] -= kNoColumn;
  }
  out[kOpen] = w.measure_open;
}

// Within a stretch of one measure the full rows say it more exactly than the grid of steps does:
// Chinese rows by their commonest width, roman ones by their upper edge.
void refine(const Page& page, Regimes& regimes) {
  std::vector<float>& measure = regimes.measure_em;
  for (std::size_t begin = 0; begin < measure.size();) {
    std::size_t end = begin;
    std::vector<float> widths;
    for (; end < measure.size() && measure[end] == measure[begin]; ++end) {
      const float width = page.rows[end].width_em + page.rows[end].indent_em;
      const float reach = page.script == Script::full_width ? 1.1F : 0.12F * measure[begin];
      if (std::fabs(width - measure[begin]) <= reach) widths.push_back(width);
    }
    if (measure[begin] != kOpenMeasure && widths.size() >= 3) {
      std::sort(widths.begin(), widths.end());
      const float refined = page.script == Script::full_width
                                ? widths[widths.size() / 2]
                                : widths[widths.size() - 1 - widths.size() / 12];
      std::fill(measure.begin() + static_cast<std::ptrdiff_t>(begin),
                measure.begin() + static_cast<std::ptrdiff_t>(end), refined);
    }
    begin = end;
  }
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

}  // namespace

Regimes find_regimes(const Page& page, const PageHabits& habits) {
  const LineWeights w = weights_for(page, habits);
  const std::size_t count = page.rows.size();
  Regimes regimes;
  regimes.measure_em.assign(count, kOpenMeasure);
  if (count == 0) return regimes;
  // came_from[i] is the best state of row i, taken where a row's state begins afresh.
  std::vector<std::uint8_t> best_before(count, 0);
  std::vector<std::array<std::uint64_t, 4>> began(count);
  std::array<float, kStates> total{}, emission{};
  for (std::size_t i = 0; i < count; ++i) {
    const Row& row = page.rows[i];
    const Row* next = i + 1 < count ? &page.rows[i + 1] : nullptr;
    if (!habits.is_display.empty() && habits.is_display[i]) {
      emission.fill(0.0F);
    } else {
      score_row(row, next, page.script, w, emission);
    }
    const auto best = std::max_element(total.begin(), total.end());
    const float fresh =
        *best + (row.blank_before > 0 ? w.measure_change_at_blank : w.measure_change);
    best_before[i] = static_cast<std::uint8_t>(best - total.begin());
    const float base = *best;
    for (std::size_t s = 0; s < kStates; ++s) {
      const bool begins = i > 0 && fresh > total[s];
      if (begins) began[i][s / 64] |= std::uint64_t{1} << (s % 64);
      total[s] = (begins ? fresh : total[s]) + emission[s] - base;
    }
  }
  auto state =
      static_cast<std::size_t>(std::max_element(total.begin(), total.end()) - total.begin());
  for (std::size_t i = count; i-- > 0;) {
    regimes.measure_em[i] = state == kOpen ? kOpenMeasure : measure_of(static_cast<int>(state));
    if ((began[i][state / 64] >> (state % 64)) & 1U) state = best_before[i];
  }
  refine(page, regimes);
  return regimes;
}

}  // namespace broadsheet::newspaper

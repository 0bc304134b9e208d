// SPDX-License-Identifier: Apache-2.0
#include "exact_measure.hpp"

#include <algorithm>

namespace broadsheet::newspaper {
namespace {

constexpr float kReachEm = 2.0F;  // how far from the rough measure the exact one may lie
constexpr std::size_t kFewestBreaks = 5;
constexpr std::size_t kFewestFirstRows = 3;
constexpr std::size_t kOneWrongIn = 30;
constexpr std::size_t kOneWrongFirstIn = 6;
constexpr float kRoomAboveEm = 0.1F;
constexpr float kNarrowestIndentEm = 0.4F, kWidestIndentEm = 3.0F;
constexpr float kExactSlackEm = 0.08F;

// What the rows say of a length: it is no smaller than these, and smaller than those.
struct Bounds {
  std::vector<float> least, above;

  void sort() {
    std::sort(least.begin(), least.end());
    std::sort(above.begin(), above.end());
  }
};

struct Agreed {
  float length = 0;
  std::size_t wrong = 0;
  float least = 0, room = 0;  // all lengths from the least on, within the room, agree as well
};

// The length from `lowest` on that fewest bounds speak against: just above one of the least ones.
Agreed agree(const Bounds& bounds, float lowest) {
  const auto& [least, above] = bounds;
  Agreed best{0, least.size() + above.size(), 0, 0};
  std::size_t passed = 0;
  for (std::size_t k = 0; k < least.size(); ++k) {
    while (passed < above.size() && above[passed] <= least[k]) ++passed;
    const std::size_t wrong = least.size() - 1 - k + passed;
    if (least[k] < lowest || wrong >= best.wrong) continue;
    const float room = passed < above.size() ? above[passed] - least[k] : kRoomAboveEm;
    best = {least[k] + std::min(0.5F * room, kRoomAboveEm), wrong, least[k], room};
  }
  return best;
}

Bounds bounds_of_measure(const Page& page, std::size_t begin, std::size_t end, float about_em,
                         const std::vector<std::uint8_t>& is_silent) {
  const auto says_nothing = [&](std::size_t i) {
    return is_display_cue(page.rows[i].cue) || (!is_silent.empty() && is_silent[i] != 0) ||
           page.rows[i].line_count > 1;
  };
  Bounds bounds;
  for (std::size_t i = begin; i < end; ++i) {
    if (says_nothing(i)) continue;
    const Row& row = page.rows[i];
    const float width = row.width_em + row.indent_em;
    if (width > about_em + kReachEm) continue;
    bounds.least.push_back(width);
    // A row that may end or begin its paragraph may be shorter.
    const bool may_end = row.tail != Tail::none && row.tail != Tail::comma;
    const bool may_begin = i == begin || page.rows[i - 1].tail == Tail::stop || says_nothing(i - 1);
    const bool goes_on = i + 1 < end && !says_nothing(i + 1) && page.rows[i + 1].blank_before == 0;
    if (may_end || may_begin || !goes_on) continue;
    bounds.above.push_back(width + page.rows[i + 1].head_unit_em);
  }
  bounds.sort();
  return bounds;
}

}  // namespace

ExactMeasure find_exact_measure(const Page& page, std::size_t begin, std::size_t end,
                                float about_em, const std::vector<std::uint8_t>& is_silent) {
  const Bounds bounds = bounds_of_measure(page, begin, end, about_em, is_silent);
  if (bounds.above.size() < kFewestBreaks) return {};
  const Agreed agreed = agree(bounds, about_em - kReachEm);
  return {agreed.length, agreed.length > 0 && agreed.wrong * kOneWrongIn <= bounds.above.size()};
}

ExactIndent find_exact_indent(const Page& page, const std::vector<float>& measure_em,
                              const std::vector<std::uint8_t>& is_exact) {
  Bounds bounds;  // of what a first row leaves of its measure
  for (std::size_t i = 1; i + 1 < page.rows.size(); ++i) {
    const Row& above = page.rows[i - 1];
    const Row& row = page.rows[i];
    const bool is_inside = is_exact[i - 1] && is_exact[i] && is_exact[i + 1] &&
                           measure_em[i - 1] == measure_em[i] && measure_em[i + 1] == measure_em[i];
    if (!is_inside || above.tail != Tail::stop || row.tail == Tail::stop || row.indent_em > 0)
      continue;
    // The row above ends its paragraph, and this row is not short itself.
    const float room = measure_em[i] - row.width_em, unit = page.rows[i + 1].head_unit_em;
    const bool ends = measure_em[i] - above.width_em - above.indent_em > row.head_unit_em;
    const bool is_merged = room < 0.0F;
    if (!ends || is_merged || room > unit + kWidestIndentEm) continue;
    bounds.least.push_back(room - unit);
    bounds.above.push_back(room);
  }
  if (bounds.least.size() < kFewestFirstRows) return {};
  bounds.sort();
  const Agreed agreed = agree(bounds, kNarrowestIndentEm);
  if (agreed.length <= 0 || agreed.wrong * kOneWrongFirstIn > bounds.least.size()) return {};
  // Where an em is among the lengths that agree, it is the likeliest by far.
  const bool allows_em = agreed.least <= 1.0F && agreed.least + agreed.room > 1.0F;
  if (allows_em) return {1.0F, kExactSlackEm};
  if (bounds.least.size() < kFewestBreaks) return {};
  return {agreed.length, kExactSlackEm};
}

}  // namespace broadsheet::newspaper

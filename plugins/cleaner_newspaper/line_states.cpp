// SPDX-License-Identifier: Apache-2.0
#include "line_states.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "line_evidence.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr std::size_t kStates = 5;
constexpr std::size_t kFirst = static_cast<std::size_t>(LineState::first);
constexpr std::size_t kMiddle = static_cast<std::size_t>(LineState::middle);
constexpr std::size_t kLast = static_cast<std::size_t>(LineState::last);
constexpr std::size_t kSingle = static_cast<std::size_t>(LineState::single);
constexpr std::size_t kDisplay = static_cast<std::size_t>(LineState::display);
constexpr float kImpossible = -1e9F;

// How many paragraphs wait for their other half: a column that ended in mid-sentence makes an open
// head below likely.
constexpr std::size_t kLevels = 3;
constexpr std::size_t kNodes = kLevels * kStates;

using Scores = std::array<float, kStates>;
using Lattice = std::array<Scores, kLevels>;

// A way to reach a row: from which node, at which score.
struct Way {
  float score = kImpossible;
  std::uint8_t from = 0;
  bool is_join = false;

  void offer(float other, std::size_t level, std::size_t state, bool joins) {
    if (other > score) *this = {other, static_cast<std::uint8_t>(level * kStates + state), joins};
  }
};

struct Step {
  std::array<std::uint8_t, kNodes> from{};
  std::uint16_t joined = 0;  // one bit a node
  float join_margin = 0;
  float base = 0;  // taken off all scores
};

Scores own_scores(const LineEvidence& evidence, std::size_t i) {
  Scores own{};
  own[kFirst] = evidence.begin(i);
  own[kMiddle] = evidence.middle(i);
  own[kLast] = evidence.last(i);
  own[kSingle] = evidence.single(i);
  own[kDisplay] = evidence.display(i);
  return own;
}

struct Ways {
  std::array<Way, kLevels> begins;  // a block begins at this row; by the level it leads to
  std::array<Way, kLevels> displays;
  std::array<Way, kLevels> continues;  // joined to the row above, or an open head
  float best_join = kImpossible, best_open_head = kImpossible;
};

Ways find_ways(const LineEvidence& evidence, const BlankWeights& blanks, std::size_t i,
               const Lattice& total) {
  const LineWeights& w = evidence.weights();
  const float close = evidence.close(i, blanks);
  const float tail_first = evidence.open_tail_first(i), tail_middle = evidence.open_tail_middle(i);
  const float join_first = evidence.join_first(i, blanks),
              join_middle = evidence.join_middle(i, blanks);
  const float head = evidence.open_head(i);
  Ways ways;
  for (std::size_t p = 0; p < kLevels; ++p) {
    const Scores& t = total[p];
    Way closed, display, tail;
    for (const std::size_t s : {kLast, kSingle}) closed.offer(t[s] + close, p, s, false);
    display = closed;
    closed.offer(t[kDisplay], p, kDisplay, false);
    display.offer(t[kDisplay] + w.display_after_display, p, kDisplay, false);
    tail.offer(t[kFirst] + tail_first, p, kFirst, false);
    tail.offer(t[kMiddle] + tail_middle, p, kMiddle, false);
    const std::size_t more = std::min(p + 1, kLevels - 1);
    const auto take = [](Way& into, const Way& way, float cost) {
      if (way.score + cost > into.score) into = {way.score + cost, way.from, way.is_join};
    };
    take(ways.begins[p], closed, 0.0F);
    take(ways.begins[more], tail, 0.0F);
    take(ways.displays[p], display, 0.0F);
    take(ways.displays[more], tail, 0.0F);
    ways.continues[p].offer(t[kFirst] + join_first, p, kFirst, true);
    ways.continues[p].offer(t[kMiddle] + join_middle, p, kMiddle, true);
    ways.best_join = std::max({ways.best_join, t[kFirst] + join_first, t[kMiddle] + join_middle});
    // A head uses up a waiting tail, if there is one; not the tail that ends right above it.
    const float cost = head + (p > 0 ? w.open_head_awaited : w.open_head);
    take(ways.continues[p > 0 ? p - 1 : 0], closed, cost);
    take(ways.continues[p > 0 ? p : more], tail, cost);
    ways.best_open_head = std::max(ways.best_open_head, std::max(closed.score, tail.score) + cost);
  }
  return ways;
}

// One step of the Viterbi recursion from row i-1 to row i.
Step advance(const LineEvidence& evidence, const BlankWeights& blanks, std::size_t i,
             Lattice& total) {
  const Ways ways = find_ways(evidence, blanks, i, total);
  const Scores own = own_scores(evidence, i);
  Step step;
  float base = kImpossible, best_begin = kImpossible;
  for (std::size_t q = 0; q < kLevels; ++q) {
    for (std::size_t s = 0; s < kStates; ++s) {
      const bool continues = s == kMiddle || s == kLast;
      const Way& way =
          continues ? ways.continues[q] : (s == kDisplay ? ways.displays[q] : ways.begins[q]);
      const std::size_t node = q * kStates + s;
      total[q][s] = way.score + own[s];
      step.from[node] = way.from;
      if (way.is_join) step.joined = static_cast<std::uint16_t>(step.joined | (1U << node));
      base = std::max(base, total[q][s]);
    }
    best_begin = std::max(best_begin, ways.begins[q].score + own[kFirst]);
  }
  step.base = base;
  step.join_margin = ways.best_join - std::max(best_begin, ways.best_open_head);
  for (Scores& level : total) {
    for (float& score : level) score = std::max(score - base, kImpossible);
  }
  return step;
}

Lattice start(const LineEvidence& evidence) {
  Lattice total;
  for (Scores& level : total) level.fill(kImpossible);
  total[0] = own_scores(evidence, 0);
  for (const std::size_t s : {kMiddle, kLast})
    total[0][s] += evidence.weights().open_head + evidence.open_head(0);
  return total;
}

struct End {
  float score = kImpossible;
  std::size_t node = kSingle;
};

End best_end(const LineEvidence& evidence, const Lattice& total) {
  End best;
  for (std::size_t p = 0; p < kLevels; ++p) {
    for (std::size_t s = 0; s < kStates; ++s) {
      const float open = s == kFirst || s == kMiddle ? evidence.weights().open_tail : 0.0F;
      const float score =
          total[p][s] + open + static_cast<float>(p) * evidence.weights().still_awaited;
      if (score > best.score) best = {score, p * kStates + s};
    }
  }
  return best;
}

struct Decoded {
  LineStates states;
  float score = 0;
};

Decoded decode(const Page& page, const LineEvidence& evidence, const BlankWeights& blanks) {
  const std::size_t count = page.rows.size();
  Decoded decoded;
  LineStates& result = decoded.states;
  result.state.assign(count, LineState::single);
  result.joins_previous.assign(count, false);
  result.margin.assign(count, 0.0F);
  if (count == 0) return decoded;
  std::vector<Step> steps(count);
  Lattice total = start(evidence);
  for (std::size_t i = 1; i < count; ++i) {
    steps[i] = advance(evidence, blanks, i, total);
    decoded.score += steps[i].base;
  }
  const End end = best_end(evidence, total);
  decoded.score += end.score;
  std::size_t node = end.node;
  for (std::size_t i = count; i-- > 0;) {
    result.state[i] = static_cast<LineState>(node % kStates);
    result.joins_previous[i] = i > 0 && ((steps[i].joined >> node) & 1U) != 0;
    result.margin[i] = steps[i].join_margin;
    node = steps[i].from[node];
  }
  return decoded;
}

// How much likelier a blank line is where a block begins than inside one, on this page.
BlankWeights reweigh(const Page& page, const LineEvidence& evidence, const LineStates& states) {
  std::array<std::array<float, 2>, 2> seen = {{{1.0F, 1.0F}, {1.0F, 1.0F}}};  // [begins][has blank]
  for (std::size_t i = 1; i < page.rows.size(); ++i) {
    if (evidence.blank_says_nothing(i) || states.state[i] == LineState::display ||
        states.state[i - 1] == LineState::display) {
      continue;
    }
    seen[states.joins_previous[i] ? 0 : 1][page.rows[i].blank_before > 0 ? 1 : 0] += 1.0F;
  }
  const float joins = seen[0][0] + seen[0][1], begins = seen[1][0] + seen[1][1];
  BlankWeights blanks;
  blanks.at_blank = std::clamp(std::log((seen[1][1] / begins) / (seen[0][1] / joins)), -0.5F, 3.0F);
  blanks.without = std::clamp(std::log((seen[1][0] / begins) / (seen[0][0] / joins)), -3.0F, 0.5F);
  return blanks;
}

}  // namespace

LineStates find_line_states(const Page& page, const Regimes& regimes, bool is_rigid) {
  LineEvidence evidence(page, regimes, is_rigid);
  const LineStates first_pass = decode(page, evidence, BlankWeights{}).states;
  const BlankWeights blanks = reweigh(page, evidence, first_pass);
  Decoded in_order = decode(page, evidence, blanks);
  const LineWeights& w = evidence.weights();
  const float cost = w.cut_page + w.cut_page_row * static_cast<float>(page.rows.size());
  evidence.expect_cut_paragraphs();
  Decoded cut = decode(page, evidence, blanks);
  return std::move(cut.score + cost > in_order.score ? cut.states : in_order.states);
}

}  // namespace broadsheet::newspaper

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

// Scores by level, in the compilers' vectors of four; the fourth lane is not used.
using Levels = float __attribute__((vector_size(16)));
using Scores = std::array<float, kStates>;
struct Lattice {
  Levels states[kStates];

  Levels& operator[](std::size_t state) { return states[state]; }
  const Levels& operator[](std::size_t state) const { return states[state]; }
};

constexpr Levels all(float score) { return Levels{score, score, score, score}; }
Levels larger(const Levels& a, const Levels& b) { return a < b ? b : a; }

// A way to reach a row: from which node, at which score.
struct Way {
  float score = kImpossible;
  std::uint8_t from = 0;
  bool is_join = false;

  void offer(float other, std::size_t level, std::size_t state, bool joins) {
    if (other > score) *this = {other, static_cast<std::uint8_t>(level * kStates + state), joins};
  }
};

Scores own_scores(const LineEvidence& evidence, std::size_t i) {
  const RowEvidence& row = evidence.row(i);
  return {row.first, row.middle, row.last, row.single, row.display};
}

// What the steps from row i-1 to row i cost.
struct Costs {
  float close, display_after_display, tail_first, tail_middle, join_first, join_middle;
  Levels head;  // by how many tails wait

  Costs(const LineEvidence& evidence, const BlankWeights& blanks, std::size_t i)
      : close(evidence.close(i, blanks)),
        display_after_display(evidence.weights().display_after_display),
        tail_first(evidence.row(i).open_tail_first),
        tail_middle(evidence.row(i).open_tail_middle),
        join_first(evidence.join_first(i, blanks)),
        join_middle(evidence.join_middle(i, blanks)) {
    const float own = evidence.row(i).open_head;
    head = all(own + evidence.weights().open_head_awaited);
    head[0] = own + evidence.weights().open_head;
  }
};

// The best scores from row i-1 to a row that begins a block, is a display line or goes on a block,
// by the level it leads to. Scores alone: which way was the best is asked for one node in fifteen
// only, when the page is traced back (way_to).
struct BestScores {
  Levels begins, displays, continues;
  float join, open_head;

  BestScores(const Costs& cost, const Lattice& total) {
    const Levels never = all(kImpossible);
    const Levels ended = larger(never, larger(total[kLast], total[kSingle]) + all(cost.close));
    const Levels closed = larger(ended, total[kDisplay]);
    const Levels shown = larger(ended, total[kDisplay] + all(cost.display_after_display));
    const Levels tail = larger(never, larger(total[kFirst] + all(cost.tail_first),
                                             total[kMiddle] + all(cost.tail_middle)));
    const Levels joined =
        larger(total[kFirst] + all(cost.join_first), total[kMiddle] + all(cost.join_middle));
    const Levels heads = closed + cost.head, cut_heads = tail + cost.head;
    begins = raised(closed, tail);
    displays = raised(shown, tail);
    continues = Levels{std::max({kImpossible, joined[0], heads[0], heads[1]}),
                       std::max({kImpossible, joined[1], heads[2], cut_heads[0], cut_heads[1]}),
                       std::max({kImpossible, joined[2], cut_heads[2]}), kImpossible};
    join = std::max({kImpossible, joined[0], joined[1], joined[2]});
    open_head = std::max(
        {kImpossible, heads[0], heads[1], heads[2], cut_heads[0], cut_heads[1], cut_heads[2]});
  }

  // Where a tail was left open, one more waits.
  static Levels raised(const Levels& closed, const Levels& tail) {
    return Levels{closed[0], std::max(closed[1], tail[0]), std::max({closed[2], tail[1], tail[2]}),
                  kImpossible};
  }
};

struct Step {
  float base;         // taken off all scores
  float join_margin;  // by how much joining to the row above is better than not to
};

// One step of the Viterbi recursion.
Step advance(const Costs& cost, const Scores& own, const Lattice& before, Lattice& total) {
  const BestScores best(cost, before);
  total[kFirst] = best.begins + all(own[kFirst]);
  total[kMiddle] = best.continues + all(own[kMiddle]);
  total[kLast] = best.continues + all(own[kLast]);
  total[kSingle] = best.begins + all(own[kSingle]);
  total[kDisplay] = best.displays + all(own[kDisplay]);
  Levels highest = total[kFirst];
  for (std::size_t s = 1; s < kStates; ++s) highest = larger(highest, total[s]);
  const Levels& first = total[kFirst];
  const float best_begin = std::max(std::max(kImpossible, first[0]), std::max(first[1], first[2]));
  const float base = std::max(std::max(highest[0], highest[1]), std::max(highest[2], kImpossible));
  for (Levels& state : total.states) state = larger(state - all(base), all(kImpossible));
  return {base, best.join - std::max(best_begin, best.open_head)};
}

// A tail left open adds to those that wait. A head uses up a waiting tail, if there is one; not the
// tail that ends right above it.
std::size_t one_more(std::size_t level) { return std::min(level + 1, kLevels - 1); }
std::size_t after_head(std::size_t level) { return level > 0 ? level - 1 : 0; }
std::size_t after_tail_and_head(std::size_t level) { return level > 0 ? level : one_more(level); }

// The best way to a node of row i, as BestScores has found its score. Of equal ways the first
// counts.
Way way_to(std::size_t node, const Costs& cost, const Lattice& total) {
  const std::size_t level = node / kStates, state = node % kStates;
  const bool continues = state == kMiddle || state == kLast;
  const float after_display = state == kDisplay ? cost.display_after_display : 0.0F;
  Way best;
  const auto take = [&](const Way& way, float extra, std::size_t leads_to) {
    if (leads_to == level && way.score + extra > best.score)
      best = {way.score + extra, way.from, way.is_join};
  };
  for (std::size_t p = 0; p < kLevels; ++p) {
    Way closed, tail;
    for (const std::size_t s : {kLast, kSingle})
      closed.offer(total[s][p] + cost.close, p, s, false);
    closed.offer(total[kDisplay][p] + after_display, p, kDisplay, false);
    tail.offer(total[kFirst][p] + cost.tail_first, p, kFirst, false);
    tail.offer(total[kMiddle][p] + cost.tail_middle, p, kMiddle, false);
    if (!continues) {
      take(closed, 0.0F, p);
      take(tail, 0.0F, one_more(p));
      continue;
    }
    Way joined;
    joined.offer(total[kFirst][p] + cost.join_first, p, kFirst, true);
    joined.offer(total[kMiddle][p] + cost.join_middle, p, kMiddle, true);
    take(joined, 0.0F, p);
    take(closed, cost.head[p], after_head(p));
    take(tail, cost.head[p], after_tail_and_head(p));
  }
  return best;
}

Lattice start(const LineEvidence& evidence) {
  Lattice total;
  for (Levels& state : total.states) state = all(kImpossible);
  const Scores own = own_scores(evidence, 0);
  const float head = evidence.weights().open_head + evidence.row(0).open_head;
  for (std::size_t s = 0; s < kStates; ++s) {
    total[s][0] = own[s] + (s == kMiddle || s == kLast ? head : 0.0F);
  }
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
          total[s][p] + open + static_cast<float>(p) * evidence.weights().still_awaited;
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
  std::vector<Lattice> totals(count);
  totals[0] = start(evidence);
  for (std::size_t i = 1; i < count; ++i) {
    const Step step =
        advance(Costs(evidence, blanks, i), own_scores(evidence, i), totals[i - 1], totals[i]);
    result.margin[i] = step.join_margin;
    decoded.score += step.base;
  }
  const End end = best_end(evidence, totals.back());
  decoded.score += end.score;
  std::size_t node = end.node;
  for (std::size_t i = count; i-- > 0;) {
    result.state[i] = static_cast<LineState>(node % kStates);
    if (i == 0) break;
    const Way way = way_to(node, Costs(evidence, blanks, i), totals[i - 1]);
    result.joins_previous[i] = way.is_join;
    node = way.from;
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
  // Half of what is usual: the first decoding may have been wrong.
  if (page.script == Script::full_width) {
    blanks.at_blank = 0.5F * (blanks.at_blank + BlankWeights{}.at_blank);
    blanks.without = 0.5F * (blanks.without + BlankWeights{}.without);
  }
  return blanks;
}

}  // namespace

LineStates find_line_states(const Page& page, const Regimes& regimes, bool is_rigid) {
  LineEvidence evidence(page, regimes, is_rigid);
  const LineStates first_pass = decode(page, evidence, BlankWeights{}).states;
  const BlankWeights blanks =
      page.parts.blank_lines ? reweigh(page, evidence, first_pass) : BlankWeights{};
  Decoded in_order = decode(page, evidence, blanks);
  const LineWeights& w = evidence.weights();
  const float cost = w.cut_page + w.cut_page_row * static_cast<float>(page.rows.size());
  if (!page.parts.cut_pages) return std::move(in_order.states);
  evidence.expect_cut_paragraphs();
  Decoded cut = decode(page, evidence, blanks);
  return std::move(cut.score + cost > in_order.score ? cut.states : in_order.states);
}

}  // namespace broadsheet::newspaper

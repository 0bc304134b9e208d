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

// Scores by level, in the compilers' vectors of four. The fourth lane is always (nearly) impossible
// and so serves as filling where lanes are moved.
using Levels = float __attribute__((vector_size(16)));
struct Lattice {
  Levels states[kStates];

  Levels& operator[](std::size_t state) { return states[state]; }
  const Levels& operator[](std::size_t state) const { return states[state]; }
};

constexpr Levels all(float score) { return Levels{score, score, score, score}; }
Levels larger(const Levels& a, const Levels& b) { return a < b ? b : a; }
template <int A, int B, int C>
Levels moved(const Levels& from) {
  return __builtin_shufflevector(from, from, A, B, C, 3);
}
float largest(Levels levels) {
  levels = larger(levels, __builtin_shufflevector(levels, levels, 1, 0, 3, 2));
  return larger(levels, __builtin_shufflevector(levels, levels, 2, 3, 0, 1))[0];
}

// What a decoding takes for granted about the page.
struct Hypothesis {
  std::array<float, 3> blanks{};  // by Gap: what speaks for a border between blocks
  float open_tail_bonus = 0.0F;
  float open_tail, open_head, open_head_awaited;

  Hypothesis(const LineWeights& w, const BlankWeights& weights)
      : open_tail(w.open_tail), open_head(w.open_head), open_head_awaited(w.open_head_awaited) {
    blanks[static_cast<std::size_t>(Gap::none)] = weights.without * w.blank_share;
    blanks[static_cast<std::size_t>(Gap::blank)] = weights.at_blank * w.blank_share;
  }
  // Paragraphs that a column's end cuts count as common.
  Hypothesis with_cut_paragraphs(float bonus) const {
    Hypothesis cut = *this;
    cut.open_tail_bonus = bonus;
    cut.open_tail += bonus;
    cut.open_head += bonus;
    cut.open_head_awaited += 0.5F * bonus;
    return cut;
  }
};

// What the steps from the row above to a row cost.
struct Costs {
  float close, display_after_display, tail_first, tail_middle, join_first, join_middle;
  Levels head;  // by how many tails wait

  Costs(const RowEvidence& row, const Hypothesis& page, float display_after)
      : display_after_display(display_after),
        tail_first(row.open_tail_first + page.open_tail_bonus),
        tail_middle(row.open_tail_middle + page.open_tail_bonus) {
    const float blank = page.blanks[static_cast<std::size_t>(row.gap)];
    const float join = row.going_on - blank + row.join_hyphen + row.join_stop;
    close = blank + row.close_quote + row.close_full;
    join_first = join + row.first_above;
    join_middle = join + row.gap_above + row.over_above;
    head = all(row.open_head + page.open_head_awaited);
    head[0] = row.open_head + page.open_head;
  }
};

// The best scores from the row above to a row that begins a block, is a display line or goes on a
// block, by the level it leads to. Scores alone: which way was the best is asked for one node in
// fifteen only, when the page is traced back (way_to).
struct BestScores {
  Levels begins, displays, continues;
  Levels joined, heads, cut_heads;

  BestScores(const Costs& cost, const Lattice& total) {
    const Levels never = all(kImpossible);
    const Levels ended = larger(never, larger(total[kLast], total[kSingle]) + all(cost.close));
    const Levels closed = larger(ended, total[kDisplay]);
    const Levels shown = larger(ended, total[kDisplay] + all(cost.display_after_display));
    const Levels tail = larger(never, larger(total[kFirst] + all(cost.tail_first),
                                             total[kMiddle] + all(cost.tail_middle)));
    joined = larger(total[kFirst] + all(cost.join_first), total[kMiddle] + all(cost.join_middle));
    heads = closed + cost.head;
    cut_heads = tail + cost.head;
    // Where a tail was left open, one more waits.
    const Levels raised = larger(moved<3, 0, 1>(tail), moved<3, 3, 2>(tail));
    begins = larger(closed, raised);
    displays = larger(shown, raised);
    // A head uses up a tail that waits; not the tail that ends right above it.
    const Levels from_closed = larger(moved<0, 2, 3>(heads), moved<1, 3, 3>(heads));
    const Levels from_cut = larger(moved<3, 0, 2>(cut_heads), moved<3, 1, 3>(cut_heads));
    continues = larger(larger(never, joined), larger(from_closed, from_cut));
  }
};

// One step of the Viterbi recursion. Gives back what was taken off all scores.
float advance(const Costs& cost, const RowEvidence& own, const Lattice& before, Lattice& total) {
  const BestScores best(cost, before);
  const Levels first = best.begins + all(own.first), middle = best.continues + all(own.middle);
  const Levels last = best.continues + all(own.last), single = best.begins + all(own.single);
  const Levels display = best.displays + all(own.display);
  const float base = std::max(
      largest(larger(larger(first, middle), larger(larger(last, single), display))), kImpossible);
  const Levels never = all(kImpossible);
  total[kFirst] = larger(first - all(base), never);
  total[kMiddle] = larger(middle - all(base), never);
  total[kLast] = larger(last - all(base), never);
  total[kSingle] = larger(single - all(base), never);
  total[kDisplay] = larger(display - all(base), never);
  return base;
}

// By how much joining a row to the row above is better than not to.
float join_margin(const Costs& cost, const RowEvidence& own, const Lattice& before) {
  const BestScores best(cost, before);
  const float begins = largest(best.begins + all(own.first));
  return std::max(kImpossible, largest(best.joined)) -
         std::max({kImpossible, begins, largest(best.heads), largest(best.cut_heads)});
}

// A step back: from the node of a row to the node of the row above.
struct Step {
  enum class Kind : std::uint8_t { join, close, tail };  // what the row above did
  Kind kind;
  std::uint8_t level;  // of the row above
};

// The steps that lead to a level, as BestScores has them. Of equal steps the first counts.
constexpr Step kJoin0{Step::Kind::join, 0}, kJoin1{Step::Kind::join, 1},
    kJoin2{Step::Kind::join, 2};
constexpr Step kClose0{Step::Kind::close, 0}, kClose1{Step::Kind::close, 1},
    kClose2{Step::Kind::close, 2};
constexpr Step kTail0{Step::Kind::tail, 0}, kTail1{Step::Kind::tail, 1},
    kTail2{Step::Kind::tail, 2};
struct Steps {
  std::uint8_t count;
  std::array<Step, 4> list;
};
constexpr std::array<Steps, kLevels> kStepsToHead = {
    {{1, {kClose0}}, {2, {kTail0, kClose1}}, {3, {kTail1, kClose2, kTail2}}}};
constexpr std::array<Steps, kLevels> kStepsToRest = {{{3, {kJoin0, kClose0, kClose1}},
                                                      {4, {kTail0, kJoin1, kTail1, kClose2}},
                                                      {2, {kJoin2, kTail2}}}};

// The row above that a row was reached from.
struct Way {
  std::uint8_t node = 0;
  bool is_join = false;
};

// What a step scores, without what an open head costs.
float score_of(Step step, const Costs& cost, float to_display, const Lattice& total) {
  const std::size_t p = step.level;
  switch (step.kind) {
    case Step::Kind::join:
      return std::max(total[kFirst][p] + cost.join_first, total[kMiddle][p] + cost.join_middle);
    case Step::Kind::close:
      return std::max(std::max(total[kLast][p], total[kSingle][p]) + cost.close,
                      total[kDisplay][p] + to_display);
    case Step::Kind::tail:
      return std::max(total[kFirst][p] + cost.tail_first, total[kMiddle][p] + cost.tail_middle);
  }
  return kImpossible;
}

// Which state of the row above makes the step's score; of equal ones the first.
std::size_t state_of(Step step, const Costs& cost, float to_display, const Lattice& total) {
  const std::size_t p = step.level;
  if (step.kind != Step::Kind::close) {
    const bool joins = step.kind == Step::Kind::join;
    const float first = total[kFirst][p] + (joins ? cost.join_first : cost.tail_first);
    const float middle = total[kMiddle][p] + (joins ? cost.join_middle : cost.tail_middle);
    return middle > first ? kMiddle : kFirst;
  }
  const float last = total[kLast][p] + cost.close, single = total[kSingle][p] + cost.close;
  if (total[kDisplay][p] + to_display > std::max(last, single)) return kDisplay;
  return single > last ? kSingle : kLast;
}

// The best way to a node, as BestScores has found its score.
Way way_to(std::size_t node, const Costs& cost, const Lattice& total) {
  const std::size_t level = node / kStates, state = node % kStates;
  const bool continues = state == kMiddle || state == kLast;
  const float to_display = state == kDisplay ? cost.display_after_display : 0.0F;
  const Steps& steps = (continues ? kStepsToRest : kStepsToHead)[level];
  float best = kImpossible;
  const Step* taken = nullptr;
  for (std::size_t k = 0; k < steps.count; ++k) {
    const Step& step = steps.list[k];
    float score = score_of(step, cost, to_display, total);
    if (continues && step.kind != Step::Kind::join) score += cost.head[step.level];
    if (score > best) {
      best = score;
      taken = &step;
    }
  }
  if (taken == nullptr) return {};
  const std::size_t from = state_of(*taken, cost, to_display, total);
  return {static_cast<std::uint8_t>(taken->level * kStates + from),
          taken->kind == Step::Kind::join};
}

// Decodes a page's rows under one hypothesis. Its memory serves for the next one as well.
class Decoder {
 public:
  explicit Decoder(const LineEvidence& evidence)
      : rows_(evidence.rows()), w_(evidence.weights()), totals_(rows_.size()) {}

  // Gives back the score of the likeliest reading.
  float run(const Hypothesis& page) {
    page_ = &page;
    start();
    float score = 0;
    for (std::size_t i = 1; i < rows_.size(); ++i)
      score += advance(costs(i), rows_[i], totals_[i - 1], totals_[i]);
    find_end();
    return score + end_score_;
  }

  // The reading whose score run() gave back last; margins are found on demand only.
  LineStates trace_back() const {
    const std::size_t count = rows_.size();
    LineStates result{std::vector<LineState>(count), std::vector<std::uint8_t>(count), {}};
    std::size_t node = end_node_;
    for (std::size_t i = count; i-- > 0;) {
      result.state[i] = static_cast<LineState>(node % kStates);
      if (i == 0) break;
      const Way way = way_to(node, costs(i), totals_[i - 1]);
      result.joins_previous[i] = way.is_join ? 1 : 0;
      node = way.node;
    }
    return result;
  }
  std::vector<float> margins() const {
    std::vector<float> margins(rows_.size());
    for (std::size_t i = 1; i < rows_.size(); ++i)
      margins[i] = join_margin(costs(i), rows_[i], totals_[i - 1]);
    return margins;
  }

 private:
  Costs costs(std::size_t i) const { return {rows_[i], *page_, w_.display_after_display}; }

  void start() {
    for (Levels& state : totals_[0].states) state = all(kImpossible);
    const RowEvidence& own = rows_[0];
    const std::array<float, kStates> scores = {own.first, own.middle, own.last, own.single,
                                               own.display};
    const float head = page_->open_head + own.open_head;
    for (std::size_t s = 0; s < kStates; ++s)
      totals_[0][s][0] = scores[s] + (s == kMiddle || s == kLast ? head : 0.0F);
  }

  void find_end() {
    end_score_ = kImpossible;
    end_node_ = kSingle;
    for (std::size_t p = 0; p < kLevels; ++p) {
      for (std::size_t s = 0; s < kStates; ++s) {
        const float open = s == kFirst || s == kMiddle ? page_->open_tail : 0.0F;
        const float score = totals_.back()[s][p] + open + static_cast<float>(p) * w_.still_awaited;
        if (score <= end_score_) continue;
        end_score_ = score;
        end_node_ = p * kStates + s;
      }
    }
  }

  const std::vector<RowEvidence>& rows_;
  const LineWeights& w_;
  const Hypothesis* page_ = nullptr;
  std::vector<Lattice> totals_;
  float end_score_ = 0;
  std::size_t end_node_ = kSingle;
};

// How much likelier a blank line is where a block begins than inside one, on this page.
BlankWeights reweigh(const Page& page, const LineEvidence& evidence, const LineStates& states) {
  std::array<std::array<float, 2>, 2> seen = {{{1.0F, 1.0F}, {1.0F, 1.0F}}};  // [begins][has blank]
  for (std::size_t i = 1; i < page.rows.size(); ++i) {
    const Gap gap = evidence.rows()[i].gap;
    if (gap == Gap::silent || states.state[i] == LineState::display ||
        states.state[i - 1] == LineState::display) {
      continue;
    }
    seen[states.joins_previous[i] != 0 ? 0 : 1][gap == Gap::blank ? 1 : 0] += 1.0F;
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

LineStates find_line_states(const Page& page, const LineEvidence& evidence, bool with_margins) {
  if (page.rows.empty()) return {};
  const LineWeights& w = evidence.weights();
  const Hypothesis usual(w, BlankWeights{});
  Decoder decoder(evidence), cut_decoder(evidence);
  decoder.run(usual);
  const Hypothesis in_order(
      w, page.parts.blank_lines ? reweigh(page, evidence, decoder.trace_back()) : BlankWeights{});
  const float score = decoder.run(in_order);
  const Hypothesis cut = in_order.with_cut_paragraphs(w.cut_page_bonus);
  const float cost = w.cut_page + w.cut_page_row * static_cast<float>(page.rows.size());
  const bool is_cut = page.parts.cut_pages && cut_decoder.run(cut) + cost > score;
  const Decoder& likelier = is_cut ? cut_decoder : decoder;
  LineStates states = likelier.trace_back();
  if (with_margins) states.margin = likelier.margins();
  return states;
}

}  // namespace broadsheet::newspaper

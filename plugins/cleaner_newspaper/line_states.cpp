// SPDX-License-Identifier: Apache-2.0
#include "line_states.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <optional>

#include "simd.hpp"

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

// A page is decoded under two hypotheses at once. Scores by hypothesis and level, in the compilers'
// vectors of eight. The fourth lane of each hypothesis is always (nearly) impossible and so serves
// as filling where lanes are moved.
constexpr std::size_t kLanes = 4;
constexpr std::size_t kHypotheses = 2;
constexpr std::size_t kLatticeAlignment = 4 * kLanes * kHypotheses;
using Levels = float __attribute__((vector_size(kLatticeAlignment), aligned(kLatticeAlignment)));
struct Lattice {
  Levels states[kStates];
  Levels base;  // what was taken off all scores

  Levels& operator[](std::size_t state) { return states[state]; }
  const Levels& operator[](std::size_t state) const { return states[state]; }
};

BROADSHEET_INLINE void raise(Levels& to, const Levels& other) { to = to < other ? other : to; }
BROADSHEET_INLINE void spread_largest(Levels& of) {
  raise(of, __builtin_shufflevector(of, of, 1, 0, 3, 2, 5, 4, 7, 6));
  raise(of, __builtin_shufflevector(of, of, 2, 3, 0, 1, 6, 7, 4, 5));
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
  bool operator==(const Hypothesis&) const = default;
};

// Two that weigh blank lines alike.
struct Pair {
  std::array<Hypothesis, kHypotheses> list;

  float blank(const RowEvidence& row) const {
    return list[0].blanks[static_cast<std::size_t>(row.gap)];
  }
  bool operator==(const Pair&) const = default;
};

// What the steps from the row above to a row cost, whatever the hypothesis.
struct Costs {
  float close, display_after_display, join_first, join_middle;

  Costs(const RowEvidence& row, float blank, float display_after)
      : display_after_display(display_after) {
    const float join = row.going_on - blank + row.join_hyphen + row.join_stop;
    close = blank + row.close_quote + row.close_full;
    join_first = join + row.first_above;
    join_middle = join + row.gap_above + row.over_above;
  }
};

// What the hypotheses add for all rows.
struct Bonuses {
  Levels tail, head;  // head: by how many tails wait

  explicit Bonuses(const Pair& pair) {
    for (std::size_t lane = 0; lane < kLanes * kHypotheses; ++lane) {
      const Hypothesis& page = pair.list[lane / kLanes];
      tail[lane] = page.open_tail_bonus;
      head[lane] = lane % kLanes == 0 ? page.open_head : page.open_head_awaited;
    }
  }
};

// The best scores from the row above to a row that begins a block, is a display line or goes on a
// block, by the level it leads to. Scores alone: which way was the best is asked for one node in
// fifteen only, when the page is traced back (way_to).
struct BestScores {
  Levels begins, displays, continues;
  Levels joined, heads, cut_heads;
};

BROADSHEET_INLINE void find_best(const RowEvidence& row, const Costs& cost, const Bonuses& bonuses,
                                 const Lattice& total, BestScores& best) {
  const Levels never = Levels{} + kImpossible;
  Levels ended = total[kLast];
  raise(ended, total[kSingle]);
  ended += cost.close;
  raise(ended, never);
  Levels closed = ended, shown = ended;
  raise(closed, total[kDisplay]);
  raise(shown, total[kDisplay] + cost.display_after_display);
  Levels tail = total[kFirst] + (row.open_tail_first + bonuses.tail);
  raise(tail, total[kMiddle] + (row.open_tail_middle + bonuses.tail));
  raise(tail, never);
  best.joined = total[kFirst] + cost.join_first;
  raise(best.joined, total[kMiddle] + cost.join_middle);
  const Levels head = row.open_head + bonuses.head;
  const Levels heads = closed + head, cut_heads = tail + head;
  best.heads = heads;
  best.cut_heads = cut_heads;
  // Where a tail was left open, one more waits.
  Levels raised = __builtin_shufflevector(tail, tail, 3, 0, 1, 3, 7, 4, 5, 7);
  raise(raised, __builtin_shufflevector(tail, tail, 3, 3, 2, 3, 7, 7, 6, 7));
  best.begins = closed;
  raise(best.begins, raised);
  best.displays = shown;
  raise(best.displays, raised);
  // A head uses up a tail that waits; not the tail that ends right above it.
  best.continues = best.joined;
  raise(best.continues, never);
  raise(best.continues, __builtin_shufflevector(heads, heads, 0, 2, 3, 3, 4, 6, 7, 7));
  raise(best.continues, __builtin_shufflevector(heads, heads, 1, 3, 3, 3, 5, 7, 7, 7));
  raise(best.continues, __builtin_shufflevector(cut_heads, cut_heads, 3, 0, 2, 3, 7, 4, 6, 7));
  raise(best.continues, __builtin_shufflevector(cut_heads, cut_heads, 3, 1, 3, 3, 7, 5, 7, 7));
}

// One step of the Viterbi recursion. Gives back whether the scores are others than before.
BROADSHEET_INLINE bool advance(const RowEvidence& own, const Costs& cost, const Bonuses& bonuses,
                               const Lattice& before, Lattice& total) {
  BestScores best;
  find_best(own, cost, bonuses, before, best);
  const Levels never = Levels{} + kImpossible;
  Lattice after;
  after[kFirst] = best.begins + own.first;
  after[kMiddle] = best.continues + own.middle;
  after[kLast] = best.continues + own.last;
  after[kSingle] = best.begins + own.single;
  after[kDisplay] = best.displays + own.display;
  Levels base = after[kFirst];
  for (std::size_t s = 1; s < kStates; ++s) raise(base, after[s]);
  spread_largest(base);
  raise(base, never);
  total.base = base;
  auto has_changed = total[kFirst] != total[kFirst];
  for (std::size_t s = 0; s < kStates; ++s) {
    after[s] -= base;
    raise(after[s], never);
    has_changed |= after[s] != total[s];
    total[s] = after[s];
  }
  return has_any_bit(has_changed);
}

// A step back: from the node of a row to the node of the row above.
struct Step {
  enum class Kind : std::uint8_t { join, close, tail };  // what the row above did
  Kind kind;
  std::uint8_t level;  // of the row above
};

constexpr Step kJoin0{Step::Kind::join, 0}, kJoin1{Step::Kind::join, 1},
    kJoin2{Step::Kind::join, 2};
constexpr Step kClose0{Step::Kind::close, 0}, kClose1{Step::Kind::close, 1},
    kClose2{Step::Kind::close, 2};
constexpr Step kTail0{Step::Kind::tail, 0}, kTail1{Step::Kind::tail, 1},
    kTail2{Step::Kind::tail, 2};

// The row above that a row was reached from.
struct Way {
  std::uint8_t node = 0;
  bool is_join = false;
  std::uint8_t from_node = 0;  // of the row
};

// The scores of one hypothesis at one row, and what the steps to the next row cost.
struct View {
  const Lattice& total;
  const Costs& cost;
  std::size_t lane;  // of level 0
  float tail_first, tail_middle, head, head_awaited;

  View(const Lattice& scores, const Costs& costs, const RowEvidence& row, const Pair& pair,
       std::size_t which)
      : total(scores),
        cost(costs),
        lane(which * kLanes),
        tail_first(row.open_tail_first + pair.list[which].open_tail_bonus),
        tail_middle(row.open_tail_middle + pair.list[which].open_tail_bonus),
        head(row.open_head + pair.list[which].open_head),
        head_awaited(row.open_head + pair.list[which].open_head_awaited) {}

  float at(std::size_t state, std::size_t level) const { return total[state][lane + level]; }
};

// What a step scores, without what an open head costs.
BROADSHEET_INLINE float score_of(Step step, const View& view, float to_display) {
  const std::size_t p = step.level;
  const Costs& cost = view.cost;
  switch (step.kind) {
    case Step::Kind::join:
      return std::max(view.at(kFirst, p) + cost.join_first, view.at(kMiddle, p) + cost.join_middle);
    case Step::Kind::close:
      return std::max(std::max(view.at(kLast, p), view.at(kSingle, p)) + cost.close,
                      view.at(kDisplay, p) + to_display);
    case Step::Kind::tail:
      return std::max(view.at(kFirst, p) + view.tail_first, view.at(kMiddle, p) + view.tail_middle);
  }
  return kImpossible;
}

// Which state of the row above makes the step's score; of equal ones the first.
std::size_t state_of(Step step, const View& view, float to_display) {
  const std::size_t p = step.level;
  if (step.kind != Step::Kind::close) {
    const bool joins = step.kind == Step::Kind::join;
    const float first = view.at(kFirst, p) + (joins ? view.cost.join_first : view.tail_first);
    const float middle = view.at(kMiddle, p) + (joins ? view.cost.join_middle : view.tail_middle);
    return middle > first ? kMiddle : kFirst;
  }
  const float last = view.at(kLast, p) + view.cost.close;
  const float single = view.at(kSingle, p) + view.cost.close;
  if (view.at(kDisplay, p) + to_display > std::max(last, single)) return kDisplay;
  return single > last ? kSingle : kLast;
}

// The best way to a node, as find_best has found its score: of the steps that lead to its level. Of
// equal steps the first counts.
Way way_to(std::size_t node, const View& view) {
  const std::size_t level = node / kStates, state = node % kStates;
  const bool continues = state == kMiddle || state == kLast;
  const float to_display = state == kDisplay ? view.cost.display_after_display : 0.0F;
  float best = kImpossible;
  Step taken{};
  const auto consider = [&](Step step) __attribute__((always_inline)) {
    float score = score_of(step, view, to_display);
    if (continues && step.kind != Step::Kind::join)
      score += step.level == 0 ? view.head : view.head_awaited;
    if (score > best) {
      best = score;
      taken = step;
    }
  };
  if (level == 0) {
    if (continues) consider(kJoin0);
    consider(kClose0);
    if (continues) consider(kClose1);
  } else if (level == 1) {
    consider(kTail0);
    if (continues) {
      consider(kJoin1);
      consider(kTail1);
      consider(kClose2);
    } else {
      consider(kClose1);
    }
  } else if (continues) {
    consider(kJoin2);
    consider(kTail2);
  } else {
    consider(kTail1);
    consider(kClose2);
    consider(kTail2);
  }
  if (best <= kImpossible) return {};
  const std::size_t from = state_of(taken, view, to_display);
  return {static_cast<std::uint8_t>(taken.level * kStates + from), taken.kind == Step::Kind::join};
}

}  // namespace

// Decodes a page's rows under two hypotheses. What it found serves for the next decoding: rows
// whose evidence and whose scores above have not changed keep their scores, and a way back that
// meets the way of before at such a row goes on as that did.
class LineDecoder::Decoder {
 public:
  explicit Decoder(const LineEvidence& evidence)
      : evidence_(evidence), rows_(evidence.rows()), w_(evidence.weights()) {}

  // Gives back the scores of the likeliest readings.
  std::array<float, kHypotheses> run(const Pair& pages) {
    const bool is_new = totals_.size() != rows_.size() || !pages_ || !(*pages_ == pages);
    totals_.resize(rows_.size());
    is_stale_.resize(rows_.size());
    pages_ = pages;
    ++runs_;
    if (has_avx2())
      advance_by_avx2(is_new);
    else
      advance_all(is_new);
    find_ends();
    return end_scores_;
  }

  // The reading whose score run() gave back last; margins are found on demand only.
  LineStates trace_back(std::size_t which) {
    const std::size_t count = rows_.size();
    LineStates result{std::vector<LineState>(count), std::vector<std::uint8_t>(count), {}};
    std::vector<Way>& ways = ways_[which];
    const bool is_new = traced_run_[which] + 1 != runs_;
    traced_run_[which] = runs_;
    ways.resize(count);
    std::size_t node = end_nodes_[which];
    for (std::size_t i = count; i-- > 0;) {
      result.state[i] = static_cast<LineState>(node % kStates);
      if (i == 0) break;
      Way& way = ways[i];
      if (is_new || is_stale_[i] != 0 || way.from_node != node) {
        const Costs cost = costs(i);
        way = way_to(node, View(totals_[i - 1], cost, rows_[i], *pages_, which));
        way.from_node = static_cast<std::uint8_t>(node);
      }
      result.joins_previous[i] = way.is_join ? 1 : 0;
      node = way.node;
    }
    return result;
  }

  // By how much joining a row to the row above is better than not to.
  std::vector<float> margins(std::size_t which) const {
    std::vector<float> margins(rows_.size());
    if (has_avx2())
      find_margins_by_avx2(which, margins);
    else
      find_all_margins(which, margins);
    return margins;
  }

 private:
  Costs costs(std::size_t i) const {
    return {rows_[i], pages_->blank(rows_[i]), w_.display_after_display};
  }

  BROADSHEET_INLINE void advance_rows(bool is_new) {
    const Bonuses bonuses(*pages_);
    bool has_changed = start() || is_new;
    Levels scores{};
    for (std::size_t i = 1; i < rows_.size(); ++i) {
      is_stale_[i] = is_new || has_changed || evidence_.has_changed(i) ? 1 : 0;
      has_changed =
          is_stale_[i] != 0 && advance(rows_[i], costs(i), bonuses, totals_[i - 1], totals_[i]);
      scores += totals_[i].base;
    }
    for (std::size_t h = 0; h < kHypotheses; ++h) scores_[h] = scores[h * kLanes];
  }
  void advance_all(bool is_new) { advance_rows(is_new); }
  BROADSHEET_AVX2 void advance_by_avx2(bool is_new) { advance_rows(is_new); }

  // Gives back whether the scores are others than before.
  bool start() {
    Lattice total{};
    for (Levels& state : total.states) state += kImpossible;
    const RowEvidence& own = rows_[0];
    const std::array<float, kStates> scores = {own.first, own.middle, own.last, own.single,
                                               own.display};
    for (std::size_t h = 0; h < kHypotheses; ++h) {
      const float head = pages_->list[h].open_head + own.open_head;
      for (std::size_t s = 0; s < kStates; ++s)
        total[s][h * kLanes] = scores[s] + (s == kMiddle || s == kLast ? head : 0.0F);
    }
    const bool has_changed = std::memcmp(&total, totals_.data(), sizeof total) != 0;
    totals_[0] = total;
    return has_changed;
  }

  void find_ends() {
    for (std::size_t h = 0; h < kHypotheses; ++h) {
      float best = kImpossible;
      end_nodes_[h] = kSingle;
      for (std::size_t p = 0; p < kLevels; ++p) {
        for (std::size_t s = 0; s < kStates; ++s) {
          const float open = s == kFirst || s == kMiddle ? pages_->list[h].open_tail : 0.0F;
          const float score =
              totals_.back()[s][h * kLanes + p] + open + static_cast<float>(p) * w_.still_awaited;
          if (score <= best) continue;
          best = score;
          end_nodes_[h] = p * kStates + s;
        }
      }
      end_scores_[h] = scores_[h] + best;
    }
  }

  BROADSHEET_INLINE void find_margins(std::size_t which, std::vector<float>& margins) const {
    const Bonuses bonuses(*pages_);
    const std::size_t lane = which * kLanes;
    for (std::size_t i = 1; i < rows_.size(); ++i) {
      BestScores best;
      find_best(rows_[i], costs(i), bonuses, totals_[i - 1], best);
      Levels apart = best.begins + rows_[i].first;
      raise(apart, best.heads);
      raise(apart, best.cut_heads);
      spread_largest(apart);
      spread_largest(best.joined);
      margins[i] = std::max(kImpossible, best.joined[lane]) - std::max(kImpossible, apart[lane]);
    }
  }
  void find_all_margins(std::size_t which, std::vector<float>& margins) const {
    find_margins(which, margins);
  }
  BROADSHEET_AVX2 void find_margins_by_avx2(std::size_t which, std::vector<float>& margins) const {
    find_margins(which, margins);
  }

  const LineEvidence& evidence_;
  const std::vector<RowEvidence>& rows_;
  const LineWeights& w_;
  std::optional<Pair> pages_;
  std::vector<Lattice> totals_;
  std::vector<std::uint8_t> is_stale_;  // by row: ways of before do not hold any more
  std::array<std::vector<Way>, kHypotheses> ways_;
  std::size_t runs_ = 0;
  std::array<std::size_t, kHypotheses> traced_run_{};  // the run that was last traced back
  std::array<float, kHypotheses> scores_{}, end_scores_{};
  std::array<std::size_t, kHypotheses> end_nodes_{};
};

namespace {

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

LineDecoder::LineDecoder(const Page& page, const LineEvidence& evidence)
    : page_(page),
      evidence_(evidence),
      usual_(std::make_unique<Decoder>(evidence)),
      in_order_or_cut_(std::make_unique<Decoder>(evidence)) {}

LineDecoder::~LineDecoder() = default;

LineStates LineDecoder::decode(bool with_margins) {
  if (page_.rows.empty()) return {};
  const LineWeights& w = evidence_.weights();
  BlankWeights blanks;
  if (page_.parts.blank_lines) {
    const Hypothesis usual(w, BlankWeights{});
    usual_->run({{usual, usual}});
    blanks = reweigh(page_, evidence_, usual_->trace_back(0));
  }
  const Hypothesis in_order(w, blanks);
  const Pair pages{{in_order, in_order.with_cut_paragraphs(w.cut_page_bonus)}};
  const auto [score, cut_score] = in_order_or_cut_->run(pages);
  const float cost = w.cut_page + w.cut_page_row * static_cast<float>(page_.rows.size());
  const std::size_t likelier = page_.parts.cut_pages && cut_score + cost > score ? 1 : 0;
  LineStates states = in_order_or_cut_->trace_back(likelier);
  if (with_margins) states.margin = in_order_or_cut_->margins(likelier);
  return states;
}

}  // namespace broadsheet::newspaper

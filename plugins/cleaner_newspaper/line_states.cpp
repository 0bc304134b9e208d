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
template <typename Number>
struct Lanes {
  using Vector __attribute__((vector_size(kLatticeAlignment), aligned(kLatticeAlignment))) = Number;
};
using Levels = Lanes<float>::Vector;
using Nodes = Lanes<std::int32_t>::Vector;  // a node is a state at a level
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
// block, by the level it leads to; and by the level it comes from, what these were chosen from.
struct BestScores {
  Levels begins, displays, continues;
  Levels last, single, closed, shown, tail, joined, heads, cut_heads;
};

// Scores or nodes of open tails, moved to the levels that they lead to: one more waits, at the
// highest level as many as before.
template <typename Number>
struct Waits {
  using Vector = typename Lanes<Number>::Vector;
  Vector raised, kept;

  BROADSHEET_INLINE explicit Waits(const Vector& tail)
      : raised(__builtin_shufflevector(tail, tail, 3, 0, 1, 3, 7, 4, 5, 7)),
        kept(__builtin_shufflevector(tail, tail, 3, 3, 2, 3, 7, 7, 6, 7)) {}
};

// The same of open heads, below a block that ended and below a tail. A head uses up a tail that
// waits; not the tail that ends right above it.
template <typename Number>
struct Heads {
  using Vector = typename Lanes<Number>::Vector;
  Vector used_up, last_used_up, replaced, first_replaced;

  BROADSHEET_INLINE Heads(const Vector& closed, const Vector& tail)
      : used_up(__builtin_shufflevector(closed, closed, 0, 2, 3, 3, 4, 6, 7, 7)),
        last_used_up(__builtin_shufflevector(closed, closed, 1, 3, 3, 3, 5, 7, 7, 7)),
        replaced(__builtin_shufflevector(tail, tail, 3, 0, 2, 3, 7, 4, 6, 7)),
        first_replaced(__builtin_shufflevector(tail, tail, 3, 1, 3, 3, 7, 5, 7, 7)) {}
};

BROADSHEET_INLINE void find_best(const RowEvidence& row, const Costs& cost, const Bonuses& bonuses,
                                 const Lattice& total, BestScores& best) {
  const Levels never = Levels{} + kImpossible;
  best.last = total[kLast] + cost.close;
  best.single = total[kSingle] + cost.close;
  Levels ended = best.last;
  raise(ended, best.single);
  raise(ended, never);
  best.closed = best.shown = ended;
  raise(best.closed, total[kDisplay]);
  raise(best.shown, total[kDisplay] + cost.display_after_display);
  best.tail = total[kFirst] + (row.open_tail_first + bonuses.tail);
  raise(best.tail, total[kMiddle] + (row.open_tail_middle + bonuses.tail));
  raise(best.tail, never);
  best.joined = total[kFirst] + cost.join_first;
  raise(best.joined, total[kMiddle] + cost.join_middle);
  const Levels head = row.open_head + bonuses.head;
  best.heads = best.closed + head;
  best.cut_heads = best.tail + head;
  const Waits<float> waits(best.tail);
  best.begins = best.closed;
  raise(best.begins, waits.raised);
  raise(best.begins, waits.kept);
  best.displays = best.shown;
  raise(best.displays, waits.raised);
  raise(best.displays, waits.kept);
  const Heads<float> heads(best.heads, best.cut_heads);
  best.continues = best.joined;
  raise(best.continues, never);
  raise(best.continues, heads.used_up);
  raise(best.continues, heads.last_used_up);
  raise(best.continues, heads.replaced);
  raise(best.continues, heads.first_replaced);
}

constexpr Nodes kFirstNodes = {0, 1, 2, 3, 0, 1, 2, 3};
constexpr std::int32_t kNodesOfState = kLanes;
constexpr std::uint32_t kJoin = 0x80;  // beside a node: the row goes on the row above

// The nodes that a row is reached from. In a vector, a struct keeps its alignment.
struct Ways {
  Nodes nodes;
};

// The nodes by state.
constexpr Nodes kNodes[kStates] = {kFirstNodes, kFirstNodes + kNodesOfState,
                                   kFirstNodes + 2 * kNodesOfState, kFirstNodes + 3 * kNodesOfState,
                                   kFirstNodes + 4 * kNodesOfState};

// The nodes that a row is reached from that begins a block or a display line: of equal scores a
// tail that was waited for less counts, then `closed`, of these scores.
BROADSHEET_INLINE void begin_from(const Levels& score, const Nodes& closed,
                                  const Waits<float>& waits, const Waits<std::int32_t>& tails,
                                  Nodes& from) {
  from = score > waits.raised ? closed : tails.raised;
  const Levels best = score > waits.raised ? score : waits.raised;
  from = waits.kept > best ? tails.kept : from;
}

// And of a row that goes on a block: of equal scores a join counts first, but behind a tail that
// begins to wait at the second level.
BROADSHEET_INLINE void continue_from(const BestScores& best, const Nodes& joined,
                                     const Heads<std::int32_t>& nodes, Nodes& from) {
  constexpr Nodes kSecondLevel = {0, -1, 0, 0, 0, -1, 0, 0};
  const Heads<float> heads(best.heads, best.cut_heads);
  const Nodes is_replaced = heads.replaced == best.continues;
  from = nodes.last_used_up;
  from = heads.used_up == best.continues ? nodes.used_up : from;
  from = heads.first_replaced == best.continues ? nodes.first_replaced : from;
  from = is_replaced ? nodes.replaced : from;
  from = best.joined == best.continues ? joined | static_cast<std::int32_t>(kJoin) : from;
  from = is_replaced & kSecondLevel ? nodes.replaced : from;
}

// The nodes of the row above that a row is best reached from, by the level it leads to: to begin a
// block, as a display line (8 bits on) and to go on a block (16 bits on). Of equal scores the first
// state counts.
BROADSHEET_INLINE void find_ways(const RowEvidence& row, const Costs& cost, const Bonuses& bonuses,
                                 const Lattice& total, const BestScores& best, Nodes& ways) {
  const Levels ended_score = best.single > best.last ? best.single : best.last;
  const Nodes ended = best.single > best.last ? kNodes[kSingle] : kNodes[kLast];
  const Levels shown_score = total[kDisplay] + cost.display_after_display;
  const Nodes closed = total[kDisplay] > ended_score ? kNodes[kDisplay] : ended;
  const Nodes shown = shown_score > ended_score ? kNodes[kDisplay] : ended;
  const Levels first_tail = total[kFirst] + (row.open_tail_first + bonuses.tail);
  const Levels middle_tail = total[kMiddle] + (row.open_tail_middle + bonuses.tail);
  const Nodes tail = middle_tail > first_tail ? kNodes[kMiddle] : kNodes[kFirst];
  const Levels first_joined = total[kFirst] + cost.join_first;
  const Levels middle_joined = total[kMiddle] + cost.join_middle;
  const Nodes joined = middle_joined > first_joined ? kNodes[kMiddle] : kNodes[kFirst];
  const Waits<float> waits(best.tail);
  const Waits<std::int32_t> tails(tail);
  Nodes begins, displays, continues;
  begin_from(best.closed, closed, waits, tails, begins);
  begin_from(best.shown, shown, waits, tails, displays);
  continue_from(best, joined, Heads<std::int32_t>(closed, tail), continues);
  ways = begins | displays << 8 | continues << 16;
}

// One step of the Viterbi recursion. Gives back whether the scores are others than before.
BROADSHEET_INLINE bool advance(const RowEvidence& own, const Costs& cost, const Bonuses& bonuses,
                               const Lattice& before, Lattice& total, Nodes& ways) {
  BestScores best;
  find_best(own, cost, bonuses, before, best);
  find_ways(own, cost, bonuses, before, best, ways);
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

}  // namespace

// Decodes a page's rows under two hypotheses. What it found serves for the next decoding: rows
// whose evidence and whose scores above have not changed keep their scores and ways.
class LineDecoder::Decoder {
 public:
  explicit Decoder(const LineEvidence& evidence)
      : evidence_(evidence), rows_(evidence.rows()), w_(evidence.weights()) {}

  // Gives back the scores of the likeliest readings.
  std::array<float, kHypotheses> run(const Pair& pages) {
    const bool is_new = totals_.size() != rows_.size() || !pages_ || !(*pages_ == pages);
    totals_.resize(rows_.size());
    ways_.resize(rows_.size());
    pages_ = pages;
    if (has_avx2())
      advance_by_avx2(is_new);
    else
      advance_all(is_new);
    find_ends();
    return end_scores_;
  }

  // The reading whose score run() gave back last; margins are found on demand only.
  LineStates trace_back(std::size_t which) const {
    const std::size_t count = rows_.size();
    LineStates result{std::vector<LineState>(count), std::vector<std::uint8_t>(count), {}};
    std::size_t node = end_nodes_[which];
    for (std::size_t i = count; i-- > 0;) {
      const std::size_t level = node % kNodesOfState, state = node / kNodesOfState;
      result.state[i] = static_cast<LineState>(state);
      if (i == 0) break;
      constexpr std::array<unsigned, kStates> kShifts = {0, 16, 16, 0, 8};  // as find_ways says
      const auto ways = static_cast<std::uint32_t>(ways_[i].nodes[which * kLanes + level]);
      const std::uint32_t way = ways >> kShifts[state] & 0xFFU;
      result.joins_previous[i] = way >= kJoin ? 1 : 0;
      node = way % kJoin;
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
      const bool is_stale = is_new || has_changed || evidence_.has_changed(i);
      has_changed = is_stale && advance(rows_[i], costs(i), bonuses, totals_[i - 1], totals_[i],
                                        ways_[i].nodes);
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
      end_nodes_[h] = kSingle * kNodesOfState;
      for (std::size_t p = 0; p < kLevels; ++p) {
        for (std::size_t s = 0; s < kStates; ++s) {
          const float open = s == kFirst || s == kMiddle ? pages_->list[h].open_tail : 0.0F;
          const float score =
              totals_.back()[s][h * kLanes + p] + open + static_cast<float>(p) * w_.still_awaited;
          if (score <= best) continue;
          best = score;
          end_nodes_[h] = s * kNodesOfState + p;
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
  std::vector<Ways> ways_;  // by row, to the row above
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

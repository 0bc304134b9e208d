// SPDX-License-Identifier: Apache-2.0
// One step of the chain that line_states.hpp describes: the best scores of a row's states from
// those of the row above, and the ways that these were reached by. Two hypotheses about the page
// and three levels of paragraphs that wait for their other half are worked on at once.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "line_evidence.hpp"
#include "line_states.hpp"
#include "line_weights.hpp"
#include "simd.hpp"

namespace broadsheet::newspaper::lattice {

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

  float blank(Gap gap) const { return list[0].blanks[static_cast<std::size_t>(gap)]; }
  bool operator==(const Pair&) const = default;
};

// What a row costs, whatever the hypothesis: by itself in each state, and by each step from the row
// above.
enum class Cost : std::uint8_t {
  first,
  middle,
  last,
  single,
  display,
  close,
  join_first,
  join_middle,
  open_tail_first,
  open_tail_middle,
  open_head,
  best_begin,    // of first and single,
  best_going_on  // and of middle and last
};
constexpr std::size_t kCosts = static_cast<std::size_t>(Cost::best_going_on) + 1;

// The costs of eight rows.
struct CostsTogether {
  float costs[kCosts][kVectorLanes];
};

// Of one of them.
class Costs {
 public:
  Costs(const CostsTogether* all, std::size_t row)
      : costs_(all[row / kVectorLanes].costs[0] + row % kVectorLanes) {}
  Costs(const std::vector<CostsTogether>& all, std::size_t row) : Costs(all.data(), row) {}

  float operator[](Cost kind) const {
    return costs_[static_cast<std::size_t>(kind) * kVectorLanes];
  }

 private:
  const float* costs_;
};

// What the hypotheses add for all rows.
struct Bonuses {
  Levels tail, head;  // head: by how many tails wait
  float display_after_display;

  Bonuses(const Pair& pair, const LineWeights& w) : display_after_display(w.display_after_display) {
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

BROADSHEET_INLINE void find_best(const Costs& cost, const Bonuses& bonuses, const Lattice& total,
                                 BestScores& best) {
  best.last = total[kLast] + cost[Cost::close];
  best.single = total[kSingle] + cost[Cost::close];
  Levels ended = best.last;
  raise(ended, best.single);
  best.closed = best.shown = ended;
  raise(best.closed, total[kDisplay]);
  raise(best.shown, total[kDisplay] + bonuses.display_after_display);
  best.tail = total[kFirst] + (cost[Cost::open_tail_first] + bonuses.tail);
  raise(best.tail, total[kMiddle] + (cost[Cost::open_tail_middle] + bonuses.tail));
  best.joined = total[kFirst] + cost[Cost::join_first];
  raise(best.joined, total[kMiddle] + cost[Cost::join_middle]);
  const Levels head = cost[Cost::open_head] + bonuses.head;
  best.heads = best.closed + head;
  best.cut_heads = best.tail + head;
  const Waits<float> waits(best.tail);
  Levels waiting = waits.raised;
  raise(waiting, waits.kept);
  best.begins = best.closed;
  raise(best.begins, waiting);
  best.displays = best.shown;
  raise(best.displays, waiting);
  const Heads<float> heads(best.heads, best.cut_heads);
  Levels head_of_tail = heads.replaced;
  raise(head_of_tail, heads.first_replaced);
  raise(head_of_tail, best.joined);
  best.continues = heads.used_up;
  raise(best.continues, heads.last_used_up);
  raise(best.continues, head_of_tail);
}

// How a row is reached: as one that begins a block, as a display line, or as one that goes on a
// block. Nodes are numbered so that their lowest bits say where the way to them stands among the
// bytes of a row's ways: that makes the way back one load from row to row.
enum class Arrival : std::uint8_t { begins, displays, continues };
constexpr std::uint32_t kWayOfNode = 15;    // four ways a level
constexpr std::uint32_t kSecondState = 16;  // of the two that are reached in one manner
constexpr std::uint32_t kJoin = 0x80;       // beside a node: the row goes on the row above

constexpr std::uint32_t node_of(std::size_t state, std::size_t level) {
  constexpr std::array<Arrival, kStates> kArrivals = {
      Arrival::begins, Arrival::continues, Arrival::continues, Arrival::begins, Arrival::displays};
  const bool is_second = state == kLast || state == kSingle;
  return static_cast<std::uint32_t>(4 * level) + static_cast<std::uint32_t>(kArrivals[state]) +
         (is_second ? kSecondState : 0U);
}
constexpr Arrival arrival_at(std::uint32_t node) { return static_cast<Arrival>(node % 4); }
constexpr LineState state_of(std::uint32_t node) {
  const bool is_second = (node & kSecondState) != 0;
  const LineState begins = is_second ? LineState::single : LineState::first;
  const LineState continues = is_second ? LineState::last : LineState::middle;
  const LineState shown = LineState::display;
  return arrival_at(node) == Arrival::begins     ? begins
         : arrival_at(node) == Arrival::displays ? shown
                                                 : continues;
}
static_assert([] {
  for (std::size_t node = 0; node < kStates * kLevels; ++node) {
    const auto state = static_cast<LineState>(node % kStates);
    if (state_of(node_of(node % kStates, node / kStates)) != state) return false;
  }
  return true;
}());

// The nodes that a row is reached from, the byte of each manner in a number for each level. In a
// vector, a struct keeps its alignment.
struct Ways {
  Nodes nodes;

  std::uint32_t way_to(std::size_t hypothesis, std::uint32_t node) const {
    const auto* const bytes = reinterpret_cast<const unsigned char*>(&nodes);
    constexpr std::uint32_t kTurn = std::endian::native == std::endian::little ? 0 : 3;
    return bytes[4 * kLanes * hypothesis + ((node & kWayOfNode) ^ kTurn)];
  }
};

// The nodes by state.
constexpr Nodes kLevelNodes = {0, 4, 8, 12, 0, 4, 8, 12};
constexpr Nodes kNodes[kStates] = {
    kLevelNodes + std::int32_t{node_of(0, 0)}, kLevelNodes + std::int32_t{node_of(1, 0)},
    kLevelNodes + std::int32_t{node_of(2, 0)}, kLevelNodes + std::int32_t{node_of(3, 0)},
    kLevelNodes + std::int32_t{node_of(4, 0)}};

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
BROADSHEET_INLINE void find_ways(const Costs& cost, const Bonuses& bonuses, const Lattice& total,
                                 const BestScores& best, Nodes& ways) {
  const Levels ended_score = best.single > best.last ? best.single : best.last;
  const Nodes ended = best.single > best.last ? kNodes[kSingle] : kNodes[kLast];
  const Levels shown_score = total[kDisplay] + bonuses.display_after_display;
  const Nodes closed = total[kDisplay] > ended_score ? kNodes[kDisplay] : ended;
  const Nodes shown = shown_score > ended_score ? kNodes[kDisplay] : ended;
  const Levels first_tail = total[kFirst] + (cost[Cost::open_tail_first] + bonuses.tail);
  const Levels middle_tail = total[kMiddle] + (cost[Cost::open_tail_middle] + bonuses.tail);
  const Nodes tail = middle_tail > first_tail ? kNodes[kMiddle] : kNodes[kFirst];
  const Levels first_joined = total[kFirst] + cost[Cost::join_first];
  const Levels middle_joined = total[kMiddle] + cost[Cost::join_middle];
  const Nodes joined = middle_joined > first_joined ? kNodes[kMiddle] : kNodes[kFirst];
  const Waits<float> waits(best.tail);
  const Waits<std::int32_t> tails(tail);
  Nodes begins, displays, continues;
  begin_from(best.closed, closed, waits, tails, begins);
  begin_from(best.shown, shown, waits, tails, displays);
  continue_from(best, joined, Heads<std::int32_t>(closed, tail), continues);
  ways = begins | displays << 8 | continues << 16;
}

// One step of the Viterbi recursion. Each row waits for the scores of the row above: what is last
// known of them is added last.
BROADSHEET_INLINE void advance(const Costs& cost, const Bonuses& bonuses, const Lattice& before,
                               Lattice& total, Nodes& ways) {
  BestScores best;
  find_best(cost, bonuses, before, best);
  find_ways(cost, bonuses, before, best, ways);
  total[kFirst] = best.begins + cost[Cost::first];
  total[kMiddle] = best.continues + cost[Cost::middle];
  total[kLast] = best.continues + cost[Cost::last];
  total[kSingle] = best.begins + cost[Cost::single];
  total[kDisplay] = best.displays + cost[Cost::display];
  total.base = best.begins + cost[Cost::best_begin];
  raise(total.base, total[kDisplay]);
  raise(total.base, best.continues + cost[Cost::best_going_on]);
  spread_largest(total.base);
  for (Levels& state : total.states) state -= total.base;
}

BROADSHEET_INLINE bool are_equal(const Lattice& one, const Lattice& other) {
  auto differs = one.base != other.base;
  for (std::size_t s = 0; s < kStates; ++s) differs |= one[s] != other[s];
  return !has_any_bit(differs);
}

}  // namespace broadsheet::newspaper::lattice

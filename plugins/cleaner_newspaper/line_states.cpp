// SPDX-License-Identifier: Apache-2.0
#include "line_states.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <optional>
#include <type_traits>

#include "line_lattice.hpp"
#include "paragraph_lengths.hpp"
#include "simd.hpp"

namespace broadsheet::newspaper {

using namespace lattice;

// Decodes a page's rows under two hypotheses. What it found serves for the next decoding: rows
// whose evidence and whose scores above have not changed keep their scores and ways.
class LineDecoder::Decoder {
 public:
  // Begins a page. The evidence must live as long as it is decoded.
  void start(const LineEvidence& evidence) {
    evidence_ = &evidence;
    w_ = &evidence.weights();
    pages_.reset();
  }

  // Gives back the scores of the likeliest readings.
  std::array<float, kHypotheses> run(const Pair& pages) {
    const bool is_new = !pages_ || !(*pages_ == pages);
    if (totals_.size() < evidence_->size()) {
      totals_.resize(evidence_->size());
      ways_.resize(evidence_->size());
      costs_.resize(evidence_->size() / kVectorLanes + 1);
    }
    pages_ = pages;
    if (has_avx2())
      advance_by_avx2(is_new);
    else
      advance_all(is_new);
    find_ends();
    return end_scores_;
  }

  // The reading whose score run() gave back last; margins are found on demand only.
  void trace_back(std::size_t which, LineStates& result) const {
    const std::size_t count = evidence_->size();
    result.state.resize(count);
    result.joins_previous.resize(count);
    result.margin.clear();
    std::uint32_t node = end_nodes_[which];
    for (std::size_t i = count; i-- > 0;) {
      result.state[i] = kStateOfNode[node % kJoin];
      node = ways_[i].way_to(which, node);
      result.joins_previous[i] = static_cast<std::uint8_t>(node / kJoin);
    }
    result.joins_previous[0] = 0;
  }

  // By how much joining a row to the row above is better than not to.
  void find_margins(std::size_t which, std::vector<float>& margins) const {
    margins.resize(evidence_->size());
    margins[0] = 0.0F;
    if (has_avx2())
      find_margins_by_avx2(which, margins);
    else
      find_all_margins(which, margins);
  }

  // Of the last run.
  const std::vector<CostsTogether>& costs() const { return costs_; }

 private:
  // Of eight rows from `row` on.
  BROADSHEET_INLINE void find_costs(std::size_t row) {
    float(*const costs)[kVectorLanes] = costs_[row / kVectorLanes].costs;
    const auto take = [&](auto kind, Floats& to) __attribute__((always_inline)) {
      if constexpr (std::is_same_v<decltype(kind), Look>)
        evidence_->looks().get(kind, row, to);
      else
        evidence_->scores().get(kind, row, to);
    };
    const auto give = [&](Cost kind, const Floats& cost) __attribute__((always_inline)) {
      store(cost, costs[static_cast<std::size_t>(kind)]);
    };
    const auto hand_on = [&](auto kind, Cost cost) __attribute__((always_inline)) {
      Floats of_kind;
      take(kind, of_kind);
      give(cost, of_kind);
    };
    const auto hand_best = [&](auto one, Cost to_one, auto other, Cost to_other, Cost best)
        __attribute__((always_inline)) {
      Floats cost, other_cost;
      take(one, cost);
      take(other, other_cost);
      give(to_one, cost);
      give(to_other, other_cost);
      give(best, cost < other_cost ? other_cost : cost);
    };
    hand_best(Evidence::first, Cost::first, Evidence::single, Cost::single, Cost::best_begin);
    hand_best(Look::inner_stop, Cost::middle, Evidence::last, Cost::last, Cost::best_going_on);
    hand_on(Evidence::display, Cost::display);
    hand_on(Evidence::open_tail_first, Cost::open_tail_first);
    hand_on(Evidence::open_tail_middle, Cost::open_tail_middle);
    hand_on(Evidence::open_head, Cost::open_head);
    Ints gap;
    load(evidence_->gaps() + row, gap);
    Floats blank{};
    for (const Gap kind : {Gap::none, Gap::blank})
      blank = gap == static_cast<std::int32_t>(kind) ? Floats{} + pages_->blank(kind) : blank;
    Floats quote, full, join, hyphen, stop, first, gap_above, over;
    take(Look::close_quote, quote);
    take(Evidence::close_full, full);
    give(Cost::close, blank + quote + full);
    take(Evidence::going_on, join);
    take(Look::join_hyphen, hyphen);
    take(Evidence::join_stop, stop);
    take(Evidence::first_above, first);
    take(Evidence::gap_above, gap_above);
    take(Evidence::over_above, over);
    join = join - blank + hyphen + stop;
    give(Cost::join_first, join + first);
    give(Cost::join_middle, join + gap_above + over);
  }

  BROADSHEET_INLINE void advance_rows(bool is_new) {
    const std::size_t count = evidence_->size();
    for (std::size_t i = 0; i < count; i += kVectorLanes) find_costs(i);
    const Bonuses bonuses(*pages_, *w_);
    bool has_changed = begin() || is_new;
    Lattice total = totals_[0];
    Levels scores{};
    for (std::size_t i = 1; i < count; ++i) {
      if (is_new) {
        advance(Costs(costs_, i), bonuses, total, total, ways_[i].nodes);
        totals_[i] = total;
      } else if (has_changed || evidence_->has_changed(i)) {
        if (!has_changed) total = totals_[i - 1];
        advance(Costs(costs_, i), bonuses, total, total, ways_[i].nodes);
        has_changed = !are_equal(total, totals_[i]);
        totals_[i] = total;
      }
      scores += totals_[i].base;
    }
    for (std::size_t h = 0; h < kHypotheses; ++h) scores_[h] = scores[h * kLanes];
  }
  void advance_all(bool is_new) { advance_rows(is_new); }
  BROADSHEET_AVX2 void advance_by_avx2(bool is_new) { advance_rows(is_new); }

  // Gives back whether the scores are others than before.
  bool begin() {
    Lattice total{};
    for (Levels& state : total.states) state += kImpossible;
    const Costs own(costs_, 0);
    const std::array<float, kStates> scores = {own[Cost::first], own[Cost::middle], own[Cost::last],
                                               own[Cost::single], own[Cost::display]};
    for (std::size_t h = 0; h < kHypotheses; ++h) {
      const float head = pages_->list[h].open_head + own[Cost::open_head];
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
      end_nodes_[h] = node_of(kSingle, 0);
      for (std::size_t p = 0; p < kLevels; ++p) {
        for (std::size_t s = 0; s < kStates; ++s) {
          const float open = s == kFirst || s == kMiddle ? pages_->list[h].open_tail : 0.0F;
          const float score = totals_[evidence_->size() - 1][s][h * kLanes + p] + open +
                              static_cast<float>(p) * w_->still_awaited;
          if (score <= best) continue;
          best = score;
          end_nodes_[h] = node_of(s, p);
        }
      }
      end_scores_[h] = scores_[h] + best;
    }
  }

  BROADSHEET_INLINE void look_for_margins(std::size_t which, std::vector<float>& margins) const {
    const Bonuses bonuses(*pages_, *w_);
    const std::size_t lane = which * kLanes;
    for (std::size_t i = 1; i < evidence_->size(); ++i) {
      const Costs cost(costs_, i);
      BestScores best;
      find_best(cost, bonuses, totals_[i - 1], best);
      Levels apart = best.begins + cost[Cost::first];
      raise(apart, best.heads);
      raise(apart, best.cut_heads);
      spread_largest(apart);
      spread_largest(best.joined);
      margins[i] = std::max(kImpossible, best.joined[lane]) - std::max(kImpossible, apart[lane]);
    }
  }
  void find_all_margins(std::size_t which, std::vector<float>& margins) const {
    look_for_margins(which, margins);
  }
  BROADSHEET_AVX2 void find_margins_by_avx2(std::size_t which, std::vector<float>& margins) const {
    look_for_margins(which, margins);
  }

  const LineEvidence* evidence_ = nullptr;
  const LineWeights* w_ = nullptr;
  std::optional<Pair> pages_;
  std::vector<Lattice> totals_;
  std::vector<Ways> ways_;  // by row, to the row above
  std::vector<CostsTogether> costs_;
  std::array<float, kHypotheses> scores_{}, end_scores_{};
  std::array<std::uint32_t, kHypotheses> end_nodes_{};
};

namespace {

// How much likelier a blank line is where a block begins than inside one, on this page.
BlankWeights reweigh(const LineEvidence& evidence, const LineStates& states, Script script) {
  std::array<std::uint32_t, 5> counts{};  // by whether the row begins, and has a blank line above
  constexpr std::size_t kLeftAside = 4;
  bool is_display = states.state[0] == LineState::display;
  for (std::size_t i = 1; i < evidence.size(); ++i) {
    const bool was_display = is_display;
    is_display = states.state[i] == LineState::display;
    const Gap gap = evidence.gap(i);
    const bool is_aside = is_display | was_display | (gap == Gap::silent);
    const std::size_t kind =
        2U * (1U - states.joins_previous[i]) + static_cast<std::size_t>(gap == Gap::blank);
    ++counts[is_aside ? kLeftAside : kind];
  }
  std::array<std::array<float, 2>, 2> seen;  // [begins][has blank]
  for (std::size_t kind = 0; kind < kLeftAside; ++kind)
    seen[kind / 2][kind % 2] = static_cast<float>(1 + counts[kind]);
  const float joins = seen[0][0] + seen[0][1], begins = seen[1][0] + seen[1][1];
  BlankWeights blanks;
  blanks.at_blank = std::clamp(std::log((seen[1][1] / begins) / (seen[0][1] / joins)), -0.5F, 3.0F);
  blanks.without = std::clamp(std::log((seen[1][0] / begins) / (seen[0][0] / joins)), -3.0F, 0.5F);
  // Half of what is usual: the first decoding may have been wrong.
  if (script == Script::full_width) {
    blanks.at_blank = 0.5F * (blanks.at_blank + BlankWeights{}.at_blank);
    blanks.without = 0.5F * (blanks.without + BlankWeights{}.without);
  }
  return blanks;
}

}  // namespace

LineDecoder::LineDecoder()
    : usual_(std::make_unique<Decoder>()),
      in_order_or_cut_(std::make_unique<Decoder>()),
      lengths_(std::make_unique<ParagraphLengths>()) {}

LineDecoder::~LineDecoder() = default;

void LineDecoder::start(const Page& page, const LineEvidence& evidence) {
  page_ = &page;
  evidence_ = &evidence;
  usual_->start(evidence);
  in_order_or_cut_->start(evidence);
}

const LineStates& LineDecoder::decode(bool with_margins) {
  if (page_->rows.empty()) {
    states_ = {};
    return states_;
  }
  const LineWeights& w = evidence_->weights();
  BlankWeights blanks;
  if (page_->parts.blank_lines) {
    const Hypothesis usual(w, BlankWeights{});
    usual_->run({{usual, usual}});
    usual_->trace_back(0, states_);
    blanks = reweigh(*evidence_, states_, page_->script);
  }
  const Hypothesis in_order(w, blanks);
  const Pair pages{{in_order, in_order.with_cut_paragraphs(w.cut_page_bonus)}};
  const auto [score, cut_score] = in_order_or_cut_->run(pages);
  const float cost = w.cut_page + w.cut_page_row * static_cast<float>(page_->rows.size());
  const std::size_t likelier = page_->parts.cut_pages && cut_score + cost > score ? 1 : 0;
  in_order_or_cut_->trace_back(likelier, states_);
  if (with_margins) in_order_or_cut_->find_margins(likelier, states_.margin);
  if (with_margins && page_->script == Script::roman)
    lengths_->divide(*page_, w, in_order_or_cut_->costs(), states_);
  return states_;
}

}  // namespace broadsheet::newspaper

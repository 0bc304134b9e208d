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

// A reading of a page: the node of each row, beside it kJoin where the row below goes on it.
class NodesOfRows {
 public:
  static constexpr std::size_t kTogether = kSilentGapsBehind;
  using Bytes = std::uint8_t __attribute__((vector_size(kTogether)));

  // Gives back where those of so many rows are to be written.
  std::uint8_t* start(std::size_t rows) {
    rows_ = rows;
    nodes_.resize(rows + kTogether);
    return nodes_.data();
  }

  void tell(LineStates& states) const {
    states.state.resize(rows_);
    states.joins_previous.resize(rows_);
    states.margin.clear();
    const std::uint8_t* const nodes = nodes_.data();
    std::transform(nodes, nodes + rows_, states.state.data(), state_of);
    std::uint8_t* const joins_previous = states.joins_previous.data();
    std::transform(nodes, nodes + rows_ - 1, joins_previous + 1,
                   [](std::uint8_t node) { return static_cast<std::uint8_t>(node / kJoin); });
    joins_previous[0] = 0;
  }

  // Calls take(joins, nodes, nodes above, first row) for all rows but the first, sixteen at a time:
  // a byte for each, in the last ones also for what lies behind the page.
  template <typename Take>
  BROADSHEET_INLINE void for_each_below(Take take) const {
    for (std::size_t i = 1; i < rows_; i += kTogether) {
      Bytes nodes, above;
      std::memcpy(&nodes, nodes_.data() + i, sizeof nodes);
      std::memcpy(&above, nodes_.data() + i - 1, sizeof above);
      take(i, nodes, above);
    }
  }

 private:
  std::size_t rows_ = 0;
  std::vector<std::uint8_t> nodes_;
};

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

  // The nodes of the reading whose score run() gave back last, with what joins the row below.
  void trace_back(std::size_t which, NodesOfRows& nodes) const {
    std::uint8_t* const of_rows = nodes.start(evidence_->size());
    const Ways* const ways = ways_.data();
    std::uint32_t node = end_nodes_[which];
    for (std::size_t i = evidence_->size() - 1; i > 0; --i) {
      of_rows[i] = static_cast<std::uint8_t>(node);
      node = ways[i].way_to(which, node);
    }
    of_rows[0] = static_cast<std::uint8_t>(node);
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

  BROADSHEET_INLINE void find_changed_costs() {
    for (std::size_t i = 0; i < evidence_->size(); i += kVectorLanes) {
      if (evidence_->has_any_changed(i)) find_costs(i);
    }
  }

  BROADSHEET_INLINE void advance_rows(bool is_new) {
    const std::size_t count = evidence_->size();
    if (!is_new) {
      advance_changed_rows();
      return;
    }
    for (std::size_t i = 0; i < count; i += kVectorLanes) find_costs(i);
    begin();
    const Bonuses bonuses(*pages_, *w_);
    const CostsTogether* const costs = costs_.data();
    Lattice* const totals = totals_.data();
    Ways* const ways = ways_.data();
    Lattice total = totals[0];
    Levels scores{};
    for (std::size_t i = 1; i < count; ++i) {
      advance(Costs(costs, i), bonuses, total, total, ways[i].nodes);
      totals[i] = total;
      scores += total.base;
    }
    take(scores);
  }
  BROADSHEET_INLINE void advance_changed_rows() {
    find_changed_costs();
    bool has_changed = begin();
    const Bonuses bonuses(*pages_, *w_);
    Lattice total = totals_[0];
    Levels scores{};
    for (std::size_t i = 1; i < evidence_->size(); ++i) {
      if (has_changed || evidence_->has_changed(i)) {
        if (!has_changed) total = totals_[i - 1];
        advance(Costs(costs_, i), bonuses, total, total, ways_[i].nodes);
        has_changed = !are_equal(total, totals_[i]);
        totals_[i] = total;
      }
      scores += totals_[i].base;
    }
    take(scores);
  }
  BROADSHEET_INLINE void take(const Levels& scores) {
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

using Bytes = NodesOfRows::Bytes;

// Counts rows by a byte each that is 0xFF where they count.
class RowCount {
 public:
  BROADSHEET_INLINE void add(const Bytes& rows) { bytes_ -= rows; }
  // To be called after at most 255 additions.
  BROADSHEET_INLINE void sum_up() {
    for (std::size_t k = 0; k < sizeof bytes_; ++k) count_ += bytes_[k];
    bytes_ = Bytes{};
  }
  std::uint32_t count() const { return count_; }

 private:
  Bytes bytes_{};
  std::uint32_t count_ = 0;
};

// Rows that go on the row above and all rows that a display line is not and does not stand above,
// with a blank line above and without.
struct RowCounts {
  RowCount joined, joined_at_blank, all, all_at_blank;

  BROADSHEET_INLINE void sum_up() {
    for (RowCount* const count : {&joined, &joined_at_blank, &all, &all_at_blank}) count->sum_up();
  }
};

RowCounts count_rows(const LineEvidence& evidence, const NodesOfRows& nodes) {
  constexpr auto kDisplays = static_cast<std::uint8_t>(Arrival::displays);
  constexpr auto kSilent = static_cast<std::uint8_t>(Gap::silent);
  constexpr auto kBlank = static_cast<std::uint8_t>(Gap::blank);
  RowCounts counts;
  unsigned room = 0xFF;
  nodes.for_each_below([&](std::size_t i, const Bytes& row, const Bytes& above) {
    const std::int32_t* const gaps = evidence.gaps() + i;
    std::uint8_t gap_bytes[sizeof(Bytes)];
    for (std::size_t k = 0; k < sizeof gap_bytes; ++k)
      gap_bytes[k] = static_cast<std::uint8_t>(gaps[k]);
    Bytes gap;
    std::memcpy(&gap, gap_bytes, sizeof gap);
    const Bytes is_display = (row % 4 == kDisplays) | (above % 4 == kDisplays);
    const Bytes is_counted = ~(is_display | (gap == kSilent));
    const Bytes joins = is_counted & (above >= static_cast<std::uint8_t>(kJoin));
    const Bytes at_blank = gap == kBlank;
    counts.joined.add(joins);
    counts.joined_at_blank.add(joins & at_blank);
    counts.all.add(is_counted);
    counts.all_at_blank.add(is_counted & at_blank);
    if (--room > 0) return;
    counts.sum_up();
    room = 0xFF;
  });
  counts.sum_up();
  return counts;
}

// How much likelier a blank line is where a block begins than inside one, on this page.
BlankWeights reweigh(const RowCounts& counts, Script script) {
  const auto after_one = [](std::uint32_t count) { return static_cast<float>(1 + count); };
  const std::uint32_t joined_at_blank = counts.joined_at_blank.count();
  const std::uint32_t joined_without = counts.joined.count() - joined_at_blank;
  const std::uint32_t begun_at_blank = counts.all_at_blank.count() - joined_at_blank;
  const std::uint32_t begun_without =
      counts.all.count() - counts.all_at_blank.count() - joined_without;
  const std::array<std::array<float, 2>, 2> seen = {
      {{after_one(joined_without), after_one(joined_at_blank)},
       {after_one(begun_without), after_one(begun_at_blank)}}};  // [begins][has blank]
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
      nodes_(std::make_unique<NodesOfRows>()),
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
    usual_->trace_back(0, *nodes_);
    blanks = reweigh(count_rows(*evidence_, *nodes_), page_->script);
  }
  const Hypothesis in_order(w, blanks);
  const Pair pages{{in_order, in_order.with_cut_paragraphs(w.cut_page_bonus)}};
  const auto [score, cut_score] = in_order_or_cut_->run(pages);
  const float cost = w.cut_page + w.cut_page_row * static_cast<float>(page_->rows.size());
  const std::size_t likelier = page_->parts.cut_pages && cut_score + cost > score ? 1 : 0;
  in_order_or_cut_->trace_back(likelier, *nodes_);
  nodes_->tell(states_);
  if (with_margins) in_order_or_cut_->find_margins(likelier, states_.margin);
  if (with_margins && page_->script == Script::roman)
    lengths_->divide(*page_, w, in_order_or_cut_->costs(), states_);
  return states_;
}

}  // namespace broadsheet::newspaper

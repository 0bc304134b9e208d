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

using Scores = std::array<float, kStates>;

struct Step {
  std::array<std::uint8_t, kStates> from{};
  std::array<bool, kStates> joined{};
  float join_margin = 0;
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

// One step of the Viterbi recursion from row i-1 to row i.
Step advance(const LineEvidence& evidence, const BlankWeights& blanks, std::size_t i,
             Scores& total) {
  const Scores own = own_scores(evidence, i);
  const float close = evidence.close(i, blanks);
  Scores endings = {total[kFirst] + evidence.open_tail_first(i),
                    total[kMiddle] + evidence.open_tail_middle(i), total[kLast] + close,
                    total[kSingle] + close, total[kDisplay]};
  const float joined_first = total[kFirst] + evidence.join_first(i, blanks);
  const float joined_middle = total[kMiddle] + evidence.join_middle(i, blanks);
  const float joined = std::max(joined_first, joined_middle);
  const auto ending =
      static_cast<std::size_t>(std::max_element(endings.begin(), endings.end()) - endings.begin());
  const float closed = endings[ending];
  const float opened = closed + evidence.open_head(i);
  Step step;
  Scores next{};
  for (std::size_t s = 0; s < kStates; ++s) {
    const bool continues = s == kMiddle || s == kLast;
    const bool joins = continues && joined >= opened;
    float before = continues ? std::max(joined, opened) : closed;
    if (s == kDisplay && ending == kDisplay) before += evidence.weights().display_after_display;
    next[s] = before + own[s];
    step.joined[s] = joins;
    step.from[s] = static_cast<std::uint8_t>(
        joins ? (joined_first > joined_middle ? kFirst : kMiddle) : ending);
  }
  step.join_margin = joined - std::max(closed + own[kFirst], opened);
  const float base = *std::max_element(next.begin(), next.end());
  for (std::size_t s = 0; s < kStates; ++s) total[s] = next[s] - base;
  return step;
}

LineStates decode(const Page& page, const LineEvidence& evidence, const BlankWeights& blanks) {
  const std::size_t count = page.rows.size();
  LineStates result;
  result.state.assign(count, LineState::single);
  result.joins_previous.assign(count, false);
  result.margin.assign(count, 0.0F);
  if (count == 0) return result;
  std::vector<Step> steps(count);
  Scores total = own_scores(evidence, 0);
  total[kMiddle] += evidence.open_head(0);
  total[kLast] += evidence.open_head(0);
  for (std::size_t i = 1; i < count; ++i) steps[i] = advance(evidence, blanks, i, total);
  total[kFirst] += evidence.weights().open_tail;
  total[kMiddle] += evidence.weights().open_tail;
  auto state =
      static_cast<std::size_t>(std::max_element(total.begin(), total.end()) - total.begin());
  for (std::size_t i = count; i-- > 0;) {
    result.state[i] = static_cast<LineState>(state);
    result.joins_previous[i] = i > 0 && steps[i].joined[state];
    result.margin[i] = steps[i].join_margin;
    state = steps[i].from[state];
  }
  return result;
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

LineStates find_line_states(const Page& page, const Regimes& regimes) {
  const LineEvidence evidence(page, regimes);
  const LineStates first_pass = decode(page, evidence, BlankWeights{});
  return decode(page, evidence, reweigh(page, evidence, first_pass));
}

}  // namespace broadsheet::newspaper

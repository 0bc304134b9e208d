// SPDX-License-Identifier: Apache-2.0
#include "paragraph_lengths.hpp"

#include <algorithm>
#include <cmath>

namespace broadsheet::newspaper {

using lattice::Cost;
using lattice::Costs;

namespace {

constexpr std::size_t kMostBorders = 32;  // that a paragraph's beginning is looked for at
constexpr float kHopeless = -9.0F;        // what an end costs that is not looked at
constexpr float kWidestColumnEm = 45.0F;
constexpr float kUsualCharacters = 220.0F;
constexpr std::size_t kFewestQuestions = 3;  // that tell an interview
constexpr float kLongestQuestion = 150.0F;   // characters
constexpr float kQuestionIsWorth = 0.7F;     // however short it is
constexpr float kApartIsWorth = -0.5F;       // likewise, between blank lines
constexpr float kUsualWeighs = 2.0F;         // as so many paragraphs

bool is_body(LineState state) { return state != LineState::display; }
bool is_end(LineState state) { return state == LineState::last || state == LineState::single; }
bool is_beginning(LineState state) {
  return state == LineState::first || state == LineState::single;
}

}  // namespace

void ParagraphLengths::divide(const Page& page, const LineWeights& weights,
                              const std::vector<lattice::CostsTogether>& costs,
                              LineStates& states) {
  page_ = &page;
  w_ = &weights;
  costs_ = &costs;
  const std::size_t count = page.rows.size();
  length_.assign(count + 1, 0.0F);
  going_on_.assign(count + 1, 0.0F);
  for (std::size_t i = 0; i < count; ++i) {
    const Row& row = page.rows[i];
    length_[i + 1] = length_[i] + static_cast<float>(row.text_end - row.text_begin + 1);
    const Costs cost(costs, i);
    going_on_[i + 1] = going_on_[i] + cost[Cost::join_middle] + cost[Cost::middle];
  }
  learn_usual(states);
  for (std::size_t begin = 0; begin < count;) {
    const Run run = run_from(states, begin);
    begin = std::max(run.end, begin + 1);
    if (run.end < run.begin + 2 || !is_of_columns(run)) continue;
    divide(run);
    take(run, states);
  }
}

bool ParagraphLengths::asks(std::size_t row) const {
  return page_->row_text(page_->rows[row]).back() == U'?';
}

// The mean of the logarithms of whole paragraphs' lengths.
void ParagraphLengths::learn_usual(const LineStates& states) {
  questions_ = 0;
  float sum = kUsualWeighs * std::log(kUsualCharacters), weight = kUsualWeighs;
  std::size_t begin = states.state.size();
  for (std::size_t i = 0; i < states.state.size(); ++i) {
    if (is_beginning(states.state[i])) begin = i;
    if (begin > i || !is_end(states.state[i])) continue;
    sum += std::log(length_[i + 1] - length_[begin]);
    weight += 1.0F;
    if (asks(i) && length_[i + 1] - length_[begin] < kLongestQuestion) ++questions_;
    begin = states.state.size();
  }
  usual_log_ = sum / weight;
}

ParagraphLengths::Run ParagraphLengths::run_from(const LineStates& states,
                                                 std::size_t begin) const {
  const auto& state = states.state;
  if (!is_body(state[begin])) return {begin, begin, false, false};
  std::size_t end = begin + 1;
  while (end < state.size() && is_body(state[end])) {
    const bool follows =
        states.joins_previous[end] != 0 || (is_end(state[end - 1]) && is_beginning(state[end]));
    if (!follows) break;
    ++end;
  }
  return {begin, end, !is_beginning(state[begin]), !is_end(state[end - 1])};
}

// Where the page keeps whole paragraphs on its lines, nothing is left to tell.
bool ParagraphLengths::is_of_columns(const Run& run) const {
  return std::none_of(page_->rows.begin() + static_cast<std::ptrdiff_t>(run.begin),
                      page_->rows.begin() + static_cast<std::ptrdiff_t>(run.end),
                      [](const Row& row) { return row.width_em > kWidestColumnEm; });
}

float ParagraphLengths::of_length(std::size_t begin, std::size_t end) const {
  if (page_->rows[begin].cue == Cue::author_note) return w_->paragraph;
  const float off = std::log(length_[end] - length_[begin]) - usual_log_;
  const bool is_question = questions_ >= kFewestQuestions && asks(end - 1);
  const bool is_apart = page_->rows[begin].blank_before > 0 &&
                        (end == page_->rows.size() || page_->rows[end].blank_before > 0);
  const float least = is_question ? kQuestionIsWorth : is_apart ? kApartIsWorth : off;
  return w_->paragraph + w_->length * std::max(off, least);
}

// Of a paragraph of the rows [begin, end), and of the border below.
float ParagraphLengths::score(const Run& run, std::size_t begin, std::size_t end) const {
  const Costs head(*costs_, begin), tail(*costs_, end - 1);
  const bool has_head = begin > run.begin || !run.has_open_head;
  const bool has_tail = end < run.end || !run.has_open_tail;
  float score = has_head && has_tail ? of_length(begin, end) : 0.0F;
  if (end < run.end) score += Costs(*costs_, end)[Cost::close];
  if (end - begin == 1) {
    if (has_head && has_tail) return score + head[Cost::single];
    return score + head[has_head ? Cost::first : (has_tail ? Cost::last : Cost::middle)];
  }
  score += head[has_head ? Cost::first : Cost::middle];
  const Costs second(*costs_, begin + 1);
  score += second[has_head ? Cost::join_first : Cost::join_middle] - second[Cost::join_middle];
  score += going_on_[end] - going_on_[begin + 1];
  return score + (has_tail ? tail[Cost::last] - tail[Cost::middle] : 0.0F);
}

void ParagraphLengths::divide(const Run& run) {
  borders_.clear();
  borders_.push_back({run.begin, 0.0F, 0});
  for (std::size_t end = run.begin + 1; end <= run.end; ++end) {
    const bool may_end = end == run.end || Costs(*costs_, end - 1)[Cost::last] > kHopeless;
    if (!may_end) continue;
    Border best{end, lattice::kImpossible, 0};
    const std::size_t count = borders_.size();
    for (std::size_t k = count - std::min(count, kMostBorders); k < count; ++k) {
      const float own = borders_[k].score + score(run, borders_[k].row, end);
      if (own <= best.score) continue;
      best.score = own;
      best.previous = k;
    }
    borders_.push_back(best);
  }
}

void ParagraphLengths::take(const Run& run, LineStates& states) const {
  for (std::size_t at = borders_.size() - 1; at > 0; at = borders_[at].previous) {
    const std::size_t end = borders_[at].row, begin = borders_[borders_[at].previous].row;
    const bool has_head = begin > run.begin || !run.has_open_head;
    const bool has_tail = end < run.end || !run.has_open_tail;
    for (std::size_t i = begin; i < end; ++i) {
      const bool is_first = has_head && i == begin, is_last = has_tail && i + 1 == end;
      states.state[i] = is_first ? (is_last ? LineState::single : LineState::first)
                                 : (is_last ? LineState::last : LineState::middle);
      if (i == run.begin) continue;
      const std::uint8_t joins = i > begin ? 1 : 0;
      if (states.joins_previous[i] != joins && !states.margin.empty()) states.margin[i] = 0.0F;
      states.joins_previous[i] = joins;
    }
  }
}

}  // namespace broadsheet::newspaper

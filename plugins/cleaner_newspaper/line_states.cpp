// SPDX-License-Identifier: Apache-2.0
#include "line_states.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "characters.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr std::size_t kStates = 5;
constexpr float kImpossible = -1e9F;

constexpr float kFlushFirst = -2.2F;  // a first row without indent
constexpr float kSingle = -0.7F;
constexpr float kBegin = -0.5F;
constexpr float kInnerStop = -2.2F;  // a sentence that ends at a row's end, but no paragraph
constexpr float kOpenTail = -3.0F;
constexpr float kOpenHead = -3.0F;
constexpr float kOpenAtBlank = 0.8F;  // column breaks often leave a blank line

constexpr std::size_t index(LineState s) { return static_cast<std::size_t>(s); }
constexpr std::size_t kFirst = index(LineState::first);
constexpr std::size_t kMiddle = index(LineState::middle);
constexpr std::size_t kLast = index(LineState::last);
constexpr std::size_t kSingleState = index(LineState::single);
constexpr std::size_t kDisplay = index(LineState::display);

struct BlankWeights {
  float at_blank = 1.0F;  // added where a block begins after a blank line
  float without = 0.0F;   // added where one begins without a blank line
};

class Decoder {
 public:
  Decoder(const Page& page, const Regimes& regimes);
  LineStates decode(const BlankWeights& weights);
  BlankWeights reweigh(const LineStates& states) const;

 private:
  struct Link {
    float join_first, join_middle;  // row i-1 was first / middle, and row i goes on
    float begin;                    // row i-1 ended its block, row i begins one
    float open_tail, open_head;
  };

  float measure(std::size_t i) const { return regimes_.measure_em[i]; }
  float overrun(std::size_t i, float indent) const;
  float gap_cost(std::size_t i, float indent) const;
  float full_cost(std::size_t i, float indent) const;
  float end_score(const Row& row) const;
  float begin_score(std::size_t i) const;
  float continue_score(std::size_t i) const;
  float display_score(std::size_t i) const;
  float regime_cost(std::size_t i) const;
  Link link(std::size_t i, const BlankWeights& weights) const;
  bool blank_says_nothing(std::size_t i) const { return is_airy_[i]; }
  void find_airy_stretches();

  const Page& page_;
  const Regimes& regimes_;
  float indent_;
  float slack_;
  bool keeps_indents_ = false;
  std::vector<bool> is_airy_;  // nearly every row around has a blank line before it
};

Decoder::Decoder(const Page& page, const Regimes& regimes) : page_(page), regimes_(regimes) {
  indent_ = page.script == Script::full_width ? 2.0F : 1.0F;
  slack_ = page.script == Script::full_width ? 0.6F : 0.3F;
  std::size_t indented = 0;
  for (const Row& row : page.rows) indented += row.indent_em > 0.9F ? 1 : 0;
  keeps_indents_ = indented * 20 > page.rows.size() && indented >= 3;
  find_airy_stretches();
}

void Decoder::find_airy_stretches() {
  const std::size_t count = page_.rows.size();
  is_airy_.assign(count, false);
  constexpr std::size_t kShortest = 4;
  for (std::size_t i = 1; i < count;) {
    std::size_t end = i;
    while (end < count && page_.rows[end].blank_before > 0 && measure(end) != kOpenMeasure &&
           (end == i || measure(end) == measure(end - 1))) {
      ++end;
    }
    // The row before the stretch belongs to it as well; the blank before that one is an ordinary one.
    if (end - i >= kShortest) std::fill(is_airy_.begin() + static_cast<std::ptrdiff_t>(i) + 1, is_airy_.begin() + static_cast<std::ptrdiff_t>(end), true);
    i = std::max(end, i + 1);
  }
}

// What a row is longer than its measure allows, as a (negative) score.
float Decoder::overrun(std::size_t i, float indent) const {
  if (measure(i) == kOpenMeasure) return 0.0F;
  const Row& row = page_.rows[i];
  const float over =
      row.width_em + row.indent_em + indent - row.squeeze_em * 0.6F - slack_ - measure(i);
  if (over <= 0) return 0.0F;
  const float rate = page_.script == Script::full_width ? 1.3F : 0.7F;
  return -std::min(page_.script == Script::full_width ? 5.0F : 2.0F, rate * over + 0.3F);
}

// Row i is followed by row i+1 in one block: the break was due only if the next word did not fit
// any more.
float Decoder::gap_cost(std::size_t i, float indent) const {
  if (measure(i) == kOpenMeasure || i + 1 >= page_.rows.size()) return 0.0F;
  const Row& row = page_.rows[i];
  const Row& next = page_.rows[i + 1];
  if (row.is_letter_spaced) return 0.0F;
  const float unit = std::min(next.head_unit_em, measure(i));
  const float gap = measure(i) - row.width_em - row.indent_em - indent - unit;
  if (gap <= slack_ * 0.5F) return 0.0F;
  // The break before a very short last row is often moved up, so that no lone character is left.
  const bool before_orphan = next.width_em < 4.5F && next.tail == Tail::stop;
  return -std::min(6.0F, 0.4F + 0.9F * gap) * (before_orphan ? 0.5F : 1.0F);
}

// Row i stands last in its column and its paragraph goes on elsewhere: it should be full.
float Decoder::full_cost(std::size_t i, float indent) const {
  const Row& row = page_.rows[i];
  if (measure(i) == kOpenMeasure || row.is_letter_spaced) return 0.0F;
  const float gap = measure(i) - row.width_em - row.indent_em - indent;
  const float usual = page_.script == Script::full_width ? 1.1F : 2.5F;
  return gap <= usual ? 0.0F : -std::min(5.0F, 0.5F + 0.9F * (gap - usual));
}

float Decoder::end_score(const Row& row) const {
  switch (row.tail) {
    case Tail::stop:
      return 0.0F;
    case Tail::quote:
      return -1.5F;
    case Tail::colon:
    case Tail::dash:
      return -0.9F;
    case Tail::semicolon:
      return -1.2F;
    case Tail::comma:
      return -5.0F;
    case Tail::hyphen:
      return -6.0F;
    case Tail::none:
      return -3.5F;
  }
  return 0.0F;
}

float Decoder::begin_score(std::size_t i) const {
  const Row& row = page_.rows[i];
  const char32_t head = page_.text[row.text_begin];
  float score = 0.0F;
  if (is_closing(head) && !is_bullet(head)) score -= 5.0F;
  if (is_lower(head)) score -= 4.0F;
  if (is_body_head_cue(row.cue)) score += 2.0F;
  if (row.indent_em > 0.9F) score += 3.0F;
  if (keeps_indents_ && row.indent_em <= 0.9F) score -= 2.0F;
  if (is_display_cue(row.cue) && row.cue != Cue::agency) score -= 3.0F;
  return score;
}

float Decoder::continue_score(std::size_t i) const {
  const Row& row = page_.rows[i];
  float score = 0.0F;
  if (row.indent_em > 0.9F) score -= keeps_indents_ ? 4.0F : 1.5F;
  switch (row.cue) {
    case Cue::question:
    case Cue::answer:
    case Cue::bullet:
    case Cue::author_note:
    case Cue::editor_note:
      return score - 3.5F;
    case Cue::speaker:
    case Cue::numbered:
    case Cue::dateline:
      return score - 2.0F;
    default:
      return is_display_cue(row.cue) ? score - 3.0F : score;
  }
}

float Decoder::display_score(std::size_t i) const {
  const Row& row = page_.rows[i];
  const std::u32string_view text = page_.row_text(row);
  float score = -1.2F;
  switch (row.tail) {
    case Tail::none:
    case Tail::quote:
      break;
    case Tail::stop:
      score -= text.back() == U'？' || text.back() == U'！' || text.back() == U'?' ? 0.8F : 4.0F;
      break;
    case Tail::comma:
      score -= 2.5F;
      break;
    case Tail::colon:
      score -= 2.0F;
      break;
    case Tail::dash:
      score -= 0.5F;
      break;
    case Tail::semicolon:
    case Tail::hyphen:
      score -= 4.0F;
      break;
  }
  if (row.has_inner_stop) score -= 4.0F;
  if (is_display_cue(row.cue))
    score += 5.0F;
  else if (row.cue == Cue::numbered)
    score += 1.0F;
  else if (is_body_head_cue(row.cue))
    score -= 3.0F;
  if (row.is_letter_spaced) score -= 4.0F;
  if (row.is_repeated) score += 3.0F;
  if (row.quote_balance != 0) score -= 1.0F;
  if (row.width_em > 45.0F)
    score -= 3.0F;
  else if (row.width_em > 30.0F)
    score -= 1.5F;
  if (measure(i) != kOpenMeasure && std::fabs(measure(i) - row.width_em) <= 0.75F) score -= 1.0F;
  const bool blank_after = i + 1 >= page_.rows.size() || page_.rows[i + 1].blank_before > 0;
  if (row.blank_before > 0 && blank_after && !blank_says_nothing(i)) score += 1.0F;
  if (page_.script == Script::roman) {
    if (is_lower(text[0])) score -= 1.5F;
    if ((is_title_case(text) && text.find(U' ') != text.npos) || is_all_caps(text)) score += 1.5F;
  }
  return score;
}

float Decoder::regime_cost(std::size_t i) const {
  const float difference = std::fabs(measure(i) - measure(i - 1));
  if (difference < 0.75F) return 0.0F;
  return difference < 1.6F ? -1.0F : (difference < 3.0F ? -2.5F : -4.5F);
}

Decoder::Link Decoder::link(std::size_t i, const BlankWeights& weights) const {
  const Row& above = page_.rows[i - 1];
  const Row& row = page_.rows[i];
  const bool has_blank = row.blank_before > 0;
  const float blank =
      blank_says_nothing(i) ? 0.0F : (has_blank ? weights.at_blank : weights.without);
  float join = continue_score(i) + regime_cost(i) - blank * 0.5F;
  float begin = blank * 0.5F;
  if (above.tail == Tail::hyphen) join += 4.0F;
  if (above.cue == Cue::question && above.tail == Tail::stop) join -= 3.0F;
  if (above.tail != Tail::stop && is_upper(page_.text[row.text_begin])) join -= 1.5F;
  if (measure(i - 1) == kOpenMeasure && above.tail == Tail::stop) join -= 4.0F;
  // A last row that happens to be full is rare: it would have to end within its last word's width of the margin.
  if (measure(i - 1) != kOpenMeasure && gap_cost(i - 1, 0.0F) == 0.0F && above.tail == Tail::stop) {
    begin += 0.8F * std::log(std::min(row.head_unit_em, measure(i - 1)) / measure(i - 1));
  }
  if (above.quote_balance > 0) begin -= 0.8F;
  Link link{};
  link.join_middle = join + gap_cost(i - 1, 0.0F) + overrun(i - 1, 0.0F);
  const float indent = above.indent_em > 0.9F ? 0.0F : indent_;
  link.join_first = join + std::max(gap_cost(i - 1, indent) + overrun(i - 1, indent),
                                    kFlushFirst + gap_cost(i - 1, 0.0F) + overrun(i - 1, 0.0F));
  link.begin = begin;
  const float at_border = (has_blank ? kOpenAtBlank : 0.0F) - 0.2F * regime_cost(i);
  link.open_tail = kOpenTail + at_border + std::min(end_score(above) * -0.3F, 1.0F) - 0.5F;
  link.open_head = kOpenHead + at_border + continue_score(i);
  return link;
}

LineStates Decoder::decode(const BlankWeights& weights) {
  const std::size_t count = page_.rows.size();
  LineStates result;
  result.state.assign(count, LineState::single);
  result.joins_previous.assign(count, false);
  result.margin.assign(count, 0.0F);
  struct Step {
    std::array<std::uint8_t, kStates> from{};
    std::array<bool, kStates> joined{};
    float join_margin = 0;
  };
  std::vector<Step> steps(count);
  std::array<float, kStates> total{}, next_total{};
  for (std::size_t i = 0; i < count; ++i) {
    const Row& row = page_.rows[i];
    const float begins = begin_score(i);
    const float over = overrun(i, 0.0F);
    const float over_single =
        row.indent_em > 0.9F ? over : std::max(overrun(i, indent_), kFlushFirst + over);
    // What a state costs whatever stands before it.
    std::array<float, kStates> own{};
    own[kFirst] = begins + kBegin;
    if (measure(i) == kOpenMeasure && row.width_em < 25.0F) own[kFirst] -= 2.0F;
    own[kMiddle] = row.tail == Tail::stop ? kInnerStop : 0.0F;
    own[kLast] = end_score(row) + over;
    own[kSingleState] = begins + kBegin + kSingle + end_score(row) + over_single;
    own[kDisplay] = display_score(i);
    if (i == 0) {
      total = own;
      total[kMiddle] += kOpenHead + continue_score(i);
      total[kLast] += kOpenHead + continue_score(i);
      continue;
    }
    const Link l = link(i, weights);
    // Best way for row i-1 to have ended here, closed or open, and its state.
    float closed = kImpossible;
    std::size_t closed_from = kLast;
    const std::array<float, kStates> endings = {
        total[kFirst] + l.open_tail +
            std::max(full_cost(i - 1, indent_) + overrun(i - 1, indent_),
                     kFlushFirst + full_cost(i - 1, 0.0F) + overrun(i - 1, 0.0F)),
        total[kMiddle] + l.open_tail + full_cost(i - 1, 0.0F) + overrun(i - 1, 0.0F), total[kLast],
        total[kSingleState], total[kDisplay]};
    for (std::size_t s = 0; s < kStates; ++s) {
      const float score = endings[s] + (s <= kMiddle ? 0.0F : l.begin);
      if (score > closed) closed = score, closed_from = s;
    }
    const float joined_first = total[kFirst] + l.join_first;
    const float joined_middle = total[kMiddle] + l.join_middle;
    const bool from_first = joined_first > joined_middle;
    const float joined = std::max(joined_first, joined_middle);
    const float open_head = closed + l.open_head;
    Step& step = steps[i];
    for (std::size_t s = 0; s < kStates; ++s) {
      const bool continues = s == kMiddle || s == kLast;
      const bool joins = continues && joined >= open_head;
      const float before =
          joins ? joined : (continues ? open_head : closed);
      next_total[s] = before + own[s];
      step.joined[s] = joins;
      step.from[s] =
          static_cast<std::uint8_t>(joins ? (from_first ? kFirst : kMiddle) : closed_from);
    }
    step.join_margin = joined - (closed + std::max(kBegin + begins, l.open_head));
    const float base = *std::max_element(next_total.begin(), next_total.end());
    for (std::size_t s = 0; s < kStates; ++s) total[s] = next_total[s] - base;
  }
  if (count == 0) return result;
  total[kFirst] += kOpenTail;
  total[kMiddle] += kOpenTail;
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
BlankWeights Decoder::reweigh(const LineStates& states) const {
  std::array<std::array<float, 2>, 2> seen = {{{1.0F, 1.0F}, {1.0F, 1.0F}}};  // [begins][has blank]
  for (std::size_t i = 1; i < page_.rows.size(); ++i) {
    if (blank_says_nothing(i) || states.state[i] == LineState::display ||
        states.state[i - 1] == LineState::display) {
      continue;
    }
    const bool begins = !states.joins_previous[i];
    seen[begins ? 1 : 0][page_.rows[i].blank_before > 0 ? 1 : 0] += 1.0F;
  }
  const float joins = seen[0][0] + seen[0][1], begins = seen[1][0] + seen[1][1];
  BlankWeights weights;
  weights.at_blank =
      std::clamp(std::log((seen[1][1] / begins) / (seen[0][1] / joins)), -0.5F, 2.0F);
  weights.without = std::clamp(std::log((seen[1][0] / begins) / (seen[0][0] / joins)), -2.0F, 0.5F);
  return weights;
}

}  // namespace

LineStates find_line_states(const Page& page, const Regimes& regimes) {
  Decoder decoder(page, regimes);
  const LineStates first_pass = decoder.decode(BlankWeights{});
  return decoder.decode(decoder.reweigh(first_pass));
}

}  // namespace broadsheet::newspaper

// SPDX-License-Identifier: Apache-2.0
#include "line_looks.hpp"

#include <algorithm>

#include "characters.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr float kWidestLabel = 4.5F;

// With the stop of a sentence, not of an abbreviation.
bool ends_plain_sentence(std::u32string_view text) {
  if (text.size() < 5 || text.back() != U'.') return false;
  return std::all_of(text.end() - 5, text.end() - 1, [](char32_t c) { return is_lower(c); });
}

// Characters that no sentence begins with. One look rules nearly all others out.
bool is_bound(char32_t c) {
  static constexpr std::u32string_view kBound = U"的了着们吗呢吧么得";
  constexpr std::uint64_t kFilter = [] {
    std::uint64_t filter = 0;
    for (const char32_t bound : kBound) filter |= std::uint64_t{1} << (bound % 64);
    return filter;
  }();
  return (kFilter >> (c % 64) & 1U) != 0 && kBound.find(c) != kBound.npos;
}

}  // namespace

void LineLooks::read(const Page& page) {
  page_ = &page;
  w_ = page.script == Script::full_width ? &full_width_weights : &roman_weights;
  for (std::size_t k = 0; k < kCues; ++k) of_cues_[k] = weights_of(static_cast<Cue>(k));
  for (std::size_t k = 0; k < kTails; ++k) of_tails_[k] = weights_of(static_cast<Tail>(k));
  scores_.resize(page.rows.size());
  flags_.resize(page.rows.size() + kVectorLanes);
  std::size_t indented = 0;
  for (const Row& row : page.rows) indented += row.indent_em > kKeptIndentEm ? 1 : 0;
  const bool keeps_indents = indented * 20 > page.rows.size() && indented >= 3;
  for (std::size_t i = 0; i < page.rows.size(); ++i) {
    const Scores scores = scores_.row(i);
    const bool has_next = i + 1 < page.rows.size();
    scores[Look::next_unit] = has_next ? page.rows[i + 1].head_unit_em : 0.0F;
    look_at(page.rows[i], keeps_indents, scores);
    look_at_display(page.rows[i], scores);
    look_at_border(i, scores);
    flags_[i] = flags_of(i);
  }
}

void LineLooks::look_at(const Row& row, bool keeps_indents, const Scores& scores) const {
  const OfCue& of_cue = of_cues_[static_cast<std::size_t>(row.cue)];
  const OfTail& of_tail = of_tails_[static_cast<std::size_t>(row.tail)];
  scores[Look::width] = row.width_em;
  scores[Look::indent] = row.indent_em;
  scores[Look::squeeze] = row.squeeze_em;
  scores[Look::unit] = row.head_unit_em;
  const float bound = bound_head(row);
  scores[Look::bound_head] = bound;
  scores[Look::begin] = begin(row, bound, keeps_indents);
  // Outside of any measure a short row is no paragraph's beginning.
  const float outside = 3.0F - score_if(row.has_comma, 2.5F);
  scores[Look::begin_outside] = score_if(row.width_em < 40.0F, outside);
  scores[Look::end_mark] = of_tail.end_mark;
  scores[Look::inner_stop] = of_tail.inner_stop;
  float going_on = 0.0F;
  if (row.indent_em > kKeptIndentEm) going_on = keeps_indents ? -4.0F : -1.5F;
  scores[Look::going_on] = going_on + of_cue.going_on;
  scores[Look::display_tail] = display_tail(row, of_tail.display);
  scores[Look::display_cue] = of_cue.display;
}

void LineLooks::look_at_display(const Row& row, const Scores& scores) const {
  float shape = 0.0F;
  if (row.is_letter_spaced) shape += w_->display_spaced;
  if (row.is_repeated) shape += w_->display_repeated;
  if (row.leads_caption) shape += w_->display_leads_caption;
  shape -= score_if(row.quote_balance != 0, 1.0F);
  if (row.width_em > 45.0F)
    shape += 2.0F * w_->display_long;
  else if (row.width_em > 30.0F)
    shape += w_->display_long;
  scores[Look::shape] = shape;
  scores[Look::lower_case] = scores[Look::title_case] = 0.0F;
  if (page_->script == Script::roman) {
    const std::u32string_view text = page_->row_text(row);
    if (is_lower(text[0])) scores[Look::lower_case] = w_->display_lower_case;
    if ((is_title_case(text) && text.find(U' ') != text.npos) || is_all_caps(text))
      scores[Look::title_case] = w_->display_title_case;
  }
  scores[Look::outside] = score_if(row.has_comma, 1.5F);
  scores[Look::display_inner_stop] = score_if(row.has_inner_stop, w_->display_inner_stop);
}

void LineLooks::look_at_border(std::size_t i, const Scores& scores) const {
  const Row& row = page_->rows[i];
  const float at_border = score_if(row.blank_before > 0, w_->open_at_blank);
  scores[Look::open_tail] = w_->open_tail + at_border;
  scores[Look::open_head] = at_border;
  scores[Look::join_word] = score_if(row.goes_on_word, w_->word_join);
  scores[Look::join_hyphen] = scores[Look::join_case] = scores[Look::close_quote] = 0.0F;
  scores[Look::open_tail_mark] = 0.0F;
  if (i == 0) return;
  const Row& above = page_->rows[i - 1];
  scores[Look::open_tail_mark] = of_tails_[static_cast<std::size_t>(above.tail)].open_tail;
  if (above.tail == Tail::hyphen) scores[Look::join_hyphen] = 4.0F;
  if (above.cue == Cue::question && above.tail == Tail::stop) scores[Look::join_hyphen] = -3.0F;
  scores[Look::close_quote] = score_if(above.quote_balance > 0, -0.8F) +
                              score_if(row.is_in_quotation, w_->inside_quotation);
  const char32_t head = page_->text[row.text_begin];
  if (is_han(head)) return;
  scores[Look::join_case] = join_case(i);
  // ...,” she said. “... : the speaker goes on.
  if (head == U'“' && ends_with_speaker(page_->row_text(above))) scores[Look::close_quote] -= 2.2F;
}

std::int32_t LineLooks::flags_of(std::size_t i) const {
  const auto flag_if = [](bool condition, std::int32_t flag) {
    return -static_cast<std::int32_t>(condition) & flag;
  };
  const Row& row = page_->rows[i];
  const bool has_next = i + 1 < page_->rows.size();
  const Row& next = has_next ? page_->rows[i + 1] : row;
  const bool is_behind_stop = i > 0 && page_->rows[i - 1].tail == Tail::stop;
  const bool joins_by_case =
      page_->script == Script::roman && is_behind_stop && has_lower_case_behind_stop(i);
  return flag_if(row.indent_em > kKeptIndentEm, look::kIndented) |
         flag_if(row.is_letter_spaced, look::kLetterSpaced) |
         flag_if((row.line_count > 1) | !has_next, look::kNoNext) |
         flag_if(has_next & (next.width_em < 4.5F) & (next.tail == Tail::stop),
                 look::kBeforeOrphan) |
         flag_if(is_behind_stop, look::kBehindStop) |
         flag_if(is_behind_stop & !joins_by_case, look::kJoinsStop) |
         flag_if(row.is_letter_spaced & (row.width_em <= kWidestLabel) & (row.cue == Cue::none) &
                     (row.tail == Tail::none),
                 look::kSpacedLabel);
}

float LineLooks::open_tail_of(Tail tail) const {
  const bool is_open = tail == Tail::none || tail == Tail::comma || tail == Tail::hyphen;
  return is_open ? w_->open_without_stop : -w_->open_without_stop;
}

LineLooks::OfTail LineLooks::weights_of(Tail tail) const {
  const float open = open_tail_of(tail);
  switch (tail) {
    case Tail::stop:
      return {0.0F, w_->inner_stop, w_->display_stop, open};
    case Tail::quote:
      return {w_->end_quote, 0.0F, 0.0F, open};
    case Tail::colon:
      return {w_->end_colon, 0.0F, w_->display_colon, open};
    case Tail::dash:
      return {w_->end_colon, 0.0F, 0.0F, open};
    case Tail::semicolon:
      return {w_->end_semicolon, 0.0F, w_->display_stop, open};
    case Tail::comma:
      return {w_->end_comma, 0.0F, w_->display_comma, open};
    case Tail::hyphen:
      return {w_->end_comma - 1.0F, 0.0F, w_->display_stop, open};
    case Tail::none:
      break;
  }
  return {w_->end_none, 0.0F, 0.0F, open};
}

LineLooks::OfCue LineLooks::weights_of(Cue cue) const {
  constexpr std::uint32_t kNeverGoOn =
      set_of(Cue::question, Cue::answer, Cue::bullet, Cue::author_note, Cue::editor_note);
  OfCue of{};
  if (is_display_cue(cue)) {
    of.begin_of_display = cue == Cue::agency ? 0.0F : -3.0F;
    of.going_on = -3.0F;
    of.display = w_->display_cue;
  } else if (is_body_head_cue(cue)) {
    of.begin = w_->body_head_cue;
    of.going_on = (kNeverGoOn & set_of(cue)) != 0 ? -3.5F : -2.0F;
    of.display = cue == Cue::numbered ? w_->display_numbered : w_->display_body_cue;
  }
  return of;
}

// Characters that no sentence begins with, and marks that come too early for one.
float LineLooks::bound_head(const Row& row) const {
  const std::u32string_view text = page_->row_text(row);
  if (page_->script != Script::full_width || text.size() < 3) return 0.0F;
  if (is_bound(text[0])) return w_->bound_begin;
  if (!is_ideograph(text[0])) return 0.0F;
  for (std::size_t k = 1; k < 3; ++k) {
    if (is_sentence_stop(text[k]) && is_full_width(text[k])) return w_->early_stop_begin;
    if (!is_ideograph(text[k])) break;
  }
  return text[1] == U'，' || text[1] == U'、' || text[1] == U'；' ? w_->early_comma_begin : 0.0F;
}

float LineLooks::begin(const Row& row, float bound_head, bool keeps_indents) const {
  const char32_t head = page_->text[row.text_begin];
  float score = w_->begin + bound_head;
  if (!is_han(head)) {
    const Traits traits = traits_of(head);
    if ((traits & (trait::kClosing | trait::kBullet)) == trait::kClosing)
      score += w_->closing_mark_begin;
    if ((traits & trait::kLower) != 0) score += w_->lower_case_begin;
    if (head == U'“') score += w_->quote_begin;
    if (is_digit(head) && row.cue == Cue::none) score += w_->digit_begin;
  }
  const OfCue& of_cue = of_cues_[static_cast<std::size_t>(row.cue)];
  score += of_cue.begin;
  if (row.indent_em > kKeptIndentEm) score += w_->kept_indent;
  if (keeps_indents && row.indent_em <= kKeptIndentEm) score += w_->lost_indent;
  return score + of_cue.begin_of_display;
}

float LineLooks::display_tail(const Row& row, float of_tail) const {
  const char32_t end = page_->text[row.text_end - 1];
  const bool asks = (end == U'？') | (end == U'！') | (end == U'?');
  return asks && row.tail == Tail::stop ? w_->display_question : of_tail;
}

bool LineLooks::has_lower_case_behind_stop(std::size_t i) const {
  return ends_plain_sentence(page_->row_text(page_->rows[i - 1])) &&
         is_lower(page_->text[page_->rows[i].text_begin]);
}

float LineLooks::join_case(std::size_t i) const {
  const Row& row = page_->rows[i];
  const Row& above = page_->rows[i - 1];
  const bool is_roman = page_->script == Script::roman;
  if (is_roman && has_lower_case_behind_stop(i)) return w_->lower_case_join;
  if (above.tail == Tail::stop || !is_upper(page_->text[row.text_begin])) return 0.0F;
  const bool opens =
      is_roman && above.tail == Tail::none && opens_english_sentence(page_->row_text(row));
  return opens ? w_->sentence_join : w_->upper_case_join;
}

}  // namespace broadsheet::newspaper

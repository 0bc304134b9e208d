// SPDX-License-Identifier: Apache-2.0
#include "line_looks.hpp"

#include <algorithm>

#include "characters.hpp"
#include "sentence_marks.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr float kWidestLabel = 4.5F;
constexpr std::ptrdiff_t kFewestTitleSpaces = 3, kFewestSpacesAbove = 2;

// With the stop of a sentence, not of an abbreviation.
bool ends_plain_sentence(std::u32string_view text) {
  if (text.size() < 5 || text.back() != U'.') return false;
  return std::all_of(text.end() - 5, text.end() - 1, [](char32_t c) { return is_lower(c); });
}

constexpr std::u32string_view kBound = U"的了着们吗呢吧么得";  // no sentence begins with these
constexpr std::u32string_view kEarlyCommas = U"，、；";
constexpr std::u32string_view kWideStops = U"。！？…";
constexpr std::u32string_view kAskingMarks = U"？！?";

BROADSHEET_INLINE void find_any(const Ints& characters, std::u32string_view of, Ints& is_any) {
  is_any = Ints{};
  for (const char32_t c : of) is_any |= characters == static_cast<std::int32_t>(c);
}

}  // namespace

// Eight rows that a loop is at, and the rows above and below them.
struct LineLooks::Rows {
  std::size_t first;
  Floats width, indent, bound_head;
  Ints marks, above, below, tail, cue;

  BROADSHEET_INLINE Rows(const RowColumns& columns, std::size_t i) : first(i) {
    load(columns.width.of_rows() + i, width);
    load(columns.indent.of_rows() + i, indent);
    const std::int32_t* const all = columns.marks.of_rows();
    load(all + i, marks);
    load(all + i - 1, above);
    load(all + i + 1, below);
    tail = marks & mark::kTail;
    cue = marks >> mark::kCueShift & mark::kCue;
  }
};

void LineLooks::read(const Page& page) {
  page_ = &page;
  w_ = page.script == Script::full_width ? &full_width_weights : &roman_weights;
  find_weights();
  rows_.read(page);
  const std::size_t size = page.rows.size();
  scores_.resize(size);
  flags_.resize(size + kVectorLanes);
  const float* const indents = rows_.indent.of_rows();
  const auto indented = static_cast<std::size_t>(
      std::count_if(indents, indents + size, [](float em) { return em > kKeptIndentEm; }));
  keeps_indents_ = indented * 20 > size && indented >= 3;
  if (has_avx2())
    look_by_avx2();
  else
    look_at_all();
  if (size == 0) return;
  flags_[size - 1] |= look::kNoNext;
  scores_.row(0)[Look::open_tail_mark] = 0.0F;
  for (const std::uint32_t i : rows_.other_heads) look_at_other_head(i);
  if (page.script == Script::roman) {
    for (std::size_t i = 0; i < size; ++i) look_at_case(i);
  }
}

template <typename LookUp>
void LineLooks::look_at_rows() {
  for (std::size_t i = 0; i < page_->rows.size(); i += kVectorLanes) {
    Rows rows(rows_, i);
    copy_numbers(i);
    find_bound_heads(rows);
    look_at<LookUp>(rows);
    look_at_display<LookUp>(rows);
    look_at_border<LookUp>(rows);
    find_flags(rows);
  }
}
void LineLooks::look_at_all() { look_at_rows<TableLookUp>(); }
BROADSHEET_AVX2 void LineLooks::look_by_avx2() { look_at_rows<TableLookUpByAvx2>(); }

void LineLooks::copy_numbers(std::size_t i) {
  const auto copy = [&](const float* from, Look to) __attribute__((always_inline)) {
    Floats numbers;
    load(from, numbers);
    scores_.set(to, i, numbers);
  };
  copy(rows_.width.of_rows() + i, Look::width);
  copy(rows_.indent.of_rows() + i, Look::indent);
  copy(rows_.squeeze.of_rows() + i, Look::squeeze);
  copy(rows_.unit.of_rows() + i, Look::unit);
  copy(rows_.unit.of_rows() + i + 1, Look::next_unit);
}

// Characters that no sentence begins with, and marks that come too early for one; of rows that
// begin with a Han character.
void LineLooks::find_bound_heads(Rows& rows) {
  rows.bound_head = Floats{};
  if (page_->script == Script::full_width) {
    Ints head, second, third;
    load(rows_.head.of_rows() + rows.first, head);
    load(rows_.second.of_rows() + rows.first, second);
    load(rows_.third.of_rows() + rows.first, third);
    Ints is_bound, is_comma, stops_second, stops_third;
    find_any(head, kBound, is_bound);
    find_any(second, kEarlyCommas, is_comma);
    find_any(second, kWideStops, stops_second);
    find_any(third, kWideStops, stops_third);
    const Ints is_second_han =
        (second >= std::int32_t{tables::kLowEnd}) & (second < std::int32_t{tables::kHanEnd});
    rows.bound_head = is_comma ? Floats{} + w_->early_comma_begin : Floats{};
    const Ints stops_early = stops_second | (stops_third & is_second_han);
    rows.bound_head = stops_early ? Floats{} + w_->early_stop_begin : rows.bound_head;
    rows.bound_head = is_bound ? Floats{} + w_->bound_begin : rows.bound_head;
    rows.bound_head = (rows.marks & mark::kTwoCharacters) != 0 ? Floats{} : rows.bound_head;
    // Kana and hangul behind the head are rare.
    const Ints is_unsure = stops_third & ~is_second_han;
    if (has_any_bit(is_unsure)) find_bound_heads_of(is_unsure, rows);
  }
  scores_.set(Look::bound_head, rows.first, rows.bound_head);
}

void LineLooks::find_bound_heads_of(const Ints& which, Rows& rows) const {
  for (std::size_t k = 0; k < kVectorLanes; ++k) {
    if (which[k] != 0) rows.bound_head[k] = bound_head(page_->rows[rows.first + k]);
  }
}

template <typename LookUp>
void LineLooks::look_at(const Rows& rows) {
  const Ints is_indented = rows.indent > kKeptIndentEm;
  Floats of_cue, begin = w_->begin + rows.bound_head;
  LookUp::find(of_cues_.begin, rows.cue, of_cue);
  begin = begin + of_cue;
  begin = begin + (is_indented ? Floats{} + w_->kept_indent : Floats{});
  if (keeps_indents_) begin = begin + (is_indented ? Floats{} : Floats{} + w_->lost_indent);
  LookUp::find(of_cues_.begin_of_display, rows.cue, of_cue);
  scores_.set(Look::begin, rows.first, begin + of_cue);
  // Outside of any measure a short row is no paragraph's beginning.
  const Floats outside = (rows.marks & mark::kComma) != 0 ? Floats{} + 0.5F : Floats{} + 3.0F;
  scores_.set(Look::begin_outside, rows.first, rows.width < 40.0F ? outside : Floats{});
  const float kept = keeps_indents_ ? -4.0F : -1.5F;
  LookUp::find(of_cues_.going_on, rows.cue, of_cue);
  scores_.set(Look::going_on, rows.first, (is_indented ? Floats{} + kept : Floats{}) + of_cue);
  Floats of_tail;
  LookUp::find(of_tails_.end_mark, rows.tail, of_tail);
  scores_.set(Look::end_mark, rows.first, of_tail);
  LookUp::find(of_tails_.inner_stop, rows.tail, of_tail);
  scores_.set(Look::inner_stop, rows.first, of_tail);
}

template <typename LookUp>
void LineLooks::look_at_display(const Rows& rows) {
  const auto score_if_marked = [&](std::int32_t marks, float score, Floats& to)
      __attribute__((always_inline)) {
    to = (rows.marks & marks) != 0 ? Floats{} + score : Floats{};
  };
  Floats shape{}, part;
  score_if_marked(mark::kLetterSpaced, w_->display_spaced, part);
  shape = shape + part;
  score_if_marked(mark::kRepeated, w_->display_repeated, part);
  shape = shape + part;
  score_if_marked(mark::kLeadsCaption, w_->display_leads_caption, part);
  shape = shape + part;
  score_if_marked(mark::kOpensQuote | mark::kClosesQuote, 1.0F, part);
  shape = shape - part;
  part = rows.width > 30.0F ? Floats{} + w_->display_long : Floats{};
  part = rows.width > 45.0F ? Floats{} + 2.0F * w_->display_long : part;
  scores_.set(Look::shape, rows.first, shape + part);
  scores_.set(Look::lower_case, rows.first, Floats{});
  scores_.set(Look::title_case, rows.first, Floats{});
  score_if_marked(mark::kComma, 1.5F, part);
  scores_.set(Look::outside, rows.first, part);
  score_if_marked(mark::kInnerStop, w_->display_inner_stop, part);
  scores_.set(Look::display_inner_stop, rows.first, part);
  LookUp::find(of_cues_.display, rows.cue, part);
  scores_.set(Look::display_cue, rows.first, part);
  Ints last, asks;
  load(rows_.last.of_rows() + rows.first, last);
  find_any(last, kAskingMarks, asks);
  asks &= rows.tail == static_cast<std::int32_t>(Tail::stop);
  LookUp::find(of_tails_.display, rows.tail, part);
  scores_.set(Look::display_tail, rows.first, asks ? Floats{} + w_->display_question : part);
}

template <typename LookUp>
void LineLooks::look_at_border(const Rows& rows) {
  const Ints has_blank = (rows.marks & mark::kBlankBefore) != 0;
  const Ints joins_word = (rows.marks & mark::kGoesOnWord) != 0;
  const Floats at_border = has_blank ? Floats{} + w_->open_at_blank : Floats{};
  scores_.set(Look::open_tail, rows.first, w_->open_tail + at_border);
  scores_.set(Look::open_head, rows.first, at_border);
  scores_.set(Look::join_word, rows.first, joins_word ? Floats{} + w_->word_join : Floats{});
  const Ints tail_above = rows.above & mark::kTail;
  const Ints cue_above = rows.above >> mark::kCueShift & mark::kCue;
  Floats tail_mark;
  LookUp::find(of_tails_.open_tail, tail_above, tail_mark);
  scores_.set(Look::open_tail_mark, rows.first, tail_mark);
  const Ints is_asked = (tail_above == static_cast<std::int32_t>(Tail::stop)) &
                        (cue_above == static_cast<std::int32_t>(Cue::question));
  const Ints is_cut = tail_above == static_cast<std::int32_t>(Tail::hyphen);
  const Floats hyphen = is_cut ? Floats{} + 4.0F : Floats{};
  scores_.set(Look::join_hyphen, rows.first, is_asked ? Floats{} - 3.0F : hyphen);
  scores_.set(Look::join_case, rows.first, Floats{});
  const Ints quotes = (rows.above & mark::kOpensQuote) != 0;
  scores_.set(Look::close_quote, rows.first, quotes ? Floats{} - 0.8F : Floats{});
}

void LineLooks::find_flags(const Rows& rows) {
  constexpr auto kStop = static_cast<std::int32_t>(Tail::stop);
  Floats width_below;
  load(rows_.width.of_rows() + rows.first + 1, width_below);
  const Ints is_spaced = (rows.marks & mark::kLetterSpaced) != 0;
  const Ints is_behind_stop = (rows.above & mark::kTail) == kStop;
  const Ints is_before_orphan = (width_below < 4.5F) & ((rows.below & mark::kTail) == kStop);
  const Ints is_label = is_spaced & (rows.width <= kWidestLabel) & (rows.cue == 0) &
                        (rows.tail == static_cast<std::int32_t>(Tail::none));
  const Ints flags =
      ((rows.indent > kKeptIndentEm) & look::kIndented) | (is_spaced & look::kLetterSpaced) |
      (((rows.marks & mark::kSeveralLines) != 0) & look::kNoNext) |
      (is_before_orphan & look::kBeforeOrphan) |
      (is_behind_stop & (look::kBehindStop | look::kJoinsStop)) | (is_label & look::kSpacedLabel);
  store(flags, flags_.data() + rows.first);
}

// What rows that begin with no Han character say by that.
void LineLooks::look_at_other_head(std::size_t i) {
  const Row& row = page_->rows[i];
  const auto scores = scores_.row(i);
  const float bound = bound_head(row);
  scores[Look::bound_head] = bound;
  scores[Look::begin] = begin(row, bound);
  if (i == 0) return;
  scores[Look::join_case] = join_case(i);
  scores[Look::close_quote] += score_if(row.is_in_quotation, w_->inside_quotation);
  const Row& above = page_->rows[i - 1];
  // ...,” she said. “... : the speaker goes on.
  if (page_->text[row.text_begin] == U'“' && ends_with_speaker(page_->row_text(above)))
    scores[Look::close_quote] -= 2.2F;
}

// What letters tell on a page of them.
void LineLooks::look_at_case(std::size_t i) {
  const auto scores = scores_.row(i);
  const std::u32string_view text = page_->row_text(page_->rows[i]);
  if (is_lower(text[0])) scores[Look::lower_case] = w_->display_lower_case;
  const bool is_title = is_title_case(text), goes_on = i > 0 && is_title && goes_on_title(i);
  if ((is_title && (goes_on || text.find(U' ') != text.npos)) || is_all_caps(text))
    scores[Look::title_case] = w_->display_title_case;
  // Titles may be sentences: Salmon Are Back. No One Is Quite Sure Why.
  const bool is_long_title = is_title && std::ranges::count(text, U' ') >= kFewestTitleSpaces;
  if ((goes_on || is_long_title) && !is_digit(text[0])) {
    scores[Look::display_inner_stop] = 0.0F;
    if (page_->rows[i].tail == Tail::stop) scores[Look::display_tail] = 0.0F;
  }
  const bool is_behind_stop = (flags_[i] & look::kBehindStop) != 0;
  if (is_behind_stop && has_lower_case_behind_stop(i)) flags_[i] &= ~look::kJoinsStop;
}

bool LineLooks::goes_on_title(std::size_t i) const {
  const Row& above = page_->rows[i - 1];
  const std::u32string_view text = page_->row_text(above);
  return above.tail == Tail::none && page_->rows[i].blank_before == 0 &&
         std::ranges::count(text, U' ') >= kFewestSpacesAbove && is_title_case(text);
}

void LineLooks::find_weights() {
  for (std::size_t k = 0; k < kTails; ++k) {
    const OfTail of = weights_of(static_cast<Tail>(k));
    of_tails_.end_mark[k] = of.end_mark;
    of_tails_.inner_stop[k] = of.inner_stop;
    of_tails_.display[k] = of.display;
    of_tails_.open_tail[k] = of.open_tail;
  }
  for (std::size_t k = 0; k < kCues; ++k) {
    const OfCue of = weights_of(static_cast<Cue>(k));
    of_cues_.begin[k] = of.begin;
    of_cues_.begin_of_display[k] = of.begin_of_display;
    of_cues_.going_on[k] = of.going_on;
    of_cues_.display[k] = of.display;
  }
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
  if (kBound.find(text[0]) != kBound.npos) return w_->bound_begin;
  if (!is_ideograph(text[0])) return 0.0F;
  for (std::size_t k = 1; k < 3; ++k) {
    if (is_sentence_stop(text[k]) && is_full_width(text[k])) return w_->early_stop_begin;
    if (!is_ideograph(text[k])) break;
  }
  return kEarlyCommas.find(text[1]) != kEarlyCommas.npos ? w_->early_comma_begin : 0.0F;
}

float LineLooks::begin(const Row& row, float bound_head) const {
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
  const auto cue = static_cast<std::size_t>(row.cue);
  score += of_cues_.begin[cue];
  if (row.indent_em > kKeptIndentEm) score += w_->kept_indent;
  if (keeps_indents_ && row.indent_em <= kKeptIndentEm) score += w_->lost_indent;
  return score + of_cues_.begin_of_display[cue];
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

// SPDX-License-Identifier: Apache-2.0
#include "line_evidence.hpp"

#include <algorithm>
#include <cmath>

#include "characters.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr float kKeptIndentEm = 0.9F;  // white space from here on is an indent
constexpr float kWorstGap = 6.0F;
constexpr float kWorstOverrun = 5.0F;
constexpr float kExactSlackEm = 0.03F;
constexpr float kLongestOfExact = 1.3F;  // longer ones are rows that the extraction merged
constexpr float kSpaceEm = 0.25F;

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

// Too short for a line that was spaced out to fill its column, though it begin a paragraph.
bool is_spaced_label(const Row& row, float measure) {
  constexpr float kWidest = 4.5F, kLeastRoom = 4.5F;
  if (!row.is_letter_spaced || row.width_em > kWidest || row.cue != Cue::none) return false;
  return row.tail == Tail::none && (measure == kOpenMeasure || measure - row.width_em > kLeastRoom);
}

}  // namespace

LineEvidence::LineEvidence(const Page& page)
    : page_(page), w_(page.script == Script::full_width ? full_width_weights : roman_weights) {
  for (std::size_t k = 0; k < kCues; ++k) of_cues_[k] = weights_of(static_cast<Cue>(k));
  for (std::size_t k = 0; k < kTails; ++k) of_tails_[k] = weights_of(static_cast<Tail>(k));
  std::size_t indented = 0;
  for (const Row& row : page.rows) indented += row.indent_em > kKeptIndentEm ? 1 : 0;
  const bool keeps_indents = indented * 20 > page.rows.size() && indented >= 3;
  looks_.reserve(page.rows.size());
  for (const Row& row : page.rows) looks_.push_back(look_at(row, keeps_indents));
}

LineEvidence::Look LineEvidence::look_at(const Row& row, bool keeps_indents) const {
  Look look{};
  look.bound_head = bound_head(row);
  look.begin = begin(row, look.bound_head, keeps_indents);
  // Outside of any measure a short row is no paragraph's beginning.
  if (row.width_em < 40.0F) look.begin_outside = row.has_comma ? 0.5F : 3.0F;
  const OfCue& of_cue = of_cues_[static_cast<std::size_t>(row.cue)];
  const OfTail& of_tail = of_tails_[static_cast<std::size_t>(row.tail)];
  look.end_mark = of_tail.end_mark;
  look.inner_stop = of_tail.inner_stop;
  if (row.indent_em > kKeptIndentEm) look.going_on = keeps_indents ? -4.0F : -1.5F;
  look.going_on += of_cue.going_on;
  if (row.is_letter_spaced) look.shape += w_.display_spaced;
  if (row.is_repeated) look.shape += w_.display_repeated;
  if (row.leads_caption) look.shape += w_.display_leads_caption;
  if (row.quote_balance != 0) look.shape -= 1.0F;
  if (row.width_em > 45.0F)
    look.shape += 2.0F * w_.display_long;
  else if (row.width_em > 30.0F)
    look.shape += w_.display_long;
  if (page_.script == Script::roman) {
    const std::u32string_view text = page_.row_text(row);
    if (is_lower(text[0])) look.lower_case = w_.display_lower_case;
    if ((is_title_case(text) && text.find(U' ') != text.npos) || is_all_caps(text))
      look.title_case = w_.display_title_case;
  }
  look.outside = row.has_comma ? 1.5F : 0.0F;
  look.display_tail = row.tail == Tail::stop ? display_tail(row) : of_tail.display;
  look.display_inner_stop = row.has_inner_stop ? w_.display_inner_stop : 0.0F;
  look.display_cue = of_cue.display;
  return look;
}

void LineEvidence::weigh(const Regimes& regimes, bool is_rigid) {
  const Regimes* const before = regimes_;
  const bool was_rigid = is_rigid_;
  regimes_ = &regimes;
  is_rigid_ = is_rigid;
  rows_.resize(page_.rows.size());
  has_changed_.assign(rows_.size(), 0);
  const bool has_new_measures = find_new_measures(before);
  if (!has_new_measures && was_rigid == is_rigid) return;
  const bool is_all_new = find_airy_stretches() || before == nullptr;
  if (is_all_new) {
    weigh_all();
    return;
  }
  Fit fit{};
  for (std::size_t i = 0, fitted = rows_.size(); i < rows_.size(); ++i) {
    const bool is_new = has_new_measure_[i] != 0, is_new_above = i > 0 && has_new_measure_[i - 1];
    const bool is_near = was_rigid != is_rigid && i > 0 && measure(i) != measure(i - 1);
    if (!is_new && !is_new_above && !is_near) continue;
    const RowEvidence old = rows_[i];
    if (i > 0) weigh_with_above(i, fitted + 1 == i ? fit : fit_of(i - 1));
    if (is_new) {
      fit = fit_of(i);
      fitted = i;
      weigh_alone(i, fit);
    }
    has_changed_[i] = old == rows_[i] ? 0 : 1;
  }
}

void LineEvidence::weigh_all() {
  has_changed_.assign(rows_.size(), 1);
  Fit fit{};
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (i > 0) weigh_with_above(i, fit);
    fit = fit_of(i);
    weigh_alone(i, fit);
  }
}

// Notes which rows another measure than before holds for. Gives back whether there are any.
bool LineEvidence::find_new_measures(const Regimes* before) {
  const auto& indent = regimes_->exact_indent;
  const bool has_all_new = before == nullptr ||
                           before->exact_indent.indent_em != indent.indent_em ||
                           before->exact_indent.slack_em != indent.slack_em;
  has_new_measure_.assign(rows_.size(), has_all_new ? 1 : 0);
  bool has_any = has_all_new;
  for (std::size_t i = 0; !has_all_new && i < rows_.size(); ++i) {
    const bool is_new =
        before->measure_em[i] != measure(i) || before->is_exact[i] != regimes_->is_exact[i];
    has_new_measure_[i] = is_new ? 1 : 0;
    has_any = has_any || is_new;
  }
  return has_any;
}

void LineEvidence::weigh_alone(std::size_t i, const Fit& fit) {
  const Look& look = looks_[i];
  RowEvidence& evidence = rows_[i];
  evidence.first = look.begin - (measure(i) == kOpenMeasure ? look.begin_outside : 0.0F);
  evidence.middle = look.inner_stop;
  evidence.last = look.end_mark + fit.over;
  evidence.single = evidence.first + w_.single + look.end_mark +
                    std::max(fit.over_indented, w_.flush_first + fit.over);
  evidence.display = display(i);
  if (i == 0) evidence.open_head = look.going_on;
}

void LineEvidence::weigh_with_above(std::size_t i, const Fit& above) {
  const Row& row_above = page_.rows[i - 1];
  RowEvidence& evidence = rows_[i];
  const float own = looks_[i].going_on, change = change_of_measure(i), tail = open_tail(i, change);
  evidence.going_on = own + change;
  if (page_.rows[i].goes_on_word) evidence.going_on += w_.word_join;
  evidence.join_hyphen = row_above.tail == Tail::hyphen ? 4.0F : 0.0F;
  if (row_above.cue == Cue::question && row_above.tail == Tail::stop) evidence.join_hyphen = -3.0F;
  evidence.join_stop = join_stop(i);
  evidence.first_above =
      std::max(above.gap_indented + above.over_indented, w_.flush_first + above.gap + above.over);
  evidence.gap_above = above.gap;
  evidence.over_above = above.over;
  evidence.close_quote = row_above.quote_balance > 0 ? -0.8F : 0.0F;
  // ...,” she said. “... : the speaker goes on.
  if (page_.text[page_.rows[i].text_begin] == U'“' && ends_with_speaker(page_.row_text(row_above)))
    evidence.close_quote -= 2.2F;
  evidence.close_full = close_full(i, above);
  evidence.open_tail_first = tail + std::max(above.full_indented + above.over_indented,
                                             w_.flush_first + above.full + above.over);
  evidence.open_tail_middle = tail + above.full + above.over;
  const float at_border = page_.rows[i].blank_before > 0 ? w_.open_at_blank : 0.0F;
  evidence.open_head = at_border + -0.2F * change + own;
  // No column cut what stands on one line.
  if (measure(i) == kOpenMeasure) evidence.open_head += w_.open_head_whole;
}

LineEvidence::Fit LineEvidence::fit_of(std::size_t i) const {
  const float measure = regimes_->measure_em[i];
  if (measure == kOpenMeasure) return {};
  const Row& row = page_.rows[i];
  const float indent = indent_of(i);
  const float used = row.width_em + row.indent_em, room = measure - row.width_em - row.indent_em;
  Fit fit{overrun(i, used, 0.0F), overrun(i, used + indent, indent), 0, 0, 0, 0};
  if (row.is_letter_spaced) return fit;
  const bool is_merged = page_.script == Script::roman && used > kLongestOfExact * measure;
  const float left = is_merged ? measure - end_of_merged(i, 0.0F) : room;
  const float left_indented = is_merged ? measure - end_of_merged(i, indent) : room - indent;
  fit.full = fullness(left);
  fit.full_indented = fullness(left_indented);
  if (i + 1 >= page_.rows.size() || row.line_count > 1) return fit;
  const float unit = std::min(page_.rows[i + 1].head_unit_em, measure);
  fit.gap = gap(i, left - unit, 0.0F);
  fit.gap_indented = gap(i, left_indented - unit, indent);
  return fit;
}

// Where the last line of a roman row ends at the latest that the extraction merged of lines that
// ended with hyphens: a word that runs over the measure was cut somewhere. All of the measure where
// no such word can have been.
float LineEvidence::end_of_merged(std::size_t i, float indent) const {
  constexpr float kShortestPieceEm = 0.5F, kHyphenEm = 0.33F;
  const float measure = regimes_->measure_em[i];
  const std::u32string_view text = page_.row_text(page_.rows[i]);
  float earliest = indent, latest = indent;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = std::min(text.find(U' ', at), text.size());
    float word = 0;
    for (std::size_t k = at; k < next; ++k) word += width_in_em(text[k]);
    const float space = at > 0 ? kSpaceEm : 0.0F;
    earliest += space + word;
    latest += space + word;
    if (earliest > measure + kExactSlackEm) {
      if (word < 2.0F * kShortestPieceEm) return measure;
      latest = word - kShortestPieceEm;
      earliest = std::clamp(earliest - measure + kHyphenEm, kShortestPieceEm, latest);
    }
    latest = std::min(latest, measure);
    at = next + 1;
  }
  return latest;
}

// In a stretch where every row has a blank line before it, blank lines say nothing. Gives back
// whether any row's gap is another than before.
bool LineEvidence::find_airy_stretches() {
  const std::size_t count = page_.rows.size();
  std::vector<Gap> gaps(count);
  for (std::size_t i = 0; i < count; ++i)
    gaps[i] = page_.rows[i].blank_before > 0 ? Gap::blank : Gap::none;
  constexpr std::size_t kShortest = 4;
  for (std::size_t i = 1; i < count;) {
    std::size_t end = i;
    while (end < count && page_.rows[end].blank_before > 0 && measure(end) != kOpenMeasure &&
           (end == i || measure(end) == measure(end - 1))) {
      ++end;
    }
    // Half of a column's rows are full; a list of headings has rows of any length.
    std::size_t full = 0;
    for (std::size_t k = i; k < end; ++k)
      full += std::fabs(page_.rows[k].width_em - measure(k)) < 1.2F ? 1 : 0;
    // The blank line above the first row of the stretch is an ordinary one.
    const bool is_airy = end - i >= kShortest && full * 2 >= end - i;
    for (std::size_t k = i + 1; k < end && is_airy; ++k) gaps[k] = Gap::silent;
    i = std::max(end, i + 1);
  }
  bool is_new = has_border_.empty();
  has_border_.assign(count + 1, 1);
  for (std::size_t i = 0; i < count; ++i) {
    is_new = is_new || rows_[i].gap != gaps[i];
    rows_[i].gap = gaps[i];
    if (i > 0) has_border_[i] = gaps[i] == Gap::blank ? 1 : 0;
  }
  return is_new;
}

float LineEvidence::indent_of(std::size_t i) const {
  if (page_.rows[i].indent_em > kKeptIndentEm) return 0.0F;
  return is_exact(i) ? regimes_->exact_indent.indent_em : w_.indent_em;
}

// On a row of an exact measure: `excess_em` is what the row is longer than it could be, or the room
// that the next word would have had.
float LineEvidence::exactly(float excess_em, float indent) const {
  const float tolerance = indent > 0.0F ? regimes_->exact_indent.slack_em : kExactSlackEm;
  return excess_em <= tolerance ? 0.0F : std::max(-kWorstGap, w_.exact_base - excess_em);
}

// What a row that takes up `used` em is longer than its measure allows.
float LineEvidence::overrun(std::size_t i, float used, float indent) const {
  const Row& row = page_.rows[i];
  const float measure = regimes_->measure_em[i];
  if (is_exact(i) && row.width_em < kLongestOfExact * measure)
    return exactly(used - measure, indent);
  const float over = used - row.squeeze_em * w_.squeeze_share - w_.slack_em - measure;
  if (over <= 0) return 0.0F;
  const bool is_merged = page_.script == Script::roman && over > 0.35F * measure;
  if (is_merged) return page_.has_hyphens ? w_.over_merged : w_.over_merged_usually;
  return std::max(-kWorstOverrun, w_.over_base + w_.over_rate * over);
}

// A row is followed by the next in one block: the break was due only if the next word did not fit
// any more. `room` is what would have been left behind it.
float LineEvidence::gap(std::size_t i, float room, float indent) const {
  if (is_exact(i)) return exactly(room, indent);
  if (room <= w_.slack_em * 0.5F) return 0.0F;
  // The break before a very short last row is often moved up, so that no lone character is left.
  const Row& next = page_.rows[i + 1];
  const bool before_orphan = next.width_em < 4.5F && next.tail == Tail::stop;
  return std::max(-kWorstGap, w_.gap_base + w_.gap_rate * room) * (before_orphan ? 0.5F : 1.0F);
}

// A row stands last in its column and its paragraph goes on elsewhere: it should be full.
float LineEvidence::fullness(float room) const {
  if (room <= w_.usual_gap_em) return 0.0F;
  return std::max(-kWorstGap, w_.gap_base + w_.gap_rate * (room - w_.usual_gap_em));
}

LineEvidence::OfTail LineEvidence::weights_of(Tail tail) const {
  switch (tail) {
    case Tail::stop:
      return {0.0F, w_.inner_stop, w_.display_stop};
    case Tail::quote:
      return {w_.end_quote, 0.0F, 0.0F};
    case Tail::colon:
      return {w_.end_colon, 0.0F, w_.display_colon};
    case Tail::dash:
      return {w_.end_colon, 0.0F, 0.0F};
    case Tail::semicolon:
      return {w_.end_semicolon, 0.0F, w_.display_stop};
    case Tail::comma:
      return {w_.end_comma, 0.0F, w_.display_comma};
    case Tail::hyphen:
      return {w_.end_comma - 1.0F, 0.0F, w_.display_stop};
    case Tail::none:
      break;
  }
  return {w_.end_none, 0.0F, 0.0F};
}

// Characters that no sentence begins with, and marks that come too early for one.
float LineEvidence::bound_head(const Row& row) const {
  const std::u32string_view text = page_.row_text(row);
  if (page_.script != Script::full_width || text.size() < 3) return 0.0F;
  if (is_bound(text[0])) return w_.bound_begin;
  if (!is_ideograph(text[0])) return 0.0F;
  for (std::size_t k = 1; k < 3; ++k) {
    if (is_sentence_stop(text[k]) && is_full_width(text[k])) return w_.early_stop_begin;
    if (!is_ideograph(text[k])) break;
  }
  return text[1] == U'，' || text[1] == U'、' || text[1] == U'；' ? w_.early_comma_begin : 0.0F;
}

float LineEvidence::begin(const Row& row, float bound_head, bool keeps_indents) const {
  const char32_t head = page_.text[row.text_begin];
  float score = w_.begin + bound_head;
  if (const Traits traits = traits_of(head); traits != trait::kHan) {
    if ((traits & (trait::kClosing | trait::kBullet)) == trait::kClosing)
      score += w_.closing_mark_begin;
    if ((traits & trait::kLower) != 0) score += w_.lower_case_begin;
    if (head == U'“') score += w_.quote_begin;
  }
  const OfCue& of_cue = of_cues_[static_cast<std::size_t>(row.cue)];
  score += of_cue.begin;
  if (row.indent_em > kKeptIndentEm) score += w_.kept_indent;
  if (keeps_indents && row.indent_em <= kKeptIndentEm) score += w_.lost_indent;
  return score + of_cue.begin_of_display;
}

// Blank lines above and below one row, or below up to three that end no sentence: a heading in
// rows.
bool LineEvidence::stands_apart(std::size_t i) const {
  constexpr std::size_t kMostRows = 3;
  std::size_t first = i, last = i;
  while (!has_border(first) && i - first < kMostRows) --first;
  while (!has_border(last + 1) && last - i < kMostRows) ++last;
  if (!has_border(first) || !has_border(last + 1) || last - first >= kMostRows) return false;
  if (first == 0 && page_.rows[0].blank_before == 0 && last > first) return false;
  const Tail tail = page_.rows[last].tail;
  return first == last || tail == Tail::none || tail == Tail::quote;
}

// Of a row that ends with a stop.
float LineEvidence::display_tail(const Row& row) const {
  const char32_t end = page_.text[row.text_end - 1];
  return end == U'？' || end == U'！' || end == U'?' ? w_.display_question : w_.display_stop;
}

float LineEvidence::display(std::size_t i) const {
  const Look& look = looks_[i];
  const bool is_outside = measure(i) == kOpenMeasure;
  float shape = look.shape;
  if (!is_outside && std::fabs(measure(i) - page_.rows[i].width_em) <= 0.75F)
    shape += w_.display_full;
  if (stands_apart(i)) shape += w_.display_set_apart;
  if (is_spaced_label(page_.rows[i], measure(i))) shape += w_.display_spaced_label;
  shape = shape + look.lower_case + look.title_case;
  float score = w_.display + shape + look.display_tail + look.display_inner_stop + look.bound_head;
  if (is_outside) score -= look.outside;
  return score + look.display_cue;
}

LineEvidence::OfCue LineEvidence::weights_of(Cue cue) const {
  constexpr std::uint32_t kNeverGoOn =
      set_of(Cue::question, Cue::answer, Cue::bullet, Cue::author_note, Cue::editor_note);
  OfCue of{};
  if (is_display_cue(cue)) {
    of.begin_of_display = cue == Cue::agency ? 0.0F : -3.0F;
    of.going_on = -3.0F;
    of.display = w_.display_cue;
  } else if (is_body_head_cue(cue)) {
    of.begin = w_.body_head_cue;
    of.going_on = (kNeverGoOn & set_of(cue)) != 0 ? -3.5F : -2.0F;
    of.display = cue == Cue::numbered ? w_.display_numbered : w_.display_body_cue;
  }
  return of;
}

float LineEvidence::change_of_measure(std::size_t i) const {
  const float difference = std::fabs(measure(i) - measure(i - 1));
  if (difference < 0.75F) return 0.0F;
  if (difference >= 3.0F) return w_.far_measure;
  return difference < 1.6F && !is_rigid_ ? w_.near_measure : w_.other_measure;
}

float LineEvidence::join_stop(std::size_t i) const {
  const bool has_blank = rows_[i].gap == Gap::blank;
  if (page_.script == Script::roman && ends_plain_sentence(page_.row_text(page_.rows[i - 1])) &&
      is_lower(page_.text[page_.rows[i].text_begin]))
    return w_.lower_case_join;
  if (page_.rows[i - 1].tail != Tail::stop) {
    if (!is_upper(page_.text[page_.rows[i].text_begin])) return 0.0F;
    const bool opens = page_.script == Script::roman && page_.rows[i - 1].tail == Tail::none &&
                       opens_english_sentence(page_.row_text(page_.rows[i]));
    return opens ? w_.sentence_join : w_.upper_case_join;
  }
  // Rows of any length, or hardly a column's: the page keeps whole paragraphs on its lines.
  if (measure(i - 1) == kOpenMeasure) return -4.0F;
  return measure(i - 1) > 45.0F && has_blank ? -4.5F : 0.0F;
}

// A last row that happens to be full is rare: it would have to end within a word's width of the
// margin.
float LineEvidence::close_full(std::size_t i, const Fit& above) const {
  if (measure(i - 1) == kOpenMeasure || page_.rows[i - 1].tail != Tail::stop || above.gap != 0.0F)
    return 0.0F;
  return w_.full_last *
         std::log(std::min(page_.rows[i].head_unit_em, measure(i - 1)) / measure(i - 1));
}

float LineEvidence::open_tail(std::size_t i, float change) const {
  const float at_border = page_.rows[i].blank_before > 0 ? w_.open_at_blank : 0.0F;
  const bool is_open = page_.rows[i - 1].tail == Tail::none ||
                       page_.rows[i - 1].tail == Tail::comma ||
                       page_.rows[i - 1].tail == Tail::hyphen;
  return w_.open_tail + at_border - 0.2F * change +
         (is_open ? w_.open_without_stop : -w_.open_without_stop);
}

}  // namespace broadsheet::newspaper

// SPDX-License-Identifier: Apache-2.0
#include "line_evidence.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "characters.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr float kWorstGap = 6.0F;
constexpr float kWorstOverrun = 5.0F;
constexpr float kExactSlackEm = 0.03F;
constexpr float kLongestOfExact = 1.3F;  // longer ones are rows that the extraction merged
constexpr float kSpaceEm = 0.25F;
constexpr float kRoomBesideLabel = 4.5F;
constexpr std::size_t kShortestAiry = 4;  // rows that all have blank lines before them

BROADSHEET_INLINE void raise(const Floats& other, Floats& to) { to = to < other ? other : to; }
BROADSHEET_INLINE void size_of(const Floats& number, Floats& size) {
  size = reinterpret_cast<Floats>(reinterpret_cast<Ints>(number) & 0x7FFFFFFF);
}

}  // namespace

// Eight rows that a loop is at.
struct LineEvidence::Rows {
  std::size_t first;
  Floats measure, width, indent, squeeze;
  Ints flags, is_exact;
};

// How rows fill their measures, as any rows of a block and as first ones.
struct LineEvidence::Fits {
  Floats over{}, over_indented{};
  Floats gap{}, full{};
  // All that speaks for first rows, or for ones below which their column ended.
  Floats first{}, open_first{};

  // The rows above these: `before` are the eight above.
  BROADSHEET_INLINE void move_down(const Fits& before, const Fits& these) {
    move_down(before.over, these.over, over);
    move_down(before.gap, these.gap, gap);
    move_down(before.full, these.full, full);
    move_down(before.first, these.first, first);
    move_down(before.open_first, these.open_first, open_first);
  }

 private:
  BROADSHEET_INLINE static void move_down(const Floats& before, const Floats& these, Floats& to) {
    to = __builtin_shufflevector(before, these, 7, 8, 9, 10, 11, 12, 13, 14);
  }
};

void LineEvidence::start(const Page& page) {
  page_ = &page;
  exact_indent_ = {};
  is_weighed_ = is_rigid_ = false;
  const std::size_t room = page.rows.size() + kVectorLanes;
  looks_.read(page);
  scores_.resize(page.rows.size());
  measures_.assign(kVectorLanes + room, kOpenMeasure);
  set_apart_.resize(room);
  gaps_.resize(page.rows.size() + kSilentGapsBehind);
  has_changed_.resize(room);
  is_exact_.assign(room, 0);
  find_gaps();
}

bool LineEvidence::operator==(const LineEvidence& other) const {
  if (size() != other.size()) return false;
  for (std::size_t i = 0; i < size(); ++i) {
    if (gap(i) != other.gap(i)) return false;
    for (std::size_t k = 0; k < kEvidences; ++k) {
      const auto kind = static_cast<Evidence>(k);
      if (scores_.number(kind, i) != other.scores_.number(kind, i)) return false;
    }
  }
  return true;
}

void LineEvidence::weigh(const Regimes& regimes, bool is_rigid) {
  const bool has_new_measures = take_measures(regimes);
  if (is_weighed_ && !has_new_measures && is_rigid == is_rigid_) {
    std::fill(has_changed_.begin(), has_changed_.end(), 0);
    return;
  }
  is_rigid_ = is_rigid;
  std::fill(has_changed_.begin(), has_changed_.end(), 0);
  const bool has_new_gaps = find_airy_stretches();
  if (has_new_gaps || !is_weighed_) find_rows_apart();
  if (has_avx2())
    weigh_by_avx2();
  else
    weigh_all_rows();
  if (!is_weighed_) std::fill(has_changed_.begin(), has_changed_.end(), 1);
  is_weighed_ = true;
}

// Gives back whether other measures than before hold for any rows.
bool LineEvidence::take_measures(const Regimes& regimes) {
  const ExactIndent& indent = regimes.exact_indent;
  bool has_any =
      exact_indent_.indent_em != indent.indent_em || exact_indent_.slack_em != indent.slack_em;
  exact_indent_ = indent;
  const auto measures = measures_.begin() + kVectorLanes;
  has_any = has_any || !std::equal(regimes.measure_em.begin(), regimes.measure_em.end(), measures);
  std::copy(regimes.measure_em.begin(), regimes.measure_em.end(), measures);
  for (std::size_t i = 0; page_->script == Script::roman && i < size(); ++i) {
    const std::int32_t is_exact = regimes.is_exact[i] != 0 ? -1 : 0;
    has_any = has_any || is_exact_[i] != is_exact;
    is_exact_[i] = is_exact;
  }
  return has_any;
}

// What stands above each row by itself, and where all of many rows have blank lines above them.
void LineEvidence::find_gaps() {
  blank_runs_.clear();
  static_assert(static_cast<std::int32_t>(Gap::silent) == 0);
  std::fill_n(gaps_.end() - kSilentGapsBehind, kSilentGapsBehind, 0);
  std::size_t begin = 1;
  for (std::size_t i = 0; i < size(); ++i) {
    const bool has_blank = page_->rows[i].blank_before > 0;
    gaps_[i] = static_cast<std::int32_t>(has_blank ? Gap::blank : Gap::none);
    if (has_blank) continue;
    if (i >= begin + kShortestAiry) blank_runs_.push_back({begin, i});
    begin = i + 1;
  }
  if (size() >= begin + kShortestAiry) blank_runs_.push_back({begin, size()});
}

// In a stretch where every row has a blank line before it, blank lines say nothing. Gives back
// whether any row's gap is another than before.
bool LineEvidence::find_airy_stretches() {
  bool has_any_changed = false;
  for (const auto& [run_begin, run_end] : blank_runs_) {
    for (std::size_t i = run_begin; i < run_end;) {
      std::size_t end = i;
      while (end < run_end && measure(end) != kOpenMeasure && measure(end) == measure(i)) ++end;
      // Half of a column's rows are full; a list of headings has rows of any length.
      std::size_t full = 0;
      for (std::size_t k = i; k < end; ++k)
        full += std::fabs(page_->rows[k].width_em - measure(k)) < 1.2F ? 1 : 0;
      const bool is_airy = end - i >= kShortestAiry && full * 2 >= end - i;
      end = std::max(end, i + 1);
      // The blank line above the first row of the stretch is an ordinary one.
      for (std::size_t k = i; k < end; ++k) {
        const auto gap = static_cast<std::int32_t>(is_airy && k > i ? Gap::silent : Gap::blank);
        has_changed_[k] = gaps_[k] != gap ? -1 : 0;
        has_any_changed |= gaps_[k] != gap;
        gaps_[k] = gap;
      }
      i = end;
    }
  }
  return has_any_changed;
}

// Blank lines above and below one row, or below up to three that end no sentence: a heading in
// rows.
void LineEvidence::find_rows_apart() {
  constexpr std::size_t kMostRows = 3;
  for (std::size_t first = 0, end = 1; end <= size(); ++end) {
    if (end < size() && gap(end) != Gap::blank) continue;
    const Tail tail = page_->rows[end - 1].tail;
    const bool is_heading = end - first == 1 || (end - first <= kMostRows &&
                                                 (tail == Tail::none || tail == Tail::quote));
    const bool is_head_of_page = first == 0 && page_->rows[0].blank_before == 0 && end > 1;
    const float score = is_heading && !is_head_of_page ? weights().display_set_apart : 0.0F;
    for (; first < end; ++first) set_apart_[first] = score;
  }
}

// Where the last line of a roman row ends at the latest that the extraction merged of lines that
// ended with hyphens: a word that runs over the measure was cut somewhere. All of the measure where
// no such word can have been.
float LineEvidence::end_of_merged(std::size_t i, float indent) const {
  constexpr float kShortestPieceEm = 0.5F, kHyphenEm = 0.33F;
  const float measure = this->measure(i);
  const std::u32string_view text = page_->row_text(page_->rows[i]);
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

// What merged rows leave of their measure is told by their words.
void LineEvidence::take_merged_ends(std::size_t i, const Ints& is_merged, const Floats& indent,
                                    Floats& left, Floats& left_indented) const {
  for (std::size_t k = 0; k < kVectorLanes && i + k < size(); ++k) {
    if (is_merged[k] == 0) continue;
    left[k] = measure(i + k) - end_of_merged(i + k, 0.0F);
    left_indented[k] = measure(i + k) - end_of_merged(i + k, indent[k]);
  }
}

void LineEvidence::take_rows(std::size_t i, Rows& rows) const {
  rows.first = i;
  load(measures_.data() + kVectorLanes + i, rows.measure);
  looks().get(Look::width, i, rows.width);
  looks().get(Look::indent, i, rows.indent);
  looks().get(Look::squeeze, i, rows.squeeze);
  load(looks_.flags() + i, rows.flags);
  load(is_exact_.data() + i, rows.is_exact);
}

// On rows of an exact measure: `excess` is what a row is longer than it could be, or the room that
// the next word would have had.
void LineEvidence::exactly(const Floats& excess, const Floats& indent, Floats& score) const {
  const Floats tolerance =
      indent > 0.0F ? Floats{} + exact_indent_.slack_em : Floats{} + kExactSlackEm;
  Floats wrong = weights().exact_base - excess;
  raise(Floats{} - kWorstGap, wrong);
  score = excess <= tolerance ? Floats{} : wrong;
}

// What rows that take up `used` em are longer than their measures allow.
template <Script script>
void LineEvidence::overrun(const Rows& rows, const Floats& used, const Floats& indent,
                           Floats& score) const {
  const LineWeights& w = weights();
  const Floats over = used - rows.squeeze * w.squeeze_share - w.slack_em - rows.measure;
  Floats wrong = w.over_base + w.over_rate * over;
  raise(Floats{} - kWorstOverrun, wrong);
  if constexpr (script == Script::roman) {
    const float merged = page_->has_hyphens ? w.over_merged : w.over_merged_usually;
    wrong = over > 0.35F * rows.measure ? Floats{} + merged : wrong;
  }
  score = over <= 0.0F ? Floats{} : wrong;
  if constexpr (script == Script::roman) {
    Floats exact;
    exactly(used - rows.measure, indent, exact);
    const Ints is_exact = rows.is_exact & (rows.width < kLongestOfExact * rows.measure);
    score = is_exact ? exact : score;
  }
}

// Rows are followed by the next in one block: the break was due only if the next word did not fit
// any more. `room` is what would have been left behind it.
template <Script script>
void LineEvidence::gap(const Rows& rows, const Floats& room, const Floats& indent,
                       Floats& score) const {
  const LineWeights& w = weights();
  Floats wrong = w.gap_base + w.gap_rate * room;
  raise(Floats{} - kWorstGap, wrong);
  // The break before a very short last row is often moved up, so that no lone character is left.
  const Floats share = (rows.flags & look::kBeforeOrphan) != 0 ? Floats{} + 0.5F : Floats{} + 1.0F;
  score = room <= w.slack_em * 0.5F ? Floats{} : wrong * share;
  if constexpr (script == Script::roman) {
    Floats exact;
    exactly(room, indent, exact);
    score = rows.is_exact ? exact : score;
  }
  score = (rows.flags & look::kNoNext) != 0 ? Floats{} : score;
}

// Rows stand last in their column and their paragraph goes on elsewhere: they should be full.
void LineEvidence::fullness(const Floats& room, Floats& score) const {
  const LineWeights& w = weights();
  Floats wrong = w.gap_base + w.gap_rate * (room - w.usual_gap_em);
  raise(Floats{} - kWorstGap, wrong);
  score = room <= w.usual_gap_em ? Floats{} : wrong;
}

template <Script script>
void LineEvidence::fit(const Rows& rows, Fits& fits) const {
  const LineWeights& w = weights();
  const Floats used = rows.width + rows.indent, room = rows.measure - rows.width - rows.indent;
  const Floats usual = rows.is_exact ? Floats{} + exact_indent_.indent_em : Floats{} + w.indent_em;
  const Floats indent = (rows.flags & look::kIndented) != 0 ? Floats{} : usual;
  const Ints is_open = rows.measure == kOpenMeasure;
  const Ints has_no_room = is_open | ((rows.flags & look::kLetterSpaced) != 0);
  Floats left = room, left_indented = room - indent;
  if constexpr (script == Script::roman) {
    const Ints is_merged = ~has_no_room & (used > kLongestOfExact * rows.measure);
    if (has_any_bit(is_merged))
      take_merged_ends(rows.first, is_merged, indent, left, left_indented);
  }
  overrun<script>(rows, used, Floats{}, fits.over);
  overrun<script>(rows, used + indent, indent, fits.over_indented);
  fits.over = is_open ? Floats{} : fits.over;
  fits.over_indented = is_open ? Floats{} : fits.over_indented;
  Floats unit, gap_indented, full_indented;
  looks().get(Look::next_unit, rows.first, unit);
  unit = unit < rows.measure ? unit : rows.measure;
  gap<script>(rows, left - unit, Floats{}, fits.gap);
  gap<script>(rows, left_indented - unit, indent, gap_indented);
  fullness(left, fits.full);
  fullness(left_indented, full_indented);
  fits.gap = has_no_room ? Floats{} : fits.gap;
  fits.full = has_no_room ? Floats{} : fits.full;
  fits.first = (has_no_room ? Floats{} : gap_indented) + fits.over_indented;
  fits.open_first = (has_no_room ? Floats{} : full_indented) + fits.over_indented;
  raise(w.flush_first + fits.gap + fits.over, fits.first);
  raise(w.flush_first + fits.full + fits.over, fits.open_first);
}

void LineEvidence::say(Evidence kind, std::size_t i, const Floats& score, Ints& has_changed) {
  Floats before;
  scores_.get(kind, i, before);
  has_changed |= before != score;
  scores_.set(kind, i, score);
}

void LineEvidence::weigh_alone(const Rows& rows, const Fits& fits, Ints& has_changed) {
  const LineWeights& w = weights();
  Floats begin, outside, end_mark;
  looks().get(Look::begin, rows.first, begin);
  looks().get(Look::begin_outside, rows.first, outside);
  looks().get(Look::end_mark, rows.first, end_mark);
  const Floats first = begin - (rows.measure == kOpenMeasure ? outside : Floats{});
  Floats over = fits.over_indented;
  raise(w.flush_first + fits.over, over);
  say(Evidence::first, rows.first, first, has_changed);
  say(Evidence::last, rows.first, end_mark + fits.over, has_changed);
  say(Evidence::single, rows.first, first + w.single + end_mark + over, has_changed);
}

void LineEvidence::weigh_display(const Rows& rows, Ints& has_changed) {
  const LineWeights& w = weights();
  Floats shape, part, off;
  looks().get(Look::shape, rows.first, shape);
  size_of(rows.measure - rows.width, off);
  const Ints is_outside = rows.measure == kOpenMeasure;
  const Ints is_full = ~is_outside & (off <= 0.75F);
  load(set_apart_.data() + rows.first, part);
  shape = shape + (is_full ? Floats{} + w.display_full : Floats{}) + part;
  // Too short for a line that was spaced out to fill its column, though it begin a paragraph.
  const Ints has_room = is_outside | (rows.measure - rows.width > kRoomBesideLabel);
  const Ints is_label = ((rows.flags & look::kSpacedLabel) != 0) & has_room;
  shape = shape + (is_label ? Floats{} + w.display_spaced_label : Floats{});
  for (const Look kind : {Look::lower_case, Look::title_case}) {
    looks().get(kind, rows.first, part);
    shape = shape + part;
  }
  Floats score = w.display + shape;
  for (const Look kind : {Look::display_tail, Look::display_inner_stop, Look::bound_head}) {
    looks().get(kind, rows.first, part);
    score = score + part;
  }
  looks().get(Look::outside, rows.first, part);
  score = score - (is_outside ? part : Floats{});
  looks().get(Look::display_cue, rows.first, part);
  say(Evidence::display, rows.first, score + part, has_changed);
}

void LineEvidence::weigh_with_above(const Rows& rows, const Fits& above, Ints& has_changed) {
  const LineWeights& w = weights();
  const std::size_t i = rows.first;
  Floats measure_above, own, word, at_border, tail, mark, by_case, difference;
  load(measures_.data() + kVectorLanes + i - 1, measure_above);
  looks().get(Look::going_on, i, own);
  looks().get(Look::join_word, i, word);
  looks().get(Look::open_head, i, at_border);
  looks().get(Look::open_tail, i, tail);
  looks().get(Look::open_tail_mark, i, mark);
  looks().get(Look::join_case, i, by_case);
  size_of(rows.measure - measure_above, difference);
  Floats change = Floats{} + w.other_measure;
  if (!is_rigid_) change = difference < 1.6F ? Floats{} + w.near_measure : change;
  change = difference >= 3.0F ? Floats{} + w.far_measure : change;
  change = difference < 0.75F ? Floats{} : change;
  say(Evidence::going_on, i, own + change + word, has_changed);

  Ints gap_kind;
  load(gaps() + i, gap_kind);
  // Rows of any length, or hardly a column's: the page keeps whole paragraphs on its lines.
  const Ints has_blank = gap_kind == static_cast<std::int32_t>(Gap::blank);
  Floats stop = has_blank & (measure_above > 45.0F) ? Floats{} - 4.5F : Floats{};
  stop = measure_above == kOpenMeasure ? Floats{} - 4.0F : stop;
  say(Evidence::join_stop, i, (rows.flags & look::kJoinsStop) != 0 ? stop : by_case, has_changed);

  say(Evidence::first_above, i, above.first, has_changed);
  say(Evidence::gap_above, i, above.gap, has_changed);
  say(Evidence::over_above, i, above.over, has_changed);
  tail = tail - 0.2F * change + mark;
  say(Evidence::open_tail_first, i, tail + above.open_first, has_changed);
  say(Evidence::open_tail_middle, i, tail + above.full + above.over, has_changed);
  // No column cut what stands on one line.
  const Floats whole = rows.measure == kOpenMeasure ? Floats{} + w.open_head_whole : Floats{};
  say(Evidence::open_head, i, at_border + -0.2F * change + own + whole, has_changed);

  weigh_full(rows, measure_above, above.gap, has_changed);
}

// The logarithm, which is asked of few numbers: most rows begin with one square, and there are few
// measures.
float LineEvidence::log_of(float number) {
  constexpr std::uint32_t kSpread = 0x9E3779B1U;
  auto& [of, log] = logs_[std::bit_cast<std::uint32_t>(number) * kSpread >> (32U - kLogBits)];
  if (of != number) {
    of = number;
    log = std::log(number);
  }
  return log;
}

// A last row that happens to be full is rare: it would have to end within a word's width of the
// margin.
void LineEvidence::weigh_full(const Rows& rows, const Floats& measure_above,
                              const Floats& gap_above, Ints& has_changed) {
  const Ints is_full = ((rows.flags & look::kBehindStop) != 0) & (measure_above != kOpenMeasure) &
                       (gap_above == 0.0F);
  Floats score{};
  if (has_any_bit(is_full)) {
    Floats unit;
    looks().get(Look::unit, rows.first, unit);
    unit = (unit < measure_above ? unit : measure_above) / measure_above;
    for (std::size_t k = 0; k < kVectorLanes; ++k) {
      if (is_full[k] != 0) score[k] = weights().full_last * log_of(unit[k]);
    }
  }
  say(Evidence::close_full, rows.first, score, has_changed);
}

template <Script script>
void LineEvidence::weigh_rows() {
  Fits before;
  for (std::size_t i = 0; i < size(); i += kVectorLanes) {
    Rows rows;
    Fits fits, above;
    Ints has_changed;
    take_rows(i, rows);
    fit<script>(rows, fits);
    above.move_down(before, fits);
    before = fits;
    load(has_changed_.data() + i, has_changed);
    weigh_alone(rows, fits, has_changed);
    weigh_display(rows, has_changed);
    weigh_with_above(rows, above, has_changed);
    store(has_changed, has_changed_.data() + i);
  }
  if (size() > 0) scores_.row(0)[Evidence::open_head] = looks().number(Look::going_on, 0);
}

void LineEvidence::weigh_all_rows() {
  if (page_->script == Script::roman)
    weigh_rows<Script::roman>();
  else
    weigh_rows<Script::full_width>();
}
BROADSHEET_AVX2 void LineEvidence::weigh_by_avx2() {
  if (page_->script == Script::roman)
    weigh_rows<Script::roman>();
  else
    weigh_rows<Script::full_width>();
}

}  // namespace broadsheet::newspaper

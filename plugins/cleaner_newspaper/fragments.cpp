// SPDX-License-Identifier: Apache-2.0
#include "fragments.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <numeric>
#include <optional>

#include "article_weights.hpp"
#include "assignment.hpp"
#include "characters.hpp"
#include "gram_table.hpp"
#include "ranks.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr std::size_t kReach = 12;  // open heads looked at before and after an open tail
constexpr float kRigidEm = 0.7F;  // measures that differ more are two where rows are never squeezed
constexpr std::uint32_t kNoPart = ~0U;
constexpr float kSure = 0.75F;  // joins below it are reported

bool is_plain(const Row& row) { return row.cue == Cue::none || row.cue == Cue::numbered; }

// In a headline's letters too: WHAT TO DO WITH, To Those Who.
bool ends_in_function_word(std::u32string_view text) {
  constexpr std::array<std::u32string_view, 40> kWords = {
      U"a",     U"an",   U"and", U"are",  U"as",    U"at",  U"but",   U"by",   U"can",  U"could",
      U"for",   U"from", U"had", U"has",  U"have",  U"her", U"his",   U"in",   U"into", U"is",
      U"its",   U"my",   U"nor", U"of",   U"on",    U"or",  U"our",   U"than", U"that", U"the",
      U"their", U"to",   U"was", U"were", U"which", U"who", U"whose", U"will", U"with", U"your"};
  const std::size_t space = text.rfind(U' ');
  if (space == text.npos) return false;
  const std::u32string_view last = text.substr(space + 1);
  const auto is_word = [&](std::u32string_view word) {
    return std::equal(
        last.begin(), last.end(), word.begin(), word.end(),
        [](char32_t c, char32_t w) { return c == w || (c < 0x80 && is_upper(c) && c + 32 == w); });
  };
  return std::any_of(kWords.begin(), kWords.end(), is_word);
}

bool asks_or_exclaims(std::u32string_view text) {
  return text.back() == U'？' || text.back() == U'！';
}

class Builder {
 public:
  Builder(const Page& page, const Regimes& regimes, const LineStates& states, bool is_rigid,
          const WordJoins& words)
      : page_(page), regimes_(regimes), states_(states), is_rigid_(is_rigid), words_(words) {}

  // `rows`: all of the page, in the source's order.
  void build(std::span<const std::uint32_t> rows, std::vector<Unit>& units) const;
  // What measure, place and quotation marks say of a pair.
  float form_score(const Unit& tail, const Unit& head, std::size_t distance, bool is_forward) const;
  // Adds what the characters and words at the break say; pairs below the least score are left out.
  std::vector<Pair> score(std::vector<Pair> pairs, const std::vector<Unit>& units) const;
  bool may_be_tail(const Unit& unit) const;

 private:
  bool is_display(std::size_t i) const { return states_.state[i] == LineState::display; }
  bool goes_on(std::size_t i) const {
    return is_display(i) ? is_display(i - 1) && goes_on_display(i) : states_.joins_previous[i] != 0;
  }
  bool goes_on_display(std::size_t i) const;
  bool ends_cut_headline(std::size_t i) const;
  bool reads_as_title(const Row& row) const;
  bool goes_on_roman_display(std::size_t i) const;
  bool are_cut_rows(std::size_t first, std::size_t end) const;
  bool is_in_roman_title(std::size_t i) const;
  bool ends_named_row(const Row& above, const Row& row) const;
  bool are_of_one_case(const Row& above, const Row& row) const;
  float full_width(const Unit& unit) const;
  float repeated_share(const Unit& unit) const;
  bool may_be_repeated(const Unit& unit) const;
  void finish(Unit& unit) const;
  int quote_sum(const Unit& unit) const;
  std::size_t run_length() const { return page_.script == Script::full_width ? 3 : 8; }
  bool asks_words() const { return page_.script == Script::full_width && page_.parts.dictionary; }
  struct AtBreak {
    float hyphen, upper, most_words;
  };
  std::optional<std::uint64_t> run_at(const Pair& pair, const std::vector<Unit>& units) const;
  AtBreak at_break(const Pair& pair, const std::vector<Unit>& units) const;

  const Page& page_;
  const Regimes& regimes_;
  const LineStates& states_;
  bool is_rigid_;
  const WordJoins& words_;
  mutable std::vector<float> widths_;
};

// English titles may be sentences.
bool Builder::reads_as_title(const Row& row) const {
  constexpr std::ptrdiff_t kFewestSpaces = 3;
  const std::u32string_view text = page_.row_text(row);
  return page_.script == Script::roman && std::ranges::count(text, U' ') >= kFewestSpaces &&
         is_title_case(text);
}

bool Builder::goes_on_roman_display(std::size_t i) const {
  const Row& above = page_.rows[i - 1];
  const Row& row = page_.rows[i];
  const std::u32string_view upper = page_.row_text(above), lower = page_.row_text(row);
  if (is_lower(lower[0]) || ends_in_function_word(upper)) return true;
  const bool is_rest = are_of_one_case(above, row) && row.width_em < above.width_em * 0.8F;
  return is_rest || is_in_roman_title(i);
}

// The rest of a name or of sources that did not fit on an English row: PHOTO BY INES | CALLOWAY.
bool Builder::ends_named_row(const Row& above, const Row& row) const {
  const bool names = above.cue == Cue::caption || above.cue == Cue::sign_off;
  const bool is_bare = row.cue == Cue::none || row.cue == Cue::names;
  if (page_.script != Script::roman || !names || !is_bare || above.tail == Tail::stop) return false;
  const std::u32string_view text = page_.row_text(row);
  return above.cue == Cue::sign_off ||
         (row.tail == Tail::none && is_title_case(text) && row.width_em < above.width_em);
}

bool Builder::are_of_one_case(const Row& above, const Row& row) const {
  const std::u32string_view upper = page_.row_text(above), lower = page_.row_text(row);
  return is_all_caps(upper) == is_all_caps(lower) && is_title_case(upper) == is_title_case(lower);
}

// The last, shorter row of a headline that was cut into rows of one width may read like a name.
bool Builder::ends_cut_headline(std::size_t i) const {
  if (i < 2 || !is_display(i - 1) || !is_display(i - 2) || page_.rows[i - 1].blank_before > 0)
    return false;
  const Row& first = page_.rows[i - 2];
  const Row& above = page_.rows[i - 1];
  return is_plain(first) && is_plain(above) && std::fabs(first.width_em - above.width_em) < 0.6F &&
         page_.rows[i].width_em < above.width_em;
}

// Would the first word of each row have gone beyond the widest, on the row above?
bool Builder::are_cut_rows(std::size_t first, std::size_t end) const {
  constexpr float kSlackEm = 0.5F;
  float widest = 0.0F;
  for (std::size_t k = first; k < end; ++k) widest = std::max(widest, page_.rows[k].width_em);
  for (std::size_t k = first + 1; k < end; ++k) {
    if (page_.rows[k - 1].width_em + page_.rows[k].head_unit_em < widest - kSlackEm) return false;
  }
  return true;
}

// Rows of one case that a column cut are one title below a blank line; without one above, where a
// blank line, the byline or the deck follows, since a list of headings without blank lines ends at
// text.
bool Builder::is_in_roman_title(std::size_t i) const {
  constexpr std::size_t kMostRows = 4;
  const auto are_one = [&](std::size_t k) {
    return is_display(k - 1) && is_display(k) && page_.rows[k].blank_before == 0 &&
           is_plain(page_.rows[k - 1]) && is_plain(page_.rows[k]) &&
           are_of_one_case(page_.rows[k - 1], page_.rows[k]);
  };
  if (!are_one(i)) return false;
  std::size_t first = i - 1, end = i + 1;
  while (first > 0 && end - first <= kMostRows && are_one(first)) --first;
  while (end < page_.rows.size() && end - first <= kMostRows && are_one(end)) ++end;
  if (end - first > kMostRows || !are_cut_rows(first, end)) return false;
  const std::u32string_view below =
      end < page_.rows.size() ? page_.row_text(page_.rows[end]) : std::u32string_view();
  const bool reads_as_deck =
      end < page_.rows.size() && is_display(end) && !is_all_caps(below) && !is_title_case(below);
  const bool has_blank_above = first == 0 || page_.rows[first].blank_before > 0;
  // Where it has one, headings of a list have one too.
  if (has_blank_above) return true;
  const bool ends = end == page_.rows.size() || page_.rows[end].blank_before > 0 ||
                    page_.rows[end].cue == Cue::byline || reads_as_deck;
  return is_display(first - 1) && ends;
}

// Does display row i belong to the same block as the display row above it?
bool Builder::goes_on_display(std::size_t i) const {
  const Row& above = page_.rows[i - 1];
  const Row& row = page_.rows[i];
  if (row.blank_before > 0) return false;
  if (above.quote_balance > 0 && row.quote_balance < 0) return true;
  if (above.is_repeated && row.is_repeated && above.tail != Tail::stop) return true;
  if (row.cue == Cue::names && ends_cut_headline(i)) return true;
  if (above.leads_caption) return row.leads_caption || row.cue == Cue::caption;
  if (ends_named_row(above, row)) return true;
  const bool above_leads = is_plain(above) || above.cue == Cue::deck_dash;
  if (!above_leads || row.cue != Cue::none) return false;
  const bool may_ask = page_.script != Script::roman && asks_or_exclaims(page_.row_text(above));
  if (above.tail == Tail::stop && !may_ask && !reads_as_title(above)) return false;
  if (above.tail == Tail::comma || above.tail == Tail::hyphen) return true;
  if (page_.clauses.is_repeated_across(page_.row_text(above), page_.row_text(row))) return true;
  if (page_.script == Script::roman) return goes_on_roman_display(i);
  // Set apart by blank lines, two lines are one heading; in a list without blank lines only a short
  // rest is.
  std::size_t first = i, last = i;
  while (first > 0 && is_display(first - 1) && page_.rows[first].blank_before == 0) --first;
  while (last + 1 < page_.rows.size() && is_display(last + 1) &&
         page_.rows[last + 1].blank_before == 0)
    ++last;
  const bool group_has_blanks =
      (first == 0 || page_.rows[first].blank_before > 0) &&
      (last + 1 == page_.rows.size() || page_.rows[last + 1].blank_before > 0);
  if (may_ask && !(group_has_blanks && last - first == 1)) return false;
  const bool is_apart = group_has_blanks && last - first < 5;
  const bool reads_as_deck = row.width_em > above.width_em * 1.15F &&
                             page_.row_text(row).find(U'，') != std::u32string_view::npos;
  return is_apart ? !reads_as_deck : row.width_em <= above.width_em * 0.6F;
}

// The commonest width of the rows between the first and the last.
float Builder::full_width(const Unit& unit) const {
  widths_.clear();
  for (std::size_t k = 1; k + 1 < unit.rows.size(); ++k) {
    const Row& row = page_.rows[unit.rows[k]];
    if (!row.is_letter_spaced) widths_.push_back(row.width_em);
  }
  if (widths_.size() < 2) return 0.0F;
  return value_of_rank(widths_, widths_.size() / 2);
}

float Builder::repeated_share(const Unit& unit) const {
  if (unit.rows.size() == 1)
    return page_.clauses.repeated_share(page_.row_text(page_.rows[unit.rows.front()]));
  return page_.clauses.repeated_share(unit_text(page_, unit));
}

// False where no character of the rows is part of a run that recurs.
bool Builder::may_be_repeated(const Unit& unit) const {
  if (page_.text.size() > kLargeText) return true;  // not all of its runs were counted
  const std::uint8_t* const marks = page_.is_repeated.data();
  return std::any_of(unit.rows.begin(), unit.rows.end(), [&](std::uint32_t i) {
    const Row& row = page_.rows[i];
    return std::memchr(marks + row.text_begin, 1, row.text_end - row.text_begin) != nullptr;
  });
}

void Builder::finish(Unit& unit) const {
  const std::uint32_t first = unit.rows.front(), last = unit.rows.back();
  unit.is_display = is_display(first);
  unit.cue = page_.rows[first].cue;
  unit.measure_em = regimes_.measure_em[first];
  const bool ends_page = last + 1 >= page_.rows.size();
  unit.is_set_apart =
      page_.rows[first].blank_before > 0 && (ends_page || page_.rows[last + 1].blank_before > 0);
  if (unit.is_display) {
    unit.is_repeated = may_be_repeated(unit) && repeated_share(unit) >= 0.75F;
    return;
  }
  const LineState begins = states_.state[first], ends = states_.state[last];
  unit.has_open_head = begins == LineState::middle || begins == LineState::last;
  unit.opens_article = (begins == LineState::first || begins == LineState::single) &&
                       opens_article(page_.row_text(page_.rows[first]));
  unit.has_open_tail = ends == LineState::middle || ends == LineState::first;
  if (is_rigid_) unit.full_width_em = full_width(unit);
}

void Builder::build(std::span<const std::uint32_t> rows, std::vector<Unit>& units) const {
  units.clear();
  const auto count = static_cast<std::uint32_t>(page_.rows.size());
  for (std::uint32_t begin = 0, end = 0; begin < count; begin = end) {
    Unit unit;
    for (end = begin + 1; end < count && goes_on(end); ++end) {
      if (is_display(end)) continue;
      // A margin of three, about 20 to 1, counts as sure.
      unit.confidence =
          std::min(unit.confidence, 0.5F + std::clamp(states_.margin[end], 0.0F, 3.0F) / 6.0F);
    }
    unit.rows = rows.subspan(begin, end - begin);
    for (std::uint32_t i = begin; i < end; ++i)
      unit.text_size += page_.rows[i].text_end - page_.rows[i].text_begin;
    finish(unit);
    units.push_back(unit);
  }
}

int Builder::quote_sum(const Unit& unit) const {
  int sum = 0;
  for (const std::uint32_t row : unit.rows) sum += page_.rows[row].quote_balance;
  return sum;
}

float Builder::form_score(const Unit& tail, const Unit& head, std::size_t distance,
                          bool is_forward) const {
  const float tail_measure = regimes_.measure_em[tail.rows.back()];
  const ArticleWeights& w = article_weights;
  const bool is_same = is_same_measure(tail_measure, head.measure_em) &&
                       (!is_rigid_ || std::fabs(tail_measure - head.measure_em) < kRigidEm);
  float score = is_same ? w.pair_same_measure : w.pair_other_measure;
  if (tail.is_display) score += w.pair_display_tail;
  score += is_forward ? w.pair_forward : w.pair_backward;
  score += w.pair_distance * static_cast<float>(std::min<std::size_t>(distance, 30));
  const int open = quote_sum(tail), closed = quote_sum(head);
  if (open > 0) score += closed < 0 ? w.pair_quote_closed : w.pair_quote_open;
  if (open <= 0 && closed < 0) score += w.pair_quote_stray;
  return score;
}

// The characters that would meet, where both sides have enough of them.
std::optional<std::uint64_t> Builder::run_at(const Pair& pair,
                                             const std::vector<Unit>& units) const {
  return run_across(page_.row_text(page_.rows[units[pair.tail].rows.back()]),
                    page_.row_text(page_.rows[units[pair.head].rows.front()]), run_length());
}

// What the characters and words at the break may add to a pair's score at most, and what its
// marks add.
Builder::AtBreak Builder::at_break(const Pair& pair, const std::vector<Unit>& units) const {
  const Row& above = page_.rows[units[pair.tail].rows.back()];
  const char32_t first = page_.text[page_.rows[units[pair.head].rows.front()].text_begin];
  const ArticleWeights& w = article_weights;
  AtBreak added{};
  if (above.tail == Tail::hyphen) added.hyphen = is_lower(first) ? 1.5F : -3.0F;
  if (is_upper(first) && above.tail != Tail::stop) added.upper = -0.8F;
  if (asks_words()) added.most_words = std::max(w.pair_word, w.pair_no_word);
  return added;
}

// Characters are looked up only where they could still decide, words only where those do not.
std::vector<Pair> Builder::score(std::vector<Pair> pairs, const std::vector<Unit>& units) const {
  constexpr float kRounding = 0.01F;
  const ArticleWeights& w = article_weights;
  RunSearch seen;
  const auto drop_hopeless = [&](float most_seen) {
    std::erase_if(pairs, [&](const Pair& pair) {
      const AtBreak added = at_break(pair, units);
      const float most = most_seen + added.most_words + added.hyphen + added.upper + kRounding;
      return pair.score + most < w.pair_least;
    });
  };
  drop_hopeless(std::max(w.pair_seen, 0.0F));
  std::vector<std::optional<std::uint64_t>> runs;
  runs.reserve(pairs.size());
  for (const Pair& pair : pairs) {
    runs.push_back(run_at(pair, units));
    if (runs.back()) seen.look_for(*runs.back());
  }
  seen.search(page_.text, page_.solid, run_length());
  for (std::size_t k = 0; k < pairs.size(); ++k)
    if (runs[k] && seen.has_found(*runs[k])) pairs[k].score += w.pair_seen;
  drop_hopeless(0.0F);
  for (Pair& pair : pairs) {
    const Row& above = page_.rows[units[pair.tail].rows.back()];
    const Row& below = page_.rows[units[pair.head].rows.front()];
    if (asks_words()) {
      const bool is_word = words_.spans(page_.row_text(above), page_.row_text(below));
      pair.score += is_word ? w.pair_word : w.pair_no_word;
    }
    const AtBreak added = at_break(pair, units);
    pair.score = pair.score + added.hyphen + added.upper;
  }
  std::erase_if(pairs, [&](const Pair& pair) { return pair.score < w.pair_least; });
  return pairs;
}

// A row that was taken for a heading may be the first of a paragraph, alone in its column's foot.
bool Builder::may_be_tail(const Unit& unit) const {
  if (!unit.is_display || unit.rows.size() != 1 || page_.script != Script::full_width) return false;
  const Row& row = page_.rows[unit.rows.front()];
  if (row.cue != Cue::none || row.is_repeated) return false;
  if (row.tail != Tail::none && row.tail != Tail::comma) return false;
  const float measure = regimes_.measure_em[unit.rows.front()];
  const float room = measure - row.width_em;
  return measure != kOpenMeasure && room > -0.6F && room < 3.2F;
}

std::vector<Pair> find_pairs(const Builder& builder, const std::vector<Unit>& units) {
  std::vector<std::uint32_t> tails, heads;
  tails.reserve(units.size());
  heads.reserve(units.size());
  for (std::uint32_t u = 0; u < units.size(); ++u) {
    if (units[u].has_open_tail || builder.may_be_tail(units[u])) tails.push_back(u);
    if (units[u].has_open_head) heads.push_back(u);
  }
  std::vector<Pair> pairs;
  pairs.reserve(tails.size() * std::min(heads.size(), 2 * kReach));
  for (const std::uint32_t tail : tails) {
    const auto middle = std::upper_bound(heads.begin(), heads.end(), tail);
    const auto index = static_cast<std::size_t>(middle - heads.begin());
    const std::size_t end = std::min(heads.size(), index + kReach);
    for (std::size_t k = index > kReach ? index - kReach : 0; k < end; ++k) {
      const std::uint32_t head = heads[k];
      if (head == tail) continue;
      const std::size_t distance = k >= index ? k - index : index - k;
      pairs.push_back(
          {builder.form_score(units[tail], units[head], distance, head > tail), tail, head});
    }
  }
  return best_matching(builder.score(std::move(pairs), units));
}

// Lists the rows of a unit and of those that go on from it; the list has room for all.
std::span<const std::uint32_t> join_rows(std::uint32_t first, const std::vector<Unit>& units,
                                         const std::vector<std::uint32_t>& next,
                                         std::vector<std::uint32_t>& list) {
  const std::size_t begin = list.size();
  for (std::uint32_t part = first; part != kNoPart; part = next[part])
    list.insert(list.end(), units[part].rows.begin(), units[part].rows.end());
  return std::span<const std::uint32_t>(list).subspan(begin);
}

}  // namespace

bool is_same_measure(float a, float b) {
  if (a == kOpenMeasure || b == kOpenMeasure) return a == b;
  return std::fabs(a - b) <= std::max(0.8F, 0.04F * std::max(a, b));
}

UnitText::UnitText(const Page& page, const Unit& unit) {
  const Row* const rows = page.rows.data();
  const auto is_apart = [&](std::uint32_t above, std::uint32_t below) {
    return page.script == Script::roman || rows[above].text_end != rows[below].text_begin;
  };
  if (std::adjacent_find(unit.rows.begin(), unit.rows.end(), is_apart) == unit.rows.end()) {
    const std::uint32_t begin = rows[unit.rows.front()].text_begin;
    view_ = std::u32string_view(page.text).substr(begin, rows[unit.rows.back()].text_end - begin);
    return;
  }
  own_.reserve(unit.text_size + unit.rows.size());
  for (const std::uint32_t row : unit.rows) {
    if (page.script == Script::roman && !own_.empty()) own_ += U' ';
    own_ += page.row_text(rows[row]);
  }
  view_ = own_;
}

void join_fragments(const Page& page, const Regimes& regimes, const LineStates& states,
                    bool is_rigid, float min_confidence, const WordJoins& words,
                    Fragments& result) {
  const Builder builder(page, regimes, states, is_rigid, words);
  auto& [joined, rows, joined_rows, unsure_joins, units, next, chain_head, has_previous] = result;
  rows.resize(page.rows.size());
  std::iota(rows.begin(), rows.end(), 0U);
  joined_rows.clear();
  joined_rows.reserve(rows.size());
  unsure_joins.clear();
  builder.build(rows, units);
  next.assign(units.size(), kNoPart);
  chain_head.resize(units.size());
  std::iota(chain_head.begin(), chain_head.end(), 0U);
  has_previous.assign(units.size(), false);
  const auto find_head = [&](std::uint32_t u) {
    while (chain_head[u] != u) u = chain_head[u] = chain_head[chain_head[u]];
    return u;
  };
  const std::vector<Pair> pairs =
      page.parts.column_joins ? find_pairs(builder, units) : std::vector<Pair>{};
  for (const Pair& pair : pairs) {
    if (find_head(pair.tail) == find_head(pair.head)) continue;
    const float confidence = 1.0F / (1.0F + std::exp(-pair.score + 0.5F));
    const bool is_made = confidence >= min_confidence;
    if (!is_made || confidence < kSure) {
      unsure_joins.push_back(
          {units[pair.tail].rows.back(), units[pair.head].rows.front(), confidence, is_made});
    }
    if (!is_made) continue;
    units[pair.tail].is_display = false;
    next[pair.tail] = pair.head;
    has_previous[pair.head] = true;
    chain_head[find_head(pair.head)] = find_head(pair.tail);
    units[pair.head].confidence = std::min(units[pair.head].confidence, confidence);
  }
  joined.clear();
  for (std::uint32_t u = 0; u < units.size(); ++u) {
    if (has_previous[u]) continue;
    Unit unit = units[u];
    if (next[u] != kNoPart) unit.rows = join_rows(u, units, next, joined_rows);
    for (std::uint32_t part = next[u]; part != kNoPart; part = next[part]) {
      unit.confidence = std::min(unit.confidence, units[part].confidence);
      unit.has_open_tail = units[part].has_open_tail && next[part] == kNoPart;
      unit.text_size += units[part].text_size;
    }
    joined.push_back(unit);
  }
}

}  // namespace broadsheet::newspaper

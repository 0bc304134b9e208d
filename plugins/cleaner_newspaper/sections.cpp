// SPDX-License-Identifier: Apache-2.0
#include "sections.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numeric>

#include "article_weights.hpp"
#include "lexicon.hpp"
#include "section_lengths.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr std::size_t kMostHeadings = 60;
constexpr std::size_t kMostParagraphs = 300;
constexpr std::size_t kMostFreeHeadings = 6;  // more keep the order of the source
constexpr std::size_t kMostFreeParagraphs = 60;
constexpr float kNever = -1e9F;
// Less of a heading's words below it does not tell where its section begins: on typeset pages such
// places were right one time in seven.
constexpr float kLeastWords = 0.25F;
constexpr int kMostRounds = 2;         // of leaving headings out for that
constexpr float kWithoutWords = 0.5F;  // how sure the place is that the source gives it then
// What a heading's words weigh in the paragraphs below it.
constexpr std::array<float, 3> kParagraphShares = {1.0F, 0.5F, 0.3F};
constexpr std::uint16_t kNone = 0xFFFF;

bool is_body_role(Role role) {
  return role == Role::paragraph || role == Role::list_item || role == Role::question;
}

}  // namespace

// Item 0 is the lead, item i the i-th heading.
struct SectionOrder::Matches {
  std::size_t items = 0, places = 0;
  std::vector<float> score;  // [item * places + place]
  SectionLengths lengths;
  std::vector<float> costs;  // [place * places + the next place]
  std::vector<float> most;   // by item, what placing it adds at most
  float without_lead = 0;
  std::vector<std::size_t> sizes;  // by place: characters, 0 for a heading
  std::vector<float> held;         // [heading * places + place], below 0 where not asked for

  // Once scores and lengths are known.
  void find_bounds() {
    most.clear();
    for (std::size_t item = 0; item < items; ++item) {
      const float* const row = score.data() + item * places;
      most.push_back(*std::max_element(row, row + places));
    }
    most[0] = std::max(most[0], -without_lead);
    costs.assign(places * places, 0.0F);
    for (std::size_t place = 0; place < places; ++place) {
      for (std::size_t next = place + 1; next < places; ++next)
        costs[place * places + next] = lengths.cost(place, next);
    }
  }
  float at(std::size_t item, std::size_t place) const { return score[item * places + place]; }
  // By item, that the chosen place is its own. `begins`: the chosen places, sorted.
  void find_confidences(const std::vector<std::uint16_t>& chosen,
                        const std::vector<std::uint16_t>& begins,
                        std::vector<float>& confidences) const;
};

// Of the search over places.
struct SectionOrder::Cells {
  std::vector<float> best;          // [state * places + place of the last item]
  std::vector<std::uint32_t> from;  // the cell before; kStart: none

  static constexpr std::uint32_t kStart = ~std::uint32_t{0};
};

struct SectionTables::Content {
  SectionOrder::Matches matches;
  SectionOrder::Cells cells;
  std::vector<std::uint32_t> leading, headings;
  std::vector<std::uint16_t> begins;
  std::vector<float> confidences;
};

SectionTables::SectionTables() : content_(std::make_unique<Content>()) {}

SectionTables::~SectionTables() = default;

namespace {

struct Choice {
  float score = kNever;
  std::vector<std::uint16_t> place;  // by item; kNone: no lead
};

}  // namespace

// The search over places. A state says which items have been placed: as a set of bits where
// sections may stand in any order; else as twice the number of headings, plus one for the lead.
struct SectionOrder::Placement {
  const Matches& matches;
  Cells& cells;
  bool is_free;
  float least = kNever;  // what does not score more is of no use

  std::size_t states() const {
    return is_free ? std::size_t{1} << matches.items : 2 * matches.items;
  }
  bool may_add(std::size_t state, std::size_t item) const {
    if (is_free) return ((state >> item) & 1U) == 0;
    return item == 0 ? state == 0 : state / 2 + 1 == item;
  }
  std::size_t with(std::size_t state, std::size_t item) const {
    if (is_free) return state | (std::size_t{1} << item);
    return item == 0 ? 1 : state + 2;
  }
  std::size_t item_between(std::size_t earlier, std::size_t later) const {
    if (is_free) return static_cast<std::size_t>(std::countr_zero(later ^ earlier));
    return later - earlier == 1 ? 0 : later / 2;
  }
  bool is_complete(std::size_t state) const {
    return is_free ? (state | 1U) + 1 == states() : state / 2 + 1 == matches.items;
  }
  bool has_lead(std::size_t state) const { return (state & 1U) != 0; }
  // What placing the other items adds at most.
  float most_to_come(std::size_t state) const {
    float sum = 0;
    for (std::size_t item = 0; item < matches.items; ++item)
      sum += is_free && ((state >> item) & 1U) != 0 ? 0.0F : matches.most[item];
    return sum;
  }

  // Item `item` begins below the items of `state`, later ones among them: how many does not matter,
  // since a whole column may have been moved.
  float cost_of_order(std::size_t state, std::size_t item) const {
    const bool has_later = is_free && state >> (item + 1) != 0;
    return has_later ? article_weights.section_inversion : 0.0F;
  }

  Choice run();

 private:
  void begin();
  void extend(std::size_t state, std::size_t place);
  void extend_by(std::size_t item, std::size_t state, std::size_t place);
  Choice trace(std::size_t cell) const;
};

void SectionOrder::Placement::begin() {
  cells.best.assign(states() * matches.places, kNever);
  cells.from.assign(cells.best.size(), Cells::kStart);
  for (std::size_t item = 0; item < matches.items; ++item) {
    if (!may_add(0, item)) continue;
    for (std::size_t k = 0; k < matches.places; ++k) {
      if (matches.at(item, k) <= kNever) continue;
      cells.best[with(0, item) * matches.places + k] =
          matches.at(item, k) - article_weights.stray_paragraph * static_cast<float>(k);
    }
  }
}

void SectionOrder::Placement::extend(std::size_t state, std::size_t place) {
  if (!is_free) {
    const std::size_t item = state / 2 + 1;  // the only one that may follow
    if (item < matches.items) extend_by(item, state, place);
    return;
  }
  for (std::size_t item = 0; item < matches.items; ++item) {
    if (may_add(state, item)) extend_by(item, state, place);
  }
}

void SectionOrder::Placement::extend_by(std::size_t item, std::size_t state, std::size_t place) {
  const std::size_t places = matches.places, cell = state * places + place;
  const float* const costs = matches.costs.data() + place * places;
  const float base = cells.best[cell] - cost_of_order(state, item);
  const float* const match = matches.score.data() + item * places;
  float* const next_best = cells.best.data() + with(state, item) * places;
  std::uint32_t* const next_from = cells.from.data() + with(state, item) * places;
  for (std::size_t k = place + 1; k < places; ++k) {
    const float total = base + match[k] - costs[k];
    const bool is_better = match[k] > kNever && total > next_best[k];
    next_best[k] = is_better ? total : next_best[k];
    next_from[k] = is_better ? static_cast<std::uint32_t>(cell) : next_from[k];
  }
}

Choice SectionOrder::Placement::trace(std::size_t cell) const {
  Choice choice;
  choice.place.assign(matches.items, kNone);
  while (true) {
    const std::uint32_t before = cells.from[cell];
    const std::size_t earlier = before == Cells::kStart ? 0 : before / matches.places;
    choice.place[item_between(earlier, cell / matches.places)] =
        static_cast<std::uint16_t>(cell % matches.places);
    if (before == Cells::kStart) return choice;
    cell = before;
  }
}

Choice SectionOrder::Placement::run() {
  begin();
  const std::vector<float>& best = cells.best;
  float best_score = kNever;
  std::size_t best_cell = 0;
  for (std::size_t state = 1; state < states(); ++state) {
    constexpr float kRounding = 1e-3F;
    const float needed = std::max(kNever, least - most_to_come(state) - kRounding);
    for (std::size_t place = 0; place < matches.places; ++place) {
      const std::size_t cell = state * matches.places + place;
      if (best[cell] <= needed) continue;
      if (is_complete(state)) {
        const float end = best[cell] - matches.lengths.cost(place, matches.places) -
                          (has_lead(state) ? 0.0F : matches.without_lead);
        if (end > best_score) best_score = end, best_cell = cell;
      }
      extend(state, place);
    }
  }
  if (best_score <= kNever) return {};
  Choice choice = trace(best_cell);
  choice.score = best_score;
  return choice;
}

bool SectionOrder::may_begin_section(const SectionBody& body, std::size_t place,
                                     bool are_questions) const {
  if (!is_body_role(units_[body.units[place]].role)) return false;
  if (place == 0) return true;
  const Unit& above = units_[body.units[place - 1]];
  if (above.is_display && !above.is_label) return false;
  const bool goes_on_list =
      units_[body.units[place]].role == Role::list_item && above.role == Role::list_item;
  if (goes_on_list && !body.begins_chunk[place]) return false;
  return are_questions || above.role != Role::question;
}

// In the source, between the paragraph at the place and the one above it.
bool SectionOrder::stands_between(std::uint32_t heading, const SectionBody& body,
                                  std::size_t place) const {
  const std::uint32_t row = units_[heading].rows.front();
  return place > 0 && units_[body.units[place - 1]].rows.back() < row &&
         row < units_[body.units[place]].rows.front();
}

// How much the paragraph reads like an article's first.
float SectionOrder::lead_score(const SectionBody& body, std::size_t place) const {
  const Unit& unit = units_[body.units[place]];
  const ArticleWeights& w = article_weights;
  float score = place == 0 ? w.lead_first : 0.0F;
  score += w.lead_title * topics_.coverage(body.title, topics_.of(body.units[place]));
  if (unit.cue == Cue::answer || unit.cue == Cue::speaker || unit.role == Role::question)
    score -= 0.6F;
  const std::u32string_view text = page_.row_text(page_.rows[unit.rows.front()]);
  if (opens_article(text)) score += w.lead_dateline;
  if (takes_up_what_was_said(text) || has_second_thoughts(text)) score += w.lead_connective;
  if (body.above[place] == SectionBody::Above::headline) score += w.lead_below_headline;
  if (body.above[place] == SectionBody::Above::byline) score += w.lead_below_byline;
  if (body.has_note) score -= 0.2F;
  return score;
}

bool SectionOrder::only_columns_have_blanks(const SectionBody& body) const {
  std::size_t with = 0;
  for (const std::uint32_t u : body.units)
    with += page_.rows[units_[u].rows.front()].blank_before > 0 ? 1 : 0;
  return with * 5 < body.units.size() * 2;
}

const SectionOrder::Matches& SectionOrder::match_all(const SectionBody& body,
                                                     const std::vector<std::uint32_t>& headings,
                                                     bool are_questions) const {
  Matches& matches = tables_.matches;
  matches.places = body.units.size();
  matches.items = headings.size() + 1;
  matches.score.assign(matches.items * matches.places, kNever);
  matches.without_lead = body.has_note ? 0.0F : article_weights.no_lead;
  matches.sizes.assign(matches.places, 0);
  for (std::size_t k = 0; k < matches.places; ++k) {
    const Unit& unit = units_[body.units[k]];
    if (!unit.is_display) matches.sizes[k] = unit.text_size;
  }
  matches.lengths.start(matches.sizes, matches.items);
  const bool blanks_tell = only_columns_have_blanks(body);
  matches.held.assign(headings.size() * matches.places, -1.0F);
  for (std::size_t k = 0; k < matches.places; ++k) {
    if ((k == 0 || body.begins_chunk[k]) && !units_[body.units[k]].is_display)
      matches.score[k] = lead_score(body, k);
    if (!may_begin_section(body, k, are_questions)) continue;
    const Cue cue = units_[body.units[k]].cue;
    const Row& first = page_.rows[units_[body.units[k]].rows.front()];
    const bool is_top = blanks_tell && first.blank_before > 0;
    const bool goes_on = takes_up_what_was_said(page_.row_text(first));
    const bool answers = are_questions && (cue == Cue::answer || cue == Cue::speaker);
    for (std::size_t h = 0; h < headings.size(); ++h) {
      const Terms& words = topics_.of(headings[h]);
      float score = (answers ? 1.5F : 0.0F) + (is_top ? article_weights.column_top : 0.0F);
      if (goes_on) score += article_weights.section_connective;
      if (k > 0 && units_[body.units[k - 1]].is_label) score += article_weights.heading_below_label;
      if (stands_between(headings[h], body, k)) score += article_weights.heading_in_place;
      for (std::size_t i = 0; i < kParagraphShares.size() && k + i < matches.places; ++i) {
        if (i > 0 && units_[body.units[k + i]].is_display) break;
        float& share = matches.held[h * matches.places + k + i];
        if (share < 0.0F) share = topics_.coverage(words, topics_.of(body.units[k + i]));
        score += kParagraphShares[i] * share;
      }
      matches.score[(h + 1) * matches.places + k] = score;
    }
  }
  matches.find_bounds();
  return matches;
}

void SectionOrder::lead_first(const SectionBody& body, std::vector<std::uint32_t>& result) const {
  result = body.units;
  if (result.empty()) return;
  std::size_t lead = 0;
  float best = kNever;
  for (std::size_t k = 0; k < body.units.size() && k < kMostParagraphs; ++k) {
    if (k > 0 && !body.begins_chunk[k]) continue;
    const float score = lead_score(body, k) - (k > 0 ? article_weights.lead_moved : 0.0F);
    if (score > best) best = score, lead = k;
  }
  std::size_t end = lead + 1;
  while (end < body.units.size() && !body.begins_chunk[end]) ++end;
  using Offset = std::ptrdiff_t;
  std::rotate(result.begin(), result.begin() + static_cast<Offset>(lead),
              result.begin() + static_cast<Offset>(end));
}

// Where each heading might begin its section between the sections beside it, as odds.
void SectionOrder::Matches::find_confidences(const std::vector<std::uint16_t>& chosen,
                                             const std::vector<std::uint16_t>& begins,
                                             std::vector<float>& confidences) const {
  constexpr float kLogOdds = 1.6F;  // of a share of words, from a regression on headings
  confidences.assign(chosen.size(), 1.0F);
  for (std::size_t item = 1; item < chosen.size(); ++item) {
    const auto found = std::lower_bound(begins.begin(), begins.end(), chosen[item]);
    const bool is_first = found == begins.begin(), is_last = found + 1 == begins.end();
    const std::size_t begin = is_first ? 0 : *(found - 1), end = is_last ? places : *(found + 1);
    const auto gain = [&](std::size_t k) {
      const float before = is_first ? article_weights.stray_paragraph * static_cast<float>(k)
                                    : lengths.cost(begin, k);
      return at(item, k) - before - lengths.cost(k, end);
    };
    const float own = gain(chosen[item]);
    float all = 1.0F;
    for (std::size_t k = is_first ? begin : begin + 1; k < end; ++k) {
      if (k == chosen[item] || at(item, k) <= kNever) continue;
      all += std::exp(std::min(kLogOdds * (gain(k) - own), 20.0F));
    }
    confidences[item] = 1.0F / all;
  }
}

// Below the unit that stands above it in the source and was not moved from there.
void SectionOrder::put_by_source(std::uint32_t unit, const std::vector<std::uint32_t>& moved,
                                 std::vector<std::uint32_t>& units) const {
  const auto row = [&](std::uint32_t u) { return units_[u].rows.front(); };
  auto place = units.begin();
  for (auto at = units.begin(); at != units.end(); ++at) {
    const bool is_nearer = place == units.begin() || row(*at) > row(*(place - 1));
    const bool has_moved = std::find(moved.begin(), moved.end(), *at) != moved.end();
    if (row(*at) < row(unit) && is_nearer && !has_moved) place = at + 1;
  }
  units.insert(place, unit);
}

// Sections in the order of the list; each reaches to where the next one of the source begins.
void SectionOrder::write(const SectionBody& body, const std::vector<std::uint32_t>& headings,
                         const std::vector<std::uint16_t>& places,
                         const std::vector<std::uint16_t>& begins,
                         std::vector<std::uint32_t>& result) const {
  result.assign(body.units.begin(), body.units.begin() + begins.front());
  for (std::size_t item = 0; item < places.size(); ++item) {
    const std::uint16_t begin = places[item];
    if (begin == kNone) continue;
    if (item > 0) result.push_back(headings[item - 1]);
    const auto next = std::upper_bound(begins.begin(), begins.end(), begin);
    const std::size_t end = next == begins.end() ? body.units.size() : *next;
    result.insert(result.end(), body.units.begin() + begin,
                  body.units.begin() + static_cast<std::ptrdiff_t>(end));
  }
}

// A kicker or headline that was taken for a heading: it stands above the whole body, and no
// paragraph holds its words.
bool SectionOrder::leads_body(std::uint32_t heading, const SectionBody& body) const {
  const std::uint32_t row = units_[heading].rows.front();
  for (const std::uint32_t u : body.units) {
    if (units_[u].rows.front() < row) return false;
    const float held = topics_.coverage(topics_.of(heading), topics_.of(u));
    if (held >= article_weights.heading_least) return false;
  }
  return true;
}

void SectionOrder::place(const SectionBody& body, const std::vector<std::uint32_t>& listed,
                         bool are_questions, std::vector<PlacedHeading>& placed,
                         std::vector<std::uint32_t>& result) const {
  std::vector<std::uint32_t>& leading = tables_.leading;
  std::vector<std::uint32_t>& headings = tables_.headings;
  leading.clear();
  headings.clear();
  for (const std::uint32_t u : listed)
    (!are_questions && page_.parts.section_order && leads_body(u, body) ? leading : headings)
        .push_back(u);
  place_all(body, headings, are_questions, kMostRounds, placed, result);
  result.insert(result.begin(), leading.begin(), leading.end());
}

// The share of a heading's words that stand in the first paragraphs of its section.
float SectionOrder::words_below(std::uint32_t heading, const SectionBody& body,
                                std::size_t place) const {
  const Terms& words = topics_.of(heading);
  float sum = 0.0F;
  for (std::size_t i = 0; i < kParagraphShares.size() && place + i < body.units.size(); ++i) {
    const std::uint32_t below = body.units[place + i];
    if (i > 0 && units_[below].is_display) break;
    sum += kParagraphShares[i] * topics_.coverage(words, topics_.of(below));
  }
  return sum;
}

void SectionOrder::place_all(const SectionBody& body, const std::vector<std::uint32_t>& headings,
                             bool are_questions, int rounds, std::vector<PlacedHeading>& placed,
                             std::vector<std::uint32_t>& result) const {
  const auto put_in_front = [&] {
    result = headings;
    result.insert(result.end(), body.units.begin(), body.units.end());
  };
  if (headings.empty() && page_.parts.section_order) return lead_first(body, result);
  if (!page_.parts.section_order || headings.size() > body.units.size() ||
      headings.size() > kMostHeadings || body.units.size() > kMostParagraphs) {
    return put_in_front();
  }
  const Matches& matches = match_all(body, headings, are_questions);
  const bool is_free =
      headings.size() <= kMostFreeHeadings && body.units.size() <= kMostFreeParagraphs;
  Choice choice = Placement{matches, tables_.cells, false}.run();
  const float least = choice.score + article_weights.section_inversion;
  if (is_free && std::accumulate(matches.most.begin(), matches.most.end(), 0.0F) > least) {
    Choice other = Placement{matches, tables_.cells, true, choice.score}.run();
    if (other.score > choice.score) choice = std::move(other);
  }
  if (choice.score <= kNever) return put_in_front();
  std::vector<std::uint16_t>& begins = tables_.begins;
  begins = choice.place;
  std::erase(begins, kNone);
  std::sort(begins.begin(), begins.end());
  std::vector<float>& confidences = tables_.confidences;
  matches.find_confidences(choice.place, begins, confidences);
  std::vector<std::uint32_t> sure, unsure;
  for (std::size_t h = 0; h < headings.size(); ++h) {
    const bool has_words = are_questions || rounds == 0 ||
                           words_below(headings[h], body, choice.place[h + 1]) >= kLeastWords;
    const bool is_sure = confidences[h + 1] >= page_.min_confidence && has_words;
    (is_sure ? sure : unsure).push_back(headings[h]);
    if (!has_words) placed.push_back({headings[h], kWithoutWords});
  }
  if (unsure.empty()) {
    for (std::size_t h = 0; h < headings.size(); ++h)
      placed.push_back({headings[h], confidences[h + 1]});
    return write(body, headings, choice.place, begins, result);
  }
  place_all(body, sure, are_questions, std::max(rounds - 1, 0), placed, result);
  for (const std::uint32_t u : unsure) put_by_source(u, sure, result);
}

}  // namespace broadsheet::newspaper

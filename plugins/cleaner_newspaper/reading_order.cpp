// SPDX-License-Identifier: Apache-2.0
#include "reading_order.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace broadsheet::newspaper {
namespace {

constexpr std::size_t kNone = ~std::size_t{0};

}  // namespace

ReadingOrder::ReadingOrder(const Page& page, const std::vector<Piece>& pieces, const Topics& topics,
                           const std::vector<Unit>& units, const Grouping& grouping,
                           ReadingTables& tables)
    : page_(page),
      pieces_(pieces),
      topics_(topics),
      units_(units),
      grouping_(grouping),
      tables_(tables) {
  tables.first_piece.assign(units.size(), kNone);
  tables.last_piece.assign(units.size(), kNone);
  for (std::size_t k = 0; k < pieces.size(); ++k) {
    if (pieces[k].is_first) tables.first_piece[pieces[k].unit] = k;
    if (pieces[k].is_last) tables.last_piece[pieces[k].unit] = k;
  }
  tables.article_of.assign(units.size(), kNone);
  for (std::size_t a = 0; a < grouping.articles.size(); ++a) {
    for (const std::uint32_t u : grouping.articles[a].body) tables.article_of[u] = a;
  }
}

bool ReadingOrder::is_body_of(std::uint32_t unit, std::size_t article) const {
  return tables_.article_of[unit] == article;
}

// A heading right above the beginning of a paragraph of its article, and not inside a cut one,
// stands where it belongs.
bool ReadingOrder::stands_before_its_text(std::uint32_t unit, std::size_t article) const {
  std::size_t k = tables_.last_piece[unit] + 1;
  // Headings and a question may stand together above one paragraph.
  for (int steps = 0; k < pieces_.size() && steps < 2; ++steps, ++k) {
    const std::uint32_t next = pieces_[k].unit;
    const bool leads = units_[unit].role == Role::question || units_[unit].is_label;
    const bool passes = units_[next].is_display && units_[next].role == Role::heading && leads;
    if (!passes) break;
  }
  if (k >= pieces_.size() || !pieces_[k].is_first || !is_body_of(pieces_[k].unit, article))
    return false;
  const Role below = units_[pieces_[k].unit].role;
  if (units_[unit].role == Role::question &&
      (below == Role::question || units_[pieces_[k].unit].cue == Cue::question))
    return false;
  const std::size_t first = tables_.first_piece[unit];
  return first == 0 || pieces_[first - 1].is_last || units_[pieces_[first - 1].unit].is_display;
}

bool ReadingOrder::heads_article(std::uint32_t unit, std::size_t article) const {
  const List& head = grouping_.articles[article].head;
  return std::find(head.begin(), head.end(), unit) != head.end();
}

// Chunks: paragraphs that follow one another in the source without a break; what stands below the
// article's own title follows nothing. The paragraphs come in the source's order.
void ReadingOrder::list_chunks(std::size_t article) const {
  constexpr std::uint32_t kLast = ~0U;
  const List& paragraphs = tables_.paragraphs;
  auto& links = tables_.links;
  links.assign(paragraphs.size(), {kLast, false, false});
  for (std::uint32_t i = 0; i < paragraphs.size(); ++i) {
    std::size_t k = tables_.last_piece[paragraphs[i]] + 1;
    while (k < pieces_.size() && tables_.article_of[pieces_[k].unit] == kNone &&
           !heads_article(pieces_[k].unit, article)) {
      ++k;
    }
    if (k >= pieces_.size() || !pieces_[k].is_first || !is_body_of(pieces_[k].unit, article))
      continue;
    const auto found = std::lower_bound(paragraphs.begin(), paragraphs.end(), pieces_[k].unit);
    if (found == paragraphs.end() || *found != pieces_[k].unit) continue;
    links[i].next = static_cast<std::uint32_t>(found - paragraphs.begin());
    links[links[i].next].has_previous = true;
  }
  tables_.chunks.clear();
  tables_.chunk_ends.clear();
  // The second round takes what is left: columns that lead round in a circle.
  for (const bool only_starts : {true, false}) {
    for (std::uint32_t i = 0; i < paragraphs.size(); ++i) {
      if (links[i].is_listed || (only_starts && links[i].has_previous)) continue;
      for (std::uint32_t k = i; k != kLast && !links[k].is_listed; k = links[k].next) {
        tables_.chunks.push_back(paragraphs[k]);
        links[k].is_listed = true;
      }
      tables_.chunk_ends.push_back(tables_.chunks.size());
    }
  }
}

void ReadingOrder::append_heads(const ArticleDraft& draft, List& result) const {
  for (const Role role : {Role::kicker, Role::headline, Role::deck, Role::byline}) {
    const auto begin = static_cast<std::ptrdiff_t>(result.size());
    for (const std::uint32_t u : draft.head) {
      if (units_[u].role == role) result.push_back(u);
    }
    std::sort(result.begin() + begin, result.end(), source_order());
  }
}

void ReadingOrder::append_tail(const ArticleDraft& draft, List& result) const {
  const auto rank = [&](std::uint32_t u) {
    switch (units_[u].role) {
      case Role::author_note:
        return 0;
      case Role::credit:
        return 1;
      case Role::pull_quote:
        return 2;
      default:
        return 3;
    }
  };
  const auto begin = static_cast<std::ptrdiff_t>(result.size());
  result.insert(result.end(), draft.tail.begin(), draft.tail.end());
  std::sort(result.begin() + begin, result.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::pair(rank(a), units_[a].rows.front()) < std::pair(rank(b), units_[b].rows.front());
  });
}

SectionBody::Above ReadingOrder::title_above(std::uint32_t unit, const ArticleDraft& draft) const {
  using Above = SectionBody::Above;
  Above above = Above::none;
  for (std::size_t k = tables_.first_piece[unit]; k != kNone && k > 0; --k) {
    const std::uint32_t head = pieces_[k - 1].unit;
    if (std::find(draft.head.begin(), draft.head.end(), head) == draft.head.end()) break;
    if (units_[head].role != Role::byline) return Above::headline;
    above = Above::byline;
  }
  return above;
}

// Questions lead their answers, so they are placed first; headings then have no order to change.
void ReadingOrder::place_apart(std::vector<PlacedHeading>& placed) const {
  const SectionOrder sections(page_, units_, topics_, tables_.sections);
  const List& headings = tables_.displaced_headings;
  SectionBody& body = tables_.body;
  if (tables_.questions.empty()) return sections.place(body, headings, false, placed, tables_.text);
  sections.place(body, tables_.questions, true, placed, tables_.text);
  if (headings.empty()) return;
  body.units = tables_.text;
  body.begins_chunk.assign(body.units.size(), false);
  body.above.assign(body.units.size(), SectionBody::Above::none);
  sections.place(body, headings, false, placed, tables_.text);
}

void ReadingOrder::part(std::size_t article) const {
  const ArticleDraft& draft = grouping_.articles[article];
  ReadingTables& t = tables_;
  for (List* const list : {&t.notes, &t.note_labels, &t.paragraphs, &t.closing, &t.anchored,
                           &t.displaced_questions, &t.displaced_headings})
    list->clear();
  for (const std::uint32_t u : draft.body) {
    const Role role = units_[u].role;
    if (role == Role::editor_note) {
      t.notes.push_back(u);
    } else if (role == Role::author_note) {
      t.closing.push_back(u);
    } else if (role == Role::question && !stands_before_its_text(u, article)) {
      t.displaced_questions.push_back(u);
    } else {
      t.paragraphs.push_back(u);
    }
  }
  for (const std::uint32_t u : draft.headings) {
    if (units_[u].cue == Cue::editor_label)
      t.note_labels.push_back(u);
    else if (stands_before_its_text(u, article))
      t.anchored.push_back(u);
    else
      (units_[u].role == Role::question ? t.displaced_questions : t.displaced_headings)
          .push_back(u);
  }
  for (List* const list : {&t.anchored, &t.displaced_questions, &t.displaced_headings})
    std::sort(list->begin(), list->end(), source_order());
}

void ReadingOrder::list_headings_above() const {
  auto& above = tables_.above;
  above.clear();
  for (const std::uint32_t h : tables_.anchored) {
    std::size_t k = tables_.last_piece[h] + 1;
    while (k < pieces_.size() && units_[pieces_[k].unit].is_display) ++k;
    if (k < pieces_.size()) above.emplace_back(pieces_[k].unit, h);
  }
  if (above.size() > 1)
    std::stable_sort(above.begin(), above.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
}

// Adds a unit below the headings that are anchored to it.
void ReadingOrder::put_below_headings(std::uint32_t unit, List& list) const {
  const auto& above = tables_.above;
  auto found = std::lower_bound(above.begin(), above.end(), std::make_pair(unit, 0U));
  for (; found != above.end() && found->first == unit; ++found) list.push_back(found->second);
  list.push_back(unit);
}

// The chunks one behind the other, with what stands above them.
void ReadingOrder::fill_body(const ArticleDraft& draft) const {
  SectionBody& body = tables_.body;
  body.clear();
  body.has_note = !tables_.notes.empty();
  for (const std::uint32_t u : draft.head) {
    if (units_[u].role == Role::headline || units_[u].role == Role::deck)
      topics_.add(body.title, u);
  }
  std::size_t begin = 0;
  for (const std::size_t end : tables_.chunk_ends) {
    const std::size_t first = body.units.size();
    const std::uint32_t top = tables_.chunks[begin];
    for (; begin < end; ++begin) put_below_headings(tables_.chunks[begin], body.units);
    body.begins_chunk.resize(body.units.size(), false);
    body.above.resize(body.units.size(), SectionBody::Above::none);
    if (first == body.units.size()) continue;
    body.begins_chunk[first] = true;
    body.above[first] = title_above(top, draft);
  }
}

void ReadingOrder::order(std::size_t article, std::vector<PlacedHeading>& placed,
                         List& result) const {
  const ArticleDraft& draft = grouping_.articles[article];
  part(article);
  list_headings_above();
  list_chunks(article);
  fill_body(draft);
  tables_.questions.clear();
  for (const std::uint32_t u : tables_.displaced_questions)
    put_below_headings(u, tables_.questions);
  place_apart(placed);

  result.clear();
  append_heads(draft, result);
  result.insert(result.end(), tables_.note_labels.begin(), tables_.note_labels.end());
  for (const std::uint32_t u : tables_.notes) put_below_headings(u, result);
  result.insert(result.end(), tables_.text.begin(), tables_.text.end());
  for (const std::uint32_t u : tables_.closing) put_below_headings(u, result);
  append_tail(draft, result);
}

}  // namespace broadsheet::newspaper

// SPDX-License-Identifier: Apache-2.0
#include "reading_order.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace broadsheet::newspaper {
namespace {

constexpr std::size_t kNone = ~std::size_t{0};

}  // namespace

struct ReadingOrder::Parts {
  List notes, paragraphs, closing;
  List labels;    // of editors' notes
  List anchored;  // headings and questions that stand right above their texts
  List displaced_questions, displaced_headings;
};

ReadingOrder::ReadingOrder(const Page& page, const std::vector<Piece>& pieces, const Topics& topics,
                           const std::vector<Unit>& units, const Grouping& grouping)
    : page_(page), pieces_(pieces), topics_(topics), units_(units), grouping_(grouping) {
  first_piece_.assign(units.size(), kNone);
  last_piece_.assign(units.size(), kNone);
  for (std::size_t k = 0; k < pieces.size(); ++k) {
    if (pieces[k].is_first) first_piece_[pieces[k].unit] = k;
    if (pieces[k].is_last) last_piece_[pieces[k].unit] = k;
  }
  article_of_.assign(units.size(), kNone);
  for (std::size_t a = 0; a < grouping.articles.size(); ++a) {
    for (const std::uint32_t u : grouping.articles[a].body) article_of_[u] = a;
  }
}

bool ReadingOrder::is_body_of(std::uint32_t unit, std::size_t article) const {
  return article_of_[unit] == article;
}

// A heading right above the beginning of a paragraph of its article, and not inside a cut one,
// stands where it belongs.
bool ReadingOrder::stands_before_its_text(std::uint32_t unit, std::size_t article) const {
  std::size_t k = last_piece_[unit] + 1;
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
  const std::size_t first = first_piece_[unit];
  return first == 0 || pieces_[first - 1].is_last || units_[pieces_[first - 1].unit].is_display;
}

bool ReadingOrder::heads_article(std::uint32_t unit, std::size_t article) const {
  const List& head = grouping_.articles[article].head;
  return std::find(head.begin(), head.end(), unit) != head.end();
}

// Chunks: paragraphs that follow one another in the source without a break; what stands below the
// article's own title follows nothing. The paragraphs come in the source's order.
ReadingOrder::Chunks ReadingOrder::list_chunks(const List& paragraphs, std::size_t article) const {
  constexpr std::uint32_t kLast = ~0U;
  struct Link {
    std::uint32_t next = kLast;
    bool has_previous = false, is_listed = false;
  };
  std::vector<Link> links(paragraphs.size());
  for (std::uint32_t i = 0; i < paragraphs.size(); ++i) {
    std::size_t k = last_piece_[paragraphs[i]] + 1;
    while (k < pieces_.size() && article_of_[pieces_[k].unit] == kNone &&
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
  Chunks chunks;
  chunks.units.reserve(paragraphs.size());
  chunks.ends.reserve(paragraphs.size());
  // The second round takes what is left: columns that lead round in a circle.
  for (const bool only_starts : {true, false}) {
    for (std::uint32_t i = 0; i < paragraphs.size(); ++i) {
      if (links[i].is_listed || (only_starts && links[i].has_previous)) continue;
      for (std::uint32_t k = i; k != kLast && !links[k].is_listed; k = links[k].next) {
        chunks.units.push_back(paragraphs[k]);
        links[k].is_listed = true;
      }
      chunks.ends.push_back(chunks.units.size());
    }
  }
  return chunks;
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
  for (std::size_t k = first_piece_[unit]; k != kNone && k > 0; --k) {
    const std::uint32_t head = pieces_[k - 1].unit;
    if (std::find(draft.head.begin(), draft.head.end(), head) == draft.head.end()) break;
    if (units_[head].role != Role::byline) return Above::headline;
    above = Above::byline;
  }
  return above;
}

// Questions lead their answers, so they are placed first; headings then have no order to change.
ReadingOrder::List ReadingOrder::place_apart(SectionBody& body, const List& questions,
                                             const List& headings,
                                             std::vector<PlacedHeading>& placed) const {
  const SectionOrder sections(page_, units_, topics_);
  if (questions.empty()) return sections.place(body, headings, false, placed);
  body.units = sections.place(body, questions, true, placed);
  body.begins_chunk.assign(body.units.size(), false);
  body.above.assign(body.units.size(), SectionBody::Above::none);
  return headings.empty() ? body.units : sections.place(body, headings, false, placed);
}

ReadingOrder::Parts ReadingOrder::part(std::size_t article) const {
  const ArticleDraft& draft = grouping_.articles[article];
  Parts parts;
  parts.paragraphs.reserve(draft.body.size());
  for (const std::uint32_t u : draft.body) {
    const Role role = units_[u].role;
    if (role == Role::editor_note) {
      parts.notes.push_back(u);
    } else if (role == Role::author_note) {
      parts.closing.push_back(u);
    } else if (role == Role::question && !stands_before_its_text(u, article)) {
      parts.displaced_questions.push_back(u);
    } else {
      parts.paragraphs.push_back(u);
    }
  }
  for (const std::uint32_t u : draft.headings) {
    if (units_[u].cue == Cue::editor_label)
      parts.labels.push_back(u);
    else if (stands_before_its_text(u, article))
      parts.anchored.push_back(u);
    else
      (units_[u].role == Role::question ? parts.displaced_questions : parts.displaced_headings)
          .push_back(u);
  }
  for (List* const list : {&parts.anchored, &parts.displaced_questions, &parts.displaced_headings})
    std::sort(list->begin(), list->end(), source_order());
  return parts;
}

std::vector<std::uint32_t> ReadingOrder::order(std::size_t article,
                                               std::vector<PlacedHeading>& placed) const {
  const ArticleDraft& draft = grouping_.articles[article];
  Parts parts = part(article);
  SectionBody body;
  body.units.reserve(parts.paragraphs.size() + parts.anchored.size());
  body.begins_chunk.reserve(body.units.capacity());
  body.above.reserve(body.units.capacity());
  body.has_note = !parts.notes.empty();
  for (const std::uint32_t u : draft.head) {
    if (units_[u].role == Role::headline || units_[u].role == Role::deck)
      topics_.add(body.title, u);
  }
  std::vector<std::pair<std::uint32_t, std::uint32_t>> above;  // paragraph, heading
  for (const std::uint32_t h : parts.anchored) {
    std::size_t k = last_piece_[h] + 1;
    while (k < pieces_.size() && units_[pieces_[k].unit].is_display) ++k;
    if (k < pieces_.size()) above.emplace_back(pieces_[k].unit, h);
  }
  if (above.size() > 1)
    std::stable_sort(above.begin(), above.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
  List notes_with_labels = std::move(parts.labels);
  const auto put = [&](std::uint32_t u, List& list) {
    auto found = std::lower_bound(above.begin(), above.end(), std::make_pair(u, 0U));
    for (; found != above.end() && found->first == u; ++found) list.push_back(found->second);
    list.push_back(u);
  };
  for (const std::uint32_t u : parts.notes) put(u, notes_with_labels);
  const Chunks chunks = list_chunks(parts.paragraphs, article);
  std::size_t begin = 0;
  for (const std::size_t end : chunks.ends) {
    const std::size_t first = body.units.size();
    const std::uint32_t top = chunks.units[begin];
    for (; begin < end; ++begin) put(chunks.units[begin], body.units);
    body.begins_chunk.resize(body.units.size(), false);
    if (first < body.units.size()) body.begins_chunk[first] = true;
    body.above.resize(body.units.size(), SectionBody::Above::none);
    if (first < body.units.size()) body.above[first] = title_above(top, draft);
  }
  List questions;
  for (const std::uint32_t u : parts.displaced_questions) put(u, questions);
  const List text = place_apart(body, questions, parts.displaced_headings, placed);

  List closing;
  for (const std::uint32_t u : parts.closing) put(u, closing);
  List result;
  result.reserve(draft.head.size() + notes_with_labels.size() + text.size() + closing.size() +
                 draft.tail.size());
  append_heads(draft, result);
  for (const List* const list : std::to_array<const List*>({&notes_with_labels, &text, &closing}))
    result.insert(result.end(), list->begin(), list->end());
  append_tail(draft, result);
  return result;
}

}  // namespace broadsheet::newspaper

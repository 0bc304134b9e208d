// SPDX-License-Identifier: Apache-2.0
#include "reading_order.hpp"

#include <algorithm>
#include <cmath>

namespace broadsheet::newspaper {
namespace {

constexpr std::size_t kNone = ~std::size_t{0};
constexpr std::size_t kMostAligned = 60;  // headings of one article; more are left in front
constexpr std::size_t kMostParagraphs = 300;
constexpr float kConfidentMatch = 0.3F;  // share of a heading's words in one paragraph
constexpr float kUneven = 0.012F;        // cost of sections of unequal length
constexpr float kBeforeLead = 0.35F;     // cost of a heading above the article's first paragraph

bool is_body_role(Role role) {
  return role == Role::paragraph || role == Role::list_item || role == Role::question;
}

}  // namespace

struct ReadingOrder::Parts {
  List notes, paragraphs, closing;
  List displaced_questions, displaced_headings;
};

ReadingOrder::ReadingOrder(const Page& page, const std::vector<Piece>& pieces,
                           const std::vector<TermSet>& terms, const TermWeights& weights,
                           const std::vector<Unit>& units, const Grouping& grouping)
    : page_(page),
      pieces_(pieces),
      terms_(terms),
      weights_(weights),
      units_(units),
      grouping_(grouping) {
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
    const bool passes = units_[next].is_display && units_[next].role == Role::heading &&
                        units_[unit].role == Role::question;
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

// Chunks: paragraphs that follow one another in the source without a break.
std::vector<ReadingOrder::List> ReadingOrder::list_chunks(const List& paragraphs,
                                                          std::size_t article) const {
  std::vector<std::uint32_t> next(paragraphs.size(), ~0U);
  std::vector<bool> has_previous(paragraphs.size(), false);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> position;  // unit, index in paragraphs
  position.reserve(paragraphs.size());
  for (std::uint32_t i = 0; i < paragraphs.size(); ++i) position.emplace_back(paragraphs[i], i);
  std::sort(position.begin(), position.end());
  for (std::uint32_t i = 0; i < paragraphs.size(); ++i) {
    std::size_t k = last_piece_[paragraphs[i]] + 1;
    while (k < pieces_.size() && article_of_[pieces_[k].unit] == kNone) ++k;
    if (k >= pieces_.size() || !pieces_[k].is_first || !is_body_of(pieces_[k].unit, article))
      continue;
    const auto found =
        std::lower_bound(position.begin(), position.end(), std::make_pair(pieces_[k].unit, 0U));
    if (found == position.end() || found->first != pieces_[k].unit) continue;
    next[i] = found->second;
    has_previous[found->second] = true;
  }
  std::vector<List> chunks;
  std::vector<bool> is_listed(paragraphs.size(), false);
  // The second round takes what is left: columns that lead round in a circle.
  for (const bool only_starts : {true, false}) {
    for (std::uint32_t i = 0; i < paragraphs.size(); ++i) {
      if (is_listed[i] || (only_starts && has_previous[i])) continue;
      chunks.emplace_back();
      for (std::uint32_t k = i; k != ~0U && !is_listed[k]; k = next[k]) {
        chunks.back().push_back(paragraphs[k]);
        is_listed[k] = true;
      }
    }
  }
  return chunks;
}

// Puts shuffled sections in order where the displaced headings tell it.
void ReadingOrder::sort_chunks(std::vector<List>& chunks, const Parts& parts) const {
  const List& headings =
      parts.displaced_headings.size() >= 2 ? parts.displaced_headings : parts.displaced_questions;
  if (chunks.size() < 2 || chunks.size() > 40 || headings.size() < 2 ||
      headings.size() > kMostAligned)
    return;
  std::vector<float> key(chunks.size(), -1.0F);
  std::vector<bool> is_matched(chunks.size(), false);
  for (std::size_t h = 0; h < headings.size(); ++h) {
    float best = kConfidentMatch;
    std::size_t best_chunk = kNone;
    for (std::size_t c = 0; c < chunks.size(); ++c) {
      for (const std::uint32_t u : chunks[c]) {
        const float covered = weights_.coverage(terms_[headings[h]], terms_[u]);
        if (covered > best) best = covered, best_chunk = c;
      }
    }
    if (best_chunk == kNone || is_matched[best_chunk]) continue;
    is_matched[best_chunk] = true;
    key[best_chunk] = static_cast<float>(h);
  }
  if (std::count(is_matched.begin(), is_matched.end(), true) < 2) return;
  // An unmatched chunk opens the article if it is short, or else keeps behind the chunk before it.
  for (std::size_t c = 1; c < chunks.size(); ++c) {
    if (!is_matched[c] && chunks[c].size() > 2) key[c] = key[c - 1] + 0.01F;
  }
  std::vector<std::size_t> order(chunks.size());
  for (std::size_t c = 0; c < order.size(); ++c) order[c] = c;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return key[a] < key[b]; });
  std::vector<List> sorted;
  for (const std::size_t c : order) sorted.push_back(std::move(chunks[c]));
  chunks = std::move(sorted);
}

float ReadingOrder::match(std::uint32_t heading, const List& body, std::size_t position,
                          bool is_question) const {
  const TermSet& words = terms_[heading];
  float score = weights_.coverage(words, terms_[body[position]]);
  if (position + 1 < body.size())
    score += 0.35F * weights_.coverage(words, terms_[body[position + 1]]);
  if (position + 2 < body.size())
    score += 0.15F * weights_.coverage(words, terms_[body[position + 2]]);
  const Cue cue = units_[body[position]].cue;
  if (is_question && (cue == Cue::answer || cue == Cue::speaker)) score += 1.5F;
  return score;
}

// Places headings, in their order, above paragraphs of the body.
ReadingOrder::List ReadingOrder::align(const List& body, const List& headings, bool are_questions,
                                       bool has_note) const {
  const std::size_t n = body.size(), m = headings.size();
  if (m == 0) return body;
  List result;
  if (n < m || m > kMostAligned || n > kMostParagraphs) {
    result = headings;
    result.insert(result.end(), body.begin(), body.end());
    return result;
  }
  const float usual = static_cast<float>(n) / static_cast<float>(m);
  constexpr float kNever = -1e9F;
  std::vector<std::vector<float>> best(m, std::vector<float>(n, kNever));
  std::vector<std::vector<std::size_t>> from(m, std::vector<std::size_t>(n, kNone));
  for (std::size_t i = 0; i < m; ++i) {
    for (std::size_t k = i; k + (m - i) <= n; ++k) {
      const bool is_taken = !is_body_role(units_[body[k]].role) ||
                            (k > 0 && units_[body[k - 1]].is_display) ||
                            (!are_questions && k > 0 && units_[body[k - 1]].role == Role::question);
      if (is_taken) continue;
      float score = match(headings[i], body, k, are_questions);
      if (k == 0 && !has_note) score -= kBeforeLead;
      if (i == 0) {
        best[i][k] = score;
        continue;
      }
      for (std::size_t before = i - 1; before < k; ++before) {
        if (best[i - 1][before] == kNever) continue;
        const float uneven = static_cast<float>(k - before) - usual;
        const float total = best[i - 1][before] + score - kUneven * uneven * uneven;
        if (total > best[i][k]) best[i][k] = total, from[i][k] = before;
      }
    }
  }
  const auto& last = best[m - 1];
  std::size_t at =
      static_cast<std::size_t>(std::max_element(last.begin(), last.end()) - last.begin());
  std::vector<std::size_t> place(m, 0);
  if (last[at] == kNever) {
    result = headings;
    result.insert(result.end(), body.begin(), body.end());
    return result;
  }
  for (std::size_t i = m; i-- > 0;) {
    place[i] = at;
    at = from[i][at];
  }
  for (std::size_t k = 0, i = 0; k < n; ++k) {
    while (i < m && place[i] == k) result.push_back(headings[i++]);
    result.push_back(body[k]);
  }
  return result;
}

std::vector<std::uint32_t> ReadingOrder::heads_of(const ArticleDraft& draft) const {
  List result;
  for (const Role role : {Role::kicker, Role::headline, Role::deck, Role::byline}) {
    List heads;
    for (const std::uint32_t u : draft.head) {
      if (units_[u].role == role) heads.push_back(u);
    }
    std::sort(heads.begin(), heads.end(), source_order());
    result.insert(result.end(), heads.begin(), heads.end());
  }
  return result;
}

std::vector<std::uint32_t> ReadingOrder::tail_of(const ArticleDraft& draft) const {
  List tail = draft.tail;
  std::stable_sort(tail.begin(), tail.end(), source_order());
  std::stable_partition(tail.begin(), tail.end(), [&](std::uint32_t u) {
    return units_[u].role == Role::author_note || units_[u].role == Role::credit;
  });
  return tail;
}

std::vector<std::uint32_t> ReadingOrder::order(std::size_t article) const {
  const ArticleDraft& draft = grouping_.articles[article];
  const auto by_source = source_order();
  Parts parts;
  List anchored;
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
  List labels;
  for (const std::uint32_t u : draft.headings) {
    if (units_[u].cue == Cue::editor_label)
      labels.push_back(u);
    else if (stands_before_its_text(u, article))
      anchored.push_back(u);
    else
      (units_[u].role == Role::question ? parts.displaced_questions : parts.displaced_headings)
          .push_back(u);
  }
  std::sort(anchored.begin(), anchored.end(), by_source);
  std::sort(parts.displaced_questions.begin(), parts.displaced_questions.end(), by_source);
  std::sort(parts.displaced_headings.begin(), parts.displaced_headings.end(), by_source);

  std::vector<List> chunks = list_chunks(parts.paragraphs, article);
  sort_chunks(chunks, parts);
  List body;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> above;  // paragraph, heading
  for (const std::uint32_t h : anchored) {
    std::size_t k = last_piece_[h] + 1;
    while (k < pieces_.size() && units_[pieces_[k].unit].is_display) ++k;
    if (k < pieces_.size()) above.emplace_back(pieces_[k].unit, h);
  }
  std::stable_sort(above.begin(), above.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  List notes_with_labels = labels;
  const auto put = [&](std::uint32_t u, List& list) {
    auto found = std::lower_bound(above.begin(), above.end(), std::make_pair(u, 0U));
    for (; found != above.end() && found->first == u; ++found) list.push_back(found->second);
    list.push_back(u);
  };
  for (const std::uint32_t u : parts.notes) put(u, notes_with_labels);
  for (const List& chunk : chunks) {
    for (const std::uint32_t u : chunk) put(u, body);
  }
  const bool has_note = !parts.notes.empty();
  List questions;
  for (const std::uint32_t u : parts.displaced_questions) put(u, questions);
  body = align(body, questions, true, has_note);
  body = align(body, parts.displaced_headings, false, has_note);

  List result = heads_of(draft);
  result.insert(result.end(), notes_with_labels.begin(), notes_with_labels.end());
  result.insert(result.end(), body.begin(), body.end());
  List closing;
  for (const std::uint32_t u : parts.closing) put(u, closing);
  result.insert(result.end(), closing.begin(), closing.end());
  const List tail = tail_of(draft);
  result.insert(result.end(), tail.begin(), tail.end());
  return result;
}

}  // namespace broadsheet::newspaper

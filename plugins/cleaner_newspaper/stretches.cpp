// SPDX-License-Identifier: Apache-2.0
#include "stretches.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "article_weights.hpp"
#include "characters.hpp"

namespace broadsheet::newspaper {
namespace {

// Compared pair by pair; a longer list is merged by nearness alone.
constexpr std::size_t kMostStretches = 80;
constexpr float kNoPair = -1e9F;

class StretchFinder {
 public:
  StretchFinder(const Page& page, const std::vector<Piece>& pieces, const Topics& topics,
                bool is_rigid, const std::vector<Unit>& units, const Titles& titles)
      : page_(page),
        pieces_(pieces),
        topics_(topics),
        is_rigid_(is_rigid),
        units_(units),
        titles_(titles) {}

  Stretches run() {
    find_listed_questions();
    find_stretches();
    merge_stretches();
    return std::move(stretches_);
  }

 private:
  const Unit& unit(std::size_t piece) const { return units_[pieces_[piece].unit]; }
  bool belongs_to_body(std::uint32_t u) const {
    return is_body_unit(units_[u]) && !stretches_.is_listed[u];
  }
  bool is_body_piece(std::size_t piece) const { return belongs_to_body(pieces_[piece].unit); }

  void find_listed_questions();
  void find_stretches();
  bool signs_off(std::size_t piece) const;
  bool goes_on(std::size_t above, std::size_t below, bool title_between) const;
  void merge_stretches();
  float merge_score(const Stretch& a, const Stretch& b) const;
  float measure_score(const Stretch& upper, const Stretch& lower, bool is_near) const;
  bool is_of_one_measure(float a, float b) const;
  void merge(std::size_t into, std::size_t from);

  const Page& page_;
  const std::vector<Piece>& pieces_;
  const Topics& topics_;
  bool is_rigid_;
  const std::vector<Unit>& units_;
  const Titles& titles_;
  Stretches stretches_;
};

// Questions that follow one another, or that no paragraph follows, were torn from their answers.
void StretchFinder::find_listed_questions() {
  stretches_.is_listed.assign(units_.size(), false);
  const auto is_question = [&](std::size_t k) {
    return k < pieces_.size() && unit(k).role == Role::question;
  };
  for (std::size_t k = 0; k < pieces_.size(); ++k) {
    if (!is_question(k)) continue;
    const bool in_a_row = is_question(k + 1) || (k > 0 && is_question(k - 1));
    const bool has_answer =
        k + 1 < pieces_.size() && is_body_unit(unit(k + 1)) && pieces_[k + 1].is_first;
    stretches_.is_listed[pieces_[k].unit] = in_a_row || !has_answer;
  }
}

// （闵小渔）: a credit in brackets ends its article.
bool StretchFinder::signs_off(std::size_t piece) const {
  const Unit& credit = unit(piece);
  return credit.role == Role::credit &&
         is_opening(page_.text[page_.rows[credit.rows.front()].text_begin]);
}

// Are two neighbouring body pieces one stretch?
bool StretchFinder::goes_on(std::size_t above, std::size_t below, bool title_between) const {
  if (title_between) return false;
  const Unit& upper = unit(above);
  const Unit& lower = unit(below);
  if (pieces_[above].is_last && upper.role == Role::author_note && lower.role != Role::author_note)
    return false;
  if (lower.role == Role::author_note && pieces_[below].is_first)
    return upper.role != Role::author_note;
  if (lower.role == Role::editor_note && pieces_[below].is_first) return false;
  if (lower.introduces && pieces_[below].is_first) return false;
  if (lower.opens_article && pieces_[below].is_first && pieces_[above].is_last) return false;
  if (is_rigid_ && upper.full_width_em > 0 && lower.full_width_em > 0 &&
      std::fabs(upper.full_width_em - lower.full_width_em) >= 0.75F) {
    return false;
  }
  return is_same_measure(upper.measure_em, lower.measure_em);
}

void StretchFinder::find_stretches() {
  std::vector<std::uint32_t> parent(units_.size());
  std::iota(parent.begin(), parent.end(), 0U);
  const auto root = [&](std::uint32_t u) {
    while (parent[u] != u) u = parent[u] = parent[parent[u]];
    return u;
  };
  std::vector<bool> ends_title(pieces_.size(), false);
  for (const TitleGroup& group : titles_.groups) {
    if (group.is_sure) ends_title[group.last_piece] = true;
  }
  for (const std::size_t byline : titles_.opening_bylines) ends_title[byline] = true;
  std::size_t previous = kNoStretch;
  bool title_between = false, has_ended = false;
  std::vector<bool> has_title(units_.size(), false), is_signed(units_.size(), false);
  for (std::size_t k = 0; k < pieces_.size(); ++k) {
    if (ends_title[k] || unit(k).cue == Cue::jump) title_between = true;
    if (previous != kNoStretch && pieces_[previous].is_last && signs_off(k))
      has_ended = is_signed[pieces_[previous].unit] = true;
    if (!is_body_piece(k)) continue;
    if (previous != kNoStretch && !has_ended && goes_on(previous, k, title_between)) {
      parent[root(pieces_[k].unit)] = root(pieces_[previous].unit);
    }
    if (title_between && pieces_[k].is_first) has_title[pieces_[k].unit] = true;
    title_between = has_ended = false;
    previous = k;
  }
  stretches_.of_unit.assign(units_.size(), kNoStretch);
  std::vector<std::size_t> index_of_root(units_.size(), kNoStretch);
  std::vector<std::uint32_t> units_of_root(units_.size());
  for (std::uint32_t u = 0; u < units_.size(); ++u) ++units_of_root[root(u)];
  for (std::size_t k = 0; k < pieces_.size(); ++k) {
    const std::uint32_t u = pieces_[k].unit;
    if (!belongs_to_body(u)) continue;
    std::size_t& index = index_of_root[root(u)];
    if (index == kNoStretch) {
      index = stretches_.list.size();
      stretches_.list.emplace_back();
      stretches_.list.back().units.reserve(units_of_root[root(u)]);
      stretches_.list.back().first_piece = k;
      stretches_.list.back().measure_em = units_[u].measure_em;
    }
    Stretch& stretch = stretches_.list[index];
    stretch.last_piece = k;
    if (stretches_.of_unit[u] != kNoStretch) continue;
    stretches_.of_unit[u] = index;
    stretch.is_opened = stretch.is_opened || (stretch.units.empty() && units_[u].opens_article);
    stretch.is_introduced =
        stretch.is_introduced || (stretch.units.empty() && units_[u].introduces);
    stretch.has_opening = stretch.has_opening || units_[u].opens_article;
    stretch.units.push_back(u);
    stretch.row_count += units_[u].rows.size();
    const Cue cue = units_[u].cue;
    stretch.speakers += cue == Cue::speaker || cue == Cue::answer || cue == Cue::question ? 1 : 0;
    stretch.has_title = stretch.has_title || has_title[u];
    stretch.ends_with_note =
        stretch.ends_with_note || units_[u].role == Role::author_note || is_signed[u];
  }
  for (Stretch& stretch : stretches_.list) stretch.terms = topics_.sum(stretch.units);
}

float StretchFinder::measure_score(const Stretch& upper, const Stretch& lower, bool is_near) const {
  const float larger = std::max(upper.measure_em, lower.measure_em),
              smaller = std::min(upper.measure_em, lower.measure_em);
  const ArticleWeights& w = article_weights;
  if (is_of_one_measure(upper.measure_em, lower.measure_em)) return w.same_measure;
  if (is_near && smaller > 0 && larger < 1.08F * smaller) return w.near_measure;
  if (larger <= 1.6F * smaller || smaller <= 0) return w.other_measure;
  // A lead or an editor's note spans the columns of the article below it.
  const Stretch& wide = upper.measure_em > lower.measure_em ? upper : lower;
  if (wide.row_count > 10) return w.other_measure;
  return is_near && &wide == &upper ? w.lead_above : w.lead_elsewhere;
}

float StretchFinder::merge_score(const Stretch& a, const Stretch& b) const {
  const Stretch& upper = a.first_piece < b.first_piece ? a : b;
  const Stretch& lower = a.first_piece < b.first_piece ? b : a;
  const bool is_near = lower.first_piece <= upper.last_piece + 3;
  const ArticleWeights& w = article_weights;
  const bool a_talks = a.speakers * 3 > a.units.size(), b_talks = b.speakers * 3 > b.units.size();
  const bool one_talks = a_talks != b_talks && a.units.size() >= 3 && b.units.size() >= 3;
  const auto score_with = [&](float kinship) {
    float score = measure_score(upper, lower, is_near) + kinship;
    if (is_near) score += w.near;
    if (one_talks) score += w.one_talks;
    if (a.has_title && b.has_title) score += w.two_titles;
    if (lower.has_title) score += w.lower_title;
    if (a.has_opening && b.has_opening) score += w.two_openings;
    if (lower.is_introduced && !lower.has_title) score += w.lower_introduction;
    if (lower.is_opened) score += w.lower_opening;
    if (a.ends_with_note && b.ends_with_note) score += w.two_notes;
    if (upper.ends_with_note && is_near) score += w.note_between;
    return score;
  };
  // Words are compared only where they could still decide.
  const float most = score_with(w.most_kinship);
  if (most < std::min(w.merge_to_fit, w.merge_anyway)) return most;
  return score_with(
      std::clamp(w.kinship * topics_.kinship(a.terms, b.terms), w.least_kinship, w.most_kinship));
}

// Where rows are never squeezed, 14 and 15 em are two measures.
bool StretchFinder::is_of_one_measure(float a, float b) const {
  return is_same_measure(a, b) && (!is_rigid_ || std::fabs(a - b) < 0.7F);
}

void StretchFinder::merge(std::size_t into, std::size_t from) {
  Stretch& a = stretches_.list[into];
  Stretch& b = stretches_.list[from];
  a.units.insert(a.units.end(), b.units.begin(), b.units.end());
  for (const std::uint32_t u : b.units) stretches_.of_unit[u] = into;
  topics_.merge(a.terms, b.terms);
  if (b.row_count > a.row_count) a.measure_em = b.measure_em;
  a.row_count += b.row_count;
  a.speakers += b.speakers;
  a.is_opened = a.first_piece < b.first_piece ? a.is_opened : b.is_opened;
  a.is_introduced = a.first_piece < b.first_piece ? a.is_introduced : b.is_introduced;
  a.first_piece = std::min(a.first_piece, b.first_piece);
  a.last_piece = std::max(a.last_piece, b.last_piece);
  a.has_title = a.has_title || b.has_title;
  a.has_opening = a.has_opening || b.has_opening;
  a.ends_with_note = a.ends_with_note || b.ends_with_note;
  b = Stretch{};
}

void StretchFinder::merge_stretches() {
  if (stretches_.list.size() > kMostStretches) return;
  std::size_t sure = 0, bylines = titles_.lone_bylines.size();
  for (const TitleGroup& group : titles_.groups) {
    sure += group.is_sure ? 1 : 0;
    bylines += group.bylines.empty() ? 0 : 1;
  }
  const std::size_t titles = std::max(sure, bylines);
  const std::size_t count = stretches_.list.size();
  std::vector<float> scores(count * count, kNoPair);
  const auto rescore = [&](std::size_t a, std::size_t b) {
    const bool alive_both =
        a != b && !stretches_.list[a].units.empty() && !stretches_.list[b].units.empty();
    scores[std::min(a, b) * count + std::max(a, b)] =
        alive_both ? merge_score(stretches_.list[a], stretches_.list[b]) : kNoPair;
  };
  for (std::size_t a = 0; a < count; ++a) {
    for (std::size_t b = a + 1; b < count; ++b) rescore(a, b);
  }
  for (std::size_t alive = count; alive > 1; --alive) {
    const auto best =
        static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
    const float needed =
        titles > 0 && alive > titles ? article_weights.merge_to_fit : article_weights.merge_anyway;
    if (scores[best] < needed) break;
    const std::size_t into = best / count, from = best % count;
    merge(into, from);
    for (std::size_t other = 0; other < count; ++other) {
      rescore(into, other);
      rescore(from, other);
    }
  }
}

}  // namespace

bool is_body_unit(const Unit& unit) {
  return !unit.is_display && unit.role != Role::byline && unit.role != Role::caption &&
         unit.role != Role::credit && unit.role != Role::furniture;
}

std::size_t nearest_body_piece(const std::vector<Piece>& pieces, const std::vector<Unit>& units,
                               const Stretches& stretches, std::size_t piece, bool below) {
  constexpr std::size_t kFarthest = 60;
  for (std::size_t steps = 0; steps < kFarthest; ++steps) {
    if (below ? piece + 1 >= pieces.size() : piece == 0) break;
    piece = below ? piece + 1 : piece - 1;
    const std::uint32_t u = pieces[piece].unit;
    if (is_body_unit(units[u]) && !stretches.is_listed[u]) return piece;
  }
  return kNoStretch;
}

Stretches find_stretches(const Page& page, const std::vector<Piece>& pieces, const Topics& topics,
                         bool is_rigid, const std::vector<Unit>& units, const Titles& titles) {
  return StretchFinder(page, pieces, topics, is_rigid, units, titles).run();
}

}  // namespace broadsheet::newspaper

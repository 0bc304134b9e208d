// SPDX-License-Identifier: Apache-2.0
#include "articles.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "characters.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr std::size_t kMostStretches =
    80;  // compared pair by pair; a longer list is merged by nearness alone
constexpr float kNoPair = -1e9F;
constexpr float kMergeAnyway = 1.9F;
constexpr float kMergeToFit = 0.5F;  // while there are more stretches than headlines

struct Stretch {
  std::vector<std::uint32_t> units;
  TermSet terms;
  float measure_em = kOpenMeasure;
  std::size_t first_piece = 0, last_piece = 0;
  bool has_title = false;  // a headline stands right above it
  bool ends_with_note = false;
  std::size_t row_count = 0;
  std::size_t speakers = 0;  // units that begin with a speaker's name
};

bool is_body_unit(const Unit& unit) {
  return !unit.is_display && unit.role != Role::byline && unit.role != Role::caption &&
         unit.role != Role::credit && unit.role != Role::furniture;
}

class Grouper {
 public:
  Grouper(const Page& page, const std::vector<Piece>& pieces, const std::vector<TermSet>& terms,
          const TermWeights& weights, bool is_rigid, std::vector<Unit>& units)
      : page_(page),
        pieces_(pieces),
        terms_(terms),
        weights_(weights),
        is_rigid_(is_rigid),
        units_(units),
        titles_(find_titles(page, pieces, units)) {
    find_listed_questions();
  }

  Grouping run() {
    find_stretches();
    merge_stretches();
    attach_titles();
    assign_listed_headings();
    attach_rest();
    name_editor_notes();
    return finish();
  }

 private:
  static constexpr std::size_t kNone = ~std::size_t{0};

  const Unit& unit(std::size_t piece) const { return units_[pieces_[piece].unit]; }
  std::size_t stretch_of(std::uint32_t u) const { return stretch_of_[u]; }

  // In the text of an article; questions listed apart from their answers are not.
  bool belongs_to_body(std::uint32_t u) const { return is_body_unit(units_[u]) && !is_listed_[u]; }
  bool is_body_piece(std::size_t piece) const { return belongs_to_body(pieces_[piece].unit); }

  void find_listed_questions();
  void find_stretches();
  bool goes_on(std::size_t above, std::size_t below, bool title_between) const;
  void merge_stretches();
  float merge_score(const Stretch& a, const Stretch& b) const;
  float find_usual_cosine() const;
  void merge(std::size_t into, std::size_t from);
  void attach_titles();
  void attach_group(const TitleGroup& group, std::size_t stretch);
  float title_score(const TitleGroup& group, std::size_t stretch) const;
  void attach_rest();
  bool stands_above_its_text(std::size_t piece) const;
  void assign_listed_headings();
  bool is_first_number(std::uint32_t u) const;
  std::size_t title_row(std::size_t s) const;
  void name_editor_notes();
  std::size_t place_by_words(std::uint32_t u, std::size_t previous) const;
  std::size_t neighbour(std::size_t piece, bool below) const;
  Grouping finish();

  const Page& page_;
  const std::vector<Piece>& pieces_;
  const std::vector<TermSet>& terms_;
  const TermWeights& weights_;
  bool is_rigid_;
  std::vector<Unit>& units_;
  Titles titles_;
  std::vector<Stretch> stretches_;
  float usual_cosine_ = 0;
  std::vector<std::size_t> stretch_of_;  // by unit
  std::vector<ArticleDraft> drafts_;     // by stretch
  std::vector<std::uint32_t> furniture_;
  std::vector<bool> is_placed_;              // by unit
  std::vector<std::size_t> listed_stretch_;  // by unit: of a heading in a list of headings
  std::vector<bool> is_listed_;              // by unit: a question away from its answer
};

// Questions that follow one another, or that no paragraph follows, were torn from their answers.
void Grouper::find_listed_questions() {
  is_listed_.assign(units_.size(), false);
  const auto is_question = [&](std::size_t k) {
    return k < pieces_.size() && unit(k).role == Role::question;
  };
  for (std::size_t k = 0; k < pieces_.size(); ++k) {
    if (!is_question(k)) continue;
    const bool in_a_row = is_question(k + 1) || (k > 0 && is_question(k - 1));
    const bool has_answer =
        k + 1 < pieces_.size() && is_body_unit(unit(k + 1)) && pieces_[k + 1].is_first;
    is_listed_[pieces_[k].unit] = in_a_row || !has_answer;
  }
}

// Are two neighbouring body pieces one stretch?
bool Grouper::goes_on(std::size_t above, std::size_t below, bool title_between) const {
  if (title_between) return false;
  const Unit& upper = unit(above);
  const Unit& lower = unit(below);
  if (pieces_[above].is_last && upper.role == Role::author_note && lower.role != Role::author_note)
    return false;
  if (lower.role == Role::author_note && pieces_[below].is_first)
    return upper.role != Role::author_note;
  if (lower.role == Role::editor_note && pieces_[below].is_first) return false;
  if (is_rigid_ && upper.full_width_em > 0 && lower.full_width_em > 0 &&
      std::fabs(upper.full_width_em - lower.full_width_em) >= 0.75F) {
    return false;
  }
  return is_same_measure(upper.measure_em, lower.measure_em);
}

void Grouper::find_stretches() {
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
  std::size_t previous = kNone;
  bool title_between = false;
  std::vector<bool> has_title(units_.size(), false);
  for (std::size_t k = 0; k < pieces_.size(); ++k) {
    if (ends_title[k] || unit(k).cue == Cue::jump) title_between = true;
    if (!is_body_piece(k)) continue;
    if (previous != kNone && goes_on(previous, k, title_between)) {
      parent[root(pieces_[k].unit)] = root(pieces_[previous].unit);
    }
    if (title_between && pieces_[k].is_first) has_title[pieces_[k].unit] = true;
    title_between = false;
    previous = k;
  }
  stretch_of_.assign(units_.size(), kNone);
  std::vector<std::size_t> index_of_root(units_.size(), kNone);
  for (std::size_t k = 0; k < pieces_.size(); ++k) {
    const std::uint32_t u = pieces_[k].unit;
    if (!belongs_to_body(u)) continue;
    std::size_t& index = index_of_root[root(u)];
    if (index == kNone) {
      index = stretches_.size();
      stretches_.emplace_back();
      stretches_.back().first_piece = k;
      stretches_.back().measure_em = units_[u].measure_em;
    }
    Stretch& stretch = stretches_[index];
    stretch.last_piece = k;
    if (stretch_of_[u] != kNone) continue;
    stretch_of_[u] = index;
    stretch.units.push_back(u);
    stretch.row_count += units_[u].rows.size();
    const Cue cue = units_[u].cue;
    stretch.speakers += cue == Cue::speaker || cue == Cue::answer || cue == Cue::question ? 1 : 0;
    stretch.has_title = stretch.has_title || has_title[u];
    stretch.ends_with_note = stretch.ends_with_note || units_[u].role == Role::author_note;
  }
  for (Stretch& stretch : stretches_) {
    for (const std::uint32_t u : stretch.units)
      stretch.terms.insert(stretch.terms.end(), terms_[u].begin(), terms_[u].end());
    std::sort(stretch.terms.begin(), stretch.terms.end());
    stretch.terms.erase(std::unique(stretch.terms.begin(), stretch.terms.end()),
                        stretch.terms.end());
  }
}

float Grouper::merge_score(const Stretch& a, const Stretch& b) const {
  const Stretch& upper = a.first_piece < b.first_piece ? a : b;
  const Stretch& lower = a.first_piece < b.first_piece ? b : a;
  const bool is_near = lower.first_piece <= upper.last_piece + 3;
  const float larger = std::max(a.measure_em, b.measure_em),
              smaller = std::min(a.measure_em, b.measure_em);
  float score = -1.2F;
  if (is_same_measure(a.measure_em, b.measure_em)) {
    score = 1.2F;
  } else if (is_near && smaller > 0 && larger < 1.08F * smaller) {
    score = 0.8F;
  } else if (larger > 1.6F * smaller && smaller > 0) {
    // A lead or an editor's note spans the columns of the article below it.
    const Stretch& wide = a.measure_em > b.measure_em ? a : b;
    if (wide.row_count <= 10) score = is_near ? (&wide == &upper ? 0.9F : 0.2F) : -0.2F;
  }
  score += std::clamp(15.0F * (weights_.cosine(a.terms, b.terms) - usual_cosine_), -0.8F, 2.0F);
  if (is_near) score += 0.5F;
  const bool a_talks = a.speakers * 3 > a.units.size(), b_talks = b.speakers * 3 > b.units.size();
  if (a_talks != b_talks && a.units.size() >= 3 && b.units.size() >= 3) score -= 1.0F;
  if (a.has_title && b.has_title) score -= 5.0F;
  if (lower.has_title) score -= 1.5F;
  if (a.ends_with_note && b.ends_with_note) score -= 2.0F;
  if (upper.ends_with_note && is_near) score -= 1.5F;
  return score;
}

// The middle of all pairs: pages on one theme share many words between articles too.
float Grouper::find_usual_cosine() const {
  std::vector<float> all;
  for (std::size_t a = 0; a < stretches_.size(); ++a) {
    for (std::size_t b = a + 1; b < stretches_.size(); ++b) {
      all.push_back(weights_.cosine(stretches_[a].terms, stretches_[b].terms));
    }
  }
  if (all.empty()) return 0.0F;
  std::nth_element(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2),
                   all.end());
  return all[all.size() / 2];
}

void Grouper::merge(std::size_t into, std::size_t from) {
  Stretch& a = stretches_[into];
  Stretch& b = stretches_[from];
  a.units.insert(a.units.end(), b.units.begin(), b.units.end());
  for (const std::uint32_t u : b.units) stretch_of_[u] = into;
  a.terms = merge_terms(a.terms, b.terms);
  if (b.row_count > a.row_count) a.measure_em = b.measure_em;
  a.row_count += b.row_count;
  a.speakers += b.speakers;
  a.first_piece = std::min(a.first_piece, b.first_piece);
  a.last_piece = std::max(a.last_piece, b.last_piece);
  a.has_title = a.has_title || b.has_title;
  a.ends_with_note = a.ends_with_note || b.ends_with_note;
  b = Stretch{};
}

void Grouper::merge_stretches() {
  if (stretches_.size() > kMostStretches) return;
  std::size_t sure = 0, bylines = titles_.lone_bylines.size();
  for (const TitleGroup& group : titles_.groups) {
    sure += group.is_sure ? 1 : 0;
    bylines += group.bylines.empty() ? 0 : 1;
  }
  const std::size_t titles = std::max(sure, bylines);
  usual_cosine_ = find_usual_cosine();
  const std::size_t count = stretches_.size();
  std::vector<float> scores(count * count, kNoPair);
  const auto rescore = [&](std::size_t a, std::size_t b) {
    const bool alive_both = a != b && !stretches_[a].units.empty() && !stretches_[b].units.empty();
    scores[std::min(a, b) * count + std::max(a, b)] =
        alive_both ? merge_score(stretches_[a], stretches_[b]) : kNoPair;
  };
  for (std::size_t a = 0; a < count; ++a) {
    for (std::size_t b = a + 1; b < count; ++b) rescore(a, b);
  }
  for (std::size_t alive = count; alive > 1; --alive) {
    const auto best =
        static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
    const float needed = titles > 0 && alive > titles ? kMergeToFit : kMergeAnyway;
    if (scores[best] < needed) break;
    const std::size_t into = best / count, from = best % count;
    merge(into, from);
    for (std::size_t other = 0; other < count; ++other) {
      rescore(into, other);
      rescore(from, other);
    }
  }
}

float Grouper::title_score(const TitleGroup& group, std::size_t s) const {
  const Stretch& stretch = stretches_[s];
  TermSet terms = terms_[group.headline];
  if (group.deck != kNoUnit) terms = merge_terms(terms, terms_[group.deck]);
  float score = 4.0F * weights_.coverage(terms, stretch.terms);
  const std::size_t below = neighbour(group.last_piece, true);
  if (below != kNone && pieces_[below].is_first && stretch_of(pieces_[below].unit) == s) {
    score += below == group.last_piece + 1 ? 1.6F : 0.5F;
    if (stretch.units.front() == pieces_[below].unit) score += 0.6F;
  }
  score += 0.2F * static_cast<float>(std::min<std::size_t>(stretch.row_count, 10)) / 10.0F;
  return score;
}

void Grouper::attach_group(const TitleGroup& group, std::size_t s) {
  ArticleDraft& draft = drafts_[s];
  if (group.kicker != kNoUnit) {
    units_[group.kicker].role = Role::kicker;
    draft.head.push_back(group.kicker);
  }
  units_[group.headline].role = Role::headline;
  draft.head.push_back(group.headline);
  if (group.deck != kNoUnit) {
    units_[group.deck].role = Role::deck;
    draft.head.push_back(group.deck);
  }
  draft.head.insert(draft.head.end(), group.bylines.begin(), group.bylines.end());
  for (const std::uint32_t u : draft.head) is_placed_[u] = true;
}

// Sure titles first, then candidates for the articles that still have none; one title an article.
void Grouper::attach_titles() {
  drafts_.resize(stretches_.size());
  is_placed_.assign(units_.size(), false);
  struct Match {
    float score;
    std::size_t group, stretch;
  };
  std::vector<bool> has_title(stretches_.size(), false), is_used(titles_.groups.size(), false);
  for (const bool sure : {true, false}) {
    std::vector<Match> matches;
    if (titles_.groups.size() * stretches_.size() > 100000) continue;
    for (std::size_t g = 0; g < titles_.groups.size(); ++g) {
      if (titles_.groups[g].is_sure != sure) continue;
      for (std::size_t s = 0; s < stretches_.size(); ++s) {
        if (stretches_[s].units.empty() || has_title[s]) continue;
        float score = title_score(titles_.groups[g], s);
        if (!sure) {
          if (stretches_[s].row_count < 5) continue;
          if (titles_.groups[g].kicker != kNoUnit) score += 1.0F;
          const float width = page_.rows[units_[titles_.groups[g].headline].rows.front()].width_em;
          score += std::min(width, 16.0F) * 0.08F;
          if (units_[titles_.groups[g].headline].is_set_apart) score += 0.4F;
        }
        matches.push_back({score, g, s});
      }
    }
    std::stable_sort(matches.begin(), matches.end(),
                     [](const Match& a, const Match& b) { return a.score > b.score; });
    for (const Match& match : matches) {
      if (is_used[match.group] || has_title[match.stretch]) continue;
      if (!sure && match.score < 1.6F) break;
      attach_group(titles_.groups[match.group], match.stretch);
      is_used[match.group] = has_title[match.stretch] = true;
    }
  }
  // A sure title without an article of its own is one all the same.
  for (std::size_t g = 0; g < titles_.groups.size(); ++g) {
    if (is_used[g] || !titles_.groups[g].is_sure) continue;
    stretches_.emplace_back();
    stretches_.back().first_piece = titles_.groups[g].first_piece;
    drafts_.emplace_back();
    attach_group(titles_.groups[g], drafts_.size() - 1);
  }
}

// The stretch of the nearest body piece above or below.
std::size_t Grouper::neighbour(std::size_t piece, bool below) const {
  constexpr std::size_t kFarthest = 60;
  for (std::size_t steps = 0; steps < kFarthest; ++steps) {
    if (below ? piece + 1 >= pieces_.size() : piece == 0) return kNone;
    piece = below ? piece + 1 : piece - 1;
    if (is_body_piece(piece)) return piece;
  }
  return kNone;
}

std::size_t Grouper::place_by_words(std::uint32_t u, std::size_t previous) const {
  std::size_t best = kNone;
  float best_score = 0.0F;
  for (std::size_t s = 0; s < stretches_.size() && s < 200; ++s) {
    if (stretches_[s].units.empty()) continue;
    const float score =
        weights_.coverage(terms_[u], stretches_[s].terms) + (s == previous ? 0.15F : 0.0F) +
        0.02F * static_cast<float>(std::min<std::size_t>(stretches_[s].row_count, 20)) / 20.0F;
    if (score > best_score) best_score = score, best = s;
  }
  return best;
}

void Grouper::attach_rest() {
  std::size_t last_list_stretch = kNone;
  for (std::size_t k = 0; k < pieces_.size(); ++k) {
    const std::uint32_t u = pieces_[k].unit;
    if (!pieces_[k].is_first || is_placed_[u] || belongs_to_body(u)) continue;
    Unit& item = units_[u];
    if (item.role == Role::furniture) {
      furniture_.push_back(u);
      continue;
    }
    const std::size_t above = neighbour(k, false), below = neighbour(k, true);
    const std::size_t stretch_above = above == kNone ? kNone : stretch_of(pieces_[above].unit);
    const std::size_t stretch_below = below == kNone ? kNone : stretch_of(pieces_[below].unit);
    std::size_t target = kNone;
    if (stretch_above != kNone && stretch_above == stretch_below) {
      target = stretch_above;
    } else if (item.role == Role::byline) {
      const auto has_byline = [&](std::size_t s) {
        return std::any_of(drafts_[s].head.begin(), drafts_[s].head.end(),
                           [&](std::uint32_t h) { return units_[h].role == Role::byline; });
      };
      if (stretch_below != kNone && !has_byline(stretch_below))
        target = stretch_below;
      else if (stretch_above != kNone && !has_byline(stretch_above))
        target = stretch_above;
      for (std::size_t s = 0; target == kNone && s < stretches_.size(); ++s) {
        if (!drafts_[s].head.empty() && !has_byline(s)) target = s;
      }
    } else if (item.role == Role::credit) {
      const bool is_in_brackets = is_opening(page_.text[page_.rows[item.rows.front()].text_begin]);
      if (item.cue == Cue::staff && !is_in_brackets) {
        furniture_.push_back(u);
        continue;
      }
      target = stretch_above != kNone ? stretch_above : stretch_below;
    } else {
      if (item.role == Role::author_note)
        target = stretch_above;
      else if (item.cue == Cue::editor_label)
        target = stretch_below;
      else if (stands_above_its_text(k))
        target = stretch_below;
      else if (listed_stretch_[u] != kNone)
        target = listed_stretch_[u];
      else
        target = place_by_words(u, last_list_stretch);
      last_list_stretch = target;
    }
    if (target == kNone) target = stretch_below != kNone ? stretch_below : stretch_above;
    if (target == kNone) {
      furniture_.push_back(u);
      item.role = item.role == Role::heading ? Role::furniture : item.role;
      continue;
    }
    ArticleDraft& draft = drafts_[target];
    if (item.role == Role::byline || item.role == Role::deck) {
      draft.head.push_back(u);
    } else if (item.role == Role::heading || item.role == Role::question) {
      draft.headings.push_back(u);
    } else {
      draft.tail.push_back(u);
    }
  }
}

bool Grouper::stands_above_its_text(std::size_t k) const {
  const std::size_t below = neighbour(k, true);
  return below == k + 1 && pieces_[below].is_first && unit(k).role == Role::heading &&
         unit(k).cue != Cue::editor_label;
}

// Headings that the extraction listed apart keep the order of their articles: each goes to the
// article that holds its words, and none to an article before that of the heading above it.
void Grouper::assign_listed_headings() {
  listed_stretch_.assign(units_.size(), kNone);
  std::vector<std::uint32_t> listed;
  for (std::size_t k = 0; k < pieces_.size(); ++k) {
    const std::uint32_t u = pieces_[k].unit;
    if (!pieces_[k].is_first || is_placed_[u] || units_[u].role != Role::heading ||
        stands_above_its_text(k))
      continue;
    if (units_[u].cue == Cue::editor_label || belongs_to_body(u)) continue;
    const std::size_t above = neighbour(k, false), below = neighbour(k, true);
    const bool is_inside = above != kNone && below != kNone &&
                           stretch_of(pieces_[above].unit) == stretch_of(pieces_[below].unit);
    if (!is_inside) listed.push_back(u);
  }
  std::vector<std::size_t> order;
  for (std::size_t s = 0; s < stretches_.size(); ++s) {
    if (stretches_[s].units.size() >= 3) order.push_back(s);
  }
  if (listed.empty() || order.empty() || listed.size() > 200 || order.size() > 60) return;
  // Articles stand in the list as their headlines do; those without one as their bodies do.
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return title_row(a) < title_row(b); });
  std::vector<std::vector<float>> best(listed.size(), std::vector<float>(order.size(), 0.0F));
  std::vector<std::vector<std::size_t>> from(listed.size(),
                                             std::vector<std::size_t>(order.size(), 0));
  for (std::size_t h = 0; h < listed.size(); ++h) {
    float best_before = -1e9F;
    std::size_t best_from = 0;
    for (std::size_t o = 0; o < order.size(); ++o) {
      const float before = h == 0 ? 0.0F : best[h - 1][o];
      if (before > best_before) best_before = before, best_from = o;
      // To start an article in the middle of a numbered list is wrong, and so is not to start one
      // at its head.
      const bool starts = units_[listed[h]].cue == Cue::numbered && is_first_number(listed[h]);
      const bool goes_on = h > 0 && best_from == o;
      const float count = starts && goes_on ? -0.5F : 0.0F;
      best[h][o] =
          best_before + count + weights_.coverage(terms_[listed[h]], stretches_[order[o]].terms);
      from[h][o] = best_from;
    }
  }
  std::size_t at = static_cast<std::size_t>(
      std::max_element(best.back().begin(), best.back().end()) - best.back().begin());
  for (std::size_t h = listed.size(); h-- > 0;) {
    listed_stretch_[listed[h]] = order[at];
    at = from[h][at];
  }
}

bool Grouper::is_first_number(std::uint32_t u) const {
  const std::u32string text = unit_text(page_, units_[u]);
  return text.substr(0, 3).find(U'一') != text.npos || text[0] == U'1';
}

std::size_t Grouper::title_row(std::size_t s) const {
  for (const std::uint32_t u : drafts_[s].head) {
    if (units_[u].role == Role::headline) return units_[u].rows.front();
  }
  return stretches_[s].units.empty() ? 0 : units_[stretches_[s].units.front()].rows.front();
}

// The introduction of an article: it speaks of this page or issue, or stands under the editors'
// label.
void Grouper::name_editor_notes() {
  for (std::size_t k = 0; k < pieces_.size(); ++k) {
    const std::uint32_t u = pieces_[k].unit;
    if (!pieces_[k].is_first || !is_body_piece(k) || units_[u].role != Role::paragraph) continue;
    const bool has_label = k > 0 && unit(k - 1).cue == Cue::editor_label;
    const Stretch& stretch = stretches_[stretch_of(u)];
    const bool is_wide =
        units_[u].measure_em == kOpenMeasure || units_[u].measure_em > 1.5F * stretch.measure_em;
    const bool opens = stretch.units.front() == u || is_wide;
    const std::u32string text = unit_text(page_, units_[u]);
    if (has_label || (opens && text.size() < 400 && reads_like_editor(text)))
      units_[u].role = Role::editor_note;
  }
}

Grouping Grouper::finish() {
  Grouping grouping;
  std::vector<std::size_t> order;
  for (std::size_t s = 0; s < stretches_.size(); ++s) {
    for (const std::uint32_t u : stretches_[s].units) drafts_[s].body.push_back(u);
    std::sort(drafts_[s].body.begin(), drafts_[s].body.end(),
              [&](std::uint32_t a, std::uint32_t b) {
                return units_[a].rows.front() < units_[b].rows.front();
              });
    const ArticleDraft& d = drafts_[s];
    if (!d.body.empty() || !d.head.empty() || !d.headings.empty() || !d.tail.empty())
      order.push_back(s);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return stretches_[a].first_piece < stretches_[b].first_piece;
  });
  for (const std::size_t s : order) grouping.articles.push_back(std::move(drafts_[s]));
  grouping.furniture = std::move(furniture_);
  return grouping;
}

}  // namespace

Grouping group_articles(const Page& page, const std::vector<Piece>& pieces,
                        const std::vector<TermSet>& terms, const TermWeights& weights,
                        bool is_rigid, std::vector<Unit>& units) {
  return Grouper(page, pieces, terms, weights, is_rigid, units).run();
}

}  // namespace broadsheet::newspaper

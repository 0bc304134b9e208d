// SPDX-License-Identifier: Apache-2.0
#include "articles.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "article_weights.hpp"
#include "characters.hpp"
#include "divided_bodies.hpp"
#include "editor_notes.hpp"
#include "listed_headings.hpp"
#include "stretches.hpp"
#include "title_matching.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr float kLikeHeadings = 0.5F;

class Grouper {
 public:
  Grouper(const Page& page, const std::vector<Piece>& pieces, const Topics& topics, bool is_rigid,
          std::vector<Unit>& units)
      : page_(page),
        pieces_(pieces),
        topics_(topics),
        units_(units),
        titles_(find_titles(page, pieces, units)) {
    found_ = find_stretches(page, pieces, topics, is_rigid, units, titles_);
    divide_bodies(pieces, topics, units, titles_, found_);
  }

  Grouping run() {
    drafts_ = attach_titles(page_, pieces_, topics_, titles_, found_, units_);
    is_placed_.assign(units_.size(), false);
    for (const ArticleDraft& draft : drafts_)
      for (const std::uint32_t u : draft.head) is_placed_[u] = true;
    name_editor_notes(page_, pieces_, found_, units_);
    split_page_introduction(page_, pieces_, found_, units_);
    drafts_.resize(stretches_.size());
    assign_listed_headings();
    assign_bylines();
    attach_rest();
    return finish();
  }

 private:
  static constexpr std::size_t kNone = kNoStretch;

  const Unit& unit(std::size_t piece) const { return units_[pieces_[piece].unit]; }
  std::size_t stretch_of(std::uint32_t u) const { return found_.of_unit[u]; }

  // In the text of an article; questions listed apart from their answers are not.
  bool belongs_to_body(std::uint32_t u) const {
    return is_body_unit(units_[u]) && !found_.is_listed[u];
  }
  bool is_body_piece(std::size_t piece) const { return belongs_to_body(pieces_[piece].unit); }

  bool has_byline(std::size_t s) const;
  bool wants_byline(std::size_t s) const;
  void assign_bylines();
  void attach_rest();
  bool join_title_above(std::uint32_t u);
  bool stands_above_its_text(std::size_t piece) const;
  void attach_listed(std::uint32_t heading, std::size_t stretch, float margin);
  struct Listed {
    std::uint32_t unit;
    std::size_t stretch_below;  // of the text right below the last of a list
  };
  std::vector<Listed> list_headings(std::vector<std::size_t>& standing) const;
  void assign_listed_headings();
  bool is_first_number(std::uint32_t u) const;
  float heading_score(std::uint32_t heading, std::size_t s) const;
  float form_likeness(std::uint32_t a, std::uint32_t b) const;
  std::size_t title_row(std::size_t s) const;
  void sort_by_title(std::vector<std::size_t>& stretches) const {
    std::ranges::sort(stretches, {}, [&](std::size_t s) { return std::pair(title_row(s), s); });
  }
  std::size_t place_by_words(std::uint32_t u, std::size_t previous) const;
  std::size_t neighbour(std::size_t piece, bool below) const {
    return nearest_body_piece(pieces_, units_, found_, piece, below);
  }
  Grouping finish();

  const Page& page_;
  const std::vector<Piece>& pieces_;
  const Topics& topics_;
  std::vector<Unit>& units_;
  Titles titles_;
  Stretches found_;
  std::vector<Stretch>& stretches_ = found_.list;
  std::vector<ArticleDraft> drafts_;  // by stretch
  std::vector<std::uint32_t> furniture_;
  std::vector<bool> is_placed_;              // by unit
  std::vector<std::size_t> listed_stretch_;  // by unit: of a heading in a list of headings
  std::vector<std::size_t> byline_stretch_;  // by unit: of a byline away from its headline
};

std::size_t Grouper::place_by_words(std::uint32_t u, std::size_t previous) const {
  std::size_t best = kNone;
  float best_score = 0.0F;
  for (std::size_t s = 0; s < stretches_.size() && s < 200; ++s) {
    if (stretches_[s].units.empty()) continue;
    const float score =
        topics_.coverage(topics_.of(u), stretches_[s].terms) + (s == previous ? 0.15F : 0.0F) +
        0.02F * static_cast<float>(std::min<std::size_t>(stretches_[s].row_count, 20)) / 20.0F;
    if (score > best_score) best_score = score, best = s;
  }
  return best;
}

bool Grouper::has_byline(std::size_t s) const {
  return std::any_of(drafts_[s].head.begin(), drafts_[s].head.end(),
                     [&](std::uint32_t h) { return units_[h].role == Role::byline; });
}

// An editorial names no author.
bool Grouper::wants_byline(std::size_t s) const {
  if (drafts_[s].head.empty() || has_byline(s)) return false;
  return std::none_of(drafts_[s].head.begin(), drafts_[s].head.end(), [&](std::uint32_t h) {
    return units_[h].role == Role::kicker && names_editorial(unit_text(page_, units_[h]));
  });
}

// Bylines away from their headlines: inside an article they are its own. The others, where they
// are as many as the articles without one, stand in the order of the headlines; else each goes to
// a neighbour that has none.
void Grouper::assign_bylines() {
  byline_stretch_.assign(units_.size(), kNone);
  std::vector<std::size_t> lone;  // pieces
  std::vector<bool> is_served(stretches_.size(), false);
  const auto stretch_beside = [&](std::size_t k, bool below) {
    const std::size_t piece = neighbour(k, below);
    return piece == kNone ? kNone : stretch_of(pieces_[piece].unit);
  };
  for (std::size_t k = 0; k < pieces_.size(); ++k) {
    const std::uint32_t u = pieces_[k].unit;
    if (!pieces_[k].is_first || is_placed_[u] || units_[u].role != Role::byline) continue;
    const std::size_t above = stretch_beside(k, false), below = stretch_beside(k, true);
    const bool opens = std::ranges::count(titles_.opening_bylines, k) > 0;
    if (opens && below != kNone && !is_served[below] && !has_byline(below)) {
      byline_stretch_[u] = below;
      is_served[below] = true;
      continue;
    }
    if (above != kNone && above == below && !is_served[above]) {
      byline_stretch_[u] = above;
      is_served[above] = true;
    } else {
      lone.push_back(k);
    }
  }
  std::vector<std::size_t> waiting;
  for (std::size_t s = 0; s < stretches_.size(); ++s) {
    if (!is_served[s] && wants_byline(s)) waiting.push_back(s);
  }
  sort_by_title(waiting);
  for (std::size_t i = 0; i < lone.size(); ++i) {
    std::size_t& target = byline_stretch_[pieces_[lone[i]].unit];
    if (lone.size() == waiting.size()) {
      target = waiting[i];
      continue;
    }
    for (const std::size_t s : {stretch_beside(lone[i], true), stretch_beside(lone[i], false)}) {
      if (target == kNone && s != kNone && !is_served[s] && !has_byline(s)) target = s;
    }
    for (const std::size_t s : waiting) {
      if (target == kNone && !is_served[s]) target = s;
    }
    if (target != kNone) is_served[target] = true;
  }
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
    if (listed_stretch_[u] != kNone) {
      target = last_list_stretch = listed_stretch_[u];
    } else if (stretch_above != kNone && stretch_above == stretch_below) {
      target = stretch_above;
    } else if (item.role == Role::byline) {
      target = byline_stretch_[u];
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
      else
        target = place_by_words(u, last_list_stretch);
      last_list_stretch = target;
    }
    if (target == kNone) target = stretch_below != kNone ? stretch_below : stretch_above;
    if (target == kNone && join_title_above(u)) continue;
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

// Where a page has no text, what stands below a title and ends a sentence is its text, and captions
// and credits are its own.
bool Grouper::join_title_above(std::uint32_t u) {
  const Role role = units_[u].role;
  const bool ends_sentence = page_.rows[units_[u].rows.back()].tail == Tail::stop;
  if (role == Role::byline || (role == Role::heading && !ends_sentence)) return false;
  std::size_t nearest = kNone;
  for (std::size_t s = 0; s < drafts_.size(); ++s) {
    if (drafts_[s].head.empty() || title_row(s) > units_[u].rows.front()) continue;
    if (nearest == kNone || title_row(s) > title_row(nearest)) nearest = s;
  }
  if (nearest == kNone) return false;
  if (units_[u].role == Role::heading) units_[u].role = Role::paragraph;
  (units_[u].role == Role::paragraph ? drafts_[nearest].body : drafts_[nearest].tail).push_back(u);
  return true;
}

bool Grouper::stands_above_its_text(std::size_t k) const {
  const std::size_t below = neighbour(k, true);
  return below == k + 1 && pieces_[below].is_first && unit(k).role == Role::heading &&
         unit(k).cue != Cue::editor_label;
}

// Headings that the extraction listed apart, in the order of the source. Counts the others by the
// stretch that they stand in.
std::vector<Grouper::Listed> Grouper::list_headings(std::vector<std::size_t>& standing) const {
  std::vector<Listed> listed;
  standing.assign(stretches_.size(), 0);
  for (std::size_t k = 0; k < pieces_.size(); ++k) {
    const std::uint32_t u = pieces_[k].unit;
    if (!pieces_[k].is_first || is_placed_[u] || units_[u].role != Role::heading ||
        units_[u].cue == Cue::editor_label || belongs_to_body(u))
      continue;
    const std::size_t above = neighbour(k, false), below = neighbour(k, true);
    const bool is_inside = above != kNone && below != kNone &&
                           stretch_of(pieces_[above].unit) == stretch_of(pieces_[below].unit);
    const bool stands_above = stands_above_its_text(k);
    if ((stands_above || is_inside) && !stands_in_list(pieces_, units_, k))
      ++standing[stretch_of(pieces_[below].unit)];
    else
      listed.push_back({u, stands_above ? stretch_of(pieces_[below].unit) : kNone});
  }
  return listed;
}

// Where another article is nearly as likely, an archive may want the heading where the source has
// it.
void Grouper::attach_listed(std::uint32_t heading, std::size_t stretch, float margin) {
  doubt(units_[heading], margin);
  if (units_[heading].confidence >= page_.min_confidence) listed_stretch_[heading] = stretch;
}

void Grouper::assign_listed_headings() {
  constexpr std::size_t kMostHeadings = 200, kMostArticles = 60;
  listed_stretch_.assign(units_.size(), kNone);
  std::vector<std::size_t> standing;
  const std::vector<Listed> listed = list_headings(standing);
  std::vector<std::size_t> order;
  order.reserve(stretches_.size());
  for (std::size_t s = 0; s < stretches_.size(); ++s) {
    if (stretches_[s].units.size() >= 3) order.push_back(s);
  }
  if (listed.empty() || order.empty() || listed.size() > kMostHeadings ||
      order.size() > kMostArticles)
    return;
  // Articles stand in the list as their headlines do; those without one as their bodies do.
  sort_by_title(order);
  std::vector<ListedHeading> headings(listed.size());
  for (std::size_t h = 0; h < listed.size(); ++h) {
    headings[h].fit.reserve(order.size());
    for (const std::size_t s : order) {
      const bool stands_above = listed[h].stretch_below == s;
      headings[h].fit.push_back(heading_score(listed[h].unit, s) +
                                (stands_above ? article_weights.heading_above : 0.0F));
    }
    if (h > 0)
      headings[h].likeness = kLikeHeadings * form_likeness(listed[h - 1].unit, listed[h].unit);
    headings[h].begins_numbers =
        units_[listed[h].unit].cue == Cue::numbered && is_first_number(listed[h].unit);
  }
  std::vector<HeadedArticle> articles;
  articles.reserve(order.size());
  for (const std::size_t s : order) {
    articles.push_back({0, standing[s]});
    for (const std::uint32_t u : stretches_[s].units) articles.back().size += units_[u].text_size;
  }
  const std::vector<HeadingChoice> choices = choose_articles(headings, articles);
  for (std::size_t h = 0; h < listed.size(); ++h)
    attach_listed(listed[h].unit, order[choices[h].article], choices[h].margin);
}

// How well a heading fits an article. Its words may stand anywhere in its section, so those of the
// paragraph that fits best tell no more than those of the whole.
float Grouper::heading_score(std::uint32_t heading, std::size_t s) const {
  return article_weights.heading_words * topics_.coverage(topics_.of(heading), stretches_[s].terms);
}

// Headings of one article are often of one form: 选出来的种子, 算出来的效益.
float Grouper::form_likeness(std::uint32_t a, std::uint32_t b) const {
  const UnitText words_a(page_, units_[a]), words_b(page_, units_[b]);
  const std::u32string_view left = words_a, right = words_b;
  if (units_[a].cue == Cue::numbered && units_[b].cue == Cue::numbered) return 1.0F;
  const std::size_t most = std::max(left.size(), right.size());
  if (most == 0 || most > 60) return 0.0F;
  std::size_t common = 0;
  for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i)
    common += left[i] == right[i] ? 1 : 0;
  return static_cast<float>(common) / static_cast<float>(most) +
         (left.size() == right.size() ? 0.3F : 0.0F);
}

bool Grouper::is_first_number(std::uint32_t u) const {
  const UnitText words(page_, units_[u]);
  const std::u32string_view text = words;
  return text.substr(0, 3).find(U'一') != text.npos || text[0] == U'1';
}

std::size_t Grouper::title_row(std::size_t s) const {
  for (const std::uint32_t u : drafts_[s].head) {
    if (units_[u].role == Role::headline) return units_[u].rows.front();
  }
  return stretches_[s].units.empty() ? 0 : units_[stretches_[s].units.front()].rows.front();
}

Grouping Grouper::finish() {
  Grouping grouping;
  std::vector<std::size_t> order;
  order.reserve(stretches_.size());
  grouping.articles.reserve(stretches_.size());
  for (std::size_t s = 0; s < stretches_.size(); ++s) {
    const std::vector<std::uint32_t>& units = stretches_[s].units;
    drafts_[s].body.insert(drafts_[s].body.end(), units.begin(), units.end());
    std::ranges::sort(drafts_[s].body, {}, [&](std::uint32_t u) { return units_[u].rows.front(); });
    const ArticleDraft& d = drafts_[s];
    if (!d.body.empty() || !d.head.empty() || !d.headings.empty() || !d.tail.empty())
      order.push_back(s);
  }
  std::ranges::sort(order, {},
                    [&](std::size_t s) { return std::pair(stretches_[s].first_piece, s); });
  for (const std::size_t s : order) grouping.articles.push_back(std::move(drafts_[s]));
  grouping.furniture = std::move(furniture_);
  return grouping;
}

}  // namespace

Grouping group_articles(const Page& page, const std::vector<Piece>& pieces, const Topics& topics,
                        bool is_rigid, std::vector<Unit>& units) {
  return Grouper(page, pieces, topics, is_rigid, units).run();
}

}  // namespace broadsheet::newspaper

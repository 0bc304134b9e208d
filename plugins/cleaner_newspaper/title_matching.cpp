// SPDX-License-Identifier: Apache-2.0
#include "title_matching.hpp"

#include <algorithm>
#include <cmath>

namespace broadsheet::newspaper {
namespace {

constexpr std::size_t kMostPairs = 100000;  // of titles and stretches
constexpr float kLeastScore = 1.6F;         // of a candidate
// Of a text that a heading may be the headline of: rows of columns, or words of longer rows.
constexpr std::size_t kFewestRows = 5;
constexpr std::uint32_t kFewestTerms = 50;
constexpr float kLaterTitle = 0.15F;
constexpr float kCutTitle = 0.4F;  // set in two rows

class TitleMatcher {
 public:
  TitleMatcher(const Page& page, const std::vector<Piece>& pieces, const Topics& topics,
               const Titles& titles, Stretches& stretches, std::vector<Unit>& units)
      : page_(page),
        pieces_(pieces),
        topics_(topics),
        titles_(titles),
        found_(stretches),
        units_(units),
        drafts_(stretches.list.size()),
        has_title_(stretches.list.size(), false),
        is_used_(titles.groups.size(), false) {}

  std::vector<ArticleDraft> run() {
    for (const bool sure : {true, false}) {
      if (titles_.groups.size() * stretches_.size() > kMostPairs) continue;
      take_best(find_matches(sure), sure);
    }
    // A sure title without an article of its own is one all the same.
    for (std::size_t g = 0; g < titles_.groups.size(); ++g) {
      if (is_used_[g] || !titles_.groups[g].is_sure) continue;
      stretches_.emplace_back();
      stretches_.back().first_piece = titles_.groups[g].first_piece;
      drafts_.emplace_back();
      attach_group(titles_.groups[g], drafts_.size() - 1);
    }
    return std::move(drafts_);
  }

 private:
  struct Match {
    float score;
    std::size_t group, stretch;
  };

  static bool is_long(const Stretch& stretch) {
    return stretch.row_count >= kFewestRows || stretch.terms.total >= kFewestTerms;
  }
  void add_title(const TitleGroup& group, TitleTerms& terms) const;
  float title_score(const TitleGroup& group, const Terms& terms, std::size_t stretch) const;
  float candidate_score(const TitleGroup& group, std::size_t earlier) const;
  bool may_head(const TitleGroup& group, const Stretch& stretch) const;
  std::vector<Match> find_matches(bool sure) const;
  void take_best(const std::vector<Match>& matches, bool sure);
  void attach_group(const TitleGroup& group, std::size_t stretch);

  const Page& page_;
  const std::vector<Piece>& pieces_;
  const Topics& topics_;
  const Titles& titles_;
  Stretches& found_;
  std::vector<Stretch>& stretches_ = found_.list;
  std::vector<Unit>& units_;
  std::vector<ArticleDraft> drafts_;  // by stretch
  std::vector<bool> has_title_;       // by stretch
  std::vector<bool> is_used_;         // by group
};

void TitleMatcher::add_title(const TitleGroup& group, TitleTerms& terms) const {
  topics_.add(terms, group.headline);
  if (group.deck != kNoUnit) topics_.add(terms, group.deck);
}

float TitleMatcher::title_score(const TitleGroup& group, const Terms& terms, std::size_t s) const {
  const Stretch& stretch = stretches_[s];
  float score = 4.0F * topics_.coverage(terms, stretch.terms);
  const std::size_t below = nearest_body_piece(pieces_, units_, found_, group.last_piece, true);
  if (below != kNoStretch && pieces_[below].is_first && found_.of_unit[pieces_[below].unit] == s) {
    score += below == group.last_piece + 1 ? 1.6F : 0.5F;
    if (stretch.units.front() == pieces_[below].unit) score += 0.6F;
  }
  score += 0.2F * static_cast<float>(std::min<std::size_t>(stretch.row_count, 10)) / 10.0F;
  return score;
}

void TitleMatcher::attach_group(const TitleGroup& group, std::size_t s) {
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
}

// The title of a box with labels stands right above the note that introduces it.
bool TitleMatcher::may_head(const TitleGroup& group, const Stretch& stretch) const {
  const std::size_t below = stretch.first_piece + 1;
  const bool has_labels =
      stretch.is_introduced && below < pieces_.size() && units_[pieces_[below].unit].is_display;
  return !has_labels || (group.last_piece + 1 == stretch.first_piece &&
                         !stands_in_list(pieces_, units_, group.first_piece));
}

// What speaks for a candidate among others.
float TitleMatcher::candidate_score(const TitleGroup& group, std::size_t earlier) const {
  const Unit& headline = units_[group.headline];
  float score = group.kicker != kNoUnit ? 1.0F : 0.0F;
  score += std::min(page_.rows[headline.rows.front()].width_em, 16.0F) * 0.08F;
  // Where the extraction lists what it tore off, headlines come before headings.
  score -= kLaterTitle * static_cast<float>(std::min<std::size_t>(earlier, 12));
  if (headline.rows.size() > 1) score += kCutTitle;
  if (headline.is_set_apart) score += 0.4F;
  return score;
}

std::vector<TitleMatcher::Match> TitleMatcher::find_matches(bool sure) const {
  std::vector<Match> matches;
  std::size_t earlier = 0;
  for (std::size_t g = 0; g < titles_.groups.size(); ++g) {
    const TitleGroup& group = titles_.groups[g];
    if (group.is_sure != sure) continue;
    if (g > 0 && !titles_.groups[g - 1].is_sure) ++earlier;
    TitleTerms terms;
    add_title(group, terms);
    const float own = sure ? 0.0F : candidate_score(group, earlier);
    for (std::size_t s = 0; s < stretches_.size(); ++s) {
      if (stretches_[s].units.empty() || has_title_[s]) continue;
      if (!sure && (!is_long(stretches_[s]) || !may_head(group, stretches_[s]))) continue;
      matches.push_back({title_score(group, terms, s) + own, g, s});
    }
  }
  std::stable_sort(matches.begin(), matches.end(),
                   [](const Match& a, const Match& b) { return a.score > b.score; });
  return matches;
}

void TitleMatcher::take_best(const std::vector<Match>& matches, bool sure) {
  for (const Match& match : matches) {
    if (is_used_[match.group] || has_title_[match.stretch]) continue;
    if (!sure && match.score < kLeastScore) break;
    attach_group(titles_.groups[match.group], match.stretch);
    float second = 0.0F;
    for (const Match& other : matches) {
      if (other.group == match.group && other.stretch != match.stretch &&
          !has_title_[other.stretch])
        second = std::max(second, other.score);
    }
    doubt(units_[titles_.groups[match.group].headline], match.score - second);
    is_used_[match.group] = has_title_[match.stretch] = true;
  }
}

}  // namespace

std::vector<ArticleDraft> attach_titles(const Page& page, const std::vector<Piece>& pieces,
                                        const Topics& topics, const Titles& titles,
                                        Stretches& stretches, std::vector<Unit>& units) {
  return TitleMatcher(page, pieces, topics, titles, stretches, units).run();
}

void doubt(Unit& unit, float margin) {
  constexpr float kLogOdds = 1.7F;  // of a share, as the weights of a regression on headings
  unit.confidence = std::min(unit.confidence, 1.0F / (1.0F + std::exp(-kLogOdds * margin)));
}

bool stands_in_list(const std::vector<Piece>& pieces, const std::vector<Unit>& units,
                    std::size_t piece) {
  constexpr std::size_t kFewestInList = 3;
  const auto is_heading = [&](std::size_t i) {
    return units[pieces[i].unit].role == Role::heading && pieces[i].is_first;
  };
  std::size_t begin = piece, end = piece + 1;
  while (begin > 0 && is_heading(begin - 1)) --begin;
  while (end < pieces.size() && is_heading(end)) ++end;
  return end - begin >= kFewestInList;
}

}  // namespace broadsheet::newspaper

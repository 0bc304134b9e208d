// SPDX-License-Identifier: Apache-2.0
#include "divided_bodies.hpp"

#include <algorithm>

#include "article_weights.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr std::uint32_t kFewestTerms = 40;  // of a body
constexpr std::size_t kMostUnits = 160;     // of one that is looked at
constexpr std::size_t kMostTitles = 16;
constexpr float kWorst = -1e9F;

class BodyDivider {
 public:
  BodyDivider(const std::vector<Piece>& pieces, const Topics& topics,
              const std::vector<Unit>& units, const Titles& titles, Stretches& stretches)
      : pieces_(pieces), topics_(topics), units_(units), stretches_(stretches) {
    std::size_t sure = 0;
    for (const TitleGroup& group : titles.groups) sure += group.is_sure ? 1 : 0;
    if (sure < 2 || sure > kMostTitles) return;
    titles_ = std::vector<TitleTerms>(sure);
    for (const TitleGroup& group : titles.groups) {
      if (!group.is_sure) continue;
      TitleTerms& terms = titles_[--sure];
      topics.add(terms, group.headline);
      if (group.deck != kNoUnit) topics.add(terms, group.deck);
    }
  }

  void run() {
    if (count_bodies() >= titles_.size()) return;
    find_first_pieces();
    std::vector<Division> best(stretches_.list.size());
    for (std::size_t s = 0; s < best.size(); ++s) best[s] = find_division(s);
    for (std::size_t bodies = count_bodies(); bodies < titles_.size(); ++bodies) {
      const auto at = std::ranges::max_element(best, {}, &Division::gain);
      if (at == best.end() || at->gain < article_weights.divide_least) return;
      const auto upper = static_cast<std::size_t>(at - best.begin());
      const std::size_t lower = divide(upper, at->units_above);
      best[upper] = find_division(upper);
      best.push_back(find_division(lower));
    }
  }

 private:
  struct Division {
    float gain = kWorst;
    std::size_t units_above = 0;
  };
  struct Fit {
    float first = 0, second = 0;  // of the title that fits best, and the next one
    std::size_t title = 0;
  };

  std::size_t count_bodies() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        stretches_.list, [](const Stretch& s) { return s.terms.total >= kFewestTerms; }));
  }

  void find_first_pieces() {
    first_piece_.assign(units_.size(), kNoStretch);
    for (std::size_t k = pieces_.size(); k-- > 0;) first_piece_[pieces_[k].unit] = k;
  }

  Fit fit_of(const TermSum& text) const {
    Fit fit{kWorst, kWorst, 0};
    for (std::size_t t = 0; t < titles_.size(); ++t) {
      const float score = topics_.coverage(titles_[t], text);
      if (score > fit.first) {
        fit = {score, fit.first, t};
      } else {
        fit.second = std::max(fit.second, score);
      }
    }
    return fit;
  }

  // What two titles cover of two halves.
  static float fit_of_both(const Fit& above, const Fit& below) {
    if (above.title != below.title) return above.first + below.first;
    return std::max(above.first + below.second, above.second + below.first);
  }

  // No other body's text stands between its paragraphs.
  bool stands_together(std::size_t s) const {
    const Stretch& stretch = stretches_.list[s];
    for (std::size_t k = stretch.first_piece; k <= stretch.last_piece; ++k) {
      const std::size_t own = stretches_.of_unit[pieces_[k].unit];
      if (own != s && own != kNoStretch) return false;
    }
    return true;
  }

  Division find_division(std::size_t s) {
    Stretch& stretch = stretches_.list[s];
    const std::size_t count = stretch.units.size();
    if (count < 2 || count > kMostUnits || stretch.terms.total < 2 * kFewestTerms ||
        !stands_together(s))
      return {};
    std::ranges::sort(stretch.units, {}, [&](std::uint32_t u) { return first_piece_[u]; });
    std::vector<TermSum> below(count);
    for (std::size_t i = count - 1; i > 0; --i) {
      below[i] = topics_.sum({stretch.units[i]});
      if (i + 1 < count) topics_.merge(below[i], below[i + 1]);
    }
    const float whole = fit_of(stretch.terms).first;
    Division best;
    TermSum above;
    for (std::size_t i = 1; i < count; ++i) {
      topics_.merge(above, topics_.sum({stretch.units[i - 1]}));
      if (std::min(above.total, below[i].total) < kFewestTerms) continue;
      const float titles = fit_of_both(fit_of(above), fit_of(below[i])) - whole;
      const float gain = article_weights.divide_titles * titles -
                         article_weights.divide_kinship * topics_.kinship(above, below[i]) +
                         (units_[stretch.units[i]].opens_article ? 1.5F : 0.0F);
      if (gain > best.gain) best = {gain, i};
    }
    return best;
  }

  // Gives back the index of the new stretch, of the units below.
  std::size_t divide(std::size_t s, std::size_t units_above) {
    const std::size_t lower = stretches_.list.size();
    stretches_.list.emplace_back();
    Stretch& above = stretches_.list[s];
    Stretch& below = stretches_.list[lower];
    below.units.assign(above.units.begin() + static_cast<std::ptrdiff_t>(units_above),
                       above.units.end());
    above.units.resize(units_above);
    below.measure_em = above.measure_em;
    below.last_piece = above.last_piece;
    below.first_piece = first_piece_[below.units.front()];
    below.is_introduced = units_[below.units.front()].introduces;
    for (const std::uint32_t u : below.units) {
      stretches_.of_unit[u] = lower;
      below.row_count += units_[u].rows.size();
    }
    above.row_count -= below.row_count;
    above.last_piece = below.first_piece - 1;
    above.terms = topics_.sum(above.units);
    below.terms = topics_.sum(below.units);
    return lower;
  }

  const std::vector<Piece>& pieces_;
  const Topics& topics_;
  const std::vector<Unit>& units_;
  Stretches& stretches_;
  std::vector<TitleTerms> titles_;
  std::vector<std::size_t> first_piece_;  // by unit
};

}  // namespace

void divide_bodies(const std::vector<Piece>& pieces, const Topics& topics,
                   const std::vector<Unit>& units, const Titles& titles, Stretches& stretches) {
  BodyDivider(pieces, topics, units, titles, stretches).run();
}

}  // namespace broadsheet::newspaper

// SPDX-License-Identifier: Apache-2.0
#include "titles.hpp"

#include <algorithm>
#include <cmath>

#include "characters.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr float kWidestKicker = 8.5F;
constexpr float kWideLead = 1.6F;  // times as wide as a column
constexpr float kUnevenEm = 5.0F;  // between a column's rows: indents, and marks that were narrowed

class TitleFinder {
 public:
  TitleFinder(const Page& page, const std::vector<Piece>& pieces, const std::vector<Unit>& units)
      : page_(page), pieces_(pieces), units_(units) {}

  Titles run() {
    measure_blanks();
    for (std::size_t k = 0; k < pieces_.size();) {
      if (!unit(k).is_display) {
        ++k;
        continue;
      }
      std::size_t end = k;
      while (end < pieces_.size() && unit(end).is_display) ++end;
      read_cluster(k, end);
      k = end;
    }
    return std::move(titles_);
  }

 private:
  const Unit& unit(std::size_t piece) const { return units_[pieces_[piece].unit]; }
  float width(std::size_t piece) const {
    float width = 0;
    for (const std::uint32_t row : unit(piece).rows) width += page_.rows[row].width_em;
    return width;
  }
  bool is_open(std::size_t piece) const {
    const bool is_in_box = unit(piece).is_label || (piece > 0 && unit(piece - 1).is_label);
    return !is_in_box && unit(piece).role == Role::heading && unit(piece).cue != Cue::numbered &&
           unit(piece).cue != Cue::editor_label;
  }

  // The last of a list of headings, above the next article's headline.
  bool ends_heading_list(std::size_t k, std::size_t end) const {
    return k > 0 && k + 1 < end && unit(k - 1).is_display && is_open(k - 1) && is_open(k) &&
           is_open(k + 1) && std::fabs(width(k) - width(k - 1)) < 3.0F && !unit(k).is_set_apart;
  }

  bool is_kicker_of(std::size_t k, std::size_t next, std::size_t end) const {
    if (next >= end || !is_open(k) || !is_open(next)) return false;
    if (page_.script == Script::roman) return is_all_caps(unit_text(page_, unit(k)));
    return width(k) <= kWidestKicker && width(next) > width(k) + 1.5F;
  }

  bool is_deck_by_shape(std::size_t headline, std::size_t k, std::size_t end) const {
    if (k >= end || !is_open(k)) return false;
    const UnitText words(page_, unit(k));
    const std::u32string_view text = words;
    if (page_.script == Script::roman) {
      return is_title_case(unit_text(page_, unit(headline))) && !is_title_case(text) &&
             text.find(U' ') != text.npos;
    }
    const bool has_byline_next = k + 1 < end && unit(k + 1).role == Role::byline;
    return has_byline_next && (width(k) > width(headline) * 1.1F || text.find(U'，') != text.npos);
  }

  void read_cluster(std::size_t begin, std::size_t end) {
    std::size_t k = begin;
    while (k < end) {
      const Role role = unit(k).role;
      if (role == Role::byline && k == begin && leads_headline(k, end)) {
        const std::size_t byline = k;
        k = read_group(k + 1, end);
        titles_.groups.back().bylines.push_back(pieces_[byline].unit);
        titles_.groups.back().is_sure = true;
      } else if (role == Role::byline) {
        titles_.lone_bylines.push_back(k);
        if (opens_text(k, end)) titles_.opening_bylines.push_back(k);
        ++k;
      } else if (are_side_by_side(k, end)) {
        k = read_pair(k, end);
      } else if (is_open(k)) {
        k = read_group(k, end);
      } else {
        ++k;
      }
    }
  }

  // English: the headline was written elsewhere.
  bool opens_text(std::size_t k, std::size_t end) const {
    const bool is_alone = (k == 0 || !unit(k - 1).is_display) && k + 1 == end;
    const bool is_between =
        end < pieces_.size() && pieces_[end].is_first && (k == 0 || pieces_[k - 1].is_last);
    return page_.script == Script::roman && is_alone && is_between;
  }

  // A name right above a headline that stands alone above its text.
  bool leads_headline(std::size_t k, std::size_t end) const {
    return k + 2 == end && end < pieces_.size() && is_open(k + 1) && unit(k).cue != Cue::agency &&
           unit(k + 1).is_set_apart && pieces_[end].is_first;
  }

  // English: kicker, kicker, headline, headline and what stands below the second.
  bool are_side_by_side(std::size_t k, std::size_t end) const {
    if (page_.script != Script::roman || k + 4 >= end) return false;
    for (std::size_t i = k; i < k + 4; ++i) {
      if (!is_open(i) || is_all_caps(unit_text(page_, unit(i))) != (i < k + 2)) return false;
    }
    return is_title_case(unit_text(page_, unit(k + 2))) && is_headline(k + 3, end);
  }

  std::size_t read_pair(std::size_t k, std::size_t end) {
    TitleGroup left;
    left.first_piece = k;
    left.kicker = pieces_[k].unit;
    left.headline = pieces_[k + 2].unit;
    left.last_piece = k + 2;
    titles_.groups.push_back(std::move(left));
    const std::size_t next = read_group(k + 3, end);
    titles_.groups.back().kicker = pieces_[k + 1].unit;
    return next;
  }

  bool is_headline(std::size_t k, std::size_t end) const {
    if (k >= end || !is_open(k)) return false;
    return (k + 1 < end && (unit(k + 1).role == Role::deck || unit(k + 1).role == Role::byline ||
                            unit(k + 1).cue == Cue::editor_label)) ||
           is_deck_by_shape(k, k + 1, end);
  }

  std::size_t read_group(std::size_t k, std::size_t end) {
    TitleGroup group;
    group.first_piece = k;
    std::size_t at = k;
    if (ends_heading_list(k, end)) {
      group.headline = pieces_[k].unit;
      group.last_piece = k;
      titles_.groups.push_back(std::move(group));
      return k + 1;
    }
    const bool leads = is_kicker_of(at, at + 1, end);
    if (leads && (is_headline(at + 1, end) || !is_headline(at, end)) &&
        (is_headline(at + 1, end) || kicker_is_plausible(at, end))) {
      group.kicker = pieces_[at++].unit;
    }
    group.headline = pieces_[at].unit;
    const std::size_t headline_piece = at++;
    group.is_sure = is_headline(headline_piece, end);
    if (group.is_sure) {
      if (at < end && (unit(at).role == Role::deck || is_deck_by_shape(headline_piece, at, end))) {
        group.deck = pieces_[at++].unit;
      }
      while (at < end && unit(at).role == Role::byline) group.bylines.push_back(pieces_[at++].unit);
    }
    if (!group.is_sure)
      group.is_sure = has_english_form(group) || stands_as_title(group, headline_piece, end);
    group.last_piece = at - 1;
    share_with_neighbour(group);
    if (!absorb(group)) titles_.groups.push_back(std::move(group));
    return at;
  }

  // English: a kicker in capitals and a headline of several capitalised words.
  bool has_english_form(const TitleGroup& group) const {
    constexpr std::ptrdiff_t kFewestSpaces = 2;
    if (page_.script != Script::roman || group.kicker == kNoUnit) return false;
    const UnitText words(page_, units_[group.headline]);
    const std::u32string_view text = words;
    return is_title_case(text) && std::count(text.begin(), text.end(), U' ') >= kFewestSpaces;
  }

  // Two headlines side by side, then what stands below each: deck and byline of the first, byline
  // of the second.
  void share_with_neighbour(TitleGroup& group) {
    if (group.bylines.size() < 2 || titles_.groups.empty()) return;
    TitleGroup& above = titles_.groups.back();
    if (above.is_sure || above.last_piece + 1 != group.first_piece) return;
    above.deck = group.deck;
    above.bylines = {group.bylines.front()};
    above.is_sure = true;
    group.deck = kNoUnit;
    group.bylines.erase(group.bylines.begin());
  }

  // What looked like a headline with a byline is the deck of a headline set apart above, if it
  // reads like one.
  bool absorb(const TitleGroup& group) {
    if (!group.is_sure || group.deck != kNoUnit || group.bylines.empty() || group.kicker != kNoUnit)
      return false;
    const UnitText words(page_, units_[group.headline]);
    const std::u32string_view text = words;
    if (text.find(U'，') == text.npos || page_.script == Script::roman) return false;
    for (std::size_t g = titles_.groups.size(); g-- > 0;) {
      TitleGroup& above = titles_.groups[g];
      if (group.first_piece > above.last_piece + 4) return false;
      if (above.is_sure || units_[above.headline].text_size * 5 > text.size() * 4) continue;
      above.deck = group.headline;
      above.bylines = group.bylines;
      above.is_sure = true;
      above.last_piece = group.last_piece;
      return true;
    }
    return false;
  }

  // Right above its text, with a kicker, or with a blank line that headings of this page do not
  // have.
  bool stands_as_title(const TitleGroup& group, std::size_t headline, std::size_t end) const {
    if (headline + 1 != end || end >= pieces_.size() || !pieces_[end].is_first) return false;
    if (headline > 0 && !pieces_[headline - 1].is_last) return false;
    if (group.kicker != kNoUnit || has_wide_lead_below(end)) return true;
    // A blank line below a caption or a pull quote belongs to these.
    const Role above = headline > 0 ? unit(headline - 1).role : Role::paragraph;
    if (above == Role::caption || above == Role::pull_quote) return false;
    return headings_have_no_blank_ && page_.rows[pieces_[headline].first_row].blank_before > 0;
  }

  // A lead set over two columns, between columns half as wide: no heading stands above one.
  bool has_wide_lead_below(std::size_t lead) const {
    if (page_.script == Script::roman) return false;
    const float wide = column_width(lead);
    if (wide <= 0.0F) return false;
    std::size_t above = lead, below = lead + 1;
    while (above > 0 && unit(above - 1).is_display) --above;
    while (below < pieces_.size() && unit(below).is_display) ++below;
    const float before = above > 0 ? column_width(above - 1) : 0.0F;
    const float after = below < pieces_.size() ? column_width(below) : 0.0F;
    const bool is_wider_than_above = before > 0.0F && wide > kWideLead * before;
    const bool is_wider_than_below = after > 0.0F && wide > kWideLead * after;
    return is_wider_than_below && (is_wider_than_above || above == 0);
  }

  // Of the rows of a piece that its last row need not reach; 0 where they are of several lengths.
  float column_width(std::size_t piece) const {
    float narrowest = 1e9F, widest = 0.0F;
    for (std::uint32_t row = pieces_[piece].first_row; row < pieces_[piece].last_row; ++row) {
      narrowest = std::min(narrowest, page_.rows[row].width_em);
      widest = std::max(widest, page_.rows[row].width_em);
    }
    return widest - narrowest <= kUnevenEm ? widest : 0.0F;
  }

  // In some extractions only what stands apart on the page has a blank line above it.
  void measure_blanks() {
    std::size_t with = 0, without = 0;
    for (std::size_t k = 0; k + 1 < pieces_.size(); ++k) {
      if (unit(k).role != Role::heading || unit(k + 1).is_display || !pieces_[k + 1].is_first)
        continue;
      ++(page_.rows[pieces_[k].first_row].blank_before > 0 ? with : without);
    }
    headings_have_no_blank_ = without >= 2 && without * 3 >= with;
  }

  // Without a deck or byline behind the headline, a kicker is believed only right before the body,
  // set apart.
  bool kicker_is_plausible(std::size_t k, std::size_t end) const {
    if (page_.script == Script::roman)
      return !is_all_caps(unit_text(page_, unit(k + 1))) &&
             is_title_case(unit_text(page_, unit(k + 1)));
    if (names_column(unit_text(page_, unit(k)))) return true;
    if (width(k) > 6.5F) return false;
    return unit(k).is_set_apart &&
           (k + 2 >= end || unit(k + 2).role != Role::heading || width(k + 2) <= kWidestKicker);
  }

  const Page& page_;
  const std::vector<Piece>& pieces_;
  const std::vector<Unit>& units_;
  Titles titles_;
  bool headings_have_no_blank_ = false;
};

}  // namespace

Titles find_titles(const Page& page, const std::vector<Piece>& pieces,
                   const std::vector<Unit>& units) {
  return TitleFinder(page, pieces, units).run();
}

}  // namespace broadsheet::newspaper

// SPDX-License-Identifier: Apache-2.0
#include "editor_notes.hpp"

#include <algorithm>

#include "lexicon.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr std::size_t kFewestTurns = 3;  // of a conversation
constexpr std::size_t kLongestNote = 400;
constexpr std::size_t kMostIntroductionRows = 24;
constexpr float kWideNote = 1.5F;  // times the measure of the text below

struct Talk {
  std::size_t turns = 0, first_piece = 0;
};

// Questions and speakers of each stretch, and where the first one stands.
std::vector<Talk> find_talks(const std::vector<Piece>& pieces, const Stretches& stretches,
                             const std::vector<Unit>& units) {
  std::vector<Talk> talks(stretches.list.size());
  for (std::size_t k = 0; k < pieces.size(); ++k) {
    const std::uint32_t u = pieces[k].unit;
    const std::size_t s = stretches.of_unit[u];
    if (!pieces[k].is_first || s == kNoStretch) continue;
    const Cue cue = units[u].cue;
    const bool is_turn = cue == Cue::question || cue == Cue::answer || cue == Cue::speaker ||
                         units[u].role == Role::question;
    if (is_turn && talks[s].turns++ == 0) talks[s].first_piece = k;
  }
  return talks;
}

struct PieceRange {
  std::size_t begin = 0, end = 0;
};

// What the editors wrote to the whole page.
class IntroductionFinder {
 public:
  IntroductionFinder(const Page& page, const std::vector<Piece>& pieces, const Stretches& stretches,
                     const std::vector<Unit>& units)
      : page_(page), pieces_(pieces), stretches_(stretches), units_(units) {}

  PieceRange find() const {
    const PieceRange above = find_above_titles();
    return above.begin < above.end ? above : find_below_lead();
  }

 private:
  const Unit& unit(std::size_t piece) const { return units_[pieces_[piece].unit]; }
  std::size_t stretch_of(std::size_t piece) const {
    return stretches_.of_unit[pieces_[piece].unit];
  }
  bool is_whole(std::size_t piece) const {
    return pieces_[piece].is_first && pieces_[piece].is_last;
  }
  bool is_paragraph(std::size_t piece) const {
    const bool may_be =
        unit(piece).role == Role::paragraph || unit(piece).role == Role::editor_note;
    return may_be && is_whole(piece) && !unit(piece).is_display;
  }

  // The first text of the page, right above a title: a note to one article stands below its own.
  PieceRange find_above_titles() const {
    PieceRange found;
    const auto is_above_text = [&](std::size_t k) {
      return unit(k).role == Role::furniture || unit(k).cue == Cue::editor_label;
    };
    while (found.begin < pieces_.size() && is_above_text(found.begin)) ++found.begin;
    std::size_t rows = 0;
    found.end = found.begin;
    for (; found.end < pieces_.size() && is_paragraph(found.end); ++found.end) {
      rows += unit(found.end).rows.size();
      if (rows > kMostIntroductionRows) return {};
    }
    const bool is_above_title =
        found.end < pieces_.size() &&
        (unit(found.end).role == Role::headline || unit(found.end).role == Role::kicker);
    if (!is_above_title) return {};
    bool is_by_editors = found.begin > 0 && unit(found.begin - 1).cue == Cue::editor_label;
    for (std::size_t k = found.begin; k < found.end && !is_by_editors; ++k)
      is_by_editors = reads_like_editor(unit_text(page_, unit(k)));
    return is_by_editors ? found : PieceRange{};
  }

  // Below an article's lead in the same measure, which its columns do not have.
  PieceRange find_below_lead() const {
    for (std::size_t k = 1; k < pieces_.size(); ++k) {
      if (unit(k).role != Role::editor_note || !is_whole(k)) continue;
      // In the measure of the article's columns there is no telling where the note begins.
      const float measure = unit(k).measure_em;
      const std::size_t stretch = stretch_of(k);
      if (is_same_measure(measure, stretches_.list[stretch].measure_em)) continue;
      std::size_t first = k;
      while (first > 0 && is_whole(first - 1) && !unit(first - 1).is_display &&
             unit(first - 1).role == Role::paragraph && stretch_of(first - 1) == stretch &&
             is_same_measure(unit(first - 1).measure_em, measure))
        --first;
      // The first below the headline is the article's lead.
      if (first < k && introduces_page(unit_text(page_, unit(k)))) return {first + 1, k + 1};
    }
    return {};
  }

  const Page& page_;
  const std::vector<Piece>& pieces_;
  const Stretches& stretches_;
  const std::vector<Unit>& units_;
};

}  // namespace

void name_editor_notes(const Page& page, const std::vector<Piece>& pieces,
                       const Stretches& stretches, std::vector<Unit>& units) {
  const std::vector<Talk> talks = find_talks(pieces, stretches, units);
  for (std::size_t k = 0; k < pieces.size(); ++k) {
    const std::uint32_t u = pieces[k].unit;
    if (!pieces[k].is_first || units[u].role != Role::paragraph) continue;
    if (!is_body_unit(units[u]) || stretches.is_listed[u]) continue;
    const bool has_label = k > 0 && units[pieces[k - 1].unit].cue == Cue::editor_label;
    const Stretch& stretch = stretches.list[stretches.of_unit[u]];
    const Talk& talk = talks[stretches.of_unit[u]];
    const bool is_wide =
        units[u].measure_em == kOpenMeasure || units[u].measure_em > kWideNote * stretch.measure_em;
    const bool opens = stretch.units.front() == u || is_wide;
    const bool may_lead = talk.turns >= kFewestTurns && k < talk.first_piece;
    const bool is_short = units[u].text_size < kLongestNote;
    if (!has_label && (!is_short || (!may_lead && !opens))) continue;
    const UnitText text(page, units[u]);
    if (has_label || (may_lead && introduces_talk(text)) || (opens && reads_like_editor(text)))
      units[u].role = Role::editor_note;
  }
}

void split_page_introduction(const Page& page, const std::vector<Piece>& pieces,
                             Stretches& stretches, std::vector<Unit>& units) {
  IntroductionFinder finder(page, pieces, stretches, units);
  const PieceRange found = finder.find();
  if (found.begin == found.end) return;
  Stretch note;
  note.first_piece = found.begin;
  note.last_piece = found.end - 1;
  for (std::size_t k = found.begin; k < found.end; ++k) {
    const std::uint32_t u = pieces[k].unit;
    std::vector<std::uint32_t>& left = stretches.list[stretches.of_unit[u]].units;
    left.erase(std::find(left.begin(), left.end(), u));
    units[u].role = Role::editor_note;
    stretches.of_unit[u] = stretches.list.size();
    note.units.push_back(u);
  }
  stretches.list.push_back(std::move(note));
}

}  // namespace broadsheet::newspaper

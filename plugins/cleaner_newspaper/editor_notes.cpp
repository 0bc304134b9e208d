// SPDX-License-Identifier: Apache-2.0
#include "editor_notes.hpp"

#include <algorithm>

#include "lexicon.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr std::size_t kFewestTurns = 3;  // of a conversation
constexpr std::size_t kLongestNote = 400;
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
    const bool is_short = text_size(page, units[u]) < kLongestNote;
    if (!has_label && (!is_short || (!may_lead && !opens))) continue;
    const UnitText text(page, units[u]);
    if (has_label || (may_lead && introduces_talk(text)) || (opens && reads_like_editor(text)))
      units[u].role = Role::editor_note;
  }
}

void split_page_introduction(const Page& page, const std::vector<Piece>& pieces,
                             Stretches& stretches, std::vector<Unit>& units) {
  const auto is_whole = [&](std::size_t k) { return pieces[k].is_first && pieces[k].is_last; };
  for (std::size_t k = 1; k < pieces.size(); ++k) {
    const std::uint32_t u = pieces[k].unit;
    if (units[u].role != Role::editor_note || !is_whole(k)) continue;
    const std::size_t from = stretches.of_unit[u];
    // In the measure of the article's columns there is no telling where the note begins.
    if (is_same_measure(units[u].measure_em, stretches.list[from].measure_em)) continue;
    const auto goes_with_note = [&](std::size_t above) {
      const Unit& unit = units[pieces[above].unit];
      return is_whole(above) && !unit.is_display && unit.role == Role::paragraph &&
             stretches.of_unit[pieces[above].unit] == from &&
             is_same_measure(unit.measure_em, units[u].measure_em);
    };
    std::size_t first = k;
    while (first > 0 && goes_with_note(first - 1)) --first;
    // The first below the headline is the article's lead.
    if (first == k || !introduces_page(unit_text(page, units[u]))) continue;
    ++first;
    Stretch note;
    for (std::size_t i = first; i <= k; ++i) {
      units[pieces[i].unit].role = Role::editor_note;
      stretches.of_unit[pieces[i].unit] = stretches.list.size();
      note.units.push_back(pieces[i].unit);
      std::vector<std::uint32_t>& left = stretches.list[from].units;
      left.erase(std::find(left.begin(), left.end(), pieces[i].unit));
    }
    note.first_piece = first;
    note.last_piece = k;
    stretches.list.push_back(std::move(note));
    return;
  }
}

}  // namespace broadsheet::newspaper

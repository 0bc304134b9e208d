// SPDX-License-Identifier: Apache-2.0
#include "block_wording.hpp"

#include <algorithm>
#include <string>

#include "characters.hpp"
#include "letter_case.hpp"
#include "text_search.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr std::size_t kMostRows = 8;
constexpr std::size_t kLongestNote = 80;  // characters in brackets
constexpr std::size_t kMostCaptionRows = 5;
constexpr std::size_t kLongestCredit = 200;
constexpr std::size_t kLongestAsker = 40;

// In one pair of brackets from its first character to its last.
bool is_bracketed(View text) {
  if (text.size() < 4 || text.front() != U'（' || text.back() != U'）') return false;
  int depth = 0;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (text[i] == U'（') ++depth;
    if (text[i] == U'）' && --depth == 0) return false;
  }
  return true;
}

bool credits_helpers(View text) {
  if (text.size() > kLongestCredit) return false;
  return has_any(text, phrases::kContributions) || starts_any(text, phrases::kHelpers);
}

std::optional<Role> role_of_chinese(const Page& page, const Unit& unit, View head, View tail) {
  // An asker between title marks, cut over two rows: 《东屏财经周|报》：您怎么看？
  const bool may_ask = head.front() == U'《' && unit.rows.size() > 1 && unit.cue == Cue::none;
  if (may_ask && find_cue(unit_text(page, unit).view().substr(0, kLongestAsker)) == Cue::question)
    return Role::question;
  if (head.front() != U'（' || tail.back() != U'）') return std::nullopt;
  const UnitText words(page, unit);
  const View text = words;
  // The first line may have been cut inside the words that tell an author's note.
  const Cue cue = find_cue(text);
  if (cue == Cue::author_note) return Role::author_note;
  const bool is_plain = cue == Cue::none || cue == Cue::sign_off;
  if (!is_plain || text.size() > kLongestNote || !is_bracketed(text)) return std::nullopt;
  return Role::credit;
}

// A sentence, and behind its stop who took the picture: … in May. Marchmont Historical Archive
bool ends_with_credit(View text) {
  constexpr std::size_t kShortest = 25, kLongest = 300, kMostWords = 4;
  if (text.size() < kShortest || text.size() > kLongest || !is_latin_letter(text.back()))
    return false;
  const std::size_t stop = text.rfind(U". ");
  if (stop == View::npos || stop < kShortest) return false;
  // No initial of a name.
  if (!is_lower(text[stop - 1]) && !is_digit(text[stop - 1])) return false;
  if (!is_upper(text.front()) && !is_digit(text.front())) return false;
  if (is_title_case(text.substr(0, stop))) return false;
  std::size_t words = 0;
  for (std::size_t at = stop + 1; at < text.size(); ++at) {
    if (text[at] != U' ') continue;
    if (at + 1 == text.size() || !is_upper(text[at + 1]) || ++words > kMostWords) return false;
  }
  return words > 1;
}

// Ann Lee, center, leaving the court on Monday.
bool says_who_stands_where(View text) {
  constexpr std::size_t kLongest = 300;
  if (text.size() > kLongest || !is_upper(text.front())) return false;
  return text.find_first_of(U"“”?") == View::npos && has_any(text, phrases::kPlacesInPictures);
}

// The wri- ter is a member: as it was before its rows were cut.
std::u32string without_hyphens(View text) {
  std::u32string whole;
  whole.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool is_cut = text[at] == U'-' && at > 0 && at + 2 < text.size() &&
                        is_lower(text[at - 1]) && text[at + 1] == U' ' && is_lower(text[at + 2]);
    if (is_cut)
      ++at;  // the space
    else
      whole += text[at];
  }
  return whole;
}

std::optional<Role> role_of_english(View text) {
  if (has_any(text, phrases::kWriters)) return Role::author_note;
  if (credits_helpers(text)) return Role::credit;
  if (says_who_stands_where(text)) return Role::caption;
  return std::nullopt;
}

// Marks and words that such a block cannot be without.
bool may_name_photographer(const Page& page, View tail) {
  if (page.script == Script::roman) return tail.back() != U'.' && tail.back() != U'”';
  return tail.back() == U'摄' || tail.back() == U'图' || tail.back() == U'片' ||
         tail.back() == U'）';
}

}  // namespace

std::optional<Role> role_of_wording(const Page& page, const Unit& unit) {
  if (unit.rows.size() > kMostRows) return std::nullopt;
  const View head = page.row_text(page.rows[unit.rows.front()]);
  const View tail = page.row_text(page.rows[unit.rows.back()]);
  const bool may_be_caption = unit.rows.size() > 1 && unit.rows.size() <= kMostCaptionRows;
  if (may_be_caption && may_name_photographer(page, tail) &&
      names_photographer(unit_text(page, unit)))
    return Role::caption;
  if (page.script == Script::full_width) return role_of_chinese(page, unit, head, tail);
  const bool may_be_credit = unit.rows.size() <= kMostCaptionRows && is_latin_letter(tail.back());
  if (may_be_credit && ends_with_credit(unit_text(page, unit))) return Role::caption;
  // The title of a book may end it.
  const bool ends_sentence = tail.back() == U'.' || ends(tail, U".”");
  if (!ends_sentence) return std::nullopt;
  const UnitText text(page, unit);
  return has(text, U"- ") ? role_of_english(without_hyphens(text)) : role_of_english(text);
}

}  // namespace broadsheet::newspaper

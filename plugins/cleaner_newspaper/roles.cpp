// SPDX-License-Identifier: Apache-2.0
#include "roles.hpp"

#include <algorithm>

#include "characters.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr std::size_t kMostPullQuotes =
    64;  // looked for in the body; more on one page is no newspaper
constexpr std::size_t kShortestPullQuote = 7;

bool is_page_furniture(Cue cue) {
  return cue == Cue::page_number || cue == Cue::page_line || cue == Cue::notice;
}

Role role_of_body(const Page& page, const Unit& unit) {
  const Row& last = page.rows[unit.rows.back()];
  switch (unit.cue) {
    case Cue::question:
      return Role::question;
    case Cue::bullet:
      return Role::list_item;
    case Cue::author_note:
      return Role::author_note;
    case Cue::editor_note:
      return Role::editor_note;
    case Cue::sign_off:
    case Cue::staff:
      return Role::credit;
    case Cue::caption:
      return unit.rows.size() <= 4 ? Role::caption : Role::paragraph;
    case Cue::byline:
    case Cue::agency:
      return unit.rows.size() <= 2 && last.tail != Tail::stop ? Role::byline : Role::paragraph;
    default:
      return Role::paragraph;
  }
}

Role role_of_display(const Unit& unit) {
  switch (unit.cue) {
    case Cue::page_number:
    case Cue::page_line:
    case Cue::notice:
    case Cue::jump:
      return Role::furniture;
    case Cue::staff:
    case Cue::sign_off:
      return Role::credit;
    case Cue::byline:
    case Cue::names:
    case Cue::agency:
      return Role::byline;
    case Cue::deck_dash:
      return Role::deck;
    case Cue::caption:
      return Role::caption;
    case Cue::author_note:
      return Role::author_note;
    case Cue::question:
      return Role::question;
    default:
      return Role::heading;
  }
}

// Appends a unit's text without spaces and hyphens: a word may be hyphenated in one place only.
void append_solid(const Page& page, const Unit& unit, std::u32string& text) {
  for (const std::uint32_t index : unit.rows) {
    const std::u32string_view row = page.row_text(page.rows[index]);
    std::size_t size = text.size();
    text.resize(size + row.size());
    for (const char32_t c : row) {
      text[size] = c;
      size += !is_space(c) && c != U'-' ? 1 : 0;
    }
    text.resize(size);
  }
}

bool is_letter(char32_t c) { return is_ideograph(c) || is_latin_letter(c) || is_digit(c); }

// Does the body hold these words as a clause of its own, with marks on both sides?
bool stands_as_clause(const std::u32string& body, std::u32string_view quote) {
  while (!quote.empty() && !is_letter(quote.back())) quote.remove_suffix(1);
  while (!quote.empty() && !is_letter(quote.front())) quote.remove_prefix(1);
  if (quote.size() < kShortestPullQuote) return false;
  const std::size_t at = body.find(quote);
  if (at == std::u32string::npos) return false;
  const bool begins = at == 0 || !is_letter(body[at - 1]);
  const std::size_t end = at + quote.size();
  return begins && (end >= body.size() || !is_letter(body[end]));
}

class RoleFinder {
 public:
  RoleFinder(const Page& page, const std::vector<Piece>& pieces, std::vector<Unit>& units)
      : page_(page), pieces_(pieces), units_(units) {}

  void run() {
    for (Unit& unit : units_) {
      unit.role = unit.is_display ? role_of_display(unit) : role_of_body(page_, unit);
    }
    find_remarks();
    find_furniture();
    find_pull_quotes();
    find_numbered_items();
    if (page_.script == Script::roman) find_interviewers();
  }

 private:
  Unit& unit_at(std::size_t piece) { return units_[pieces_[piece].unit]; }

  // What only the whole text shows: remarks and captions that narrow columns cut into several rows.
  void find_remarks() {
    constexpr std::size_t kMostRows = 8;
    for (Unit& unit : units_) {
      const bool is_open = unit.role == Role::paragraph || unit.role == Role::heading;
      if (is_open && unit.cue != Cue::numbered && unit.rows.size() <= kMostRows)
        name_remark(unit, unit_text(page_, unit));
    }
  }

  void name_remark(Unit& unit, const std::u32string& text) {
    constexpr std::size_t kMostCaptionRows = 5, kLongestAsker = 40;
    const std::size_t rows = unit.rows.size();
    if (rows > 1 && rows <= kMostCaptionRows && names_photographer(text)) {
      unit.role = Role::caption;
    } else if (page_.script == Script::roman) {
      if (tells_of_author(text)) unit.role = Role::author_note;
      if (tells_of_contributions(text)) unit.role = Role::credit;
    } else if (stands_in_brackets(text)) {
      unit.role = Role::credit;
    } else if (text.front() == U'《' && rows > 1 &&
               find_cue(std::u32string_view(text).substr(0, kLongestAsker)) == Cue::question) {
      unit.role = Role::question;
    }
  }

  // Of the speakers in capitals, those who nearly always ask.
  void find_interviewers() {
    struct Speaker {
      std::u32string name;
      std::vector<Unit*> units;
      std::size_t questions = 0;
    };
    std::vector<Speaker> speakers;
    for (Unit& unit : units_) {
      if (unit.cue != Cue::speaker) continue;
      const std::u32string text = unit_text(page_, unit);
      const std::size_t colon = text.find(U':');
      if (colon == text.npos) continue;
      const std::size_t space = text.rfind(U' ', colon);
      const std::size_t begin = space == text.npos ? 0 : space + 1;
      const std::u32string name = text.substr(begin, colon - begin);
      auto speaker = std::find_if(speakers.begin(), speakers.end(),
                                  [&](const Speaker& s) { return s.name == name; });
      if (speaker == speakers.end())
        speaker = speakers.insert(speakers.end(), Speaker{name, {}, 0});
      speaker->units.push_back(&unit);
      speaker->questions += text.back() == U'?' ? 1 : 0;
    }
    if (speakers.size() < 2) return;
    for (const Speaker& speaker : speakers) {
      const bool asks =
          speaker.units.size() > 1 && speaker.questions * 3 >= speaker.units.size() * 2;
      for (Unit* unit : speaker.units) {
        if (asks) unit->role = Role::question;
      }
    }
  }

  // Within a cluster of display units, short lines that stand before a date or page number are the
  // page's own.
  void find_furniture() {
    for (std::size_t begin = 0; begin < pieces_.size();) {
      std::size_t end = begin;
      while (end < pieces_.size() && unit_at(end).is_display) ++end;
      std::size_t last = end;
      for (std::size_t k = end; k > begin; --k) {
        if (is_page_furniture(unit_at(k - 1).cue)) {
          last = k - 1;
          break;
        }
      }
      for (std::size_t k = begin; last < end && k <= last; ++k) name_furniture(k, last);
      if (last < end && last + 1 < end && unit_at(last + 1).cue == Cue::staff)
        unit_at(last + 1).role = Role::furniture;
      begin = std::max(end, begin + 1);
    }
  }

  void name_furniture(std::size_t k, std::size_t last) {
    Unit& unit = unit_at(k);
    if (unit.cue == Cue::staff) unit.role = Role::furniture;
    const bool is_short = page_.rows[unit.rows.front()].width_em <= 9.0F && unit.rows.size() == 1;
    if (unit.role == Role::heading && unit.cue == Cue::none && is_short && last - k <= 4)
      unit.role = Role::furniture;
    if (unit.cue == Cue::names && is_short && last - k <= 2 && k > 0 &&
        is_page_furniture(unit_at(k - 1).cue)) {
      unit.role = Role::furniture;
    }
  }

  void find_pull_quotes() {
    std::u32string body;
    std::size_t looked_for = 0;
    for (std::size_t k = 0; k < pieces_.size(); ++k) {
      Unit& unit = unit_at(k);
      if (!unit.is_display || unit.role != Role::heading || !unit.is_repeated) continue;
      if (++looked_for > kMostPullQuotes) return;
      if (body.empty()) body = body_text();
      std::u32string quote;
      append_solid(page_, unit, quote);
      if (precedes_its_words(k, quote) || leads_a_byline(k)) continue;
      const bool has_pause = quote.find_first_of(U"，,。.；") != quote.npos;
      if (stands_as_clause(body, quote) || (has_pause && quote.size() >= 14))
        unit.role = Role::pull_quote;
    }
  }

  // 1. 2. 3. at the head of paragraphs that follow one another.
  void find_numbered_items() {
    Unit* previous = nullptr;
    std::uint32_t number_before = 0;
    for (Unit& unit : units_) {
      if (unit.is_display) continue;
      const std::uint32_t number = unit.cue == Cue::numbered ? number_of(unit) : 0;
      if (number > 1 && previous != nullptr && number == number_before + 1)
        previous->role = unit.role = Role::list_item;
      previous = number > 0 ? &unit : nullptr;
      number_before = number;
    }
  }

  std::uint32_t number_of(const Unit& unit) const {
    std::uint32_t number = 0;
    for (const char32_t c : page_.row_text(page_.rows[unit.rows.front()]).substr(0, 2)) {
      if (c < U'0' || c > U'9') break;
      number = number * 10 + static_cast<std::uint32_t>(c - U'0');
    }
    return number;
  }

  bool leads_a_byline(std::size_t k) {
    if (k + 1 >= pieces_.size()) return false;
    const Role next = unit_at(k + 1).role;
    return next == Role::byline || next == Role::deck;
  }

  // A heading often takes its words from the paragraph right below it.
  bool precedes_its_words(std::size_t k, const std::u32string& quote) {
    if (k + 1 >= pieces_.size() || unit_at(k + 1).is_display || unit_at(k + 1).has_open_head)
      return false;
    if (!pieces_[k + 1].is_first || (k > 0 && !pieces_[k - 1].is_last)) return false;
    std::u32string below;
    append_solid(page_, unit_at(k + 1), below);
    return below.find(quote) != std::u32string::npos;
  }

  std::u32string body_text() {
    std::u32string body;
    std::size_t size = 0;
    for (const Unit& unit : units_) size += unit.is_display ? 0 : text_size(page_, unit) + 1;
    body.reserve(size);
    for (const Unit& unit : units_) {
      if (unit.is_display) continue;
      append_solid(page_, unit, body);
      body += U'\n';
    }
    return body;
  }

  const Page& page_;
  const std::vector<Piece>& pieces_;
  std::vector<Unit>& units_;
};

}  // namespace

std::vector<Piece> list_pieces(const Page& page, const std::vector<Unit>& units) {
  struct Place {
    std::uint32_t unit = 0, position = 0;
  };
  std::vector<Place> place_of(page.rows.size());
  for (std::uint32_t u = 0; u < units.size(); ++u) {
    for (std::uint32_t k = 0; k < units[u].rows.size(); ++k) place_of[units[u].rows[k]] = {u, k};
  }
  std::vector<Piece> pieces;
  for (std::uint32_t row = 0; row < page.rows.size(); ++row) {
    const Place place = place_of[row];
    const bool is_last = place.position + 1 == units[place.unit].rows.size();
    const bool goes_on = row > 0 && !pieces.empty() && pieces.back().unit == place.unit &&
                         place_of[row - 1].position + 1 == place.position;
    if (!goes_on) pieces.push_back({place.unit, row, row, place.position == 0, is_last});
    pieces.back().last_row = row;
    pieces.back().is_last = is_last;
  }
  return pieces;
}

void assign_plain_roles(const Page& page, const std::vector<Piece>& pieces,
                        std::vector<Unit>& units) {
  RoleFinder(page, pieces, units).run();
}

}  // namespace broadsheet::newspaper

// SPDX-License-Identifier: Apache-2.0
#include "roles.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "block_wording.hpp"
#include "characters.hpp"
#include "letter_case.hpp"
#include "pull_quotes.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr std::size_t kMostQuestionRows = 3;
constexpr std::size_t kFewestQuestions = 3;
constexpr std::size_t kMostDeckRows = 3;
constexpr std::size_t kLongestIntroduction = 400;
constexpr float kWidestLabel = 6.5F;

bool is_page_furniture(Cue cue) {
  return cue == Cue::page_number || cue == Cue::page_line || cue == Cue::notice;
}

Role role_of_body(const Page& page, const Unit& unit) {
  const Row& last = page.rows[unit.rows.back()];
  if (const std::optional<Role> role = role_of_wording(page, unit)) return *role;
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

Role role_of_display(const Page& page, const Unit& unit) {
  if (const std::optional<Role> role = role_of_wording(page, unit)) return *role;
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

class RoleFinder {
 public:
  RoleFinder(const Page& page, const std::vector<Piece>& pieces, std::vector<Unit>& units)
      : page_(page), pieces_(pieces), units_(units) {}

  void run() {
    for (Unit& unit : units_) {
      unit.role = unit.is_display ? role_of_display(page_, unit) : role_of_body(page_, unit);
    }
    find_furniture();
    find_plain_items();
    find_titles();
    find_decks();
    find_numbered_questions();
    find_questioners();
    find_plain_questions();
    find_closing_words();
    name_pull_quotes(page_, pieces_, units_);
    find_numbered_items();
    find_introductions();
    find_labels();
  }

 private:
  Unit& unit_at(std::size_t piece) { return units_[pieces_[piece].unit]; }

  // Within a cluster of display units, short lines that stand before a date or page number are the
  // page's own; in a list of headings that ends there, only those that read like a section's name.
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
      const bool is_list = last < end && lists_headings(begin, last);
      for (std::size_t k = begin; last < end && k <= last; ++k) name_furniture(k, last, is_list);
      // A section's name may stand below the page's own lines too.
      for (std::size_t k = last + 1; k < std::min(last + 3, end); ++k) {
        if (!names_section(unit_text(page_, unit_at(k)))) break;
        unit_at(k).role = Role::furniture;
      }
      if (last < end && last + 1 < end && unit_at(last + 1).cue == Cue::staff)
        unit_at(last + 1).role = Role::furniture;
      begin = std::max(end, begin + 1);
    }
  }

  bool lists_headings(std::size_t begin, std::size_t end) {
    constexpr std::ptrdiff_t kFewest = 3;
    return std::count_if(pieces_.begin() + static_cast<std::ptrdiff_t>(begin),
                         pieces_.begin() + static_cast<std::ptrdiff_t>(end),
                         [&](const Piece& piece) {
                           return piece.is_first && units_[piece.unit].role == Role::heading;
                         }) >= kFewest;
  }
  // 要闻, 经济观察: few characters and no marks.
  bool may_name_section(const Unit& unit) const {
    constexpr std::size_t kLongestName = 4;
    const UnitText text(page_, unit);
    const std::u32string_view name = text;
    return names_section(name) ||
           (name.size() <= kLongestName && std::all_of(name.begin(), name.end(), is_han));
  }

  void name_furniture(std::size_t k, std::size_t last, bool is_in_list) {
    Unit& unit = unit_at(k);
    if (unit.cue == Cue::staff) unit.role = Role::furniture;
    const bool is_short = page_.rows[unit.rows.front()].width_em <= 9.0F && unit.rows.size() == 1;
    const bool is_near = last - k <= 4;
    if (unit.role == Role::heading && unit.cue == Cue::none && is_short && is_near &&
        (!is_in_list || may_name_section(unit)))
      unit.role = Role::furniture;
    if (unit.cue == Cue::names && is_short && last - k <= 2 && k > 0 &&
        is_page_furniture(unit_at(k - 1).cue)) {
      unit.role = Role::furniture;
    }
  }

  // Results, prizes, names with offices, without a mark: three lines or more in a row that end no
  // sentence, each of two parts. Ruth Okafor, teacher; Early wheat: 41 acres.
  void find_plain_items() {
    constexpr std::size_t kFewest = 3;
    if (page_.script != Script::roman) return;
    for (std::size_t begin = 0, end = 0; begin < pieces_.size(); begin = end + 1) {
      for (end = begin; end < pieces_.size() && may_be_item(end);) ++end;
      if (end - begin < kFewest) continue;
      for (std::size_t k = begin; k < end; ++k) {
        unit_at(k).is_display = false;
        unit_at(k).role = Role::list_item;
      }
    }
  }

  bool may_be_item(std::size_t k) {
    constexpr std::size_t kMostRows = 3, kLongest = 80;
    const Unit& unit = unit_at(k);
    const bool is_plain = unit.role == Role::paragraph || unit.role == Role::heading;
    const bool is_whole = pieces_[k].is_first && pieces_[k].is_last;
    if (!is_plain || !is_whole || unit.cue != Cue::none || unit.rows.size() > kMostRows)
      return false;
    if (unit.text_size > kLongest) return false;
    const UnitText words(page_, unit);
    const std::u32string_view text = words;
    const bool is_split = text.find(U", ") != text.npos || text.find(U": ") != text.npos;
    const bool ends_sentence = is_sentence_stop(text.back()) || text.back() == U'.';
    const bool is_hour = text.ends_with(U".m.");
    return is_split && (is_upper(text[0]) || is_digit(text[0])) && (!ends_sentence || is_hour) &&
           text.back() != U',' && text.back() != U':';
  }

  // A text whose words are all in capitals is a title, whatever its rows look like.
  void find_titles() {
    constexpr std::size_t kMostRows = 5, kLongest = 120;
    constexpr std::ptrdiff_t kFewestSpaces = 4;
    if (page_.script != Script::roman) return;
    for (Unit& unit : units_) {
      if (unit.is_display || unit.role != Role::paragraph || unit.cue != Cue::none) continue;
      if (unit.rows.size() > kMostRows || unit.text_size > kLongest) continue;
      const UnitText words(page_, unit);
      const std::u32string_view text = words;
      const bool may_be = !is_digit(text[0]) && !is_all_caps(text) && is_title_case(text) &&
                          std::ranges::count(text, U' ') >= kFewestSpaces &&
                          std::ranges::count(text, U',') <= 2;
      if (!may_be) continue;
      unit.is_display = true;
      unit.role = Role::heading;
    }
  }

  // English decks may be sentences: between a headline and a byline stands nothing else.
  void find_decks() {
    if (page_.script != Script::roman) return;
    for (std::size_t k = 1; k + 1 < pieces_.size(); ++k) {
      Unit& unit = unit_at(k);
      const bool is_short = !unit.is_display && unit.rows.size() <= kMostDeckRows &&
                            unit.role == Role::paragraph && pieces_[k].is_first &&
                            pieces_[k].is_last;
      if (!is_short || unit_at(k + 1).role != Role::byline) continue;
      if (unit_at(k - 1).role != Role::heading || !unit_at(k - 1).is_display) continue;
      unit.is_display = true;
      unit.role = Role::deck;
    }
  }

  // 1. 哪些人可以参加？ 2. 每年要交多少钱？ A single one may be a heading.
  void find_numbered_questions() {
    std::vector<Unit*> found;
    for (Unit& unit : units_) {
      if (unit.cue != Cue::numbered || number_of(unit) == 0) continue;
      if (unit.rows.size() <= kMostQuestionRows && asks(unit)) found.push_back(&unit);
    }
    for (Unit* unit : found)
      if (found.size() > 1) unit->role = Role::question;
  }

  bool asks(const Unit& unit) const {
    const std::u32string_view last = page_.row_text(page_.rows[unit.rows.back()]);
    return last.back() == U'？' || last.back() == U'?';
  }

  // The speaker of a conversation whose turns mostly end in questions asks them.
  void find_questioners() {
    struct Speaker {
      std::size_t turns = 0, questions = 0;
    };
    std::map<std::u32string_view, Speaker> speakers;
    for (const Unit& unit : units_) {
      if (unit.cue != Cue::speaker) continue;
      Speaker& speaker = speakers[speaker_of(unit)];
      ++speaker.turns;
      speaker.questions += asks(unit) ? 1 : 0;
    }
    if (speakers.size() < 2) return;
    for (Unit& unit : units_) {
      if (unit.cue != Cue::speaker) continue;
      const Speaker& speaker = speakers[speaker_of(unit)];
      if (speaker.turns >= 2 && speaker.questions * 2 >= speaker.turns) unit.role = Role::question;
    }
  }

  // English interviews may tell questions from answers by their face alone: a text has none, or
  // several, each above an answer.
  void find_plain_questions() {
    if (page_.script != Script::roman) return;
    std::vector<std::size_t> found;
    for (std::size_t k = 0; k + 1 < pieces_.size(); ++k) {
      if (!may_ask_plainly(k) || may_ask_plainly(k + 1)) continue;
      if (!unit_at(k + 1).is_display && pieces_[k + 1].is_first) found.push_back(k);
    }
    if (found.size() < kFewestQuestions) return;
    for (const std::size_t k : found) unit_at(k).role = Role::question;
  }

  bool may_ask_plainly(std::size_t k) {
    constexpr std::size_t kMostRows = 7, kLongest = 220;
    const Unit& unit = unit_at(k);
    const bool is_plain = unit.role == Role::paragraph || unit.role == Role::heading;
    if (!pieces_[k].is_first || !is_plain || unit.cue != Cue::none || unit.rows.size() > kMostRows)
      return false;
    if (!asks(unit) || unit.text_size > kLongest) return false;
    const UnitText text(page_, unit);
    return is_upper(text.view()[0]) && !(unit.is_display && is_title_case(text));
  }

  // The host's last turn, where it asks nothing, sums up.
  void find_closing_words() {
    for (std::size_t u = units_.size(); u-- > 0;) {
      const Cue cue = units_[u].cue;
      if (cue == Cue::answer || cue == Cue::speaker) return;
      if (cue != Cue::question) continue;
      const UnitText text(page_, units_[u]);
      const bool asks = text.view().find_first_of(U"？?") != std::u32string_view::npos;
      if (!units_[u].is_display && !asks) units_[u].role = Role::paragraph;
      return;
    }
  }

  std::u32string_view speaker_of(const Unit& unit) const {
    const std::u32string_view text = page_.row_text(page_.rows[unit.rows.front()]);
    const std::u32string_view name = text.substr(0, text.find_first_of(U"：:（"));
    return name.substr(name.rfind(U' ') + 1);  // HOLLIS WEXCOMBE, later WEXCOMBE
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

  // An editor's note below a title or a list of headings, or above a label or a list, opens what it
  // introduces.
  void find_introductions() {
    for (std::size_t k = 0; k < pieces_.size(); ++k) {
      Unit& unit = unit_at(k);
      const bool may_open = pieces_[k].is_first && !unit.is_display &&
                            unit.role == Role::paragraph && (is_below_display(k) || leads_list(k));
      if (may_open && unit.text_size < kLongestIntroduction &&
          reads_like_editor(unit_text(page_, unit)))
        unit.introduces = true;
    }
  }

  bool is_below_display(std::size_t k) { return k == 0 || unit_at(k - 1).is_display; }

  bool leads_list(std::size_t k) {
    if (k + 1 >= pieces_.size() || !pieces_[k].is_last || !pieces_[k + 1].is_first) return false;
    const Role next = unit_at(k + 1).role;
    return next == Role::list_item || next == Role::heading;
  }

  // Short lines of one length, with items between them, head the parts of a bulleted box: two of
  // which one stands right above its text, or three, perhaps all above headings. No kickers, then,
  // nor names, though they read like some.
  void find_labels() {
    std::vector<std::size_t> run;
    bool has_items = false;
    const auto close = [&] {
      const auto leads_text = [&](std::size_t k) { return !unit_at(k + 1).is_display; };
      if (run.size() > 2 || (run.size() == 2 && std::ranges::any_of(run, leads_text)))
        for (const std::size_t k : run) name_label(unit_at(k));
      run.clear();
    };
    for (std::size_t k = 0; k < pieces_.size(); ++k) {
      const Unit& unit = unit_at(k);
      has_items = has_items || unit.role == Role::list_item;
      const bool goes_on = !run.empty() && has_items && may_be_label(k) && are_alike(run.back(), k);
      if (!goes_on && (ends_box(unit) || may_be_label(k))) close();
      if (goes_on || (may_be_label(k) && unit.cue == Cue::none)) {
        run.push_back(k);
        has_items = false;
      }
    }
    close();
  }

  static void name_label(Unit& unit) {
    unit.is_label = true;
    unit.role = Role::heading;
    unit.cue = Cue::none;
  }

  // English labels are words, and so of several lengths.
  bool are_alike(std::size_t a, std::size_t b) {
    if (page_.script == Script::full_width) return label_width(a) == label_width(b);
    return is_all_caps(unit_text(page_, unit_at(a))) == is_all_caps(unit_text(page_, unit_at(b)));
  }

  static bool ends_box(const Unit& unit) {
    return unit.role == Role::byline || unit.role == Role::deck || unit.role == Role::author_note ||
           unit.role == Role::question;
  }

  float label_width(std::size_t piece) { return page_.rows[unit_at(piece).rows.front()].width_em; }

  bool may_be_label(std::size_t k) {
    const Unit& unit = unit_at(k);
    const bool is_plain = (unit.role == Role::heading && unit.cue == Cue::none) ||
                          (unit.role == Role::byline && unit.cue == Cue::names);
    const bool is_short =
        unit.is_display && is_plain && unit.rows.size() == 1 && label_width(k) <= kWidestLabel;
    if (!is_short || k + 1 >= pieces_.size() || !pieces_[k + 1].is_first) return false;
    const char32_t first = page_.text[page_.rows[unit.rows.front()].text_begin];
    if (page_.script == Script::roman && !is_upper(first)) return false;
    const bool leads_heading = unit_at(k + 1).role == Role::heading &&
                               label_width(k + 1) > label_width(k) && k + 2 < pieces_.size();
    return !unit_at(k + 1).is_display ||
           (leads_heading && !unit_at(k + 2).is_display && pieces_[k + 2].is_first);
  }

  std::uint32_t number_of(const Unit& unit) const {
    std::uint32_t number = 0;
    for (const char32_t c : page_.row_text(page_.rows[unit.rows.front()]).substr(0, 2)) {
      if (c < U'0' || c > U'9') break;
      number = number * 10 + static_cast<std::uint32_t>(c - U'0');
    }
    return number;
  }

  const Page& page_;
  const std::vector<Piece>& pieces_;
  std::vector<Unit>& units_;
};

}  // namespace

void list_pieces(const std::vector<Unit>& units, std::vector<Piece>& pieces) {
  pieces.clear();
  for (std::uint32_t u = 0; u < units.size(); ++u) {
    const std::span<const std::uint32_t> rows = units[u].rows;
    for (std::size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
      for (end = begin + 1; end < rows.size() && rows[end] == rows[end - 1] + 1;) ++end;
      pieces.push_back({u, rows[begin], rows[end - 1], begin == 0, end == rows.size()});
    }
  }
  const auto by_source = [](const Piece& a, const Piece& b) { return a.first_row < b.first_row; };
  if (!std::is_sorted(pieces.begin(), pieces.end(), by_source))
    std::sort(pieces.begin(), pieces.end(), by_source);
}

void assign_plain_roles(const Page& page, const std::vector<Piece>& pieces,
                        std::vector<Unit>& units) {
  RoleFinder(page, pieces, units).run();
}

}  // namespace broadsheet::newspaper

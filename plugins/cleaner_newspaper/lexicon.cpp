// SPDX-License-Identifier: Apache-2.0
#include "lexicon.hpp"

#include <algorithm>
#include <array>

#include "characters.hpp"
#include "english_wording.hpp"
#include "letter_case.hpp"
#include "phrases.hpp"
#include "text_search.hpp"

namespace broadsheet::newspaper {
namespace {

using phrases::Kinds;

constexpr phrases::CharacterKinds kCharacterKinds;
constexpr phrases::PhraseHeads kPhraseHeads(phrases::kOfLines);
constexpr phrases::PhraseHeads kEditorHeads(phrases::kOfEditors);
constexpr std::size_t kLongestPageLine = 60;
constexpr std::size_t kLongestName = 4;
constexpr std::size_t kShort = 6;  // page numbers, names, names with a colon

bool has_sentence(View line) { return has_any(line, list_of({U"。", U"！", U"？", U"；"})); }

bool is_surname(char32_t c) { return (kCharacterKinds.of(c) & phrases::kSurnameKind) != 0; }

View without_marks_at_head(View line) {
  constexpr Traits kMarks = trait::kOpening | trait::kSpace | trait::kBullet;
  while (!line.empty() && has_trait(line[0], kMarks)) {
    line.remove_prefix(1);
  }
  return line;
}

bool is_page_number(View line) {
  if (line.size() > 6) return false;
  if (starts(line, U"第") && ends(line, U"版")) return true;
  std::size_t digits = 0;
  for (const char32_t c : line) {
    if (is_digit(c)) {
      ++digits;
    } else if (!is_upper(c) && c != U'版' && !is_dash(c) && c != U'-' && c != U'·' && c != U' ') {
      return false;
    }
  }
  const std::size_t letters =
      static_cast<std::size_t>(std::count_if(line.begin(), line.end(), is_upper));
  return digits >= 1 && digits <= 3 && letters <= 1;
}

bool has_date(View line) {
  if (has(line, U"年") && has(line, U"月") && has_any(line, list_of({U"日", U"号"}))) {
    return std::any_of(line.begin(), line.end(), is_digit);
  }
  static constexpr std::array<View, 7> kDays = {U"Monday", U"Tuesday",  U"Wednesday", U"Thursday",
                                                U"Friday", U"Saturday", U"Sunday"};
  const bool has_day =
      std::any_of(kDays.begin(), kDays.end(), [&](View day) { return has(line, day); });
  return has_day && has_any(line, list_of({U", 19", U", 20"}));
}

bool is_page_line(View line) {
  if (line.size() > kLongestPageLine || has_sentence(line) || has(line, U"，")) return false;
  if (has_date(line)) {
    return line.size() <= 14 ||
           has_any(line, list_of({U"星期", U"农历", U"日报", U"晚报", U"时报", U"day,", U" "}));
  }
  if (line.size() > 30) return false;
  if (ends_any(line, phrases::kPublicationEnds)) {
    return line.size() <= 8 || (!is_full_width(line[0]) && is_title_case(line));
  }
  return false;
}

bool is_staff(View bare) {
  return bare.size() <= 60 && !has(bare, U"。") && starts_any(bare, phrases::kStaff);
}

bool is_jump(View line, View bare) {
  if (line.size() > 40) return false;
  return starts_any(bare, phrases::kJumps);
}

bool is_name(View word) {
  if (word.size() < 2 || word.size() > kLongestName) return false;
  if (!std::all_of(word.begin(), word.end(), is_ideograph)) return false;
  return is_surname(word[0]) || (word.size() > 2 && starts_any(word, phrases::kDoubleSurnames));
}

// How many names a line is made of; 0 where it holds anything else.
std::size_t count_names(View line) {
  std::size_t at = 0, count = 0;
  while (at < line.size()) {
    std::size_t end = at;
    while (end < line.size() && end - at <= kLongestName && !is_space(line[end]) &&
           line[end] != U'、')
      ++end;
    if (!is_name(line.substr(at, end - at))) return 0;
    ++count;
    at = end + 1;
  }
  return count;
}

bool is_list_of_names(View line) { return count_names(line) > 0; }

// Names only: 周弘毅 林采薇. A two-character name may be set with a space inside: 张 辉.
bool is_names(View line) {
  if (line.size() < 2 || line.size() > 24) return false;
  if (line.size() == 3 && is_space(line[1])) {
    return is_surname(line[0]) && is_ideograph(line[2]);
  }
  const std::size_t count = count_names(line);
  const bool is_double = line.size() == 4 && starts_any(line, phrases::kDoubleSurnames);
  return count > 1 || (count == 1 && (line.size() <= 3 || is_double));
}

// Ends with 记者 or 通讯员 and who it is, perhaps of another paper: 《澄湖教育周报》记者 黎春.
bool names_reporter(View bare) {
  for (const View office : phrases::kReporters) {
    const std::size_t at = bare.rfind(office);
    if (at == View::npos || at == 0 || at + office.size() >= bare.size()) continue;
    if (!has(U"》报社台网刊 ", bare.substr(at - 1, 1))) continue;
    View rest = bare.substr(at + office.size());
    while (!rest.empty() && is_space(rest[0])) rest.remove_prefix(1);
    if (is_list_of_names(rest)) return true;
  }
  return false;
}

bool is_byline(View line, View bare) {
  if (is_english_byline(line)) return true;
  if (bare.size() > 36 || has_sentence(bare) || has_any(bare, list_of({U"，", U"："})))
    return false;
  if (ends_any(bare, list_of({U"摄", U"供图", U"制图"}))) return false;
  return starts_any(bare, phrases::kBylines) || names_reporter(bare) ||
         (starts(bare, U"本报") && bare.size() <= 10 && ends_any(bare, phrases::kDeskEnds)) ||
         (bare.size() <= 20 && ends_any(bare, phrases::kGroupEnds));
}

bool is_agency(View bare) {
  if (!starts_any(bare, phrases::kAgencies) || bare.size() > 24) return false;
  return bare.size() <= 4 || ends(bare, U"）") || ends(bare, U")") ||
         !has_any(bare, list_of({U"）", U"，", U"。"}));
}

bool is_sign_off(View line, View bare) {
  if (bare.size() > 50 || has(bare, U"，")) return false;
  if (starts_any(bare, phrases::kWires) && bare.size() <= 24 &&
      ends_any(bare, list_of({U"电", U"电）"})))
    return true;
  if (starts_any(bare, phrases::kSources)) return true;
  if (!starts(line, U"（") || !ends(line, U"）") || bare.size() > 20) return false;
  // The author of a short item, at its end: （闵小渔）.
  if (is_list_of_names(bare.substr(0, bare.size() - 1))) return true;
  return has_any(bare, list_of({U"综合", U"供稿", U"整理", U"制图", U"摄影", U"撰稿", U"本版"}));
}

bool is_author_note(View bare) { return starts_any(bare, phrases::kAuthorNotes); }

bool is_editor_label(View line, View bare) {
  if (line.size() > 8) return false;
  return starts_any(bare, phrases::kEditorLabels);
}

bool is_editor_note(View line, View bare) {
  return line.size() > 8 && starts_any(bare, phrases::kEditorNotes);
}

bool is_question(View line) {
  if (starts_any(line, phrases::kQuestions)) return true;
  if (starts(line, U"《")) {
    const std::size_t at = line.find(U"》");
    return at != View::npos && at < 12 &&
           starts_any(line.substr(at + 1), list_of({U"记者：", U"：", U"记者:"}));
  }
  return starts(line, U"主持人：");
}

bool is_answer(View line) { return starts_any(line, phrases::kAnswers); }

// A name, perhaps with its office in brackets, and a colon: 霍文柏（临海市低空办主任）：
bool is_speaker(View line) {
  const std::size_t colon = line.substr(0, 40).find_first_of(U"：:");
  const std::size_t bracket = line.substr(0, 8).find(U'（');
  const View name = line.substr(0, std::min(colon, bracket));
  if (name.size() < 2 || name.size() > 6) return false;
  if (starts(line, U"主持人")) return colon != View::npos;
  if (!std::all_of(name.begin(), name.end(), is_ideograph) || name.size() > 4) return false;
  if (!is_surname(name[0])) return false;
  return bracket != View::npos
             ? name.size() <= 4 && line.size() > bracket + 3 && colon != View::npos
             : colon != View::npos;
}

bool is_numbered(View line) {
  using phrases::kNumerals;
  const bool starts_with_numeral = (kCharacterKinds.of(line[0]) & phrases::kNumeralKind) != 0;
  if (line.size() > 2 && starts_with_numeral) {
    if (line[1] == U'、' || (line[2] == U'、' && kNumerals.find(line[1]) != View::npos))
      return true;
  }
  if (line.size() > 3 && line[0] == U'（' && kNumerals.find(line[1]) != View::npos)
    return line[2] == U'）';
  std::size_t digits = 0;
  while (digits < line.size() && digits < 3 && line[digits] >= U'0' && line[digits] <= U'9')
    ++digits;
  if (digits == 0 || digits > 2 || line.size() < digits + 3) return false;
  const char32_t mark = line[digits];
  return (mark == U'.' && !is_digit(line[digits + 1])) || mark == U'、' || mark == U'．' ||
         mark == U')' || mark == U'）';
}

// 沅溪滨河步道一景。章渡摄: a name between a mark and 摄.
bool ends_with_name_and_taken(View text) {
  if (!ends(text, U"摄")) return false;
  text.remove_suffix(1);
  std::size_t begin = text.size();
  while (begin > 0 && is_ideograph(text[begin - 1])) --begin;
  return begin > 0 && is_name(text.substr(begin));
}

bool is_caption(View line) {
  if (line.size() > 120) return false;
  if (starts_any(line, phrases::kCaptions)) return true;
  if (has_any(line, phrases::kPhotographs)) return true;
  if (line.size() > 60) return false;
  // 本报记者 于归舟 文/图: text and pictures, a byline.
  if (ends_any(line, list_of({U"文/图", U"文／图"}))) return false;
  return ends_any(line, phrases::kCaptionEnds) || ends_with_name_and_taken(line) ||
         (ends(line, U"摄") && has(line, U"记者")) || starts_any(line, phrases::kPhotographers);
}

// The place in capitals, perhaps a region or date, and a dash at an article's start.
bool is_dateline(View line) {
  constexpr std::size_t kLongestRegion = 30;
  std::size_t capitals = 0, at = 0;
  while (at < line.size() && at < 40 &&
         (is_upper(line[at]) || is_space(line[at]) || line[at] == U',' || line[at] == U'.')) {
    capitals += is_upper(line[at]) ? 1 : 0;
    ++at;
  }
  if (capitals < 4) return false;
  if (line.substr(0, at).find(U',') != View::npos) {
    const std::size_t end = at + kLongestRegion;
    while (
        at < line.size() && at < end &&
        (is_latin_letter(line[at]) || is_digit(line[at]) || line[at] == U' ' || line[at] == U'.'))
      ++at;
  }
  return at < line.size() && (is_dash(line[at]) || starts(line.substr(at), U"("));
}

bool is_circled_number(char32_t c) {
  return (c >= 0x2460 && c <= 0x2473) || (c >= 0x2776 && c <= 0x277F);
}

// What a line shows at its ends and inside; it rules nearly all phrases out.
struct Hints {
  Kinds first, head, last;  // of the first character, the first behind marks, the last
  LineMarks marks;
};

Hints hints_of(View line, View bare, const LineMarks& marks) {
  const Kinds first = kCharacterKinds.of(line.front());
  const Kinds head = bare.empty()                 ? 0
                     : bare.size() == line.size() ? first
                                                  : kCharacterKinds.of(bare.front());
  return {first, head, kCharacterKinds.of(line.back()), marks};
}

// True for most lines of a Chinese column: in one look what may_show_cue finds in many.
bool shows_surely_none(View line, const LineMarks& marks) {
  const bool is_rare = marks.has_latin | (!is_han(line.front()));
  const bool may_be_phrase = kCharacterKinds.may_have(line.front()) |
                             kCharacterKinds.may_have(line.back()) |
                             (!marks.has_pause & marks.may_tell);
  return !(is_rare | may_be_phrase | (line.size() <= kShort));
}

// Of a line that begins with a surname or a numeral: behind the name or number stands a colon, a
// bracket, a comma of lists or a space, or nothing at all.
bool may_be_name_or_number(View line) {
  const View behind = line.substr(1, kShort);
  const auto mark = std::find_if_not(behind.begin(), behind.end(), is_han);
  if (mark == behind.end()) return line.size() <= kLongestName;
  return has(U"：:（、", View(&*mark, 1)) || has_trait(*mark, trait::kSpace | trait::kIdeograph);
}

// False for most other lines of a Chinese column, by what each of the cues below asks for.
bool may_show_cue(View line, const LineMarks& marks) {
  if (marks.has_latin || !is_han(line.front())) return true;
  const Kinds last = kCharacterKinds.of(line.back());
  if ((last & phrases::kCaptionEndKind) != 0) return true;
  if (!marks.has_pause && (marks.may_tell || (last & phrases::kEndKinds) != 0)) return true;
  const bool is_short = line.size() <= kShort;
  if (is_short && (line.front() == U'第' || line.front() == U'版')) return true;
  const Kinds first = kCharacterKinds.of(line.front());
  if ((first & phrases::kNameKinds) != 0 && may_be_name_or_number(line)) return true;
  constexpr Kinds kHeads = ~(phrases::kNameKinds | phrases::kEndKinds);
  return (first & kHeads) != 0 && kPhraseHeads.may_begin(line);
}

bool is_notice(View line, const Hints& hints) {
  if (line.size() > 80) return false;
  if ((hints.first & phrases::kNoticeKind) != 0 && starts_any(line, phrases::kNotices)) return true;
  const LineMarks& marks = hints.marks;
  const bool may_name_channel = marks.has_pause || marks.may_tell || marks.has_latin;
  return may_name_channel && line.size() <= 30 && !has_sentence(line) &&
         has_any(line, phrases::kOwnChannels);
}

Cue find_display_cue(View line, View bare, const Hints& hints) {
  if (is_page_number(line)) return Cue::page_number;
  if ((hints.head & phrases::kJumpKind) != 0 && is_jump(line, bare)) return Cue::jump;
  if (!hints.marks.has_pause && line.size() <= kLongestPageLine) {
    const bool may_be_page_line = hints.marks.has_latin ||
                                  (hints.last & phrases::kPublicationEndKind) != 0 ||
                                  (hints.marks.may_tell && has(line, U"年"));
    if (may_be_page_line && is_page_line(line)) return Cue::page_line;
  }
  if ((hints.head & phrases::kEditorKind) != 0) {
    if (is_editor_label(line, bare)) return Cue::editor_label;
    if (is_editor_note(line, bare)) return Cue::editor_note;
  }
  if ((hints.head & phrases::kAuthorNoteKind) != 0 && is_author_note(bare)) return Cue::author_note;
  if ((hints.head & phrases::kStaffKind) != 0 && is_staff(bare)) return Cue::staff;
  const bool may_be_notice =
      (hints.first & phrases::kNoticeKind) != 0 || (line.size() <= 30 && !hints.marks.has_pause);
  if (may_be_notice && is_notice(line, hints)) return Cue::notice;
  const bool may_be_caption = hints.marks.has_latin || (hints.first & phrases::kCaptionKind) != 0 ||
                              (hints.last & phrases::kCaptionEndKind) != 0;
  if (may_be_caption && is_caption(line)) return Cue::caption;
  if ((hints.head & phrases::kAgencyKind) != 0 && is_agency(bare)) return Cue::agency;
  const bool may_be_sign_off = (hints.head & phrases::kSignOffKind) != 0 || line.front() == U'（';
  if (may_be_sign_off && is_sign_off(line, bare)) return Cue::sign_off;
  return Cue::none;
}

// 记者, 通讯员 somewhere in a line without a pause.
bool may_name_reporter(View line, const Hints& hints) {
  return !hints.marks.has_pause && hints.marks.may_tell &&
         (line.find(U'者') != View::npos || line.find(U'员') != View::npos);
}

Cue find_body_cue(View line, View bare, const Hints& hints) {
  if ((hints.first & phrases::kQuestionKind) != 0 && is_question(line)) return Cue::question;
  if ((hints.first & phrases::kAnswerKind) != 0 && is_answer(line)) return Cue::answer;
  const bool may_be_byline = may_name_reporter(line, hints) ||
                             ((hints.first | hints.head) & phrases::kBylineKind) != 0 ||
                             (hints.last & phrases::kBylineEndKind) != 0;
  if (may_be_byline && is_byline(line, bare)) return Cue::byline;
  if ((hints.last & phrases::kEnglishDeskKind) != 0 && is_english_byline(line)) return Cue::byline;
  if ((hints.first &
       (phrases::kSurnameKind | phrases::kDoubleSurnameKind | phrases::kQuestionKind)) != 0) {
    if (is_names(line)) return Cue::names;
    if (is_speaker(line)) return Cue::speaker;
  }
  if (is_upper(line[0]) && is_capital_speaker(line)) return Cue::speaker;
  if ((is_bullet(line[0]) || is_circled_number(line[0])) && line.size() > 1) return Cue::bullet;
  if (is_numbered(line)) return Cue::numbered;
  const bool goes_on_sentence = line.size() > 2 && line[1] == U' ' && is_latin_letter(line[2]);
  if (is_dash(line[0]) && line.size() >= 6 && !goes_on_sentence) return Cue::deck_dash;
  if (!is_ideograph(line[0]) && is_dateline(line)) return Cue::dateline;
  return Cue::none;
}

[[gnu::noinline]] Cue find_any_cue(View line, const LineMarks& marks) {
  if (!may_show_cue(line, marks)) return Cue::none;
  const View bare = without_marks_at_head(line);
  const Hints hints = hints_of(line, bare, marks);
  const Cue cue = find_display_cue(line, bare, hints);
  return cue != Cue::none ? cue : find_body_cue(line, bare, hints);
}

}  // namespace

Cue find_cue(View line) {
  LineMarks marks;
  for (const char32_t c : line) marks.add(traits_of(c));
  return find_cue(line, marks);
}

Cue find_cue(View line, const LineMarks& marks) {
  if (line.empty() || shows_surely_none(line, marks)) return Cue::none;
  return find_any_cue(line, marks);
}

bool reads_like_editor(View text) {
  constexpr std::size_t kOpening = 6;  // perhaps with a page number
  const View opening = text.substr(0, kOpening);
  if (std::none_of(opening.begin(), opening.end(), is_ideograph))
    return has_any(text, phrases::kEnglishEditors);
  bool tells_of_readers = false, publishes = false, names_paper = false;
  for (View rest = text; !rest.empty(); rest.remove_prefix(1)) {
    if (!kEditorHeads.may_begin(rest)) continue;
    if (starts_any(rest, phrases::kEditors)) return true;
    tells_of_readers = tells_of_readers || starts_any(rest, phrases::kReaders);
    publishes = publishes || starts_any(rest, phrases::kPublishing);
    names_paper = names_paper || starts_any(rest, phrases::kOwnPaper);
  }
  if (has_any(opening, phrases::kAgencies)) return false;
  return static_cast<int>(tells_of_readers) + static_cast<int>(publishes) +
             static_cast<int>(names_paper) >=
         2;
}

bool introduces_page(View text) {
  if (has_any(text, phrases::kSeveralArticles)) return reads_like_editor(text);
  return has_any(text, list_of({U"本期", U"本版"})) &&
         has_any(text, list_of({U"约请", U"邀请", U"特邀"})) &&
         has_any(text, list_of({U"专家", U"学者"}));
}

// 本报讯, 据东屏财经社讯, 柏江通讯社栖山电（记者 …）: an agency or paper, perhaps a place, and 讯
// or 电.
bool is_wire_opening(View text) {
  constexpr std::size_t kLongest = 16;
  const auto is_part = [](char32_t c) { return is_han(c) || is_ideograph(c); };
  if (text.size() > 1 && !is_part(text[1])) return false;
  std::uint32_t has_end = 0;
  for (const char32_t c : text.substr(0, kLongest)) has_end |= (c == U'讯' || c == U'电') ? 1U : 0U;
  if (has_end == 0) return false;
  for (std::size_t at = 2; at < std::min(text.size(), kLongest); ++at) {
    if (!is_part(text[at])) return false;
    if (text[at] != U'讯' && text[at] != U'电') continue;
    const bool ends = at + 1 == text.size() || !is_ideograph(text[at + 1]);
    if (ends && text.substr(0, at).find_first_of(U"社报网台") != View::npos) return true;
  }
  return false;
}

bool opens_article(View text) {
  return starts_any(text, list_of({U"本报讯", U"本报电", U"新华社", U"中新社", U"本报北京",
                                   U"据新华社"})) ||
         is_dateline(text) || is_wire_opening(text);
}

bool names_section(View line) {
  if (line.size() > 20) return false;
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t end = std::min(line.find_first_of(U"·/、", at), line.size());
    const View name = line.substr(at, end - at);
    if (std::find(phrases::kSections.begin(), phrases::kSections.end(), name) ==
        phrases::kSections.end())
      return false;
    at = end + 1;
  }
  return true;
}

bool names_column(View line) {
  return line.size() <= 10 && !has_any(line, list_of({U"，", U"：", U"？", U"！", U" "})) &&
         ends_any(line, phrases::kColumnEnds);
}

bool names_photographer(View text) {
  constexpr std::size_t kLongest = 300, kEnd = 60;
  if (text.size() > kLongest) return false;
  const View end = text.substr(text.size() - std::min(text.size(), kEnd));
  return has_any(end, phrases::kPhotographs) || ends_any(text, phrases::kCaptionEnds) ||
         ends_with_name_and_taken(text);
}

bool begins_with_photographer(View line) { return starts_any(line, phrases::kPhotographs); }

bool names_editorial(View text) { return has_any(text, phrases::kEditorials); }

bool introduces_talk(View text) { return has_any(text, phrases::kTalks); }

bool takes_up_what_was_said(View text) { return starts_any(text, phrases::kConnectives); }

bool has_second_thoughts(View text) { return starts_any(text, phrases::kSecondThoughts); }

bool opens_english_sentence(View text) {
  return !text.empty() && is_upper(text[0]) && starts_any(text, phrases::kSentenceOpeners);
}

}  // namespace broadsheet::newspaper

// SPDX-License-Identifier: Apache-2.0
// What a line's words say about its part on the page: "本报记者 …", "By …", "（作者：…", "Continued
// on A6".
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "characters.hpp"
#include "letter_case.hpp"

namespace broadsheet::newspaper {

enum class Cue : std::uint8_t {
  none,
  page_number,
  page_line,  // date, masthead and page number: the page's own line
  staff,      // editors of the page
  notice,     // address, subscriptions, corrections
  jump,       // continued on, 下转
  byline,
  names,     // nothing but personal names
  agency,    // 本报讯（记者 …） alone on its line
  sign_off,  // 新华社北京7月28日电, 资料来源, 供稿
  author_note,
  editor_label,  // 编者按 alone
  editor_note,
  question,
  answer,
  speaker,  // a name with a colon
  bullet,
  numbered,   // 一、 (一) 1.
  deck_dash,  // ——
  caption,
  dateline,  // HARLOW BAY —
};
constexpr std::size_t kCues = static_cast<std::size_t>(Cue::dateline) + 1;

// Of 年, 记者, 通讯员, 官方网站, 微信: without one of them inside, a line without a pause shows a
// cue at its ends or none.
inline constexpr std::array<char32_t, 5> kTellingCharacters = {U'年', U'者', U'员', U'官', U'微'};

// What stands inside a line, found in one look by who looks at it anyway. It rules most cues out.
struct LineMarks {
  bool has_pause = false;  // a stop or comma
  bool has_latin = false;
  bool may_tell = true;  // false: surely none of kTellingCharacters

  void add(Traits traits) {
    has_latin |= (traits & trait::kLatin) != 0;
    has_pause |= (traits & trait::kPause) != 0;
  }
};

Cue find_cue(std::u32string_view line, const LineMarks& marks);
Cue find_cue(std::u32string_view line);

template <typename... Cues>
constexpr std::uint32_t set_of(Cues... cues) {
  return ((1U << static_cast<unsigned>(cues)) | ...);
}
constexpr std::uint32_t kDisplayCues =
    set_of(Cue::page_number, Cue::page_line, Cue::staff, Cue::notice, Cue::jump, Cue::byline,
           Cue::names, Cue::agency, Cue::sign_off, Cue::editor_label, Cue::deck_dash, Cue::caption);
constexpr std::uint32_t kBodyHeadCues =
    set_of(Cue::author_note, Cue::editor_note, Cue::question, Cue::answer, Cue::speaker,
           Cue::bullet, Cue::numbered, Cue::dateline);

// Cues that only lines standing by themselves show.
constexpr bool is_display_cue(Cue cue) { return (kDisplayCues & set_of(cue)) != 0; }
// Cues of lines that begin a block of body text.
constexpr bool is_body_head_cue(Cue cue) { return (kBodyHeadCues & set_of(cue)) != 0; }

// 本期, 编者, 敬请关注: words of an introduction by the editors.
bool reads_like_editor(std::u32string_view text);
// Of an editor's note: it speaks of several articles, or of those whom the page or issue lets
// speak.
bool introduces_page(std::u32string_view text);
// The article's opening place or agency: 本报讯（记者 …）text, HARLOW BAY — text.
bool opens_article(std::u32string_view text);
// 理论, 教育·农业, Local News: a section of the paper.
bool names_section(std::u32string_view line);
// 读者来信, 经济圆桌: a column that comes again, as a kicker says it.
bool names_column(std::u32string_view line);
// Ends with who took or gave the picture, perhaps on a line of his own: 沅溪滨河步道一景。 章渡 摄
bool names_photographer(std::u32string_view text);
bool begins_with_photographer(std::u32string_view line);
// 社论, 编辑部文章: a kicker above what no author signs.
bool names_editorial(std::u32string_view text);
// 记者, 采访, 对话: words of the introduction to an interview.
bool introduces_talk(std::u32string_view text);
// Begins with a word that goes on from what was said before (同时, 此外, 最后, Meanwhile), or with
// what somebody says.
bool takes_up_what_was_said(std::u32string_view text);
// Begins with a word that an article's first paragraph does not begin with: 例如, 目前.
bool has_second_thoughts(std::u32string_view text);
// Begins with a word that is written so only at the head of a sentence: The, When.
bool opens_english_sentence(std::u32string_view text);

}  // namespace broadsheet::newspaper

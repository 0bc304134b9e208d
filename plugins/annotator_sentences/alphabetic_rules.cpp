// SPDX-License-Identifier: Apache-2.0
#include "alphabetic_rules.h"

#include <algorithm>

#include "brackets.h"
#include "list_marker.h"
#include "next_word.h"
#include "word_before.h"

namespace broadsheet::sentences {
namespace {

// Kinds that say nothing about a stop after the word.
constexpr std::uint32_t kContextKinds =
    kStarter | kFront | kFunction | kSpeech | kHeading | kBrand | kOrdinary;

bool is_starter(const Paragraph& paragraph, const NextWord& next) {
  if (next.is_followed_by_stop && next.word.size() <= 2) return false;  // an initial
  if (next.kind == NextWord::Kind::kLower) return false;
  return paragraph.rules->lexicon.is(next.word, kStarter);
}

// A word that is not the last one before an ending has its own stop still: "sq." of "5 sq. ft."
std::string_view without_stop(std::string_view word) {
  return word.substr(0, word.find_last_not_of('.') + 1);
}

bool is_after_comma(const Paragraph& paragraph, const WordBefore& word) {
  const std::size_t end =
      skip_spaces_back(paragraph.text, word.begin_byte, paragraph.sentence_begin);
  return end > 0 && paragraph.text[end - 1] == ',';
}

bool is_roman(std::string_view word) {
  return !word.empty() && word.find_first_not_of("IVXLCM") == std::string_view::npos;
}

// The chapter of a citation: Rev. ii. 17
bool is_small_roman(std::string_view word) {
  return !word.empty() && word.find_first_not_of("ivx") == std::string_view::npos;
}

// Languages without a list of starters take every capital for one.
bool may_start(const Paragraph& paragraph, const NextWord& next) {
  switch (next.kind) {
    case NextWord::Kind::kCaseless:
      return is_cjk(next.first);
    case NextWord::Kind::kDigit:
      return false;
    default:
      break;
  }
  if (next.has_opener && !next.is_in_bracket) return true;  // the U.S. “We …
  return is_starter(paragraph, next) || !paragraph.rules->has_starters;
}

// “Is the bridge safe?” Harper asked. / “Get out!” Mrs. Lindqvist shouted.
bool is_attribution(const Paragraph& paragraph, const NextWord& first) {
  constexpr int kWords = 5;
  if (first.word == "I") {
    const NextWord verb = read_next_word(paragraph.text, first.end_byte);
    return !verb.has_opener && paragraph.rules->lexicon.is(verb.word, kSpeech);
  }
  if (is_starter(paragraph, first)) return false;
  NextWord word = first;
  for (int i = 0; i < kWords; ++i) {
    if (i > 0 && paragraph.rules->lexicon.is(word.word, kSpeech)) return true;
    if (word.kind != NextWord::Kind::kUpper) return false;
    const bool is_title = word.is_followed_by_stop && (paragraph.kinds_of(word.word) & kTitle) != 0;
    const bool is_initial = word.is_followed_by_stop && word.word.size() == 1;
    const std::size_t after = word.end_byte + (is_title || is_initial ? 1 : 0);
    word = read_next_word(paragraph.text, after);
    if (word.gap_bytes == 0 || word.has_opener) return false;
  }
  return false;
}

// A heading's number: "Chapter 1. The Beginning".
bool is_heading_number(const Paragraph& paragraph, const WordBefore& word) {
  const NextWord first = read_next_word(paragraph.text, paragraph.sentence_begin);
  if (!paragraph.rules->lexicon.is(first.word, kHeading) || first.kind == NextWord::Kind::kLower)
    return false;
  const std::size_t second =
      skip_spaces(paragraph.text, first.end_byte + (first.is_followed_by_stop ? 1 : 0));
  if (second == word.begin_byte) return true;
  const NextWord linking = read_next_word(paragraph.text, second);  // Sura ya 1. Utangulizi
  return linking.kind == NextWord::Kind::kLower && linking.word.size() <= 3 &&
         skip_spaces(paragraph.text, linking.end_byte) == word.begin_byte;
}

bool is_list_mark(const Paragraph& paragraph, const Ending& ending) {
  const ListMarker marker = marker_at(paragraph.text, paragraph.sentence_begin);
  return marker.exists() && marker.end_byte >= ending.begin_byte + 1 &&
         marker.end_byte <= ending.end_byte;
}

// NEW YORK, Nov. 3. — Stocks fell: a place in capitals, a comma, a day.
bool ends_dateline(const Paragraph& paragraph, const Ending& ending, const WordBefore& day) {
  constexpr std::size_t kDatelineBytes = 80;
  const std::string_view text = paragraph.text;
  if (day.begin_byte - paragraph.sentence_begin > kDatelineBytes ||
      !is_dash(code_point_at(text, skip_spaces(text, ending.end_byte)).value))
    return false;
  const WordBefore month = word_before(paragraph, day.begin_byte);
  const NextWord place = read_next_word(text, paragraph.sentence_begin);
  return (paragraph.kinds_of(without_stop(month.word)) & kMonth) != 0 &&
         is_after_comma(paragraph, month) && place.word.size() > 1 &&
         std::all_of(place.word.begin(), place.word.end(),
                     [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool ends_after_number(const Paragraph& paragraph, const WordBefore& word, const NextWord& next) {
  if (is_cjk_letter(next.first)) {  // 如下：1. 身份证；2. 房产证
    return is_cjk_letter(code_point_before(paragraph.text, word.begin_byte).value);
  }
  if (!paragraph.rules->ordinals_end_in_stop || word.word.size() > 2 || !word.is_number)
    return true;
  const std::size_t before =
      skip_spaces_back(paragraph.text, word.begin_byte, paragraph.sentence_begin);
  if (code_point_before(paragraph.text, word.begin_byte).value == ':') return true;  // 3:2
  if (code_point_before(paragraph.text, before).value == '.') {  // v hod. 14. / am 3. 4. 1871
    return next.kind != NextWord::Kind::kDigit || !word_before(paragraph, before - 1).is_number;
  }
  if (next.kind == NextWord::Kind::kDigit) return false;
  return is_starter(paragraph, next);
}

// A single letter: J. R. Whitlock, Plan B. It cost less. With digits it is no initial: the 1920s.
bool ends_after_letter(const Paragraph& paragraph, const WordBefore& word, const NextWord& next) {
  if (next.kind == NextWord::Kind::kCaseless) return is_cjk(next.first);
  if (next.kind == NextWord::Kind::kDigit) return false;
  if (word.has_digit) return true;
  if (word.word == "I") {
    const std::string_view previous = word_before(paragraph, word.begin_byte).word;
    if (previous == "and" || previous == "or" || previous == "than" || previous == "War")
      return true;
  }
  return is_starter(paragraph, next);
}

// "At 5 a.m. Mr. Smith went": the phrase stands in front of its sentence.
bool is_fronted(const Paragraph& paragraph, const WordBefore& word) {
  constexpr std::size_t kPhraseBytes = 64;
  std::size_t begin = paragraph.sentence_begin;
  const std::string_view clause = paragraph.text.substr(begin, word.begin_byte - begin);
  if (const std::size_t colon = clause.rfind(": "); colon != std::string_view::npos)
    begin += colon + 2;
  if (word.begin_byte - begin > kPhraseBytes) return false;
  const NextWord first = read_next_word(paragraph.text, begin);
  return first.kind == NextWord::Kind::kUpper && paragraph.rules->lexicon.is(first.word, kFront);
}

bool is_calendar_or_zone(const Paragraph& paragraph, const NextWord& next) {
  static constexpr std::string_view kDays[] = {
      "Monday",   "Tuesday", "Wednesday", "Thursday",  "Friday",  "Saturday",
      "Sunday",   "January", "February",  "March",     "April",   "May",
      "June",     "July",    "August",    "September", "October", "November",
      "December", "Eastern", "Central",   "Mountain",  "Pacific", "Greenwich"};
  if (std::find(std::begin(kDays), std::end(kDays), next.word) != std::end(kDays)) return true;
  if (next.is_followed_by_stop && (paragraph.kinds_of(next.word) & kMonth) != 0) return true;
  const bool capitals =
      std::all_of(next.word.begin(), next.word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  return capitals && next.word.size() >= 2 && next.word.size() <= 4 && !is_starter(paragraph, next);
}

bool ends_after_time(const Paragraph& paragraph, const WordBefore& word, const NextWord& next) {
  if (next.kind == NextWord::Kind::kCaseless) return is_cjk(next.first);
  if (next.kind == NextWord::Kind::kDigit) {
    return word.begin_byte > paragraph.sentence_begin && !is_fronted(paragraph, word);
  }
  if (is_starter(paragraph, next)) return true;
  return !is_calendar_or_zone(paragraph, next) && !is_fronted(paragraph, word) &&
         !(next.word.size() == 1 && next.is_followed_by_stop);
}

bool follows_number(const Paragraph& paragraph, const WordBefore& word) {
  const WordBefore previous = word_before(paragraph, word.begin_byte);
  return previous.is_number || (paragraph.kinds_of(without_stop(previous.word)) & kUnit) != 0;
}

bool ends_after_title(const Paragraph& paragraph, const WordBefore& word, const NextWord& next,
                      std::uint32_t kinds) {
  if ((kinds & (kMayEnd | kPlace)) != 0 &&
      is_starter(paragraph, next)) {  // Elm St. No one was hurt
    const WordBefore previous = word_before(paragraph, word.begin_byte);
    return previous.is_capitalised || previous.is_number;
  }
  return false;
}

bool ends_after_number_mark(const Paragraph& paragraph, const WordBefore& word,
                            const NextWord& next, std::uint32_t kinds) {
  if (next.kind == NextWord::Kind::kDigit || next.kind == NextWord::Kind::kCaseless)
    return is_cjk(next.first);
  if (is_roman(next.word) && !(next.word == "I" && is_lower(code_point_at(word.word, 0).value)))
    return false;
  if (next.word.size() <= 2 && !is_starter(paragraph, next)) return false;
  if (word.is_lower && (kinds & kOrdinary) != 0) return true;
  return may_start(paragraph, next);
}

// В 2010 г. Иванов приехал / Он родился в 1950 г. Умер в 2000 г.: a year, not a town.
bool is_time_of_number(const Paragraph& paragraph, const WordBefore& word, std::uint32_t kinds) {
  if ((kinds & kTime) == 0) return false;
  const WordBefore previous = word_before(paragraph, word.begin_byte);
  return previous.is_number || is_roman(previous.word);
}

bool ends_after_known(const Paragraph& paragraph, const WordBefore& word, const NextWord& next,
                      std::uint32_t kinds) {
  if ((kinds & kNever) != 0) return false;
  const bool cased = next.kind == NextWord::Kind::kUpper || next.kind == NextWord::Kind::kDigit;
  if ((kinds & kUnit) != 0) {
    if (follows_number(paragraph, word)) return next.kind == NextWord::Kind::kUpper;
    kinds &= ~static_cast<std::uint32_t>(kUnit);
  }
  if ((kinds & kPlace) != 0 && word.is_lower) kinds &= ~static_cast<std::uint32_t>(kPlace);
  if ((kinds & kMonth) != 0 && word.is_lower && next.kind != NextWord::Kind::kDigit)
    kinds &= ~static_cast<std::uint32_t>(kMonth);
  constexpr std::uint32_t kAbbreviations =
      kTitle | kNumberMark | kMayEnd | kTime | kDegree | kUnit | kPlace | kMonth;
  if ((kinds & kAbbreviations) == 0) return true;
  if (is_time_of_number(paragraph, word, kinds)) return ends_after_time(paragraph, word, next);
  if ((kinds & kTitle) != 0 && (!word.is_lower || (kinds & kNumberMark) == 0)) {
    if (!word.is_lower || !is_starter(paragraph, next))
      return ends_after_title(paragraph, word, next, kinds);
    return true;
  }
  if ((kinds & kNumberMark) != 0) return ends_after_number_mark(paragraph, word, next, kinds);
  if ((kinds & kMonth) != 0 && !word.is_lower && next.kind == NextWord::Kind::kUpper) {
    return (paragraph.kinds_of(next.word) & kMonth) == 0 || is_starter(paragraph, next);
  }
  if ((kinds & kTime) != 0) return ends_after_time(paragraph, word, next);
  if ((kinds & kDegree) != 0) return next.kind == NextWord::Kind::kUpper;
  if ((kinds & kPlace) != 0 && is_after_comma(paragraph, word))
    return next.kind == NextWord::Kind::kUpper;
  return cased || next.kind == NextWord::Kind::kCaseless ? may_start(paragraph, next) : false;
}

// un.org, bbc.co.uk: short names of the net look like abbreviations.
bool is_domain(std::string_view word) {
  static constexpr std::string_view kTopLevels[] = {"com", "org",  "net", "edu", "gov", "int",
                                                    "mil", "info", "uk",  "cn",  "eu"};
  const std::string_view last = word.substr(word.rfind('.') + 1);
  return std::find(std::begin(kTopLevels), std::end(kTopLevels), last) != std::end(kTopLevels);
}

bool ends_after_word(const Paragraph& paragraph, const Ending& ending, const WordBefore& word,
                     const NextWord& next) {
  if (word.word.size() <= 6 && is_list_mark(paragraph, ending)) return false;
  if ((word.is_number || is_roman(word.word)) && is_heading_number(paragraph, word)) return false;
  if (paragraph.rules->dictionary_script && next.kind == NextWord::Kind::kDigit) return false;
  const std::uint32_t kinds = paragraph.kinds_of(word.word) | word.kinds_of_part(paragraph);
  if (word.is_number)
    return ends_after_number(paragraph, word, next) && !ends_dateline(paragraph, ending, word);
  if ((kinds & ~kContextKinds) != 0) {
    return ends_after_known(paragraph, word, next, kinds);
  }
  if (next.kind == NextWord::Kind::kDigit && is_small_roman(word.word)) return false;
  if (word.letters == 1) return ends_after_letter(paragraph, word, next);
  if (word.is_dotted) return is_domain(word.word) || may_start(paragraph, next);
  if (paragraph.rules->ordinals_end_in_stop && is_roman(word.word))
    return is_starter(paragraph, next);
  return true;
}

// ". (b) Forms" and "Smith. a. here it is": what follows is the mark of a list item.
bool precedes_list_item(const Paragraph& paragraph, const Ending& ending, const NextWord& next) {
  const ListMarker marker = marker_at(paragraph.text, ending.end_byte);
  if (!marker.exists() || next.kind == NextWord::Kind::kEnd) return false;
  if (marker.numbering == ListMarker::Numbering::kDigits && !marker.has_bracket) return false;
  if (!marker.has_bracket && word_before(paragraph, ending.begin_byte).letters == 1)
    return false;  // u. a. in Berlin
  return marker.has_bracket || marker.value == 1 || marker.roman == 1;
}

bool ends_after_stop(const Paragraph& paragraph, const Ending& ending, const NextWord& next) {
  const WordBefore word = word_before(paragraph, ending.begin_byte);
  if (next.kind == NextWord::Kind::kLower) {
    if (!next.has_double_quote || ending.has_closer || word.word.empty()) return false;
    return paragraph.kinds_of(word.word) == 0 && word.letters > 2 && !word.is_dotted;
  }
  if (next.kind == NextWord::Kind::kSymbol) {
    const CharClass mark = class_of(next.first);  // It ended. “... But the war went on.”
    return next.is_bullet ||
           (next.has_opener && (mark == CharClass::kDot || mark == CharClass::kEllipsis));
  }
  if (next.is_in_bracket && next.kind == NextWord::Kind::kDigit) return false;
  if (ending.has_footnote) return true;
  if (ending.has_closer || word.word.empty() || next.has_inverted_mark) return true;
  return ends_after_word(paragraph, ending, word, next);
}

bool ends_after_exclamation(const Paragraph& paragraph, const Ending& ending,
                            const NextWord& next) {
  if (next.kind == NextWord::Kind::kLower) return false;
  if (next.kind == NextWord::Kind::kSymbol) return next.is_bullet;
  const bool is_caseless = next.kind == NextWord::Kind::kCaseless;
  if (next.kind != NextWord::Kind::kUpper && !is_caseless) return !next.is_in_bracket;
  if (ending.closes_quote && is_attribution(paragraph, next)) return false;
  const WordBefore word = word_before(paragraph, ending.begin_byte);
  if (!word.is_lower && (paragraph.kinds_of(word.word) & kBrand) != 0)
    return is_starter(paragraph, next);
  return !is_caseless || !next.is_in_bracket;
}

// Nothing but marks stands before the ending in its sentence.
bool is_at_beginning(const Paragraph& paragraph, const Ending& ending) {
  constexpr std::size_t kMarksBytes = 32;
  std::size_t at = paragraph.sentence_begin;
  if (ending.begin_byte - at > kMarksBytes) return false;
  while (at < ending.begin_byte) {
    const CodePoint c = code_point_at(paragraph.text, at);
    if (class_of(c.value) == CharClass::kOther) return false;
    at = skip_spaces(paragraph.text, at + c.length);
  }
  return true;
}

bool ends_after_ellipsis(const Paragraph& paragraph, const Ending& ending, const NextWord& next) {
  if (next.kind == NextWord::Kind::kLower || next.kind == NextWord::Kind::kSymbol) return false;
  if (next.kind == NextWord::Kind::kCaseless) return false;
  if (is_at_beginning(paragraph, ending)) return false;  // ... But the war went on.
  if (next.kind == NextWord::Kind::kDigit) return ending.dots <= 4;
  if (ending.closes_quote) return !is_attribution(paragraph, next);
  if (paragraph.rules->has_common_i) return true;
  const bool is_pronoun =
      next.word == "I" || next.word.starts_with("I'") || next.word.starts_with("I\xE2\x80\x99");
  return !is_pronoun;
}

// No white space after the ending: OCR lost it, or this is an inner mark of a name, a URL, a
// number.
bool ends_glued(const Paragraph& paragraph, const Ending& ending, const NextWord& next) {
  if (ending.is_script_stop) return next.kind != NextWord::Kind::kSymbol;
  const bool follows_at_once = next.begin_byte == ending.end_byte;
  if (is_cjk_letter(next.first)) return ending.has_closer || ending.has_footnote;
  if (next.kind == NextWord::Kind::kCaseless)
    return ending.kind == Ending::Kind::kExclamation && !ending.has_closer && follows_at_once;
  if (next.kind != NextWord::Kind::kUpper) return false;
  if (ending.has_closer) return !is_attribution(paragraph, next);
  if (!follows_at_once || ending.kind == Ending::Kind::kEllipsis) return false;
  const WordBefore word = word_before(paragraph, ending.begin_byte);
  const bool known_next =
      is_starter(paragraph, next) || (paragraph.kinds_of(next.word) & kTitle) != 0;
  if (word.is_dotted || (word.is_number && !known_next)) return false;
  if (!word.is_lower && !word.is_number && !(known_next && word.letters > 3)) return false;
  if (word.letters < 2 && !word.is_number) return false;
  if (paragraph.kinds_of(word.word) != 0 && !paragraph.rules->lexicon.is(word.word, kFunction))
    return false;
  const char32_t second = code_point_at(next.word, 1).value;
  const bool capitalised_word =
      next.word.size() == 1 ? is_starter(paragraph, next) : is_lower(second);
  return capitalised_word && !is_in_address(paragraph.text, ending.begin_byte);
}

}  // namespace

bool ends_alphabetic_sentence(const Paragraph& paragraph, const Ending& ending) {
  const NextWord next = read_next_word(paragraph.text, ending.end_byte);
  if (next.kind == NextWord::Kind::kEnd) return true;
  if (next.gap_bytes == 0) return ends_glued(paragraph, ending, next);
  if (ending.is_script_stop) return next.kind != NextWord::Kind::kSymbol || next.is_bullet;
  if (next.kind == NextWord::Kind::kLower && precedes_list_item(paragraph, ending, next))
    return true;
  switch (ending.kind) {
    case Ending::Kind::kExclamation:
      return ends_after_exclamation(paragraph, ending, next);
    case Ending::Kind::kEllipsis:
      return ends_after_ellipsis(paragraph, ending, next);
    default:
      return ends_after_stop(paragraph, ending, next);
  }
}

}  // namespace broadsheet::sentences

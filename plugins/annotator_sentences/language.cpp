// SPDX-License-Identifier: Apache-2.0
#include "language.h"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <unordered_map>

#include "characters.h"
#include "language_data.h"

namespace broadsheet::sentences {
namespace {

constexpr std::string_view kOrdinalLanguages[] = {"de", "da", "fi", "cs", "sk", "pl",
                                                  "tr", "lt", "hy", "hr", "sl", "nb"};
constexpr std::size_t kDetectionBytes = 1024;
constexpr int kSampledLetters = 40;  // decide the script
constexpr int kDetectionWords = 32;

std::string_view primary_code(std::string_view code) {
  return code.substr(0, code.find_first_of("-_"));
}

// Languages that share another one's file.
std::string_view file_code(std::string_view code) {
  if (code == "zh" || code == "ja" || code == "ko" || code == "yue" || code == "und") return "en";
  if (code == "mr" || code == "ne" || code == "sa") return "hi";
  if (code == "nb" || code == "nn" || code == "no") return "da";
  return code;
}

void set_traits(LanguageRules& rules) {
  const std::string_view code = rules.code;
  rules.ordinals_end_in_stop = std::find(std::begin(kOrdinalLanguages), std::end(kOrdinalLanguages),
                                         code) != std::end(kOrdinalLanguages);
  rules.colon_ends = code == "hy";
  rules.semicolon_asks = code == "el";
  rules.dictionary_script = code == "th" || code == "km" || code == "lo";
}

using RulesByCode = std::map<std::string, LanguageRules, std::less<>>;

RulesByCode load_rules() {
  RulesByCode rules;
  for (std::size_t i = 0; i < kLanguageFileCount; ++i) {
    LanguageRules& one = rules[std::string(kLanguageFiles[i].code)];
    one.code = kLanguageFiles[i].code;
    one.lexicon.add(kLanguageFiles[i].text, nullptr);
    one.has_starters = kLanguageFiles[i].text.find("\nstarter: ") != std::string_view::npos;
    set_traits(one);
  }
  for (const std::string_view code : {"zh", "ja", "ko", "mr", "ne", "nb", "nn", "no", "yue"}) {
    LanguageRules one = rules[std::string(file_code(code))];
    one.code = code;
    set_traits(one);
    rules.emplace(code, std::move(one));
  }
  for (const std::string_view code : {"my", "km", "lo", "und", ""}) {
    LanguageRules& one = rules[std::string(code)];
    one.code = code;
    set_traits(one);
  }
  return rules;
}

const RulesByCode& all_rules() {
  static const RulesByCode rules = load_rules();
  return rules;
}

// Function words of all languages in Latin letters, with a bit for each language that has them.
struct FunctionWords {
  std::array<std::string_view, 32> codes{};
  std::size_t code_count = 0;
  std::unordered_map<std::string_view, std::uint32_t> languages_of;
};

void add_function_words(FunctionWords& words, const LanguageFile& file) {
  const std::size_t line_begin = file.text.find("function: ");
  if (line_begin == std::string_view::npos || words.code_count == words.codes.size()) return;
  std::string_view line = file.text.substr(line_begin + 10);
  line = line.substr(0, line.find('\n'));
  if (code_point_at(line, 0).value >= 0x370) return;  // not in Latin letters
  const std::uint32_t bit = 1U << words.code_count;
  words.codes[words.code_count++] = file.code;
  while (!line.empty()) {
    const std::size_t end = line.find(' ');
    if (const std::string_view word = line.substr(0, end); !word.empty())
      words.languages_of[word] |= bit;
    line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
  }
}

const FunctionWords& function_words() {
  static const FunctionWords words = [] {
    FunctionWords loaded;
    for (std::size_t i = 0; i < kLanguageFileCount; ++i)
      add_function_words(loaded, kLanguageFiles[i]);
    return loaded;
  }();
  return words;
}

bool is_latin_word_byte(unsigned char byte) {
  return byte >= 0xA0 || (byte >= 'a' && byte <= 'z') || byte == '\'';
}

// Letters that tell languages in Latin script apart, each a vote for the languages behind it.
struct TellingLetters {
  std::string_view languages;
  std::u32string_view letters;
};
constexpr TellingLetters kTellingLetters[] = {
    {"cs", U"řěů"},
    {"cs sk", U"čňťďýžš"},
    {"sk", U"ľĺŕô"},
    {"pl", U"łąęśżźćń"},
    {"tr", U"ğışİ"},
    {"ro", U"ățșţ"},
    {"es", U"ñ¿¡"},
    {"de", U"ßäöü"},
    {"pt", U"ãõ"},
    {"da", U"åæø"},
    {"sv fi", U"åäö"},
    {"lt", U"ėųįūšž"},
    {"vi", U"ơưđạảấầếềểộớờợụứừ"},
    {"fr", U"êèçœùû"},
    {"it", U"òìù"},
    {"pt fr", U"ç"},
    {"ht", U"ò"},
    {"es pt", U"íóú"},
    {"hu", U"őű"},
    {"ro", U"î"},
};

void vote_by_letter(char32_t letter, const FunctionWords& words, std::array<int, 32>& votes) {
  for (const TellingLetters& telling : kTellingLetters) {
    if (telling.letters.find(letter) == std::u32string_view::npos) continue;
    for (std::size_t i = 0; i < words.code_count; ++i) {
      if (telling.languages.find(words.codes[i]) != std::string_view::npos) votes[i] += 2;
    }
  }
}

void vote_by_word(std::string_view word, const FunctionWords& words, std::array<int, 32>& votes) {
  if (word.empty() || word.size() > 7) return;
  std::string lower(word);
  if (lower[0] >= 'A' && lower[0] <= 'Z') lower[0] = static_cast<char>(lower[0] + 32);
  const auto found = words.languages_of.find(lower);
  if (found == words.languages_of.end()) return;
  const int votes_for_word =
      (lower.size() > 2 ? 2 : 1) + (std::has_single_bit(found->second) ? 1 : 0);
  for (std::uint32_t bits = found->second, i = 0; bits != 0; bits >>= 1U, ++i) {
    if ((bits & 1U) != 0) votes[i] += votes_for_word;
  }
}

std::string_view detect_latin(std::string_view text) {
  const FunctionWords& words = function_words();
  std::array<int, 32> votes{};
  int counted = 0;
  std::size_t at = 0;
  while (at < text.size() && counted < kDetectionWords) {
    std::size_t begin = at;
    while (begin < text.size() &&
           !is_latin_word_byte(static_cast<unsigned char>(text[begin] | 0x20)))
      ++begin;
    at = begin;
    while (at < text.size() && is_latin_word_byte(static_cast<unsigned char>(text[at] | 0x20))) {
      const CodePoint c = code_point_at(text, at);
      if (c.value >= 0x80) vote_by_letter(to_lower(c.value), words, votes);
      at += c.length;
    }
    ++counted;
    vote_by_word(text.substr(begin, at - begin), words, votes);
  }
  const auto best = std::max_element(votes.begin(), votes.end());
  if (*best < 2) return "en";
  for (std::size_t i = 0; i < words.code_count;
       ++i) {  // a draw is English where English takes part
    if (words.codes[i] == "en" && votes[i] == *best) return "en";
  }
  return words.codes[static_cast<std::size_t>(best - votes.begin())];
}

std::string_view detect_cyrillic(std::string_view text) {
  int ukrainian = 0, kazakh = 0, russian = 0, bulgarian = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    switch (to_lower(c.value)) {
      case 0x456:
      case 0x457:
      case 0x454:
      case 0x491:
        ++ukrainian;
        break;  // і ї є ґ
      case 0x4D9:
      case 0x493:
      case 0x49B:
      case 0x4A3:
      case 0x4E9:
      case 0x4B1:
        ++kazakh;
        break;
      case 0x44B:
      case 0x44D:
      case 0x451:
        ++russian;
        break;  // ы э ё
      case 0x44A:
        ++bulgarian;
        break;  // ъ
      default:
        break;
    }
    at += c.length;
  }
  if (kazakh > 0) return "kk";
  if (ukrainian > 0 && russian == 0) return "uk";
  if (bulgarian > 0 && russian == 0) return "bg";
  return "ru";
}

std::string_view detect_arabic(std::string_view text) {
  bool persian = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (c.value == 0x679 || c.value == 0x688 || c.value == 0x691 || c.value == 0x6D2 ||
        c.value == 0x6C1 || c.value == 0x6D4) {
      return "ur";
    }
    persian = persian || c.value == 0x67E || c.value == 0x686 || c.value == 0x6AF ||
              c.value == 0x6CC || c.value == 0x6A9;
    at += c.length;
  }
  return persian ? "fa" : "ar";
}

enum class Script { kLatin, kHan, kKana, kHangul, kCyrillic, kArabic, kOther };

Script script_of(char32_t c) {
  if (c < 0x370) return Script::kLatin;
  if (c >= 0x400 && c < 0x530) return Script::kCyrillic;
  if (c >= 0x600 && c < 0x780) return Script::kArabic;
  if (is_han(c)) return Script::kHan;
  if (c >= 0x3041 && c < 0x3100) return Script::kKana;
  if (c >= 0xAC00 && c < 0xD7B0) return Script::kHangul;
  return Script::kOther;
}

std::string_view language_of_script_block(char32_t c) {
  struct Range {
    char32_t begin, end;
    std::string_view code;
  };
  static constexpr Range kRanges[] = {
      {0x370, 0x400, "el"}, {0x530, 0x590, "hy"},   {0x590, 0x600, "he"},   {0x900, 0x980, "hi"},
      {0x980, 0xA00, "bn"}, {0xA00, 0xA80, "pa"},   {0xD00, 0xD80, "ml"},   {0xE00, 0xE80, "th"},
      {0xE80, 0xF00, "lo"}, {0x1000, 0x10A0, "my"}, {0x1200, 0x13A0, "am"}, {0x1780, 0x1800, "km"},
  };
  for (const Range& range : kRanges) {
    if (c >= range.begin && c < range.end) return range.code;
  }
  return {};
}

}  // namespace

bool is_known_language(std::string_view code) {
  return !code.empty() && all_rules().contains(primary_code(code));
}

const LanguageRules& rules_of(std::string_view code) {
  const RulesByCode& rules = all_rules();
  const auto found = rules.find(primary_code(code));
  return found != rules.end() ? found->second : rules.find("")->second;
}

std::string_view detect_language(std::string_view text) {
  text = text.substr(0, kDetectionBytes);
  std::array<int, 7> letters{};
  std::string_view other;
  int sampled = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    at += c.length;
    if (c.value < 0x80 ? !is_letter(c.value)
                       : (c.value < 0xC0 || class_of(c.value) != CharClass::kOther))
      continue;
    if (++sampled > kSampledLetters) break;
    const Script script = script_of(c.value);
    ++letters[static_cast<std::size_t>(script)];
    if (script == Script::kOther && other.empty()) other = language_of_script_block(c.value);
  }
  const auto count = [&](Script script) { return letters[static_cast<std::size_t>(script)]; };
  const int latin = count(Script::kLatin);
  if (count(Script::kKana) > 0 && count(Script::kKana) * 8 > latin) return "ja";
  if (count(Script::kHangul) > 0 && count(Script::kHangul) * 4 > latin) return "ko";
  if (count(Script::kHan) * 4 > latin) return "zh";
  if (!other.empty() && count(Script::kOther) * 2 > latin) return other;
  if (count(Script::kCyrillic) * 2 > latin) return detect_cyrillic(text);
  if (count(Script::kArabic) * 2 > latin) return detect_arabic(text);
  return detect_latin(text);
}

}  // namespace broadsheet::sentences

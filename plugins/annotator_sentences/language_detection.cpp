// SPDX-License-Identifier: Apache-2.0
// Approach: a sample of letters decides the script; among languages of one script, letters that
// only some of them have and frequent function words (languages/*.txt) vote. The language of the
// document counts as a few votes, so that a short heading is not taken for another language.
// Tested by the DetectLanguage tests in annotator_sentences_parts_test.cpp.
#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "characters.h"
#include "language.h"
#include "language_evidence.h"

namespace broadsheet::sentences {
namespace {

constexpr std::size_t kDetectionBytes = 1024;
constexpr int kSampledLetters = 40;  // decide the script
constexpr int kWordsOfText = 32;
constexpr int kWordsOfDocument = 64;
constexpr int kDocumentVotes = 3;

constexpr std::array<bool, 256> kLatinWordBytes = [] {
  std::array<bool, 256> bytes{};
  for (unsigned byte = 0x80; byte < 256; ++byte) bytes[byte] = true;
  for (unsigned letter = 'a'; letter <= 'z'; ++letter) bytes[letter] = bytes[letter - 32] = true;
  bytes['\''] = true;
  return bytes;
}();

bool is_latin_word_byte(char c) { return kLatinWordBytes[static_cast<unsigned char>(c)]; }

// By how much a language leads all others.
int lead_of(const Votes& votes, std::size_t language) {
  Votes others = votes;
  others[language] = 0;
  std::int16_t best = 0;
  for (const std::int16_t vote : others) best = std::max(best, vote);
  return votes[language] - best;
}

// Whether the document's language leads so far that the rest of the text need not be asked; after
// a few words it is enough that none other leads.
bool is_confirmed(const Votes& votes, std::size_t document, int words) {
  constexpr int kClearLead = 5;
  constexpr int kFewWords = 8;
  return lead_of(votes, document) >= (words < kFewWords ? kClearLead : 1);
}

// The same where no language is known before: one leads far after a number of words.
bool is_decided(const Votes& votes, int words) {
  constexpr int kClearLead = 10;
  constexpr int kStep = 16;
  if (words % kStep != 0) return false;
  const auto best = std::max_element(votes.begin(), votes.end());
  return lead_of(votes, static_cast<std::size_t>(best - votes.begin())) >= kClearLead;
}

// One that has the most votes; in a draw that of the document, then English.
std::string_view elected(const Evidence& evidence, const Votes& votes, std::string_view document) {
  const auto best = std::max_element(votes.begin(), votes.end());
  if (*best < 2) return "en";
  for (const std::string_view favoured : {document, std::string_view("en")}) {
    const std::size_t index = evidence.index_of(favoured);
    if (index < evidence.language_count() && votes[index] == *best) return favoured;
  }
  return evidence.code(static_cast<std::size_t>(best - votes.begin()));
}

std::string_view detect_cyrillic(std::string_view text, std::string_view document) {
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
  if (russian == 0 && (document == "uk" || document == "bg" || document == "kk")) return document;
  return "ru";
}

std::string_view detect_arabic(std::string_view text, std::string_view document) {
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
  if (document == "ur" || (!persian && document == "fa")) return document;
  return persian ? "fa" : "ar";
}

enum class Script { kLatin, kHan, kKana, kHangul, kCyrillic, kArabic, kOther };

Script script_of(char32_t c) {
  if (c < 0x370) return Script::kLatin;
  if (c >= 0x4E00 && c <= 0x9FFF) return Script::kHan;
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

Script script_of_language(std::string_view code) {
  if (code == "zh") return Script::kHan;
  if (code == "ru" || code == "uk" || code == "bg" || code == "kk") return Script::kCyrillic;
  if (code == "ar" || code == "fa" || code == "ur") return Script::kArabic;
  const Evidence& evidence = Evidence::instance();
  return evidence.index_of(code) < evidence.language_count() ? Script::kLatin : Script::kOther;
}

struct LetterCounts {
  std::array<int, 7> of_script{};
  std::string_view other;  // the language of the first letter of a script that has one language
};

bool is_counted(char32_t c) {
  if (c >= 0x4E00 && c <= 0x9FFF) return true;
  return c < 0x80 ? is_letter(c) : c >= 0xC0 && class_of(c) == CharClass::kOther;
}

}  // namespace

// Most blocks show in their first bytes that they are in the document's script.
constexpr std::size_t kConfirmingBytes = 32;

bool begins_in_ideographs(std::string_view text) {
  constexpr int kEnough = 6;
  if (text.size() <= kConfirmingBytes) return false;
  // Bytes only, so that the compiler makes vectors of it.
  std::uint8_t ideographs = 0, others = 0;
  for (std::size_t i = 0; i < kConfirmingBytes; ++i) {
    const auto byte = static_cast<std::uint8_t>(text[i]);
    const auto next = static_cast<std::uint8_t>(text[i + 1]);
    const auto between = [byte](std::uint8_t first, std::uint8_t last) {
      return static_cast<std::uint8_t>(byte >= first) & static_cast<std::uint8_t>(byte <= last);
    };
    const std::uint8_t is_kana = between(0xE3, 0xE3) & static_cast<std::uint8_t>(next > 0x80);
    const std::uint8_t is_punctuation =
        between(0xE2, 0xE2) & static_cast<std::uint8_t>(next == 0x80);
    const std::uint8_t is_other_lead = between(0xC3, 0xE2) | between(0xEA, 0xEE);
    const std::uint8_t is_ascii_letter = between('a', 'z') | between('A', 'Z');
    ideographs = static_cast<std::uint8_t>(ideographs + between(0xE4, 0xE9));
    others |= is_kana | (is_other_lead & (is_punctuation ^ 1U)) | is_ascii_letter;
  }
  return ideographs >= kEnough && others == 0;
}

bool begins_in_latin(std::string_view text) {
  if (text.size() <= kConfirmingBytes) return false;
  std::uint8_t others = 0;
  for (std::size_t i = 0; i < kConfirmingBytes; ++i) {
    const auto byte = static_cast<std::uint8_t>(text[i]);
    const auto next = static_cast<std::uint8_t>(text[i + 1]);
    const std::uint8_t is_no_punctuation =
        static_cast<std::uint8_t>(byte != 0xE2) | static_cast<std::uint8_t>(next != 0x80);
    others |= static_cast<std::uint8_t>(byte > 0xC9) & is_no_punctuation;
  }
  return others == 0;
}

// Bit i: a space stands at byte i of the text's first 64.
std::uint64_t spaces_at_begin(std::string_view text) {
  constexpr std::uint64_t kEveryByte = 0x0101010101010101ULL;
  std::uint64_t spaces = 0;
  for (std::size_t i = 0; i < 64; i += 8) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + i, sizeof bytes);
    bytes = in_little_endian(bytes) ^ (' ' * kEveryByte);
    const std::uint64_t others = ((bytes & (0x7F * kEveryByte)) + 0x7F * kEveryByte) | bytes;
    const std::uint64_t found = (~others >> 7U) & kEveryByte;
    spaces |= ((found * 0x0102040810204080ULL) >> 56U) << i;
  }
  return spaces;
}

// Whether a word of three letters near the text's begin is one that only this language has (the,
// und, les): most paragraphs show so that they are in the document's language.
bool has_telling_word(std::string_view text, std::size_t language) {
  if (text.size() < 64) return false;
  const std::uint64_t spaces = spaces_at_begin(text);
  std::uint64_t before_words =
      spaces & (spaces >> 4U) & ~(spaces >> 1U | spaces >> 2U | spaces >> 3U);
  for (; before_words != 0; before_words &= before_words - 1) {
    const auto space = static_cast<std::size_t>(std::countr_zero(before_words));
    if (Evidence::instance().is_only_of(text, space + 1, 3, language)) return true;
  }
  return false;
}

// One question; holds nothing but the document's language.
class TextDetection {
 public:
  explicit TextDetection(const DocumentLanguage& document) : document_(document) {}
  std::string_view detect(std::string_view text, int words) const;

 private:
  LetterCounts count_letters(std::string_view text) const;
  std::string_view detect_latin(std::string_view text, int words) const;

  const DocumentLanguage& document_;
};

std::string_view TextDetection::detect_latin(std::string_view text, int words) const {
  const Evidence& evidence = Evidence::instance();
  const std::size_t prior = document_.index_;
  const bool has_prior = prior < evidence.language_count();
  if (has_prior && has_telling_word(text, prior)) return document_.code_;
  Votes votes{};
  if (has_prior) votes[prior] += kDocumentVotes;
  std::size_t at = 0;
  for (int counted = 0; at < text.size() && counted < words; ++counted) {
    while (at < text.size() && !is_latin_word_byte(text[at])) ++at;
    const std::size_t begin = at;
    while (at < text.size() && is_latin_word_byte(text[at])) {
      if (static_cast<unsigned char>(text[at]) < 0x80) {
        ++at;
        continue;
      }
      const CodePoint c = code_point_at(text, at);
      if (c.value >= 0x2000) break;  // quotes and dashes
      evidence.vote_by_letter(to_lower(c.value), votes);
      at += c.length;
    }
    const bool said_something = evidence.vote_by_word(text, begin, at - begin, votes);
    if (said_something && has_prior && is_confirmed(votes, prior, counted + 1))
      return document_.code_;
    if (!has_prior && is_decided(votes, counted + 1)) break;
    if (at == begin) at += code_point_at(text, at).length;
  }
  return elected(evidence, votes, document_.code_);
}

// Fewer letters are asked where they are all of the document's script.
LetterCounts TextDetection::count_letters(std::string_view text) const {
  constexpr int kConfirmingLetters = 8;
  LetterCounts counts;
  int sampled = 0;
  for (std::size_t at = 0; at < text.size() && sampled < kSampledLetters;) {
    const CodePoint c = code_point_at(text, at);
    at += c.length;
    if (!is_counted(c.value)) continue;
    const Script script = script_of(c.value);
    ++sampled;
    ++counts.of_script[static_cast<std::size_t>(script)];
    if (script == Script::kOther && counts.other.empty())
      counts.other = language_of_script_block(c.value);
    if (sampled == kConfirmingLetters && document_.script_ >= 0 &&
        counts.of_script[static_cast<std::size_t>(document_.script_)] == sampled)
      break;
  }
  return counts;
}

std::string_view TextDetection::detect(std::string_view text, int words) const {
  text = text.substr(0, kDetectionBytes);
  if (document_.script_ == static_cast<int>(Script::kHan) && begins_in_ideographs(text))
    return document_.code_;
  if (document_.script_ == static_cast<int>(Script::kLatin) && begins_in_latin(text))
    return detect_latin(text, words);
  const LetterCounts letters = count_letters(text);
  const auto count = [&](Script script) {
    return letters.of_script[static_cast<std::size_t>(script)];
  };
  const int latin = count(Script::kLatin);
  if (count(Script::kKana) > 0 && count(Script::kKana) * 8 > latin) return "ja";
  if (count(Script::kHangul) > 0 && count(Script::kHangul) * 4 > latin) return "ko";
  if (count(Script::kHan) * 4 > latin) return document_.code_ == "ja" ? "ja" : "zh";
  if (!letters.other.empty() && count(Script::kOther) * 2 > latin) return letters.other;
  if (count(Script::kCyrillic) * 2 > latin) return detect_cyrillic(text, document_.code_);
  if (count(Script::kArabic) * 2 > latin) return detect_arabic(text, document_.code_);
  return detect_latin(text, words);
}

DocumentLanguage::DocumentLanguage(std::string_view code) : code_(code) {
  const Evidence& evidence = Evidence::instance();
  index_ = evidence.index_of(code);
  const Script script = script_of_language(code);
  script_ = script == Script::kOther ? -1 : static_cast<int>(script);
}

std::string_view detect_language(std::string_view text, const DocumentLanguage& document) {
  return TextDetection(document).detect(text, kWordsOfText);
}

std::string_view detect_document_language(std::string_view sample) {
  return TextDetection(DocumentLanguage()).detect(sample, kWordsOfDocument);
}

}  // namespace broadsheet::sentences

// SPDX-License-Identifier: Apache-2.0
//
// Problem. Word picks fonts and spelling by language, and a document that calls Chinese en-US, or
// leaves the East Asian font to the reader's Word, shows it in whatever font comes first.
//
// Approach. The property "language" decides. Without it: Han characters against Latin letters (a
// Han character weighs as much as three letters, about a word each), then simplified against
// traditional by characters that exist in one of the two only:  国 这 们 -> zh-CN   國 這 們 ->
// zh-TW. Big5 is traditional. Tested by tests/plugins/exporter_docx_test.cpp (Typography).
#include "exporter_docx/typography.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "broadsheet/cpp/text.hpp"

namespace broadsheet::docx {
namespace {

// Frequent characters that GB 2312 has and Big5 has not, and the other way round, pair by pair.
constexpr std::u32string_view kSimplifiedOnly =
    U"业东个为义书习们会传关华单发变员国图场处头学实对导开张总战报时显来样标权条济现电"
    U"级约纪经结统给继绩维职联艺节药营见规觉观计认让议记论设证评识话该说请调质费资车转"
    U"轻边达过运还这进远连选递邮钱长门问间队际陈险难项题风飞马验";
constexpr std::u32string_view kTraditionalOnly =
    U"業東個為義書習們會傳關華單發變員國圖場處頭學實對導開張總戰報時顯來樣標權條濟現電"
    U"級約紀經結統給繼績維職聯藝節藥營見規覺觀計認讓議記論設證評識話該說請調質費資車轉"
    U"輕邊達過運還這進遠連選遞郵錢長門問間隊際陳險難項題風飛馬驗";

template <std::size_t Count>
constexpr std::array<char32_t, Count> sorted(std::u32string_view characters) {
  std::array<char32_t, Count> array{};
  std::copy(characters.begin(), characters.end(), array.begin());
  std::sort(array.begin(), array.end());
  return array;
}
constexpr auto kSimplified = sorted<kSimplifiedOnly.size()>(kSimplifiedOnly);
constexpr auto kTraditional = sorted<kTraditionalOnly.size()>(kTraditionalOnly);

struct ScriptCounts {
  std::size_t han = 0;
  std::size_t latin = 0;
  std::size_t simplified = 0;
  std::size_t traditional = 0;
};

ScriptCounts count_scripts(std::string_view text) {
  ScriptCounts counts;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    at += c.length_bytes;
    const char32_t lower = c.value | 0x20U;
    if ((lower >= U'a' && lower <= U'z') || (c.value >= 0xC0 && c.value <= 0x24F)) ++counts.latin;
    if ((c.value >= 0x3400 && c.value <= 0x9FFF) || (c.value >= 0x20000 && c.value <= 0x3FFFF)) {
      ++counts.han;
      if (std::binary_search(kSimplified.begin(), kSimplified.end(), c.value)) ++counts.simplified;
      if (std::binary_search(kTraditional.begin(), kTraditional.end(), c.value)) {
        ++counts.traditional;
      }
    }
  }
  return counts;
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

bool has_part(std::string_view tag, std::string_view part) {
  const std::size_t at = tag.find(part);
  return at != std::string_view::npos && at > 0 && tag[at - 1] == '-' &&
         (at + part.size() == tag.size() || tag[at + part.size()] == '-');
}

/// Roughly BCP 47: a language of two or three letters, then parts of letters and digits.
bool is_language_tag(std::string_view tag) {
  const std::size_t first = std::min(tag.find('-'), tag.size());
  if (first < 2 || first > 3 || tag.size() > 35 || tag.back() == '-') return false;
  std::size_t part = 0;
  for (const char c : tag) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (c == '-' ? part == 0 : !is_letter && (c < '0' || c > '9')) return false;
    part = c == '-' ? 0 : part + 1;
    if (part > 8) return false;
  }
  return true;
}

/// "zh-Hant-HK" becomes zh-TW, which Word knows; "en" becomes "en-US"; "zh" alone stays open
/// (empty).
std::string language_of_property(std::string_view property) {
  const std::string tag = lower_case(property);
  if (tag.empty() || !is_language_tag(property)) return "";
  if (tag == "en") return "en-US";
  if (tag == "zh" || tag == "zho" || tag == "chi") return "";
  if (!tag.starts_with("zh-")) return std::string(property);
  for (const std::string_view place : {"hant", "tw", "hk", "mo"}) {
    if (has_part(tag, place)) return "zh-TW";
  }
  return "zh-CN";
}

std::string language_of(const Document& document) {
  std::string language = language_of_property(document.property("language"));
  if (!language.empty()) return language;
  std::string text;
  for (const broadsheet_block_t block : document.blocks()) text += document.block_text(block);
  language = language_of_text(text, document.property("source.encoding"));
  const bool is_said_to_be_chinese = document.property("language").starts_with("zh");
  return is_said_to_be_chinese && !language.starts_with("zh") ? "zh-CN" : language;
}

}  // namespace

std::string language_of_text(std::string_view text, std::string_view encoding) {
  const ScriptCounts counts = count_scripts(text);
  if (counts.han * 3 < counts.latin || (counts.han == 0 && counts.latin == 0)) return "en-US";
  const bool is_big5 = lower_case(encoding).starts_with("big5");
  if (counts.traditional == counts.simplified) return is_big5 ? "zh-TW" : "zh-CN";
  return counts.traditional > counts.simplified ? "zh-TW" : "zh-CN";
}

Typography choose_typography(const Document& document, const DocxOptions& options) {
  Typography type;
  type.language = language_of(document);
  const bool is_east_asian = type.language.starts_with("zh") || type.language.starts_with("ja") ||
                             type.language.starts_with("ko");
  type.latin_language = is_east_asian ? "en-US" : type.language;
  type.east_asian_language = is_east_asian ? type.language : "zh-CN";
  type.latin_font = options.latin_font;
  if (type.language == "zh-TW") {
    type.body = {"PMingLiU", "新細明體", "02020500000000000000", "88", "roman"};
    type.display = {"Microsoft JhengHei", "微軟正黑體", "020B0604030504040204", "88", "swiss"};
    type.accent = {"DFKai-SB", "標楷體", "03000509000000000000", "88", "script"};
  } else {
    type.body = {"SimSun", "宋体", "02010600030101010101", "86", "auto"};
    type.display = {"SimHei", "黑体", "02010609060101010101", "86", "modern"};
    type.accent = {"KaiTi", "楷体", "02010609060101010101", "86", "modern"};
  }
  const std::string& wanted = options.east_asian_font;
  if (!wanted.empty() && wanted != type.body.name) type.body = {wanted, "", "", "86", "auto"};
  return type;
}

}  // namespace broadsheet::docx

// SPDX-License-Identifier: Apache-2.0
#include "tei_names.h"

#include <algorithm>
#include <array>

namespace broadsheet::exporting {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_character(char c) {
  return is_letter(c) || is_digit(c) || c == '.' || c == '-' || c == '_';
}

bool is_name(std::string_view text) {
  constexpr std::size_t kLongestName = 64;
  return !text.empty() && text.size() <= kLongestName &&
         std::all_of(text.begin(), text.end(), is_name_character);
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

/// How many bytes from `at` are [0-9]+[a-z]*[0-9]*: one part of a version.
std::size_t version_part_length(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  if (end == at) return 0;
  while (end < text.size() && text[end] >= 'a' && text[end] <= 'z') ++end;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - at;
}

struct SectionWord {
  std::string_view word;
  std::string_view subtype;
};
constexpr std::array<SectionWord, 33> kSectionWords = {{
    {"财经", "jFinancialNews"},
    {"财經", "jFinancialNews"},
    {"財經", "jFinancialNews"},
    {"经济", "jFinancialNews"},
    {"經濟", "jFinancialNews"},
    {"金融", "jFinancialNews"},
    {"business", "jFinancialNews"},
    {"financ", "jFinancialNews"},
    {"market", "jFinancialNews"},
    {"时政", "jPoliticalNews"},
    {"時政", "jPoliticalNews"},
    {"政治", "jPoliticalNews"},
    {"politic", "jPoliticalNews"},
    {"本地", "jLocal"},
    {"地方", "jLocal"},
    {"local", "jLocal"},
    {"副刊", "jFeuilleton"},
    {"文艺", "jFeuilleton"},
    {"文藝", "jFeuilleton"},
    {"feuilleton", "jFeuilleton"},
    {"arts", "jFeuilleton"},
    {"来信", "jReadersLetters"},
    {"來信", "jReadersLetters"},
    {"letters", "jReadersLetters"},
    {"增刊", "jSupplement"},
    {"supplement", "jSupplement"},
    {"天气", "jWeatherReports"},
    {"天氣", "jWeatherReports"},
    {"weather", "jWeatherReports"},
    {"公告", "jAnnouncements"},
    {"announcement", "jAnnouncements"},
    {"广告", "jAn"},
    {"advert", "jAn"},
}};

}  // namespace

bool is_language_tag(std::string_view text) {
  std::size_t part_length = 0;
  bool is_first_part = true;
  for (const char c : text) {
    if (c == '-') {
      if (part_length == 0) return false;
      part_length = 0;
      is_first_part = false;
    } else if (!is_letter(c) && (is_first_part || !is_digit(c))) {
      return false;
    } else if (++part_length > 8) {
      return false;
    }
  }
  return part_length > 0;
}

std::string tei_version(std::string_view version) {
  constexpr int kMostParts = 4;
  std::size_t end = version_part_length(version, 0);
  for (int part = 1; part < kMostParts && end > 0 && end < version.size() && version[end] == '.';
       ++part) {
    const std::size_t length = version_part_length(version, end + 1);
    if (length == 0) break;
    end += 1 + length;
  }
  return end > 0 ? std::string(version.substr(0, end)) : "0";
}

std::string tei_ident(std::string_view text) {
  std::string ident(text.empty() || !is_letter(text.front()) ? "_" : "");
  for (const char c : text) ident += is_name_character(c) ? c : '_';
  return ident;
}

std::string_view article_subtype(std::string_view section) {
  const std::string words = lower_case(section);
  for (const SectionWord& entry : kSectionWords) {
    if (words.find(entry.word) != std::string::npos) return entry.subtype;
  }
  return "jArticle";
}

LabelIds::LabelIds(const Document& document) {
  for (const broadsheet_label_t label : document.labels()) {
    if (ids_.find({label.scheme, label.label}) != ids_.end()) continue;
    const auto [place, is_new] = scheme_places_.try_emplace(label.scheme, schemes_.size());
    if (is_new) schemes_.push_back({label.scheme, {}});
    const std::string id = make_id(document, label);
    schemes_[place->second].labels.push_back({label.label, id});
    ids_[{label.scheme, label.label}] = id;
  }
}

std::string LabelIds::make_id(const Document& document, const broadsheet_label_t& label) {
  const std::string_view scheme = document.string(label.scheme);
  const std::string_view name = document.string(label.label);
  std::string id;
  if (is_name(scheme) && is_name(name)) {
    id = std::string("label.").append(scheme).append(".").append(name);
  }
  if (id.empty() || !taken_.insert(id).second) {  // numbers alone never look like scheme and label
    id = std::string("label.").append(std::to_string(ids_.size() + 1));
  }
  return id;
}

const std::string& LabelIds::id_of(const broadsheet_label_t& label) const {
  return ids_.at({label.scheme, label.label});
}

}  // namespace broadsheet::exporting

// SPDX-License-Identifier: Apache-2.0
// Sentences as marks in their text, and scores against a file of cases: {"text": …, "lang": …,
// "sentences": […]} a line.
#pragma once

#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "characters.h"
#include "sentence_splitter.h"

namespace broadsheet::sentences {

inline std::vector<Sentence> split(std::string_view text, const Options& options) {
  std::vector<Sentence> sentences;
  split(text, options, sentences);
  return sentences;
}

inline Options in_language(std::string code) {
  Options options;
  options.language = std::move(code);
  return options;
}

// The text with a '|' before each sentence but the first.
inline std::string marked(std::string_view text, const Options& options) {
  std::string result(text);
  const std::vector<Sentence> sentences = split(text, options);
  for (std::size_t i = sentences.size(); i-- > 1;) result.insert(sentences[i].begin_byte, 1, '|');
  return result;
}

// Takes the '|' out of `expected` and expects the splitter to put them back.
inline void expect_split(const std::string& expected, const Options& options = {}) {
  std::string text = expected;
  text.erase(std::remove(text.begin(), text.end(), '|'), text.end());
  EXPECT_EQ(marked(text, options), expected);
}

struct Score {
  std::size_t cases = 0;
  std::size_t exact = 0;
  double share() const { return static_cast<double>(exact) / static_cast<double>(cases); }
};

inline std::string without_spaces(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (!is_space(c.value)) result += text.substr(at, c.length);
    at += c.length;
  }
  return result;
}

inline Score score(const std::filesystem::path& file, bool only_golden_rules = false) {
  Score result;
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);) {
    rapidjson::Document entry;
    entry.Parse(line.c_str());
    if (entry.HasParseError() || entry.HasMember("conflict")) continue;
    if (only_golden_rules && !entry.HasMember("grs")) continue;
    const std::string text = entry["text"].GetString();
    std::vector<std::string> expected, found;
    for (const auto& sentence : entry["sentences"].GetArray())
      expected.push_back(without_spaces(sentence.GetString()));
    for (const Sentence& one : split(text, in_language(entry["lang"].GetString()))) {
      found.push_back(without_spaces(
          std::string_view(text).substr(one.begin_byte, one.end_byte - one.begin_byte)));
    }
    ++result.cases;
    result.exact += expected == found ? 1 : 0;
  }
  return result;
}

}  // namespace broadsheet::sentences

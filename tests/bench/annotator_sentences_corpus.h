// SPDX-License-Identifier: Apache-2.0
// The texts that the sentence splitter is timed on, made of what the project has.
#pragma once

#include <rapidjson/document.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

namespace broadsheet::sentences {

struct Corpus {
  std::vector<std::string> pages;  // paragraphs between empty lines
  std::size_t bytes = 0;
};

inline std::vector<std::string> read_lines(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// The lines of a sample page that its gold data joins to paragraphs.
inline void add_sample(const std::filesystem::path& gold_file, bool spaced,
                       std::vector<std::string>& paragraphs) {
  std::string page = gold_file.string();
  page.replace(page.size() - 10, 10, ".txt");
  const std::vector<std::string> lines = read_lines(page);
  std::string json;
  for (const std::string& line : read_lines(gold_file)) json += line;
  rapidjson::Document gold;
  gold.Parse(json.c_str());
  for (const auto& article : gold["articles"].GetArray()) {
    for (const auto& block : article["blocks"].GetArray()) {
      if (std::string(block["role"].GetString()) != "paragraph") continue;
      std::string text;
      for (const auto& number : block["lines"].GetArray()) {
        if (!text.empty() && spaced) text += ' ';
        text += lines[number.GetUint() - 1];
      }
      paragraphs.push_back(text);
    }
  }
}

inline std::vector<std::string> read_paragraphs(const std::string& language) {
  std::vector<std::string> paragraphs;
  const std::filesystem::path root(BROADSHEET_SOURCE_DIR);
  std::vector<std::filesystem::path> samples;
  for (const auto& entry : std::filesystem::directory_iterator(root / "configs/samples")) {
    const std::string name = entry.path().filename();
    if (name.starts_with(language) && name.ends_with(".gold.json")) samples.push_back(entry.path());
  }
  std::sort(samples.begin(), samples.end());
  for (const auto& sample : samples) add_sample(sample, language == "en", paragraphs);
  return paragraphs;
}

inline Corpus read_corpus(const std::string& language) {
  constexpr std::size_t kBytes = std::size_t{4} << 20U;
  constexpr int kParagraphsAPage = 40;
  const std::vector<std::string> paragraphs = read_paragraphs(language);
  std::mt19937 random(7);
  Corpus corpus;
  while (corpus.bytes < kBytes) {
    std::string page;
    for (int i = 0; i < kParagraphsAPage; ++i)
      page += paragraphs[random() % paragraphs.size()] + "\n\n";
    corpus.bytes += page.size();
    corpus.pages.push_back(std::move(page));
  }
  return corpus;
}

}  // namespace broadsheet::sentences

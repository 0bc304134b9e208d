// SPDX-License-Identifier: Apache-2.0
// Texts as the cleaner gets them, and the promise that nothing of them is lost.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "characters.hpp"
#include "newspaper.hpp"

namespace broadsheet::newspaper {

struct Text {
  explicit Text(std::string_view given) : bytes(given) {
    std::uint32_t page = 1;
    for (std::size_t at = 0; at <= bytes.size();) {
      std::size_t end = bytes.find('\n', at);
      if (end == std::string::npos) end = bytes.size();
      const std::string_view line = std::string_view(bytes).substr(at, end - at);
      if (!line.empty() && line[0] == '\f') ++page;
      lines.push_back({line, page});
      at = end + 1;
    }
  }
  Text(const Text&) = delete;
  Text& operator=(const Text&) = delete;

  std::string bytes;
  std::vector<InputLine> lines;
};

inline std::string text_of(const Block& block, const Text& text) {
  std::string result;
  for (const Segment& segment : block.segments) {
    if (segment.kind == Segment::Kind::insert) result += ' ';
    if (segment.kind != Segment::Kind::copy) continue;
    result += text.lines[segment.line].text.substr(segment.begin_byte,
                                                   segment.end_byte - segment.begin_byte);
  }
  return result;
}

// Every character that is no white space, counted over the blocks' copies and removals, against the
// source.
inline void expect_nothing_lost(const std::vector<InputLine>& lines, const Structure& structure) {
  std::map<char32_t, long> balance;
  const auto count = [&](std::string_view bytes, long sign) {
    for (std::size_t at = 0; at < bytes.size();) {
      const char32_t c = next_code_point(bytes, at);
      if (!is_space(c) && c != 0xFEFF) balance[c] += sign;
    }
  };
  for (const InputLine& line : lines) count(line.text, 1);
  const auto take = [&](const Block& block) {
    for (const Segment& segment : block.segments) {
      ASSERT_LT(segment.line, lines.size());
      const std::string_view line = lines[segment.line].text;
      ASSERT_LE(segment.begin_byte, segment.end_byte);
      ASSERT_LE(segment.end_byte, line.size());
      if (segment.kind != Segment::Kind::insert) {
        count(line.substr(segment.begin_byte, segment.end_byte - segment.begin_byte), -1);
      }
    }
  };
  for (const Article& article : structure.articles) {
    for (const Block& block : article.blocks) take(block);
  }
  for (const Block& block : structure.furniture) take(block);
  for (const auto& [c, difference] : balance)
    EXPECT_EQ(difference, 0) << "U+" << std::hex << static_cast<long>(c);
}

inline void expect_nothing_lost(const Text& text, const Structure& structure) {
  expect_nothing_lost(text.lines, structure);
}

// role: text
inline std::vector<std::string> blocks_in_order(const Text& text, const Structure& structure) {
  std::vector<std::string> blocks;
  for (const Article& article : structure.articles) {
    for (const Block& block : article.blocks)
      blocks.push_back(std::string(role_name(block.role)) + ": " + text_of(block, text));
  }
  return blocks;
}

inline std::string role_of(const std::string& page, std::string_view beginning) {
  const Text text(page);
  const Structure structure = reconstruct(text.lines, {});
  for (const std::string& block : blocks_in_order(text, structure)) {
    const std::size_t colon = block.find(": ");
    if (block.compare(colon + 2, beginning.size(), beginning) == 0) return block.substr(0, colon);
  }
  return "none";
}

inline std::size_t count_articles(const std::string& page) {
  const Text text(page);
  const Structure structure = reconstruct(text.lines, {});
  expect_nothing_lost(text.lines, structure);
  return structure.articles.size();
}

inline const char* const kTwoParagraphs =
    "春天的河面上漂着薄冰，岸边\n"
    "的柳枝已经发黄，渔民老周把船\n"
    "推下水，准备今年的头一网。他\n"
    "说今年冰化得早。\n"
    "镇上的渔市也提前开张，几个\n"
    "外地的商贩早早占好了位置，等\n"
    "着第一批鲜鱼上岸，价钱比去年\n"
    "贵了一成。\n";

inline std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  text.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

}  // namespace broadsheet::newspaper

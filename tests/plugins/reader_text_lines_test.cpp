// SPDX-License-Identifier: Apache-2.0
// reader_text: where lines and pages begin and end.

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "line_splitter.h"

namespace broadsheet::text_reader {
namespace {

/// Texts of the lines, joined by "|", with the page where it changes: "a|b|[2]c".
std::string show_lines(const std::string& text) {
  std::string shown;
  std::uint32_t page = 1;
  for (const SourceLine& line : split_lines(text)) {
    if (line.begin_byte > 0) shown += "|";
    if (line.page != page) shown.append("[").append(std::to_string(line.page)).append("]");
    page = line.page;
    shown += text.substr(line.begin_byte, line.end_byte - line.begin_byte);
  }
  return shown;
}

TEST(LineSplitter, SplitsAtEveryKindOfTerminator) {
  EXPECT_EQ(show_lines("a\nb\r\nc\rd"), "a|b|c|d");
  EXPECT_EQ(show_lines("a\n"), "a");
  EXPECT_EQ(show_lines("a\n\n\r\r\n b"), "a|||| b");
  EXPECT_EQ(show_lines("\n\ra"), "||a");
  EXPECT_EQ(show_lines("a\u2028b\u0085c\vd"), "a\u2028b\u0085c\vd");
  EXPECT_EQ(show_lines(" \n   \n\t\nb"), " |   |\t|b");
  EXPECT_TRUE(split_lines("").empty());
}

TEST(LineSplitter, TurnsThePageAtAFormFeed) {
  EXPECT_EQ(show_lines("a\n\fb\nc\n\f\fd\n\f"), "a|[2]\fb|c|[4]\f\fd|[5]\f");
  EXPECT_EQ(show_lines("a\fb\nc"), "[2]a\fb|c");
}

TEST(LineSplitter, LeavesNothingButTerminatorsOutsideOfLines) {
  std::mt19937 random(11);
  for (int round = 0; round < 2000; ++round) {
    std::string text(random() % 40, '\0');
    for (char& byte : text) byte = "\r\n\fab"[random() % 5];
    std::string outside = text;
    std::uint64_t end = 0;
    for (const SourceLine& line : split_lines(text)) {
      ASSERT_GE(line.begin_byte, end);
      end = line.end_byte;
      for (std::uint64_t i = line.begin_byte; i < line.end_byte; ++i) outside[i] = '.';
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
      ASSERT_EQ(outside[i] == '.', text[i] != '\r' && text[i] != '\n');
    }
  }
}

}  // namespace
}  // namespace broadsheet::text_reader

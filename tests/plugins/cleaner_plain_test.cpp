// SPDX-License-Identifier: Apache-2.0
// cleaner_plain: paragraphs, joined lines, list items, and that no character is lost.

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/cpp/text.hpp"
#include "line_join.h"
#include "list_marker.h"
#include "plain_paragraphs.h"

namespace broadsheet::plain_cleaner {
namespace {

std::vector<LineRange> lines_of(const std::string& source) {
  std::vector<LineRange> lines;
  for (std::size_t begin = 0; begin < source.size();) {
    const std::size_t end = std::min(source.find('\n', begin), source.size());
    lines.push_back({begin, end});
    begin = end + 1;
  }
  return lines;
}

std::string text_of(const Paragraph& paragraph, const std::string& source) {
  std::string text;
  for (const Piece& piece : paragraph.pieces) {
    if (piece.kind == Piece::Kind::kCopy)
      text += source.substr(piece.begin_byte, piece.end_byte - piece.begin_byte);
    if (piece.kind == Piece::Kind::kSpace) text += " ";
  }
  return text;
}

/// The paragraphs' texts in brackets, list items with a "*" before: "[One two.]*[• three]".
std::string clean(const std::string& source, ParagraphRule rule = ParagraphRule::kBlankLine) {
  std::string shown;
  for (const Paragraph& paragraph : find_paragraphs(source, lines_of(source), rule)) {
    shown.append(paragraph.is_list_item ? "*[" : "[")
        .append(text_of(paragraph, source))
        .append("]");
  }
  return shown;
}

TEST(PlainParagraphs, StandBetweenBlankLines) {
  EXPECT_EQ(clean("One.\n\nTwo.\n \t\n\n\nThree.\n"), "[One.][Two.][Three.]");
  EXPECT_EQ(clean("\n\n  \n"), "");
  EXPECT_EQ(clean(""), "");
  EXPECT_EQ(clean("油灯、算盘、粮票……\n\n展柜里的每一件东西都有来历。"),
            "[油灯、算盘、粮票……][展柜里的每一件东西都有来历。]");
}

TEST(PlainParagraphs, KeepLabelledSentencesUnchangedEachInItsOwnBlock) {
  const std::string sentences[] = {"设立5亿元的基金。", "Rates rise  by 2 %.", "（一）加强监管；",
                                   "- to be confirmed", "1. Grants",           "2. Loans",
                                   "“完”——编者"};
  std::string source;
  std::string expected;
  for (const std::string& sentence : sentences) {
    source.append(source.empty() ? "" : "\n\n").append(sentence);
    expected.append("[").append(sentence).append("]");
  }
  EXPECT_EQ(clean(source), expected);
}

TEST(PlainParagraphs, AreLinesWhereTheOptionSaysSo) {
  EXPECT_EQ(clean("One\ntwo.\n\n三\n", ParagraphRule::kLine), "[One][two.][三]");
}

TEST(PlainParagraphs, LeaveOutWhiteSpaceAtTheEndsOfLines) {
  EXPECT_EQ(clean("\xEF\xBB\xBF  One \t\n   two.  \r"), "[One two.]");
  EXPECT_EQ(clean("　　林家老宅的门\n　　又开了。　"), "[林家老宅的门又开了。]");
  EXPECT_EQ(clean("\fTop of\npage"), "[Top of page]");
}

TEST(LineJoin, PutsASpaceBetweenWords) {
  EXPECT_EQ(clean("The council\nmet."), "[The council met.]");
  EXPECT_EQ(clean("Le pont\nété,\n30 %"), "[Le pont été, 30 %]");
  EXPECT_EQ(clean("다리가\n이어졌다"), "[다리가 이어졌다]");
  EXPECT_EQ(clean("Мост\nготов"), "[Мост готов]");
}

TEST(LineJoin, PutsNothingBetweenCharactersOfScriptsWithoutSpaces) {
  EXPECT_EQ(clean("桥面预计下\n月铺装，\n明年通车。"), "[桥面预计下月铺装，明年通车。]");
  EXPECT_EQ(clean("これは父の\n家です。"), "[これは父の家です。]");
  EXPECT_EQ(clean("สะพาน\nเสร็จ"), "[สะพานเสร็จ]");
}

TEST(LineJoin, DecidesOpenCasesByWhatTheLinesAreMadeOf) {
  EXPECT_EQ(clean("总投资达到\n2024年的\n3\n倍"), "[总投资达到2024年的3倍]");
  EXPECT_EQ(clean("企业采用了AI\n技术"), "[企业采用了AI技术]");
  EXPECT_EQ(clean("他说：“好。”\n“再见。”"), "[他说：“好。”“再见。”]");
  EXPECT_EQ(clean("the newspaper 人民日报\nreported it"), "[the newspaper 人民日报 reported it]");
  EXPECT_EQ(clean("sold in 2023\n30 of them"), "[sold in 2023 30 of them]");
  EXPECT_EQ(clean("he said.\n“Good.”"), "[he said. “Good.”]");
}

TEST(LineJoin, KeepsHyphensOfWordsAndRemovesSoftOnes) {
  EXPECT_EQ(clean("a well-\nknown man"), "[a well-known man]");
  EXPECT_EQ(clean("the years 1990-\n1995 and A -\nB, pre-\nWar"),
            "[the years 1990- 1995 and A - B, pre- War]");
  const std::string source = "inno\xC2\xAD\nvation";
  const auto paragraphs = find_paragraphs(source, lines_of(source), ParagraphRule::kBlankLine);
  ASSERT_EQ(paragraphs.size(), 1U);
  EXPECT_EQ(paragraphs[0].pieces, (std::vector<Piece>{{Piece::Kind::kCopy, 0, 4},
                                                      {Piece::Kind::kRemoved, 4, 6},
                                                      {Piece::Kind::kCopy, 7, 13}}));
  EXPECT_EQ(clean("a\n\xC2\xAD\nb\xC2\xAD"), "[a \xC2\xAD b\xC2\xAD]");
}

TEST(ListItems, BeginAtBulletsAndAtRepeatedMarkers) {
  EXPECT_EQ(clean("Rules:\n• be kind\nto all\n• be honest"),
            "[Rules:]*[• be kind to all]*[• be honest]");
  EXPECT_EQ(clean("- one\n- two"), "*[- one]*[- two]");
  EXPECT_EQ(clean("(1) foo\n(2) bar"), "*[(1) foo]*[(2) bar]");
  EXPECT_EQ(clean("i. foo\nii. bar\niii. baz"), "*[i. foo]*[ii. bar]*[iii. baz]");
  EXPECT_EQ(clean("A) x\nB) y"), "*[A) x]*[B) y]");
  EXPECT_EQ(clean("Список:\nа) первый\nб) второй"), "[Список:]*[а) первый]*[б) второй]");
  EXPECT_EQ(clean("一、自查\n二、上报"), "*[一、自查]*[二、上报]");
  EXPECT_EQ(clean("（一）自查\n（十二）上报"), "*[（一）自查]*[（十二）上报]");
  EXPECT_EQ(clean("①自查\n②上报"), "*[①自查]*[②上报]");
}

TEST(ListItems, DoNotBeginInProse) {
  EXPECT_EQ(clean("It was there\n- or so he said"), "[It was there - or so he said]");
  EXPECT_EQ(clean("It rose to\n3.5 million from\n2.5 million"),
            "[It rose to 3.5 million from 2.5 million]");
  EXPECT_EQ(clean("born in\n1988. Died in\n1999. Buried"), "[born in 1988. Died in 1999. Buried]");
  EXPECT_EQ(clean("page\n12. It was"), "[page 12. It was]");
  EXPECT_EQ(clean("vitamin\na) good"), "[vitamin a) good]");
  EXPECT_EQ(find_list_marker("(see below) x").kind, "");
  EXPECT_EQ(find_list_marker("1").kind, "");
  EXPECT_EQ(find_list_marker("(").kind, "");
  EXPECT_EQ(find_list_marker("").kind, "");
}

TEST(PlainParagraphs, CoverEveryCharacterOnceThatIsNotWhiteSpace) {
  std::mt19937 random(13);
  const std::string pieces[] = {
      "a",  "中", " ", "\n",   "\n\n",         "-", "\xC2\xAD",       "1. ", "•",
      "　", "。", "B", "(a) ", "\xEF\xBB\xBF", "”", std::string(1, 0)};
  for (int round = 0; round < 5000; ++round) {
    std::string source;
    for (std::size_t i = random() % 30; i > 0; --i) source += pieces[random() % std::size(pieces)];
    std::vector<int> covered(source.size(), 0);
    const ParagraphRule rule = round % 4 == 0 ? ParagraphRule::kLine : ParagraphRule::kBlankLine;
    for (const Paragraph& paragraph : find_paragraphs(source, lines_of(source), rule)) {
      ASSERT_EQ(paragraph.pieces.front().kind, Piece::Kind::kCopy);
      for (const Piece& piece : paragraph.pieces) {
        ASSERT_EQ(piece.kind == Piece::Kind::kSpace, piece.begin_byte == piece.end_byte) << source;
        for (std::uint64_t i = piece.begin_byte; i < piece.end_byte; ++i) ++covered[i];
      }
    }
    for (std::size_t at = 0; at < source.size();) {
      const CodePoint c = code_point_at(source, at);
      if (!is_white_space(c.value)) {
        ASSERT_EQ(covered[at], 1) << source;
      }
      ASSERT_LE(covered[at], 1);
      at += c.length_bytes;
    }
  }
}

TEST(PlainParagraphs, TakeLinearTimeOnHostileText) {
  for (const std::string piece : {"1\n", "• \n", "中”\n", " ", "-", "\n"}) {
    std::string source;
    while (source.size() < 4U << 20U) source += piece;
    find_paragraphs(source, lines_of(source), ParagraphRule::kBlankLine);
  }
}

}  // namespace
}  // namespace broadsheet::plain_cleaner

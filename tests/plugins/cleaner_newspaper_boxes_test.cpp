// SPDX-License-Identifier: Apache-2.0
// Boxes, their labels and lists; introductions by the editors.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cleaner_newspaper_texts.h"
#include "lexicon.hpp"
#include "newspaper.hpp"

namespace broadsheet::newspaper {
namespace {

// An article ends with its author's note; below it a box of two labelled parts that a note
// introduces, whose second heading the extraction put below its part.
const std::string kBoxPage =
    std::string("一所学校的变化\n本报记者 丁一凡\n") +
    "　　青河小学有三百名学生，过去冬天教室很冷，家长们为此担心了好几年，如今情况不同了。\n"
    "　　厨房去年换了新灶台，学生们中午能吃上热饭热菜，菜单由家长和老师商量着定下来。\n"
    "　　图书室今年添了两千册新书，下午放学以后开到六点，值班的是高年级的学生。\n"
    "（作者单位：东江大学教育学院）\n\n"
    "　　北河镇近日召开会议谈渔市。我们梳理了会议内容，邀您一起学习。\n\n"
    "镇里部署\n\n"
    "　　会议指出，渔市要提前开张，让外地商贩早做准备，码头的冷库也要检修完毕。\n"
    "▶要修好码头，添置两台吊机，让渔船靠岸以后当天就能卸完货。\n"
    "▶要管好秤，设立公平秤，由商户轮流值守，让买鱼的人放心。\n\n"
    "渔市提前开张管好秤\n\n"
    "村里落实\n\n"
    "先把水路疏通再说其他\n\n"
    "　　村里开会商定，冬天先清淤，再修岸，各家出一个劳力，费用由集体承担。\n"
    "▶要清淤，把水路挖深一米，让大船也能开进来。\n";

TEST(Articles, BeginWithTheNoteThatIntroducesABox) {
  EXPECT_EQ(count_articles(kBoxPage), 2U);
  EXPECT_EQ(role_of(kBoxPage, "北河镇近日"), "editor_note");
  EXPECT_EQ(role_of(kBoxPage, "村里落实"), "heading");
}

TEST(Sections, PutAHeadingOfABoxBelowItsLabel) {
  const Text text(kBoxPage);
  const std::vector<std::string> blocks = blocks_in_order(text, reconstruct(text.lines, {}));
  const auto label = std::find(blocks.begin(), blocks.end(), "heading: 镇里部署");
  ASSERT_NE(label, blocks.end());
  ASSERT_NE(label + 1, blocks.end());
  EXPECT_EQ(label[1], "heading: 渔市提前开张管好秤");
}

// `text` in rows of so many characters.
std::string set_in(std::size_t characters, std::string_view text) {
  std::string rows;
  for (std::size_t at = 0; at < text.size(); at += 3 * characters)
    rows += std::string(text.substr(at, 3 * characters)) + "\n";
  return rows + "\n";
}

// A lead and a note over the width of the page, above columns.
std::string page_with_note(std::size_t wide, std::size_t narrow) {
  const std::string column =
      set_in(narrow,
             "　　厨房去年换了新灶台，学生们中午能吃上热饭热菜，菜单由家长和老师商量着定下来，"
             "图书室今年添了两千册新书，下午放学以后开到六点，值班的是高年级的学生。");
  return std::string("一所学校的变化\n本报记者 丁一凡\n") +
         set_in(wide,
                "　　青河小学有三百名学生，过去冬天教室很冷，家长们为此担心了好几年，"
                "如今情况不同了，暖气、灶台和书架都是新的。") +
         set_in(wide,
                "　　近日全市召开会议，谈到乡村的学校怎样办得更好，"
                "既要把房子修好，也要把老师留住，让孩子在家门口读书。") +
         set_in(wide,
                "　　乡村的学校怎样把老师留住？本期教育周刊约请专家，"
                "就校舍、食堂和老师的待遇这些议题进行了深入讨论。") +
         column + column + column + column;
}

TEST(Articles, LeaveAPagesIntroductionOut) {
  const std::string page = page_with_note(40, 18);
  EXPECT_EQ(count_articles(page), 2U);
  EXPECT_EQ(role_of(page, "近日全市"), "editor_note");
  EXPECT_EQ(role_of(page, "青河小学"), "paragraph");
}

const char* const kNoteOfAPage =
    "　　渔市不是新话题，却总有新答案。\n\n　　本报今天编发一组文章，与读者共同关注渔市。\n\n";
const char* const kTitle = "一所学校的变化\n本报记者 丁一凡\n\n";

TEST(Articles, LeaveOutANoteAboveTheFirstTitle) {
  const std::string page = "编者按\n\n" + std::string(kNoteOfAPage) + kTitle + kTwoParagraphs;
  EXPECT_EQ(count_articles(page), 2U);
  EXPECT_EQ(role_of(page, "渔市不是新话题"), "editor_note");
}

TEST(Articles, KeepANoteBelowTheirTitle) {
  EXPECT_EQ(count_articles(std::string(kTitle) + kNoteOfAPage + kTwoParagraphs), 1U);
}

// Paragraphs that are whole lines do not tell where the note begins.
TEST(Articles, KeepANoteOfTheirOwnMeasure) {
  constexpr std::size_t kWhole = 1000;
  EXPECT_EQ(count_articles(page_with_note(kWhole, kWhole)), 1U);
}

std::string list_of(std::string_view mark, std::size_t items) {
  std::string page = std::string("渔市提前开张\n本报记者 丁一凡\n") + kTwoParagraphs;
  const std::vector<std::string_view> texts = {
      "修好码头，添置两台吊机，让渔船\n靠岸以后当天就能卸完货。\n",
      "管好秤，由商户轮流值守，让买鱼\n的人放心。\n",
      "清淤，把水路挖深一米，让大船也\n能开进来。\n"};
  for (std::size_t i = 0; i < items; ++i)
    page += std::string(mark) + std::string(texts[i % texts.size()]);
  return page;
}

TEST(Rows, TakeTrianglesBeforeManyForAList) {
  EXPECT_EQ(role_of(list_of("▲", 3), "▲清淤"), "list_item");
  EXPECT_EQ(role_of(list_of("▲", 1), "▲修好"), "caption");
  EXPECT_EQ(role_of(list_of("▲图为", 3), "▲图为清淤"), "caption");
}

TEST(LineEvidence, TakesFewSpacedCharactersForALabel) {
  const std::string page = std::string("渔市提前开张\n本报记者 丁一凡\n") + kTwoParagraphs +
                           "城 西 片 区\n" + kTwoParagraphs + "城 东 片 区\n" + kTwoParagraphs;
  EXPECT_EQ(role_of(page, "城西"), "heading");
  EXPECT_EQ(role_of(page, "城东"), "heading");
}

std::string box_of(const std::vector<std::string_view>& labels, std::string_view below) {
  std::string page = std::string(kTitle) + kTwoParagraphs + "\n";
  for (const std::string_view label : labels)
    page += std::string(label) + "\n\n" + std::string(below) +
            "▶修好码头，添置两台吊机，让渔\n船靠岸以后当天就能卸完货。\n\n";
  return page;
}

TEST(Labels, MayAllStandAboveHeadings) {
  const std::string_view heading = "先把水路疏通再说\n\n";
  const std::string page = box_of({"城西片区", "城东片区", "城南片区"}, heading);
  for (const char* label : {"城西", "城东", "城南"}) EXPECT_EQ(role_of(page, label), "heading");
}

TEST(Labels, MayReadLikeNames) {
  const std::string page = box_of({"问题", "原因", "对策"}, "");
  for (const char* label : {"问题", "原因", "对策"}) EXPECT_EQ(role_of(page, label), "heading");
}

TEST(Labels, AreOfSeveralLengthsInEnglish) {
  std::string page =
      std::string("The Ferry Returns\n\nBy Jane Sample\n\n") +
      "The old ferry will run again in spring,\nthe harbor board said on Tuesday, after\n"
      "three winters at the pier in Ostrey.\n\n";
  for (const char* label : {"BEFORE", "AFTER\n\nWhat the Town Has Paid"})
    page += std::string(label) +
            "\n\n• The boat lay at the pier, and no one\nhad asked what it would cost to mend.\n\n";
  EXPECT_EQ(role_of(page, "BEFORE"), "heading");
  EXPECT_EQ(role_of(page, "AFTER"), "heading");
}

const char* const kSchool =
    "　　青河小学有三百名学生，过去冬天教室很冷，家长们为此担心了好几年。如今情况不同了，暖气和书架"
    "都是新的。\n\n"
    "　　厨房去年换了新灶台，学生们中午能吃上热饭热菜。菜单由家长和老师商量着定下来，每周一贴在墙上"
    "。\n\n"
    "　　图书室今年添了两千册新书，下午放学以后开到六点。值班的是高年级的学生，他们自己排了班。\n"
    "\n";

TEST(PullQuotes, AreThePointsThatRepeatTheArticle) {
  for (const auto& [first, second] :
       {std::pair{"1. ", "2. "}, std::pair{"①", "②"}, std::pair{"一、", "二、"}}) {
    const std::string page = std::string(kTitle) + kSchool + first +
                             "厨房去年换了新灶台，学生们中午能吃上热饭热菜。\n\n" + second +
                             "值班的是高年级的学生，他们自己排了班。\n\n";
    EXPECT_EQ(role_of(page, std::string(first) + "厨房去年"), "pull_quote");
    EXPECT_EQ(role_of(page, std::string(second) + "值班的是"), "pull_quote");
    EXPECT_EQ(role_of(page, "青河小学"), "paragraph");
  }
}

TEST(PullQuotes, AreNoItemsThatRepeatOneAnother) {
  const std::string page = std::string(kTitle) + kSchool +
                           repeated(
                               "　　▶码头的冷库要检修完毕，让渔船靠岸以后当天就能卸完货。\n\n"
                               "　　▶渔市今年提前开张，外地的商贩早早占好了位置。\n\n",
                               2);
  EXPECT_EQ(role_of(page, "▶码头"), "list_item");
}

TEST(PullQuotes, AreNoParagraphsThatStandTwice) {
  const std::string page = std::string(kTitle) + kSchool + kSchool;
  for (const char* paragraph : {"青河小学", "厨房去年", "图书室今年"})
    EXPECT_EQ(role_of(page, paragraph), "paragraph");
}

TEST(PullQuotes, AreNoListInNumbersThatSaysSomethingNew) {
  const std::string page =
      std::string(kTitle) + kSchool +
      "　　1. 渔市今年提前开张，外地的商贩早早占好了位置，等着第一批鲜鱼上岸。\n\n"
      "　　2. 厨房去年换了新灶台，学生们中午能吃上热饭热菜。\n\n"
      "　　3. 码头的冷库要检修完毕，让渔船靠岸以后当天就能卸完货，不必等到天亮。\n\n";
  for (const char* item : {"1. 渔市", "2. 厨房", "3. 码头"})
    EXPECT_EQ(role_of(page, item), "list_item");
}

TEST(Lexicon, TellsWhatEditorsWrote) {
  EXPECT_TRUE(reads_like_editor(U"渔市怎么管？我们选取几地的做法，与读者分享。"));
  EXPECT_TRUE(reads_like_editor(U"上周全市开会谈渔市，几条经验本报择要刊登。"));
  EXPECT_TRUE(reads_like_editor(U"现将有关部门的答复摘编如下。"));
  EXPECT_TRUE(reads_like_editor(U"The conversation has been edited for length."));
  EXPECT_TRUE(reads_like_editor(U"In this special section, we look at the ferry."));
  EXPECT_FALSE(reads_like_editor(U"The editor of the book lives in Ostrey."));
  EXPECT_FALSE(reads_like_editor(U"13本报讯（记者 丁一凡）渔市推出新秤。"));
  EXPECT_FALSE(reads_like_editor(U"我们选取了三个村作试点，一年以后再推开。"));
  EXPECT_FALSE(reads_like_editor(U"读者排起了长队，书店开到夜里十点。"));
}

const char* const kNoteAndList =
    "　　渔市怎么管？我们选取几地的做法，与读者分享。\n\n"
    "▶修好码头，添置两台吊机，让渔船靠岸以后当天就能卸完货。\n"
    "▶管好秤，设立公平秤，由商户轮流值守，让买鱼的人放心。\n"
    "▶清淤，把水路挖深一米，让大船也能开进来，停在码头边上。\n";

TEST(Articles, BeginWithANoteAboveAList) {
  const std::string page =
      std::string("一所学校的变化\n本报记者 丁一凡\n") +
      "　　青河小学有三百名学生，过去冬天教室很冷，家长们为此担心了好几年，如今情况不同了。\n"
      "　　厨房去年换了新灶台，学生们中午能吃上热饭热菜，菜单由家长和老师商量着定下来。\n\n" +
      kNoteAndList;
  EXPECT_EQ(role_of(page, "渔市怎么管"), "editor_note");
  EXPECT_EQ(count_articles(page), 2U);
}

// The extraction tore it off; a box of labelled parts would not have one.
TEST(Articles, TakeATitleForABoxWithoutLabels) {
  const std::string page = std::string(kNoteAndList) +
                           "▶备好冰，每条船两百斤，由合作社统一送。\n\n" +
                           "北河的码头\n本报记者 丁一凡\n" + kTwoParagraphs + "\n读懂渔市怎么管\n";
  EXPECT_EQ(role_of(page, "读懂渔市"), "headline");
}

TEST(Lexicon, TellsNotesThatIntroduceAPage) {
  EXPECT_TRUE(introduces_page(U"本期《理论周刊》约请专家就此讨论。"));
  EXPECT_TRUE(introduces_page(U"本报今起推出系列报道，走近渔市。"));
  EXPECT_FALSE(introduces_page(U"一组新灶台去年换好了。"));
  EXPECT_FALSE(introduces_page(U"本报记者就此专访三位专家。"));
}

}  // namespace
}  // namespace broadsheet::newspaper

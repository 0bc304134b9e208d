// SPDX-License-Identifier: Apache-2.0
// Small pages written for these tests, one a phenomenon; then conservation and determinism over
// generated pages. Texts made to be slow: cleaner_newspaper_hostile_test.cpp.

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "cleaner_newspaper_texts.h"
#include "lexicon.hpp"
#include "line_states.hpp"
#include "newspaper.hpp"
#include "regimes.hpp"
#include "rows.hpp"
#include "segments.hpp"
#include "word_joins.hpp"

namespace broadsheet::newspaper {
namespace {

// "role: text", a line a block; articles apart by "--", furniture last.
std::string outline(std::string_view page, const Options& options = {}) {
  const Text text(page);
  const Structure structure = reconstruct(text.lines, options);
  std::string result;
  for (const Article& article : structure.articles) {
    if (!result.empty()) result += "--\n";
    for (const Block& block : article.blocks) {
      result += std::string(role_name(block.role)) + ": " + text_of(block, text) + "\n";
    }
  }
  for (const Block& block : structure.furniture) {
    result += "(" + std::string(role_name(block.role)) + ") " + text_of(block, text) + "\n";
  }
  return result;
}

TEST(LineStates, BeginsAParagraphWhereTheStrippedIndentLeavesTwoEm) {
  EXPECT_EQ(outline(kTwoParagraphs),
            "paragraph: "
            "春天的河面上漂着薄冰，岸边的柳枝已经发黄，渔民老周把船推下水，准备今年的头一网。他说今"
            "年冰化得早。\n"
            "paragraph: "
            "镇上的渔市也提前开张，几个外地的商贩早早占好了位置，等着第一批鲜鱼上岸，价钱比去年贵了"
            "一成。\n");
}

TEST(LineStates, JoinsOverABlankLineInMidSentence) {
  EXPECT_EQ(outline("春天的河面上漂着薄冰，岸边\n的柳枝已经发黄，渔民老周把船\n\n推下水，准备今年的"
                    "头一网。他\n说今年冰化得早。\n\n"
                    "镇上的渔市也提前开张，几个\n外地的商贩早早占好了位置，等\n着第一批鲜鱼上岸，价"
                    "钱比去年\n贵了一成。\n"),
            outline(kTwoParagraphs));
}

TEST(LineStates, KnowsTheWordThatABlankLineCut) {
  const WordJoins words;
  const Text text("各地都要坚持从实际出发，因地制\n\n宜，分类指导，稳步推进改革。\n");
  Page page = measure_page(text.lines, 0, Options{});
  find_words_over_blank_lines(page, words);
  ASSERT_EQ(page.rows.size(), 2U);
  EXPECT_TRUE(page.rows[1].goes_on_word);
  const Text other("各地都要坚持从实际出发因地制宜\n\n记者昨日从会上获悉此事已有进展。\n");
  page = measure_page(other.lines, 0, Options{});
  find_words_over_blank_lines(page, words);
  EXPECT_FALSE(page.rows[1].goes_on_word);
}

TEST(LineStates, IgnoresBlankLinesThatFollowEveryLine) {
  std::string airy;
  for (const char c : std::string(kTwoParagraphs)) airy += c == '\n' ? "\n\n" : std::string(1, c);
  EXPECT_EQ(outline(airy), outline(kTwoParagraphs));
}

TEST(LineStates, TakesKeptIndentsAsBeginnings) {
  const std::string result = outline(
      "　　第一段的第一行文字到此\n为止然后是第二行文字到此为止\n最后一行。\n"
      "　　第二段的第一行文字到此\n为止然后是第二行文字到此为止\n最后一行。\n"
      "　　第三段的第一行文字到此\n为止然后是第二行文字到此为止\n最后一行。\n");
  EXPECT_EQ(std::count(result.begin(), result.end(), '\n'), 3) << result;
}

TEST(LineStates, KeepsWholeParagraphsOnTheirLines) {
  const std::string one =
      "去年以来，全镇新修机耕道三十余公里，改造老旧灌渠十二条，受益农田超过两万亩，群众普遍反映出行"
      "和浇地都比过去方便了许多。";
  const std::string two =
      "下一步，镇里还将把节水灌溉推广到全部蔬菜基地，并对参与管护的农户给予补助，让好不容易修起来的"
      "设施长期发挥作用，"
      "也让多年没有种过的坡地重新绿起来，变成孩子们放学以后愿意去的地方，老人们散步歇脚的地方，外出"
      "的人回来以后想看一眼的地方。";
  const std::string three =
      "有人问，钱从哪里来？镇里的回答是，先从自己身上省，再向市场要，最后才向上面伸手，这个次序不能"
      "颠倒。";
  EXPECT_EQ(outline(one + "\n\n" + two + "\n\n" + three + "\n"),
            "paragraph: " + one + "\nparagraph: " + two + "\nparagraph: " + three + "\n");
}

TEST(LineStates, FindsEnglishParagraphsByTheIndentThatIsGone) {
  EXPECT_EQ(outline("The ferry left the pier at\nnoon with nine passengers and\na crate of oranges "
                    "bound for the\n"
                    "island school.\nIt came back before dark with\nthe crate empty and the "
                    "captain\nwhistling an old tune that nobody\n"
                    "on board could name.\n"),
            "paragraph: The ferry left the pier at noon with nine passengers and a crate of "
            "oranges bound for the island school.\n"
            "paragraph: It came back before dark with the crate empty and the captain whistling an "
            "old tune that nobody on board could name.\n");
}

TEST(Regimes, FindsTheMeasureOfEachStretch) {
  std::string narrow, wide;
  for (int i = 0; i < 8; ++i) narrow += "河边的老树又长出了新叶子\n";
  for (int i = 0; i < 8; ++i) wide += "山上的果园今年雨水充足果子比往年大了一圈\n";
  const Text text(narrow + wide);
  const Page page = measure_page(text.lines, 0, Options{});
  const Regimes regimes = find_regimes(page);
  EXPECT_NEAR(regimes.measure_em[3], 12.0F, 0.6F);
  EXPECT_NEAR(regimes.measure_em[12], 20.0F, 0.6F);
}

TEST(Fragments, JoinsAParagraphThatAHeadlineOfAnotherColumnCut) {
  const std::string result = outline(
      "春天的河面上漂着薄冰，岸边\n的柳枝已经发黄，渔民老周把船\n\n关于举办春季书展的通知\n本报记者"
      " 王一平\n\n"
      "推下水，准备今年的头一网。他\n说今年冰化得早。\n镇上的渔市也提前开张，几个\n外地的商贩早早占"
      "好了位置，等\n"
      "着第一批鲜鱼上岸，价钱比去年\n贵了一成。\n");
  EXPECT_NE(result.find("渔民老周把船推下水"), std::string::npos) << result;
}

TEST(Fragments, RefusesAndReportsJoinsBelowMinConfidence) {
  const std::string page =
      "春天的河面上漂着薄冰，岸边\n的柳枝已经发黄，渔民老周把船\n\n本报记者 王一平\n\n"
      "推下水，准备今年的头一网。他\n说今年冰化得早。\n镇上的渔市也提前开张，几个\n外地的商贩早早占"
      "好了位置，等\n"
      "着第一批鲜鱼上岸，价钱比去年\n贵了一成。\n";
  Options strict;
  strict.min_confidence = 1.0F;
  EXPECT_EQ(outline(page, strict).find("渔民老周把船推下水"), std::string::npos);
  const Text text(page);
  EXPECT_FALSE(reconstruct(text.lines, strict).notes.empty());
}

TEST(Segments, RecordsLetterSpacingAsRemovedSpaces) {
  const Text text(
      "现 在 ， 全 县 的 新 米 都 卖\n完了，粮库里空空的，只等秋天\n的新谷子上场再装满。\n");
  const Structure structure = reconstruct(text.lines, {});
  ASSERT_EQ(structure.articles.size(), 1U);
  const Block& block = structure.articles[0].blocks.at(0);
  EXPECT_EQ(text_of(block, text),
            "现在，全县的新米都卖完了，粮库里空空的，只等秋天的新谷子上场再装满。");
  const auto removals =
      std::count_if(block.segments.begin(), block.segments.end(), [](const Segment& s) {
        return s.kind == Segment::Kind::remove && s.reason == Reason::letter_spacing;
      });
  EXPECT_EQ(removals, 9);
  expect_nothing_lost(text, structure);
}

TEST(Segments, RemovesTheTypesettersHyphensAndKeepsTheRest) {
  const Text text(
      "The committee heard a mem-\norable speech of twenty-\nfour minutes by a nine-year-\nold "
      "girl from the well-\nknown school.\n");
  const Structure structure = reconstruct(text.lines, {});
  ASSERT_EQ(structure.articles.size(), 1U);
  ASSERT_EQ(structure.articles[0].blocks.size(), 1U);
  EXPECT_EQ(text_of(structure.articles[0].blocks[0], text),
            "The committee heard a memorable speech of twenty-four minutes by a nine-year-old girl "
            "from the well-known school.");
  expect_nothing_lost(text, structure);
}

TEST(Lexicon, KnowsBylinesCreditsAndFurniture) {
  EXPECT_EQ(find_cue(U"本报记者 王一平 通讯员 李小山"), Cue::byline);
  EXPECT_EQ(find_cue(U"By Ada Martin"), Cue::byline);
  EXPECT_EQ(find_cue(U"《北河周报》记者 王一平"), Cue::byline);
  EXPECT_EQ(find_cue(U"周弘 林采"), Cue::names);
  EXPECT_EQ(find_cue(U"诸葛晴"), Cue::names);
  EXPECT_EQ(find_cue(U"本报讯（记者 王一平）"), Cue::agency);
  EXPECT_EQ(find_cue(U"新华社北京3月1日电"), Cue::sign_off);
  EXPECT_EQ(find_cue(U"Continued on A6"), Cue::jump);
  EXPECT_EQ(find_cue(U"下转第3版"), Cue::jump);
  EXPECT_EQ(find_cue(U"2024年3月1日 星期五"), Cue::page_line);
  EXPECT_EQ(find_cue(U"A12"), Cue::page_number);
  EXPECT_EQ(find_cue(U"（作者：某大学教授）"), Cue::author_note);
  EXPECT_EQ(find_cue(U"记者：今年的收成怎么样？"), Cue::question);
  EXPECT_EQ(find_cue(U"春天的河面上漂着薄冰"), Cue::none);
}

const char* const kInterview =
    "05\n民生\n2024年3月1日 星期五\n\n"
    "把冬天的故事讲给春天听\n——对话北河镇老渔民周长山\n本报记者 王一平\n\n"
    "记者：今年开河比往年早，\n对打鱼有什么影响？\n"
    "周长山：影响不小。冰化\n得早，鱼群上游也早，头一网\n比去年提前了十天。不过水温\n不稳，后面几天"
    "的收成还要看\n天气。\n"
    "记者：年轻人还愿意上船\n吗？\n"
    "周长山：愿意的不多，镇\n里办了培训班，来了七个小伙\n子，有三个留了下来。\n";

TEST(Roles, NamesHeadlineDeckBylineQuestionsAndFurniture) {
  EXPECT_EQ(outline(kInterview),
            "headline: 把冬天的故事讲给春天听\n"
            "deck: ——对话北河镇老渔民周长山\n"
            "byline: 本报记者 王一平\n"
            "question: 记者：今年开河比往年早，对打鱼有什么影响？\n"
            "paragraph: "
            "周长山：影响不小。冰化得早，鱼群上游也早，头一网比去年提前了十天。不过水温不稳，后面几"
            "天的收成还要看天气。\n"
            "question: 记者：年轻人还愿意上船吗？\n"
            "paragraph: 周长山：愿意的不多，镇里办了培训班，来了七个小伙子，有三个留了下来。\n"
            "(furniture) 05\n(furniture) 民生\n(furniture) 2024年3月1日 星期五\n");
}

TEST(Roles, ReadsRemarksThatANarrowColumnCut) {
  const std::string found = outline(
      "河边的老照相馆\n\n"
      "《北河周\n报》：您拍\n了多少年？\n"
      "周长山：\n从十六岁拍\n到今天，一\n共五十二\n年，镇上的\n人都来过。\n"
      "（本栏\n目投稿信箱\n见报眼）\n");
  EXPECT_NE(found.find("question: 《北河周报》：您拍了多少年？\n"), std::string::npos) << found;
  EXPECT_NE(found.find("credit: （本栏目投稿信箱见报眼）\n"), std::string::npos) << found;
}

TEST(Articles, SeparatesTwoArticlesByTheirHeadlines) {
  const std::string result = outline(
      "Harbor Lights Return\nBy Ada Martin\nThe harbor lights came back on\nTuesday after nine "
      "dark weeks, and\n"
      "the pilots said they could sleep\nagain.\n\nSchool Buys a Windmill\nBy Tom Reed\nThe school "
      "board has bought an\n"
      "old windmill to teach children how\nwater was once lifted from wells\nin the valley.\n");
  EXPECT_EQ(result,
            "headline: Harbor Lights Return\nbyline: By Ada Martin\n"
            "paragraph: The harbor lights came back on Tuesday after nine dark weeks, and the "
            "pilots said they could sleep again.\n"
            "--\n"
            "headline: School Buys a Windmill\nbyline: By Tom Reed\n"
            "paragraph: The school board has bought an old windmill to teach children how water "
            "was once lifted from wells in the valley.\n");
}

TEST(ReadingOrder, PutsQuestionsListedAtTheEndAboveTheirAnswers) {
  const std::string result = outline(
      "周长山：影响不小。冰化\n得早，鱼群上游也早，头一网\n比去年提前了十天。不过水温\n不稳，后面几"
      "天的收成还要看\n天气。\n\n"
      "周长山：愿意的不多，镇\n里办了培训班，来了七个小伙\n子，有三个留了下来。\n\n"
      "记者：今年开河比往年早，\n对打鱼有什么影响？\n\n记者：年轻人还愿意上船\n吗？\n");
  const std::size_t first = result.find("question: 记者：今年"),
                    answer = result.find("paragraph: 周长山：影响");
  const std::size_t second = result.find("question: 记者：年轻"),
                    other = result.find("paragraph: 周长山：愿意");
  EXPECT_LT(first, answer) << result;
  EXPECT_LT(answer, second) << result;
  EXPECT_LT(second, other) << result;
}

TEST(Reconstruct, CountsTheByteOrderMarkAsWhiteSpaceAtTheStartOnly) {
  const Text text("\xEF\xBB\xBF春天的河面上漂着薄冰，岸边\n的柳枝已经发黄了。\n");
  const Structure structure = reconstruct(text.lines, {});
  ASSERT_EQ(structure.articles.size(), 1U);
  EXPECT_EQ(structure.articles[0].blocks[0].segments[0].begin_byte, 3U);
}

TEST(Reconstruct, GivesNothingForNothing) {
  EXPECT_TRUE(reconstruct({}, {}).articles.empty());
  const Text blank("\n \n\t\n　\n");
  EXPECT_TRUE(reconstruct(blank.lines, {}).articles.empty());
}

std::string random_page(std::mt19937& random) {
  static const std::vector<std::string> kPieces = {"春",
                                                   "天",
                                                   "的",
                                                   "河",
                                                   "面",
                                                   "上",
                                                   "，",
                                                   "。",
                                                   "“",
                                                   "”",
                                                   "（",
                                                   "）",
                                                   "：",
                                                   "？",
                                                   "、",
                                                   "《",
                                                   "》",
                                                   "——",
                                                   "▶",
                                                   "12",
                                                   "A6",
                                                   "3%",
                                                   " ",
                                                   "　",
                                                   "\t",
                                                   "\f",
                                                   "\n",
                                                   "\n",
                                                   "\n\n",
                                                   "问：",
                                                   "记者：",
                                                   "本报记者 王一平",
                                                   "（作者：",
                                                   "编者按",
                                                   "一、",
                                                   "By Ada Martin\n",
                                                   "the ",
                                                   "mem-\n",
                                                   "twenty-\nfour ",
                                                   "Continued on A6\n",
                                                   "摄\n",
                                                   "新华社北京3月1日电\n",
                                                   "责任编辑 王一平\n",
                                                   "\xEF\xBB\xBF",
                                                   "\xFF",
                                                   "é",
                                                   "HARBOR — ",
                                                   "Q: why?\n",
                                                   "2024年3月1日 星期五\n",
                                                   "现 在 已 经 过 去\n"};
  std::uniform_int_distribution<std::size_t> piece(0, kPieces.size() - 1), length(0, 400);
  std::string page;
  for (std::size_t i = length(random); i > 0; --i) page += kPieces[piece(random)];
  return page;
}

TEST(Reconstruct, LosesNothingAndRepeatsItselfOnTwoThousandRandomPages) {
  std::mt19937 random(20240301);
  for (int i = 0; i < 2000; ++i) {
    const std::string page = random_page(random);
    const Text text(page);
    Options options;
    options.min_confidence = i % 3 == 0 ? 0.5F : 0.0F;
    expect_nothing_lost(text, reconstruct(text.lines, options));
    ASSERT_EQ(outline(page, options), outline(page, options));
    if (testing::Test::HasFailure()) FAIL() << page;
  }
}

}  // namespace
}  // namespace broadsheet::newspaper

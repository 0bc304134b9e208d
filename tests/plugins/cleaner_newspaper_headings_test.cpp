// SPDX-License-Identifier: Apache-2.0
// Headings that the extraction tore off: their articles, their places, how sure both are; and what
// blocks say of themselves.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "cleaner_newspaper_texts.h"
#include "lexicon.hpp"
#include "listed_headings.hpp"
#include "newspaper.hpp"

namespace broadsheet::newspaper {
namespace {

std::vector<std::size_t> articles_of(const std::vector<HeadingChoice>& choices) {
  std::vector<std::size_t> articles;
  for (const HeadingChoice& choice : choices) articles.push_back(choice.article);
  return articles;
}

ListedHeading heading(std::vector<float> fit) { return {std::move(fit), 0.0F, false}; }

TEST(ListedHeadings, GoWhereTheirWordsStand) {
  const auto choices = choose_articles(
      {heading({1.5F, 0.2F}), heading({1.4F, 0.1F}), heading({0.1F, 1.6F}), heading({0.0F, 1.5F})},
      {{900, 0}, {900, 0}});
  EXPECT_EQ(articles_of(choices), (std::vector<std::size_t>{0, 0, 1, 1}));
  for (const HeadingChoice& choice : choices) EXPECT_GT(choice.margin, 0.5F);
}

// The second heading's words speak for the other article, whose sections would be short then, while
// the first would be the only one of its own.
TEST(ListedHeadings, AreSeldomAlone) {
  const std::vector<ListedHeading> headings = {heading({1.7F, 0.6F}), heading({1.0F, 1.2F}),
                                               heading({0.2F, 1.9F}), heading({0.2F, 1.9F})};
  EXPECT_EQ(articles_of(choose_articles(headings, {{900, 0}, {900, 0}})),
            (std::vector<std::size_t>{0, 0, 1, 1}));
  // Where others stand in the text, the first is not alone.
  EXPECT_EQ(articles_of(choose_articles(headings, {{900, 2}, {2000, 0}})),
            (std::vector<std::size_t>{0, 1, 1, 1}));
}

TEST(ListedHeadings, KeepTheOrderOfTheArticlesWhereWordsDoNotTell) {
  const auto choices = choose_articles(
      {heading({0.9F, 0.2F}), heading({0.5F, 0.5F}), heading({0.55F, 0.5F}), heading({0.1F, 0.9F})},
      {{600, 0}, {600, 0}});
  EXPECT_EQ(choices.front().article, 0U);
  EXPECT_EQ(choices.back().article, 1U);
  EXPECT_LE(choices[1].article, choices[2].article);
}

// An article on a school's kitchen, garden and library; the headings stand at the end of the text.
const char* const kSections =
    "一所学校的变化\n本报记者 丁一凡\n"
    "　　青河小学有三百名学生，过去冬天教室很冷，家长们为此担心了好几年，如今情况不同了。\n"
    "　　厨房去年换了新灶台，厨师老陈每天早上五点就来蒸馒头，学生们中午能吃上热饭热菜。\n"
    "　　厨师说，过去食堂只有一口锅，饭菜端上桌已经凉了，现在四口锅同时开火，再也不用等。\n"
    "　　菜园在操场的东边，学生自己翻土播种，萝卜和白菜成熟后就送到食堂，吃不完的送给老人。\n"
    "　　图书馆最晚完工，书架由木匠父亲们义务打制，八千册图书按年级摆放，放学后还能借阅。\n"
    "厨房里有了热饭\n"
    "菜园是第二课堂\n"
    "图书馆亮着灯\n";

std::string block_after(const std::vector<std::string>& blocks, std::string_view block) {
  const auto found = std::find(blocks.begin(), blocks.end(), block);
  return found == blocks.end() || found + 1 == blocks.end() ? std::string() : *(found + 1);
}

TEST(Sections, BeginWhereTheirHeadingsWordsStand) {
  const Text text(kSections);
  const auto blocks = blocks_in_order(text, reconstruct(text.lines, {}));
  EXPECT_EQ(block_after(blocks, "heading: 厨房里有了热饭").substr(0, 17), "paragraph: 厨房");
  EXPECT_EQ(block_after(blocks, "heading: 菜园是第二课堂").substr(0, 17), "paragraph: 菜园");
  EXPECT_EQ(block_after(blocks, "heading: 图书馆亮着灯").substr(0, 20), "paragraph: 图书馆");
}

std::vector<std::string> unsure_headings(const Text& text, const Structure& structure) {
  std::vector<std::string> lines;
  for (const Note& note : structure.notes) {
    if (note.about == "unsure-heading") lines.emplace_back(text.lines[note.line].text);
  }
  for (const Article& article : structure.articles) {
    for (const Block& block : article.blocks) {
      const bool is_listed =
          std::find(lines.begin(), lines.end(), text_of(block, text)) != lines.end();
      EXPECT_EQ(block.confidence < 0.6F, is_listed) << text_of(block, text);
    }
  }
  return lines;
}

std::string sections_with(std::string_view heading) {
  constexpr std::string_view kOwn = "菜园是第二课堂";
  std::string page(kSections);
  return page.replace(page.find(kOwn), kOwn.size(), heading);
}

// Where the words of one heading stand nowhere, the section below it might begin anywhere.
TEST(Sections, SayWhereTheyAreNotSure) {
  const Text sure(kSections), unsure(sections_with("且听清风吟唱曲"));
  EXPECT_TRUE(unsure_headings(sure, reconstruct(sure.lines, {})).empty());
  EXPECT_FALSE(unsure_headings(unsure, reconstruct(unsure.lines, {})).empty());
}

TEST(Sections, LeaveAHeadingWhereTheSourceHasItBelowTheLeastConfidence) {
  const Text text(kSections);
  Options strict;
  strict.min_confidence = 1.0F;
  const auto blocks = blocks_in_order(text, reconstruct(text.lines, strict));
  ASSERT_GE(blocks.size(), 3U);
  const std::vector<std::string> end(blocks.end() - 3, blocks.end());
  EXPECT_EQ(end, (std::vector<std::string>{"heading: 厨房里有了热饭", "heading: 菜园是第二课堂",
                                           "heading: 图书馆亮着灯"}));
}

TEST(Sections, LeaveAHeadingWithoutWordsWhereTheSourceHasIt) {
  const Text text(sections_with("且听清风吟唱曲"));
  const auto blocks = blocks_in_order(text, reconstruct(text.lines, {}));
  EXPECT_EQ(blocks.back(), "heading: 且听清风吟唱曲");
  EXPECT_EQ(block_after(blocks, "heading: 厨房里有了热饭").substr(0, 17), "paragraph: 厨房");
  EXPECT_EQ(block_after(blocks, "heading: 图书馆亮着灯").substr(0, 20), "paragraph: 图书馆");
}

// Its words stand nowhere in the text: a kicker rather than a section's title.
TEST(Sections, LeaveAHeadingAboveTheWholeBodyThere) {
  const std::string body = std::string(kSections).substr(std::string(kSections).find("　　青河"));
  const Text text("且听风吟\n\n一所学校的变化\n本报记者 丁一凡\n" + body);
  const auto blocks = blocks_in_order(text, reconstruct(text.lines, {}));
  const auto place_of = [&](std::string_view words) {
    return std::find_if(blocks.begin(), blocks.end(), [&](const std::string& block) {
      return block.find(words) != std::string::npos;
    });
  };
  EXPECT_LT(place_of("且听风吟"), place_of("青河小学"));
}

TEST(Lexicon, KnowsRareAndDoubleSurnames) {
  for (const std::u32string_view line : {U"闵怀瑾", U"芮长青 荀静姝", U"诸葛晴", U"欧阳小满"})
    EXPECT_EQ(find_cue(line), Cue::names);
  for (const std::u32string_view line : {U"闵江大桥通车", U"诸多难题", U"上官方言论"})
    EXPECT_NE(find_cue(line), Cue::names);
}

TEST(Lexicon, KnowsReportersOfOtherPapers) {
  EXPECT_EQ(find_cue(U"《澄湖教育周报》记者 黎春"), Cue::byline);
  EXPECT_EQ(find_cue(U"本报记者 于归舟 文/图"), Cue::byline);
  EXPECT_EQ(find_cue(U"南平电视台记者 丁一凡 通讯员 方敬亭"), Cue::byline);
  EXPECT_NE(find_cue(U"他告诉记者方法其实简单"), Cue::byline);
  EXPECT_EQ(find_cue(U"（闵小渔）"), Cue::sign_off);
}

TEST(Lexicon, KnowsSectionsColumnsAndChannels) {
  EXPECT_TRUE(names_section(U"教育·农业"));
  EXPECT_FALSE(names_section(U"教育公平"));
  EXPECT_TRUE(names_column(U"读者来信"));
  EXPECT_FALSE(names_column(U"去年以来，调查"));
  EXPECT_EQ(find_cue(U"锦川日报官方网站 每日更新"), Cue::notice);
  EXPECT_EQ(find_cue(U"沅溪滨河步道一景。章渡摄"), Cue::caption);
  EXPECT_NE(find_cue(U"他常去拍摄"), Cue::caption);
}

TEST(Lexicon, KnowsWhatOpensAnArticle) {
  for (const std::u32string_view text :
       {U"据东屏财经社讯 省人力资源厅", U"柏江通讯社栖山电（记者 扈江月）省文物考古研究院",
        U"本报讯（记者 乔安）", U"HARLOW BAY — The ferry"})
    EXPECT_TRUE(opens_article(text));
  for (const std::u32string_view text : {U"据报道，通讯设备", U"社区里的电动车", U"电报局搬走了"})
    EXPECT_FALSE(opens_article(text));
}

// Two short items of one column without a headline between them.
struct ShortItems {
  std::string kitchen =
      "青河小学的厨房去年换了新灶台，学生们中午能吃上热饭热菜。\n"
      "　　厨师说，过去食堂只有一口锅，饭菜端上桌已经凉了，现在四口锅同时开火。\n";
  std::string market =
      "北河镇的渔市提前开张，几个外地的商贩早早占好了位置。\n"
      "　　渔民老周说，今年冰化得早，头一网的价钱比去年贵了一成，他准备再添一条船。\n";
};

TEST(Articles, BeginAnewWhereAnAgencyOpensOne) {
  const ShortItems items;
  EXPECT_EQ(count_articles("　　本报讯（记者 丁一凡）" + items.kitchen +
                           "　　本报讯（记者 方敬亭）" + items.market),
            2U);
}

TEST(Articles, EndWithACreditInBrackets) {
  const ShortItems items;
  EXPECT_EQ(count_articles("　　" + items.kitchen + "（闵小渔）\n　　" + items.market), 2U);
  EXPECT_EQ(count_articles("　　" + items.kitchen + "　　" + items.market), 1U);
}

// The paper's address ends the page, and with it a list of headings. Furniture is in no article.
TEST(Roles, TakeNoHeadingsOfAListForTheNamesOfSections) {
  const std::string page = std::string("渔市提前开张\n本报记者 丁一凡\n") + kTwoParagraphs +
                           "\n第一网：鱼\n\n外地来的商贩们\n\n提前开张的渔市里\n\n本报地址：" +
                           "南平新报大厦 邮编：430008\n";
  for (const char* const heading : {"第一网", "外地来", "提前开"})
    EXPECT_EQ(role_of(page, heading), "heading") << heading;
  EXPECT_EQ(role_of(page, "本报地址"), "none");
  const std::string top = std::string("今日副刊\n2019年6月23日 星期三\n\n渔市提前开张\n") +
                          "本报记者 丁一凡\n" + kTwoParagraphs;
  EXPECT_EQ(role_of(top, "今日副刊"), "none");
}

TEST(Titles, MayAskInTheFirstOfTwoRows) {
  const std::string page =
      std::string("\n鱼价为何“过山车”？\n一网春鱼的旅程\n\n本报记者 丁一凡\n\n") + kTwoParagraphs;
  EXPECT_EQ(role_of(page, "鱼价为何“过山车”？一网春鱼的旅程"), "headline");
}

TEST(BlockWording, TellsCreditsFromAuthorsNotesInBrackets) {
  const std::string article = std::string("渔市提前开张\n本报记者 丁一凡\n") + kTwoParagraphs;
  EXPECT_EQ(role_of(article + "（以上信息仅供参考，不构成\n投资建议）\n", "（以上"), "credit");
  EXPECT_EQ(role_of(article + "（作者：东江大学教育学院教\n授、研究中心主任）\n", "（作者"),
            "author_note");
}

TEST(BlockWording, KnowsPhotographersAtTheEnd) {
  EXPECT_TRUE(names_photographer(U"沅溪滨河步道一景。 章渡 摄"));
  EXPECT_FALSE(names_photographer(U"他常去拍摄"));
}

const std::string kFerry =
    "An Old Ferry Keeps Its Timetable\nBy Jane Sample\n"
    "The ferry has crossed the bay since before the bridge was planned.\n\n"
    "Ridership fell when the bridge opened and fell again when the cannery closed.\n";

TEST(BlockWording, FindsWritersAndContributorsInEnglish) {
  const std::string article = kFerry + "\n";
  EXPECT_EQ(role_of(article + "Tobias Wren contributed reporting from Ostrey.\n", "Tobias"),
            "credit");
  EXPECT_EQ(role_of(article + "The writer is a member of the harbor board.\n", "The writer"),
            "author_note");
}

TEST(BlockWording, TakesNoJumpLineForTheWordsOfACaption) {
  const std::string page =
      kFerry + "Continued on A6\nThe ferry leaves the terminal on Tuesday. Photo by Jonas Teller\n";
  EXPECT_EQ(role_of(page, "The ferry leaves"), "caption");
}

TEST(Roles, TakesASpeakerWhoMostlyAsksForTheQuestioner) {
  std::string talk = "A Talk About the Ferry\nBy Jane Sample\n";
  for (const char* turn :
       {"SAMPLE: Who steers the boat?", "BRAND: My mother did, and I do now.",
        "SAMPLE: Does it pay?", "BRAND: It never has, and nobody expects it to."})
    talk += std::string(turn) + "\n\n";
  EXPECT_EQ(role_of(talk, "SAMPLE: Who"), "question");
  EXPECT_EQ(role_of(talk, "BRAND: It"), "paragraph");
}

TEST(Roles, TakesNumberedLinesThatAskForQuestions) {
  const std::string page = std::string("长期护理保险六问\n本报记者 丁一凡\n") +
                           "1. 哪些人可以参加？\n" + kTwoParagraphs + "2. 每年要交多少钱？\n" +
                           kTwoParagraphs;
  EXPECT_EQ(role_of(page, "1."), "question");
  EXPECT_EQ(role_of(page, "2."), "question");
}

const char* const kEnglishText =
    "The old ferry will run again in spring, the harbor board said on Tuesday,\n"
    "after three winters at the pier. The town has paid for a new engine, and\n"
    "the crew has been asked to come back.\n\n"
    "Nobody had expected it. The board had twice refused, and the boat had been\n"
    "offered for sale in four newspapers without a single answer from a buyer.\n\n";

TEST(EnglishTitles, GoOnOverRowsThatTheColumnCut) {
  const std::string page =
      std::string("Makers of Grid\nBatteries Cut Output as\nGlut Deepens\n\n") +
      "By Jane Sample\n\n" + kEnglishText;
  const Text text(page);
  const std::vector<std::string> blocks = blocks_in_order(text, reconstruct(text.lines, {}));
  ASSERT_FALSE(blocks.empty());
  EXPECT_EQ(blocks.front(), "headline: Makers of Grid Batteries Cut Output as Glut Deepens");
}

TEST(EnglishTitles, GoOnOverRowsRightAboveTheText) {
  const std::string page =
      "LETTERS\n\nWhat the Night Bus\nMeans to Those Who\nRide It Every Day\n"
      "To the Editor:\nI clean offices from 10 at\nnight until 4 in the\nmorning. The bus is how\n"
      "I get home. Your article\nsaid the route carries\nonly a few people a night.\n"
      "There is a baker, two\nnurses, a man who guards\nthe aquarium and a young\n"
      "woman who is studying to\nbe a court reporter and\nlearns with her eyes shut.\n"
      "They all have to be at\nwork before the first train\nleaves the old depot.\n";
  EXPECT_EQ(role_of(page, "What the Night Bus Means to Those Who Ride It Every Day"), "headline");
}

// The first word of the second would have fitted on the row of the first.
TEST(EnglishTitles, AreNoListOfHeadings) {
  const std::string page =
      std::string(kEnglishText) + "How It Works\nThe Skeptics and Their Many Doubts\n";
  EXPECT_EQ(role_of(page, "The Skeptics"), "heading");
}

TEST(EnglishTitles, HaveDecksOfSentences) {
  const std::string page = std::string("Scientists Learn to Listen\n\n") +
                           "A frog stops singing when anything comes near. That is useful.\n\n"
                           "By Jane Sample\n\n" +
                           kEnglishText;
  EXPECT_EQ(role_of(page, "A frog"), "deck");
  EXPECT_EQ(role_of(page, "Scientists"), "headline");
}

TEST(EnglishTitles, StandSideBySide) {
  const std::string page =
      std::string("BOOKS\n\nTHE WATER ISSUE\n\nTwo Sisters and a Lighthouse\n\n") +
      "Why Cities Are Paying Farmers\n\nBy Jane Sample\n\n" + kEnglishText + "By John Sample\n\n" +
      "Two sisters kept a lighthouse for forty\nyears. They seldom spoke, and the lamp\nwas never "
      "dark.\n\n"
      "The younger one wrote it all down in a\nledger, with the weather and the ships.\n\n"
      "The elder one burned the first ledger,\nand the lighthouse kept both secrets.\n";
  EXPECT_EQ(role_of(page, "BOOKS"), "kicker");
  EXPECT_EQ(role_of(page, "Two Sisters"), "headline");
  EXPECT_EQ(role_of(page, "THE WATER ISSUE"), "kicker");
}

TEST(EnglishTitles, HaveKickersOfTwoCapitals) {
  const std::string page =
      std::string("Q&A\n\nWhat the Map Leaves Out\n\nBy Jane Sample\n\n") + kEnglishText;
  EXPECT_EQ(role_of(page, "Q&A"), "kicker");
}

TEST(EnglishCredits, GoOnOverRows) {
  const std::string page = std::string("The Ferry Returns\n\nBy Jane Sample\n\n") + kEnglishText +
                           "Sources: Ardell Basin\nWater Authority; Harbor Board\n\n"
                           "The ferry at the pier in May. Photo by Ruth\nOkafor\n";
  EXPECT_EQ(role_of(page, "Sources: Ardell Basin Water"), "credit");
  EXPECT_EQ(role_of(page, "The ferry at the pier in May. Photo by Ruth Okafor"), "caption");
}

TEST(EnglishCredits, EndACaptionBehindItsSentence) {
  const std::string page = std::string("The Ferry Returns\n\nBy Jane Sample\n\n") + kEnglishText;
  EXPECT_EQ(
      role_of(page + "The old ferry at its pier in the spring of 1973. Harbor Historical Archive\n",
              "The old ferry at"),
      "caption");
  EXPECT_NE(
      role_of(page + "“Nobody planned this at all, and nobody will pay for it.” Ruth Okafor\n",
              "“Nobody planned"),
      "caption");
}

TEST(EnglishCredits, TellAuthorsWhoseBookEndsTheNote) {
  const std::string page =
      std::string("The Ferry Returns\n\nBy Jane Sample\n\n") + kEnglishText +
      "Then it was spring.\n\nMs. Sample is the author of “Three Winters: A History.”\n";
  EXPECT_EQ(role_of(page, "Ms. Sample is"), "author_note");
}

TEST(Roles, TakeWhoAsksHalfOfTheTimeForTheAsker) {
  std::string talk = "A Talk About the Ferry\nBy Jane Sample\n";
  for (const char* turn :
       {"SAMPLE: Who steers the boat?", "BRAND: My mother did, and I do now.",
        "SAMPLE: People were upset about the price.", "BRAND: They still are, and so am I.",
        "SAMPLE: Does it pay?", "BRAND: It never has, and nobody expects it to.",
        "SAMPLE: You mentioned the engine.", "BRAND: It is new, and it is loud."})
    talk += std::string(turn) + "\n\n";
  EXPECT_EQ(role_of(talk, "SAMPLE: People"), "question");
  EXPECT_EQ(role_of(talk, "BRAND: They"), "paragraph");
}

}  // namespace
}  // namespace broadsheet::newspaper

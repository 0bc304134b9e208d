// SPDX-License-Identifier: Apache-2.0
// Parts by themselves: English columns, what the widths of a known face and the habits of English
// sentences tell; the matching of cut paragraphs.

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "assignment.hpp"
#include "characters.hpp"
#include "cleaner_newspaper_texts.h"
#include "lexicon.hpp"
#include "newspaper.hpp"
#include "regimes.hpp"
#include "rows.hpp"
#include "sentence_marks.hpp"

namespace broadsheet::newspaper {
namespace {

float width_of(std::string_view text) {
  float width = 0;
  for (const char c : text) width += width_in_em(static_cast<unsigned char>(c));
  return width;
}

// Sets paragraphs line by line; `measure()` is asked for each line's measure in em. `merges`: long
// words are cut behind three letters where these fit, and the line goes on as pdftotext joins it.
template <typename Measure>
std::string set_column(const std::vector<std::string>& paragraphs, float indent_em, Measure measure,
                       bool merges = false) {
  std::string page;
  for (const std::string& paragraph : paragraphs) {
    std::string line;
    float room = measure() - indent_em;
    for (std::size_t at = 0; at < paragraph.size();) {
      const std::size_t end = std::min(paragraph.find(' ', at), paragraph.size());
      const std::string word = paragraph.substr(at, end - at);
      const std::string longer = line.empty() ? word : line + " " + word;
      if (width_of(longer) > room && !line.empty()) {
        const bool is_cut =
            merges && word.size() >= 7 && width_of(line + " " + word.substr(0, 3) + "-") <= room;
        page += is_cut ? line + " " + word.substr(0, 3) : line + "\n";
        line = is_cut ? word.substr(3) : word;
        room = measure();
      } else {
        line = longer;
      }
      at = end + 1;
    }
    page += line + "\n";
  }
  return page;
}

const std::vector<std::string>& paragraphs() {
  static const std::vector<std::string> texts = {
      "The ferry has crossed the bay since before the bridge was planned, and the captain who "
      "steers it now learned the currents from his mother, who steered it before him.",
      "Ridership fell when the bridge opened and fell again when the cannery closed, but the boat "
      "kept its timetable because the islanders had no other way to reach a doctor.",
      "Last spring the county set aside money for a new engine, which arrived on a flatbed truck "
      "with the wrong shaft and spent the summer under a tarpaulin behind the ice house.",
      "Nobody on the dock complained about the delay, since the old engine still turned over every "
      "morning and the fare had not gone up in eleven years."};
  return texts;
}

Regimes regimes_of(const std::string& page) {
  const Text text(page);
  return find_regimes(measure_page(text.lines, 0, Options{}));
}

TEST(ExactMeasure, IsFoundWhereEveryBreakAgreesOnIt) {
  const Regimes regimes = regimes_of(set_column(paragraphs(), 1.0F, [] { return 13.2F; }));
  ASSERT_GT(regimes.is_exact.size(), 10U);
  EXPECT_TRUE(regimes.is_exact[5]);
  EXPECT_NEAR(regimes.measure_em[5], 13.2F, 0.25F);
}

TEST(ExactMeasure, IsNotClaimedWhereSpacesWereStretched) {
  std::mt19937 random(4);
  std::uniform_real_distribution<float> stretch(-1.5F, 1.5F);
  const Regimes regimes =
      regimes_of(set_column(paragraphs(), 1.0F, [&] { return 13.2F + stretch(random); }));
  for (const std::uint8_t exact : regimes.is_exact) EXPECT_FALSE(exact);
}

std::vector<std::string> blocks_of(const std::string& page) {
  const Text text(page);
  std::vector<std::string> blocks;
  for (const Article& article : reconstruct(text.lines, {}).articles) {
    for (const Block& block : article.blocks)
      blocks.push_back(std::string(role_name(block.role)) + ": " + text_of(block, text));
  }
  return blocks;
}

// The last rows are as short here as they must be to tell; a last row that happens to be full says
// nothing.
TEST(EnglishColumns, KeepParagraphsApartByTheRoomInTheirLastRows) {
  std::vector<std::string> expected;
  for (const std::string& text : paragraphs()) expected.push_back("paragraph: " + text);
  for (const float measure : {13.2F, 14.1F, 15.3F, 16.4F}) {
    EXPECT_EQ(blocks_of(set_column(paragraphs(), 1.0F, [&] { return measure; })), expected)
        << measure;
  }
}

TEST(EnglishColumns, EndParagraphsInRowsThatTheExtractionMergedAtAHyphen) {
  std::vector<std::string> expected;
  for (const std::string& text : paragraphs()) expected.push_back("paragraph: " + text);
  for (const float measure : {12.9F, 13.2F, 13.5F, 15.0F}) {
    const std::string column = set_column(
        paragraphs(), 1.0F, [&] { return measure; }, true);
    EXPECT_EQ(blocks_of(column), expected) << column;
  }
}

TEST(EnglishRows, PutTheWordsOfAStretchedLineTogether) {
  const Text text(
      "rejecting a proposal to close\nthe pool, many of them in work\nuniforms.\nThe\ncouncil\n"
      "chamber emptied slowly. The\nlast scheduled bus had left\nan hour before the vote.\n");
  const Page page = measure_page(text.lines, 0, Options{});
  ASSERT_EQ(page.rows.size(), 6U);
  EXPECT_EQ(page.row_text(page.rows[2]), U"uniforms. The council");
}

TEST(EnglishRows, LeaveALastWordToItsParagraph) {
  const Text text(
      "rejecting a proposal to close\nthe pool, many of them in work\nuniforms.\n"
      "Councilman\nFitzgerald\nAmoah-Lindqvist, who had been\nexpected to support the plan,\n"
      "said that he changed his mind\nafter he rode the last bus.\n");
  const Page page = measure_page(text.lines, 0, Options{});
  ASSERT_EQ(page.rows.size(), 8U);
  EXPECT_EQ(page.row_text(page.rows[2]), U"uniforms.");
  EXPECT_EQ(page.row_text(page.rows[3]), U"Councilman Fitzgerald");
}

TEST(EnglishColumns, SetAHeadingInSentenceCaseApart) {
  std::vector<std::string> texts = paragraphs();
  texts.insert(texts.begin() + 2, "Questions about the money");
  texts[3] =
      "The county set aside money for a new engine last spring, which arrived on a flatbed "
      "truck with the wrong shaft and spent the summer under a tarpaulin.";
  const std::string column = set_column(texts, 1.0F, [] { return 13.2F; });
  const auto blocks = blocks_of("An Old Ferry Keeps Its Timetable\nBy Jane Sample\n" + column);
  ASSERT_EQ(blocks.size(), 7U) << testing::PrintToString(blocks);
  EXPECT_EQ(blocks[4], "heading: Questions about the money");
}

TEST(EnglishRoles, NameThoseInterviewersWhoNearlyAlwaysAsk) {
  const auto blocks = blocks_of(
      "A Mapmaker Looks Back\n\nBy Jane Sample\n\n"
      "SAMPLE: What did you draw first?\n\n"
      "WENDELL: The harbor, as every child in this town does, and badly, with the boats too "
      "big.\n\n"
      "SAMPLE: And what do you draw now?\n\n"
      "WENDELL: The harbor again. The boats are still too big, but now I know the reason for "
      "it.\n");
  ASSERT_EQ(blocks.size(), 6U) << testing::PrintToString(blocks);
  EXPECT_EQ(blocks[2], "question: SAMPLE: What did you draw first?");
  EXPECT_EQ(blocks[4], "question: SAMPLE: And what do you draw now?");
  EXPECT_TRUE(blocks[3].starts_with("paragraph: WENDELL")) << blocks[3];
}

TEST(EnglishRoles, NameACaptionByThePhotographerInItsLastRow) {
  const auto blocks = blocks_of(
      set_column(paragraphs(), 1.0F, [] { return 13.2F; }) +
      "\nResidents wait for the boat at the\nold ice house. It runs twice a\nday. Photo by Ada "
      "Martin\n");
  ASSERT_EQ(blocks.size(), 5U) << testing::PrintToString(blocks);
  EXPECT_EQ(blocks[4],
            "caption: Residents wait for the boat at the old ice house. It runs twice a day. Photo "
            "by Ada Martin");
}

TEST(EnglishLexicon, KnowsDatelinesWithARegion) {
  EXPECT_EQ(find_cue(U"OSTREY, Kellan Province — At the pump"), Cue::dateline);
  EXPECT_EQ(find_cue(U"HARLOW BAY — The ferry"), Cue::dateline);
  EXPECT_EQ(find_cue(U"— At the municipal pump on"), Cue::none);
}

TEST(EnglishLexicon, KnowsWordsThatOnlyOpenSentences) {
  EXPECT_TRUE(opens_english_sentence(U"The two members"));
  EXPECT_FALSE(opens_english_sentence(U"Thermal springs"));
  EXPECT_FALSE(opens_english_sentence(U"the two members"));
}

TEST(EnglishLexicon, KnowsSpeakersAfterTheirWords) {
  EXPECT_TRUE(ends_with_speaker(U"feed the birds,” he said."));
  EXPECT_FALSE(ends_with_speaker(U"feed the birds.”"));
  EXPECT_FALSE(ends_with_speaker(U"“We feed the birds."));
}

float sum_of(const std::vector<Pair>& matched) {
  float sum = 0;
  for (const Pair& pair : matched) sum += pair.score;
  return sum;
}

// The best sum of pairs from the given one on, by trying all.
float best_sum(const std::vector<Pair>& pairs, std::size_t from, std::uint32_t tails,
               std::uint32_t heads) {
  if (from == pairs.size()) return 0.0F;
  const Pair& pair = pairs[from];
  const float without = best_sum(pairs, from + 1, tails, heads);
  if ((tails >> pair.tail & 1U) != 0 || (heads >> pair.head & 1U) != 0) return without;
  const float with =
      pair.score + best_sum(pairs, from + 1, tails | 1U << pair.tail, heads | 1U << pair.head);
  return std::max(with, without);
}

TEST(Assignment, TakesTwoPairsThatAreWorthMoreThanTheBestOne) {
  const auto matched = best_matching({{5.0F, 0, 10}, {4.0F, 0, 11}, {4.0F, 1, 10}});
  ASSERT_EQ(matched.size(), 2U);
  EXPECT_FLOAT_EQ(sum_of(matched), 8.0F);
}

TEST(Assignment, IsBestOnRandomPairsAndUsesEachTailAndHeadOnce) {
  std::mt19937 random(5);
  std::uniform_real_distribution<float> score(0.0F, 6.0F);
  std::uniform_int_distribution<std::uint32_t> number(0, 5);
  for (int round = 0; round < 300; ++round) {
    std::vector<Pair> pairs;
    const int count =
        round % 12 + 1;  // few, and in half of the rounds tail by tail: without rivals
    for (int i = 0; i < count; ++i)
      pairs.push_back({score(random), number(random), number(random)});
    if (round % 24 < 12) std::ranges::stable_sort(pairs, {}, &Pair::tail);
    const std::vector<Pair> matched = best_matching(pairs);
    std::uint32_t tails = 0, heads = 0;
    for (const Pair& pair : matched) {
      EXPECT_EQ(tails >> pair.tail & 1U, 0U);
      EXPECT_EQ(heads >> pair.head & 1U, 0U);
      tails |= 1U << pair.tail;
      heads |= 1U << pair.head;
    }
    EXPECT_NEAR(sum_of(matched), best_sum(pairs, 0, 0, 0), 1e-4F);
  }
}

TEST(Assignment, TakesALargeTangleGreedily) {
  std::vector<Pair> pairs;
  for (std::uint32_t i = 0; i < 3000; ++i) {
    pairs.push_back({1.0F, i, i});
    pairs.push_back({2.0F, i, i + 1});
  }
  EXPECT_EQ(best_matching(pairs).size(), 3000U);
}

}  // namespace
}  // namespace broadsheet::newspaper

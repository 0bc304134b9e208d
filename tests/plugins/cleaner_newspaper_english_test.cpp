// SPDX-License-Identifier: Apache-2.0
// What tells where English paragraphs and articles end: marks across rows, lengths, words.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "cleaner_newspaper_texts.h"
#include "lexicon.hpp"
#include "newspaper.hpp"
#include "paragraph_lengths.hpp"
#include "rows.hpp"
#include "sentence_marks.hpp"

namespace broadsheet::newspaper {
namespace {

TEST(SentenceMarks, TellAbbreviationsFromSentences) {
  EXPECT_TRUE(ends_with_abbreviation(U"the city proposed it. Dr.", U"Penhallow"));
  EXPECT_TRUE(ends_with_abbreviation(U"was born on Jan.", U"19, 1931"));
  EXPECT_TRUE(ends_with_abbreviation(U"the plan of Samuel J.", U"Tilden"));
  EXPECT_FALSE(ends_with_abbreviation(U"He had said No.", U"The"));
  EXPECT_FALSE(ends_with_abbreviation(U"the firm was Abel & Sons Inc.", U"The"));
  EXPECT_FALSE(ends_with_abbreviation(U"Nobody saw the doctor.", U"Penhallow"));
}

std::vector<bool> rows_in_quotations(const std::string& page) {
  const Text text(page);
  const Page measured = measure_page(text.lines, 0, Options{});
  std::vector<bool> result;
  for (const Row& row : measured.rows) result.push_back(row.is_in_quotation);
  return result;
}

TEST(SentenceMarks, FindTheRowsInsideAQuotation) {
  EXPECT_EQ(rows_in_quotations("“It was the old horn.\nHe heard it in his sleep.\n"
                               "No one else did,” he said.\nIt was May.\n"),
            (std::vector<bool>{false, true, true, false}));
}

TEST(SentenceMarks, LetAQuotationOpenAnewInTheNextParagraph) {
  EXPECT_EQ(rows_in_quotations("“It was the old horn.\n“He heard it in his sleep.\nIt was May.\n"),
            (std::vector<bool>{false, false, false}));
}

TEST(SentenceMarks, GiveUpAQuotationThatNoMarkCloses) {
  std::string page = "“It was the old horn.\n";
  for (int i = 0; i < 20; ++i) page += "He heard it in his sleep.\n";
  const std::vector<bool> found = rows_in_quotations(page + "No one else did,” he said.\n");
  EXPECT_EQ(std::count(found.begin(), found.end(), true), 0);
}

// Nine rows that were decoded as one paragraph; those behind `ends` may end one, at no cost. The
// first one asks where questions stand above, each by itself. Gives back the rows that begin one.
std::vector<std::size_t> divide(const std::vector<std::size_t>& ends, std::size_t questions = 0) {
  constexpr std::size_t kRows = 9;
  const std::size_t asking = questions > 0 ? questions + 1 : 0, count = questions + kRows;
  const Text text(repeated("has the ferry crossed the bay since then?\n", asking) +
                  repeated("the ferry has crossed the bay since then\n", count - asking));
  const Page page = measure_page(text.lines, 0, Options{});
  std::vector<lattice::CostsTogether> costs(count / kVectorLanes + 1);
  const auto set = [&](lattice::Cost cost, std::size_t i, float to) {
    costs[i / kVectorLanes].costs[static_cast<std::size_t>(cost)][i % kVectorLanes] = to;
  };
  for (std::size_t i = 1; i <= questions; ++i) set(lattice::Cost::join_first, i, -20.0F);
  for (std::size_t i = questions; i + 1 < count; ++i) set(lattice::Cost::last, i, -20.0F);
  for (const std::size_t i : ends) set(lattice::Cost::last, questions + i, 0.0F);
  LineWeights weights;
  weights.paragraph = questions == 0 ? 1.5F : 0.5F;
  weights.length = 1.0F;
  LineStates states;
  states.state.assign(count, LineState::middle);
  std::fill_n(states.state.begin(), questions, LineState::single);
  states.state[questions] = LineState::first;
  states.state.back() = LineState::last;
  states.joins_previous.assign(count, 1);
  std::fill_n(states.joins_previous.begin(), questions + 1, 0);
  ParagraphLengths().divide(page, weights, costs, states);
  std::vector<std::size_t> begins;
  for (std::size_t i = questions; i < count; ++i) {
    if (states.joins_previous[i] == 0) begins.push_back(i - questions);
  }
  return begins;
}

TEST(ParagraphLengths, EndParagraphsWhereTheirLengthsAreUsual) {
  EXPECT_EQ(divide({0, 4, 7}), (std::vector<std::size_t>{0, 5}));
}

TEST(ParagraphLengths, LeaveRowsTogetherThatOnlyOneRowCouldEnd) {
  EXPECT_EQ(divide({0}), (std::vector<std::size_t>{0}));
}

TEST(ParagraphLengths, LetQuestionsOfAConversationBeShort) {
  EXPECT_EQ(divide({0}, 2), (std::vector<std::size_t>{0}));
  EXPECT_EQ(divide({0}, 3), (std::vector<std::size_t>{0, 1}));
}

const char* const kRegatta =
    "LAKE ORRIN — The rowing club won the regatta on Sunday, when its oarsmen crossed the line a "
    "hand before the oarsmen of Northmere, who had been the champions of the lake.\n\n"
    "The oarsmen of the club are older than those of Northmere, and the lake was rough. A "
    "crosswind pushed the boat of Northmere, and its lead on the lake began to shrink.\n\n"
    "The regatta on the lake began long ago, and the club had never won a regatta. The oarsmen "
    "row on the lake three days a week, and the regatta is the only race of the club.\n\n"
    "The club has a boat of cedar. Oarsmen who had rowed the boat of cedar in the first regatta "
    "on the lake watched the oarsmen of Northmere carry their own boat out of the lake.\n\n";
const char* const kGrocer =
    "Investors have treated the grocer as a retailer that cannot lose. Shares of the grocer have "
    "returned more than shares of any discount retailer, and the stores are full.\n\n"
    "The grocer pays cashiers little, and wages are rising. The stores opened this year cost "
    "more, and shares of the grocer cost more than shares of other discount retailers.\n\n"
    "A discount retailer needs cheap stores. Investors who hold shares of the grocer should sell "
    "the shares before wages at the stores eat the profit that investors expect.\n\n"
    "Wages of cashiers at discount stores rose last year, and the profit of each discount "
    "retailer fell. Investors who hold the grocer for its profit should look at its wages.\n\n";

TEST(ParagraphLengths, TellNothingOfParagraphsOnLinesOfTheirOwn) {
  const std::string page = std::string(kRegatta) + "She shouted.\n\n" + kGrocer;
  const Text text(page);
  const std::vector<std::string> blocks = blocks_in_order(text, reconstruct(text.lines, {}));
  EXPECT_EQ(std::count(blocks.begin(), blocks.end(), "paragraph: She shouted."), 1);
}

// A page whose headlines were all written before the bodies.
std::string below_two_titles(const std::string& second_title, const std::string& bodies) {
  return "Oarsmen of a Rowing Club Win the Regatta\n\nBy Rufus Sample\n\n" + second_title +
         "\n\nBy Jane Sample\n\n" + bodies;
}

TEST(DividedBodies, GoToTheHeadlinesThatTellOfThem) {
  const std::string page =
      below_two_titles("A Discount Grocer’s Shares Look Ripe", std::string(kRegatta) + kGrocer);
  const Text text(page);
  const Structure structure = reconstruct(text.lines, {});
  expect_nothing_lost(text, structure);
  ASSERT_EQ(structure.articles.size(), 2U);
  for (const Article& article : structure.articles) EXPECT_EQ(article.blocks.size(), 6U);
  EXPECT_EQ(text_of(structure.articles[1].blocks[2], text).substr(0, 9), "Investors");
}

// The headlines stand at the page's end, the bylines above the texts.
TEST(OpeningBylines, BeginAnArticle) {
  const std::string page = std::string("By Rufus Sample\n\n") + kRegatta + "By Jane Sample\n\n" +
                           kGrocer + "A Discount Grocer’s Shares Look Ripe\n\n" +
                           "Oarsmen of a Rowing Club Win the Regatta\n";
  const Text text(page);
  const Structure structure = reconstruct(text.lines, {});
  expect_nothing_lost(text, structure);
  ASSERT_EQ(structure.articles.size(), 2U);
  std::vector<std::string> heads;
  for (const Article& article : structure.articles) {
    std::string& head = heads.emplace_back();
    for (std::size_t b = 0; b < 3; ++b)
      head += text_of(article.blocks[b], text).substr(0, 10) + "/";
  }
  EXPECT_EQ(heads, (std::vector<std::string>{"Oarsmen of/By Rufus S/LAKE ORRIN/",
                                             "A Discount/By Jane Sa/Investors /"}));
}

// One word in common is not all of a headline.
TEST(Similarity, AsksMoreThanOneWordOfAHeadlineAboveOtherText) {
  const std::string page = std::string("The Last Cheap Sawmill\n\nBy Jane Sample\n\n") + kRegatta +
                           "Bread for All in the Valley\n\n" + "By Rufus Sample\n\n" + kGrocer;
  const Text text(page);
  const Structure structure = reconstruct(text.lines, {});
  ASSERT_EQ(structure.articles.size(), 2U);
  EXPECT_EQ(text_of(structure.articles[0].blocks[2], text).substr(0, 9), "LAKE ORRI");
}

TEST(EnglishLexicon, KnowsMastheadsByTheirCapitals) {
  EXPECT_EQ(find_cue(U"Pelham Evening Post"), Cue::page_line);
  EXPECT_EQ(find_cue(U"The Quayside Herald"), Cue::page_line);
  EXPECT_EQ(find_cue(U"as he wrote in the Herald"), Cue::none);
}

TEST(DividedBodies, StayWholeWhereOneHeadlineTellsOfAll) {
  const std::string page =
      below_two_titles("Voters Reject a Library", std::string(kRegatta) + kRegatta);
  const Text text(page);
  const Structure structure = reconstruct(text.lines, {});
  std::size_t with_text = 0;
  for (const Article& article : structure.articles) {
    bool has_text = false;
    for (const Block& block : article.blocks) has_text |= block.role == Role::paragraph;
    with_text += has_text ? 1 : 0;
  }
  EXPECT_EQ(with_text, 1U);
}

}  // namespace
}  // namespace broadsheet::newspaper

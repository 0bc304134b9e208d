// SPDX-License-Identifier: Apache-2.0
#include "evaluation/structure_score.h"

#include <gtest/gtest.h>

#include "structures.h"

namespace broadsheet::evaluation {
namespace {

// 1 is the page number, 2 a headline, 3-5 and 6-7 its paragraphs; 8 another headline, 9-10 its
// text.
PageStructure sample_gold() {
  return structure(10, {{0, kHeadline, {2}},
                        {0, kParagraph, {3, 4, 5}},
                        {0, kParagraph, {6, 7}},
                        {1, kHeadline, {8}},
                        {1, kParagraph, {9, 10}},
                        {kNone, kFurniture, {1}}});
}

StructureFigures score(const PageStructure& gold, const PageStructure& system) {
  return score_structure(gold, system, non_blank(gold.line_count));
}

TEST(StructureScore, IsOneForWhatIsEqual) {
  const StructureFigures figures = score(sample_gold(), sample_gold());
  EXPECT_EQ(figures.paragraph_f1, 1.0);
  EXPECT_EQ(figures.join_f1, 1.0);
  EXPECT_EQ(figures.role_acc, 1.0);
  EXPECT_EQ(figures.article_f1, 1.0);
  EXPECT_EQ(figures.order, 1.0);
  EXPECT_EQ(figures.lines_lost, 0.0);
}

TEST(StructureScore, CountsAParagraphThatIsSplit) {
  const PageStructure system = structure(10, {{0, kHeadline, {2}},
                                              {0, kParagraph, {3, 4}},
                                              {0, kParagraph, {5}},
                                              {0, kParagraph, {6, 7}},
                                              {1, kHeadline, {8}},
                                              {1, kParagraph, {9, 10}},
                                              {kNone, kFurniture, {1}}});
  const StructureFigures figures = score(sample_gold(), system);
  EXPECT_DOUBLE_EQ(figures.paragraph_f1, 2 * (2.0 / 4) * (2.0 / 3) / (2.0 / 4 + 2.0 / 3));
  EXPECT_DOUBLE_EQ(figures.join_f1, 2 * 1.0 * 0.75 / 1.75);  // 3 of gold's 4 joins, no other
  EXPECT_EQ(figures.role_acc, 1.0);
  EXPECT_EQ(figures.order, 1.0);  // 5 comes before 6 and 2 before 3, as in gold
}

TEST(StructureScore, CountsRolesAndLostLines) {
  const PageStructure system = structure(10, {{0, kParagraph, {2}},
                                              {0, kParagraph, {3, 4, 5}},
                                              {0, kParagraph, {6, 7}},
                                              {1, kHeadline, {8}},
                                              {1, kParagraph, {9}},
                                              {kNone, kFurniture, {1}}});
  const StructureFigures figures = score(sample_gold(), system);
  EXPECT_DOUBLE_EQ(figures.role_acc, 0.8);  // not lines 2 and 10
  EXPECT_EQ(figures.lines_lost, 1.0);
  // The lost line is a group of its own: precision 1, recall (1*1 + 6*1 + (2*2 + 1)/3) / 10.
  const double recall = (1.0 + 6.0 + 5.0 / 3) / 10;
  EXPECT_DOUBLE_EQ(figures.article_f1, 2 * recall / (1 + recall));
}

TEST(StructureScore, CountsArticlesThatAreMerged) {
  const PageStructure system = structure(10, {{0, kHeadline, {2}},
                                              {0, kParagraph, {3, 4, 5}},
                                              {0, kParagraph, {6, 7}},
                                              {0, kHeadline, {8}},
                                              {0, kParagraph, {9, 10}},
                                              {kNone, kFurniture, {1}}});
  const StructureFigures figures = score(sample_gold(), system);
  const double precision = (1.0 + 6 * (6.0 / 9) + 3 * (3.0 / 9)) / 10;
  EXPECT_DOUBLE_EQ(figures.article_f1, 2 * precision / (1 + precision));
  EXPECT_EQ(figures.order, 1.0);  // gold asks for neighbours inside of its articles only
}

TEST(StructureScore, CountsNeighboursThatAreNone) {
  const PageStructure system = structure(10, {{0, kHeadline, {2}},
                                              {0, kParagraph, {6, 7}},
                                              {0, kParagraph, {3, 4, 5}},
                                              {1, kHeadline, {8}},
                                              {1, kParagraph, {9, 10}},
                                              {kNone, kFurniture, {1}}});
  EXPECT_DOUBLE_EQ(score(sample_gold(), system).order, 1.0 / 3);
}

TEST(StructureScore, TakesAHeadingAndAQuestionEitherWayRound) {
  const auto page = [](std::uint32_t first, std::uint32_t second, std::uint32_t first_line) {
    return structure(
        3, {{0, first, {first_line}}, {0, second, {3 - first_line}}, {0, kParagraph, {3}}});
  };
  const PageStructure gold = page(kHeading, kQuestion, 1);
  EXPECT_EQ(score(gold, page(kQuestion, kHeading, 2)).order, 1.0);
  EXPECT_EQ(score(gold, gold).order, 1.0);
  const PageStructure other = page(kHeading, kParagraph, 1);
  EXPECT_EQ(score(other, page(kParagraph, kHeading, 2)).order, 0.0);
}

TEST(StructureScore, TakesEitherRoleOfALineThatIsSplitBetweenBlocks) {
  const PageStructure gold = structure(2, {{0, kParagraph, {1, 2}}});
  const PageStructure system = structure(2, {{0, kParagraph, {1, 2}}, {kNone, kFurniture, {2}}});
  const StructureFigures figures = score(gold, system);
  EXPECT_EQ(figures.role_acc, 1.0);
  EXPECT_EQ(figures.article_f1, 1.0);
}

TEST(StructureScore, IsZeroWhereNothingWasFound) {
  const StructureFigures figures = score(sample_gold(), structure(10, {}));
  EXPECT_EQ(figures.paragraph_f1, 0.0);
  EXPECT_EQ(figures.join_f1, 0.0);
  EXPECT_EQ(figures.role_acc, 0.0);
  EXPECT_EQ(figures.order, 0.0);
  EXPECT_EQ(figures.lines_lost, 10.0);
}

TEST(StructureScore, TakesTheMeanOfPages) {
  StructureFigures one;
  one.order = 1.0;
  one.lines_lost = 3.0;
  const StructureFigures mean = mean_of({one, StructureFigures{}});
  EXPECT_EQ(mean.order, 0.5);
  EXPECT_EQ(mean.lines_lost, 1.5);
  EXPECT_EQ(mean_of({}).order, 0.0);
}

}  // namespace
}  // namespace broadsheet::evaluation

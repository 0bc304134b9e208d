// SPDX-License-Identifier: Apache-2.0
#include "evaluation/structure_errors.h"

#include <gtest/gtest.h>

#include "structures.h"

namespace broadsheet::evaluation {
namespace {

// The errors as texts: "12 split: expected ..., found ...".
std::vector<std::string> errors(const PageStructure& gold, const PageStructure& system,
                                std::vector<bool> lines = {}) {
  if (lines.empty()) lines = non_blank(gold.line_count);
  std::vector<std::string> texts;
  for (const StructureError& error : structure_errors(gold, system, lines, {"a1", "a2", "a3"})) {
    std::string place = std::to_string(error.first_line);
    if (error.last_line != error.first_line) place += "-" + std::to_string(error.last_line);
    texts.push_back(place + " " + std::string(word_of(error.kind)) + ": expected " +
                    error.expected + ", found " + error.found);
  }
  return texts;
}

using Texts = std::vector<std::string>;

TEST(StructureErrors, AreNoneWhereAllIsEqual) {
  const PageStructure page = structure(3, {{0, kHeadline, {1}}, {0, kParagraph, {2, 3}}});
  EXPECT_EQ(errors(page, page), Texts());
}

TEST(StructureErrors, TellASplitAndAJoinWithoutWhatFollows) {
  const PageStructure one = structure(5, {{0, kParagraph, {1, 2, 3}}, {0, kParagraph, {4, 5}}});
  const PageStructure other = structure(5, {{0, kParagraph, {1, 2}}, {0, kParagraph, {3, 4, 5}}});
  EXPECT_EQ(errors(one, other),
            Texts({"2 split: expected line 3 to come next in the paragraph, found the block's end",
                   "3 joined: expected the paragraph to end here, found line 4 joined to it"}));
}

TEST(StructureErrors, TellWhichLineComesNextInABlockAndWhichWasFound) {
  const PageStructure gold = structure(4, {{0, kParagraph, {1, 4}}, {1, kParagraph, {2, 3}}});
  const PageStructure system = structure(4, {{0, kParagraph, {1, 2, 3}}, {0, kParagraph, {4}}});
  EXPECT_EQ(errors(gold, system).front(),
            "1 line: expected line 4 to come next in the paragraph, found line 2");
}

TEST(StructureErrors, TellTheOrderOfBlocks) {
  const PageStructure gold =
      structure(3, {{0, kHeadline, {1}}, {0, kParagraph, {2}}, {0, kParagraph, {3}}});
  const PageStructure system =
      structure(3, {{0, kHeadline, {1}}, {0, kParagraph, {3}}, {0, kParagraph, {2}}});
  EXPECT_EQ(errors(gold, system),
            Texts({"1 order: expected the block of line 2 to come next, found the block of line 3",
                   "2 order: expected the block of line 3 to come next, found the article's end"}));
}

TEST(StructureErrors, TellRolesARunOfLinesAtATime) {
  const PageStructure gold = structure(5, {{0, kHeadline, {1, 3}}, {0, kParagraph, {4, 5}}});
  const PageStructure system =
      structure(5, {{0, kParagraph, {1, 3}}, {0, kParagraph, {4, 5}}, {kNone, kFurniture, {5}}});
  EXPECT_EQ(errors(gold, system, non_blank(5, {2})),
            Texts({"1-3 role: expected role headline, found paragraph"}));
}

TEST(StructureErrors, TellLinesThatAreLostOnce) {
  const PageStructure gold =
      structure(4, {{0, kHeadline, {1}}, {0, kParagraph, {2, 3}}, {0, kParagraph, {4}}});
  const PageStructure system = structure(4, {{0, kHeadline, {1}}, {0, kParagraph, {4}}});
  EXPECT_EQ(errors(gold, system),
            Texts({"1 order: expected the block of line 2 to come next, found the block of line 4",
                   "2-3 lost: expected in a block, found in no block"}));
}

TEST(StructureErrors, TellTheBlocksOfAnArticleThatWasMergedInOneLine) {
  const PageStructure gold = structure(
      6,
      {{0, kHeadline, {1}}, {0, kParagraph, {2, 3, 4}}, {1, kHeadline, {5}}, {1, kParagraph, {6}}});
  const PageStructure system = structure(
      6,
      {{0, kHeadline, {1}}, {0, kParagraph, {2, 3, 4}}, {0, kHeadline, {5}}, {0, kParagraph, {6}}});
  EXPECT_EQ(errors(gold, system),
            Texts({"5-6 article: expected an article of its own (a2), found the article from "
                   "line 1"}));
}

TEST(StructureErrors, TellTheSmallerPartOfAnArticleThatWasCut) {
  const PageStructure gold = structure(
      4, {{0, kHeadline, {1}}, {0, kParagraph, {2}}, {0, kParagraph, {3}}, {0, kParagraph, {4}}});
  const PageStructure system = structure(
      4, {{0, kHeadline, {1}}, {1, kParagraph, {2}}, {1, kParagraph, {3}}, {1, kParagraph, {4}}});
  EXPECT_EQ(errors(gold, system),
            Texts({"1 order: expected the block of line 2 to come next, found the article's end",
                   "1 article: expected the article from line 2, as most of a1, found the article "
                   "from line 1"}));
}

TEST(StructureErrors, TellFurnitureThatBecameText) {
  const PageStructure gold = structure(2, {{0, kParagraph, {2}}, {kNone, kFurniture, {1}}});
  const PageStructure system = structure(2, {{0, kParagraph, {1}}, {0, kParagraph, {2}}});
  EXPECT_EQ(errors(gold, system),
            Texts({"1 role: expected role furniture, found paragraph",
                   "1 article: expected furniture, found the article from line 1"}));
}

}  // namespace
}  // namespace broadsheet::evaluation

// SPDX-License-Identifier: Apache-2.0
#include "document/conservation.h"

#include "sample_document.h"

namespace broadsheet::document {
namespace {

using Kind = ConservationProblem::Kind;

// All that is wrong with a structure, as the words that people read.
std::vector<std::string> complaints(const Document& cleaned) {
  std::vector<std::string> texts;
  for (const auto& problem : check_conservation(cleaned.contents(), 100))
    texts.push_back(describe(problem, cleaned));
  return texts;
}
using Texts = std::vector<std::string>;

TEST(Conservation, HoldsForAStructureThatKeepsEverything) {
  const Document page = page_of({"\ufeffHead", "", "  body", "body two  "});
  EXPECT_EQ(complaints(one_paragraph_of(page_of({"Head", "body"}))), Texts{});
  StructureBuilder builder(page);
  add_block(builder, BROADSHEET_NONE, {copy(page, 3, 0, 8), copy(page, 2, 2, 6)});
  ASSERT_TRUE(builder.add_removal(3, 7, "masthead").is_ok());
  EXPECT_EQ(complaints(builder.seal()), Texts{});
}

TEST(Conservation, NamesWhatIsDroppedToTheCharacter) {
  const Document page = page_of({"Zürich news", "second"});
  StructureBuilder builder(page);
  add_block(builder, BROADSHEET_NONE, {copy(page, 0, 0, 1), copy(page, 0, 3, 12)});
  add_block(builder, BROADSHEET_NONE, {copy(page, 1, 0, 5)});
  EXPECT_EQ(complaints(builder.seal()), (Texts{"drops 1 character at line 1, column 2 ('ü')",
                                               "drops 1 character at line 2, column 6 ('d')"}));
}

TEST(Conservation, NamesEveryWordOfALineThatIsLeftOut) {
  const Document page = page_of({"kept", "two words"});
  StructureBuilder builder(page);
  add_block(builder, BROADSHEET_NONE, {copy(page, 0)});
  EXPECT_EQ(complaints(builder.seal()),
            (Texts{"drops 3 characters at line 2, column 1 ('two')",
                   "drops 5 characters at line 2, column 5 ('words')"}));
}

TEST(Conservation, NamesEverythingWhereNothingIsKept) {
  const Document page = page_of({"日本", " ", "x"});
  EXPECT_EQ(complaints(StructureBuilder(page).seal()),
            (Texts{"drops 2 characters at line 1, column 1 ('日本')",
                   "drops 1 character at line 3, column 1 ('x')"}));
}

TEST(Conservation, NamesWhatIsDoubledAndTheBlock) {
  const Document page = page_of({"abcdef"});
  StructureBuilder builder(page);
  const auto article = builder.add_article();
  add_block(builder, article, {copy(page, 0, 0, 4)});
  add_block(builder, article, {copy(page, 0, 2, 6)});
  EXPECT_EQ(complaints(builder.seal()),
            Texts{"doubles 2 characters at line 1, column 3 ('cd') in block 2"});
}

TEST(Conservation, FindsWhatIsDoubledByARemovalOrInsideAnother) {
  const Document page = page_of({"abcdef"});
  StructureBuilder builder(page);
  add_block(builder, BROADSHEET_NONE, {copy(page, 0)});
  ASSERT_TRUE(builder.add_removal(1, 2, "noise").is_ok());
  ASSERT_TRUE(builder.add_removal(4, 6, "noise").is_ok());
  EXPECT_EQ(complaints(builder.seal()), (Texts{"doubles 1 character at line 1, column 2 ('b')",
                                               "doubles 2 characters at line 1, column 5 ('ef')"}));
}

TEST(Conservation, CountsDoubledWhiteSpaceToo) {
  const Document page = page_of({"a b"});
  StructureBuilder builder(page);
  add_block(builder, BROADSHEET_NONE, {copy(page, 0, 0, 2), copy(page, 0, 1, 3)});
  EXPECT_EQ(complaints(builder.seal()),
            Texts{"doubles 1 character at line 1, column 2 (' ') in block 1"});
}

TEST(Conservation, ShowsTheBeginningOfALongLossAndCutsNoCharacter) {
  std::string line;
  for (int i = 0; i < 100; ++i) line += "日";
  const Document page = page_of({"x" + line});
  StructureBuilder builder(page);
  add_block(builder, BROADSHEET_NONE, {copy(page, 0, 0, 1)});
  EXPECT_EQ(complaints(builder.seal()),
            Texts{"drops 100 characters at line 1, column 2 ('" + line.substr(0, 48) + "')"});
  const Document other = page_of({"xy" + line});
  StructureBuilder second(other);
  add_block(second, BROADSHEET_NONE, {copy(other, 0, 0, 1)});
  EXPECT_EQ(complaints(second.seal()),
            Texts{"drops 101 characters at line 1, column 2 ('y" + line.substr(0, 45) + "')"});
}

TEST(Conservation, StopsAtTheLimit) {
  const Document page = page_of({"a b c d e f"});
  const Document cleaned = StructureBuilder(page).seal();
  EXPECT_EQ(check_conservation(cleaned.contents(), 3).size(), 3U);
  EXPECT_EQ(check_conservation(cleaned.contents(), 0).size(), 0U);
  EXPECT_EQ(check_conservation(cleaned.contents(), 100).size(), 6U);
}

// What no builder makes, but a region from another process could hold.
class ForgedStructure : public ::testing::Test {
 protected:
  ForgedStructure() {
    StructureBuilder builder(page);
    add_block(builder, BROADSHEET_NONE,
              {copy(page, 0), insert(" ", "line_join"), replace(page, 1, 0, 1, "B", "repair"),
               copy(page, 1, 1, 4), remove(page, 1, 4, 5, "hyphen")});
    cleaned = builder.seal();
    contents = cleaned->contents();
    segments.assign(contents.segments.begin(), contents.segments.end());
    blocks.assign(contents.blocks.begin(), contents.blocks.end());
    texts = contents.block_texts;
    EXPECT_TRUE(problems().empty());
  }
  std::vector<ConservationProblem> problems() {
    contents.segments = segments;
    contents.blocks = blocks;
    contents.block_texts = texts;
    return check_conservation(contents, 10);
  }
  bool is_invented() {
    const auto found = problems();
    return !found.empty() && found[0].kind == Kind::invented && found[0].block == 0;
  }

  const Document page = page_of({"abc", "body-"});
  std::optional<Document> cleaned;
  DocumentContents contents;
  std::vector<broadsheet_segment_t> segments;
  std::vector<broadsheet_block_t> blocks;
  std::string texts;  // "abc Body"
};

TEST_F(ForgedStructure, IsCaughtWithAnotherTextThanItsSegments) {
  texts[1] = 'x';
  EXPECT_TRUE(is_invented());
}

TEST_F(ForgedStructure, IsCaughtWithTextBehindItsSegments) {
  texts += "more";
  blocks[0].text_end_byte += 4;
  EXPECT_TRUE(is_invented());
}

TEST_F(ForgedStructure, IsCaughtWithAnInsertionThatIsNoWhiteSpace) {
  texts[3] = 'x';
  EXPECT_TRUE(is_invented());
}

TEST_F(ForgedStructure, IsCaughtWithAReplacementOrARemovalWithoutAReason) {
  segments[2].reason = 0;
  EXPECT_TRUE(is_invented());
  segments[2].reason = segments[1].reason;
  segments[4].reason = 0;
  EXPECT_TRUE(is_invented());
}

TEST_F(ForgedStructure, IsCaughtWithARemovalThatHasText) {
  segments[3].text_end_byte -= 1;
  segments[3].source_end_byte -= 1;
  segments[4].text_begin_byte -= 1;
  segments[4].source_begin_byte -= 1;
  EXPECT_TRUE(is_invented());
}

TEST_F(ForgedStructure, IsCaughtWithAReplacementOfNothing) {
  segments[2].source_end_byte = segments[2].source_begin_byte;
  EXPECT_TRUE(is_invented());
}

TEST_F(ForgedStructure, IsCaughtWithASegmentThatIsInNoBlock) {
  segments[0].block = BROADSHEET_NONE;  // a copy that nobody sees is a loss
  const auto found = problems();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].kind, Kind::invented);
  EXPECT_EQ(found[1].kind, Kind::dropped);
  EXPECT_EQ(describe(found[1], *cleaned), "drops 3 characters at line 1, column 1 ('abc')");
}

TEST_F(ForgedStructure, IsCaughtWithTwoBlocksOfTheSameSegments) {
  blocks.push_back(blocks[0]);
  const auto found = problems();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(describe(found[0], *cleaned), "invents text that is not in the source in block 2");
}

TEST_F(ForgedStructure, IsCaughtWithABlockThatLeavesItsLastSegmentsOut) {
  blocks[0].segment_count -= 1;
  const auto found = problems();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(describe(found[0], *cleaned), "drops 1 character at line 2, column 5 ('-')");
}

}  // namespace
}  // namespace broadsheet::document

// SPDX-License-Identifier: Apache-2.0
#include "document/structure_builder.h"

#include <limits>

#include "broadsheet/context.h"
#include "document/annotation_builder.h"
#include "document/conservation.h"
#include "sample_document.h"

namespace broadsheet::document {
namespace {

std::vector<std::string> texts_of(const Document& document) {
  std::vector<std::string> texts;
  for (const auto& block : document.contents().blocks)
    texts.emplace_back(document.block_text(block));
  return texts;
}

TEST(StructureBuilder, MakesABlocksTextFromItsSegments) {
  const Document page = page_of({"inter-", "esting  ", "n e w s"});
  StructureBuilder builder(page);
  add_block(builder, builder.add_article(),
            {copy(page, 0, 0, 5), remove(page, 0, 5, 6, "hyphen"), copy(page, 1, 0, 6),
             insert(" ", "line_join"), replace(page, 2, 0, 7, "news", "letter_spacing")});
  const Document cleaned = builder.seal();
  EXPECT_EQ(texts_of(cleaned), std::vector<std::string>{"interesting news"});
  EXPECT_TRUE(check_conservation(cleaned.contents(), 10).empty());
  const auto segments = cleaned.contents().segments;
  ASSERT_EQ(segments.size(), 6U);
  EXPECT_EQ(segments[1].text_begin_byte, 5U);
  EXPECT_EQ(segments[1].text_end_byte, 5U);
  EXPECT_EQ(cleaned.string(segments[1].reason), "hyphen");
  EXPECT_EQ(segments[3].source_begin_byte, segments[2].source_end_byte);  // where it was inserted
  EXPECT_EQ(segments[3].source_end_byte, segments[2].source_end_byte);
  EXPECT_EQ(segments[0].reason, 0U);
  EXPECT_EQ(segments[5].block, BROADSHEET_NONE);  // the white space behind "esting"
  EXPECT_EQ(cleaned.string(segments[5].reason), "white_space");
}

TEST(StructureBuilder, SortsBlocksByArticleWithFurnitureLast) {
  const Document page = page_of({"07", "two", "one", "one again", "masthead"});
  StructureBuilder builder(page);
  const auto first = builder.add_article();
  const auto second = builder.add_article();
  add_block(builder, BROADSHEET_NONE, {copy(page, 0)}, BROADSHEET_ROLE_FURNITURE);
  add_block(builder, second, {copy(page, 1)});
  add_block(builder, first, {copy(page, 2)});
  add_block(builder, first, {copy(page, 3)});
  add_block(builder, BROADSHEET_NONE, {copy(page, 4)}, BROADSHEET_ROLE_FURNITURE);
  const Document cleaned = builder.seal();
  EXPECT_EQ(texts_of(cleaned),
            (std::vector<std::string>{"one", "one again", "two", "07", "masthead"}));
  const auto articles = cleaned.contents().articles;
  ASSERT_EQ(articles.size(), 2U);
  EXPECT_EQ(articles[0].first_block, 0U);
  EXPECT_EQ(articles[0].block_count, 2U);
  EXPECT_EQ(articles[1].first_block, 2U);
  EXPECT_EQ(articles[1].block_count, 1U);
  for (std::uint32_t i = 0; i < cleaned.contents().blocks.size(); ++i) {
    const auto& block = cleaned.contents().blocks[i];
    EXPECT_EQ(cleaned.contents().segments[block.first_segment].block, i);
  }
  EXPECT_TRUE(check_conservation(cleaned.contents(), 10).empty());
}

TEST(StructureBuilder, KeepsArticlesWithoutBlocks) {
  const Document page = page_of({"a"});
  StructureBuilder builder(page);
  builder.add_article();
  add_block(builder, builder.add_article(), {copy(page, 0)});
  builder.add_article();
  const auto cleaned = builder.seal();
  ASSERT_EQ(cleaned.contents().articles.size(), 3U);
  EXPECT_EQ(cleaned.contents().articles[0].block_count, 0U);
  EXPECT_EQ(cleaned.contents().articles[2].first_block, 1U);
  EXPECT_EQ(cleaned.contents().articles[2].block_count, 0U);
}

TEST(StructureBuilder, TakesPropertiesAlongWithTheBlocksThatMove) {
  const Document page = page_of({"07", "one"});
  StructureBuilder builder(page);
  const auto article = builder.add_article();
  const auto furniture = add_block(builder, BROADSHEET_NONE, {copy(page, 0)});
  const auto body = add_block(builder, article, {copy(page, 1)});
  ASSERT_TRUE(builder.set_property(BROADSHEET_TARGET_BLOCK, furniture, "kind", "number").is_ok());
  ASSERT_TRUE(builder.set_property(BROADSHEET_TARGET_BLOCK, body, "kind", "text").is_ok());
  ASSERT_TRUE(builder.set_property(BROADSHEET_TARGET_ARTICLE, article, "kind", "news").is_ok());
  const Document cleaned = builder.seal();
  std::vector<std::string> found;
  for (const auto& property : cleaned.contents().properties) {
    found.push_back(std::to_string(property.target_kind) + "/" +
                    std::to_string(property.target_index) + "=" +
                    std::string(cleaned.string(property.value)));
  }
  EXPECT_EQ(found, (std::vector<std::string>{"2/1=number", "2/0=text", "1/0=news"}));
}

TEST(StructureBuilder, GivesAPropertyThatIsSetAgainItsNewValue) {
  SourceBuilder source = source_of({"a"});
  ASSERT_TRUE(source.set_property("date", "1923").is_ok());
  ASSERT_TRUE(source.set_property("source.path", "a.txt").is_ok());
  const Document page = sealed(source);
  StructureBuilder builder(page);
  ASSERT_TRUE(builder.set_property(BROADSHEET_TARGET_DOCUMENT, 5, "date", "1924").is_ok());
  ASSERT_TRUE(builder.set_property(BROADSHEET_TARGET_DOCUMENT, 6, "section", "A").is_ok());
  ASSERT_TRUE(builder.set_property(BROADSHEET_TARGET_DOCUMENT, 7, "section", "B").is_ok());
  const Document cleaned = builder.seal();
  EXPECT_EQ(cleaned.property("date"), "1924");
  EXPECT_EQ(cleaned.property("section"), "B");
  EXPECT_EQ(cleaned.property("source.path"), "a.txt");
  EXPECT_EQ(cleaned.contents().properties.size(), 3U);
}

TEST(StructureBuilder, LetsNoStageSayWhereTheSourceCameFrom) {
  const Document page = page_of({"a"});
  StructureBuilder builder(page);
  for (const char* key : {"source.path", "pipeline.name", "run.date"}) {
    EXPECT_FALSE(builder.set_property(BROADSHEET_TARGET_DOCUMENT, 0, key, "x").is_ok()) << key;
  }
  EXPECT_EQ(builder.set_property(BROADSHEET_TARGET_DOCUMENT, 0, "source.path", "x").message,
            "the property 'source.path' is not a stage's to set");
}

TEST(StructureBuilder, RefusesPropertiesOfWhatIsNotThere) {
  const Document page = page_of({"a"});
  StructureBuilder builder(page);
  EXPECT_FALSE(builder.set_property(BROADSHEET_TARGET_ARTICLE, 0, "k", "v").is_ok());
  EXPECT_FALSE(builder.set_property(BROADSHEET_TARGET_BLOCK, 0, "k", "v").is_ok());
  EXPECT_FALSE(builder.set_property(BROADSHEET_TARGET_SENTENCE, 0, "k", "v").is_ok());
  EXPECT_FALSE(builder.set_property(77, 0, "k", "v").is_ok());
  EXPECT_FALSE(builder.set_property(BROADSHEET_TARGET_DOCUMENT, 0, "", "v").is_ok());
  EXPECT_FALSE(builder.set_property(BROADSHEET_TARGET_DOCUMENT, 0, "k", "\xff").is_ok());
}

TEST(StructureBuilder, RefusesSlicesThatAreNoPartOfOneLine) {
  const Document page = page_of({"aé", "", "b"});  // lines [0, 3), [4, 4), [5, 6)
  StructureBuilder builder(page);
  const auto article = builder.add_article();
  const auto message = [&](std::uint64_t begin, std::uint64_t end) {
    broadsheet_segment_spec_t spec{};
    spec.source_begin_byte = begin;
    spec.source_end_byte = end;
    return try_block(builder, article, {spec}).message;
  };
  EXPECT_EQ(message(0, 0), "the slice [0, 0) of the source is empty");
  EXPECT_EQ(message(3, 0), "the slice [3, 0) of the source is empty");
  EXPECT_EQ(message(0, 2), "the slice [0, 2) of the source cuts a character in two");
  EXPECT_EQ(message(2, 3), "the slice [2, 3) of the source cuts a character in two");
  EXPECT_EQ(message(0, 4), "the slice [0, 4) of the source is not inside one line");
  EXPECT_EQ(message(3, 4), "the slice [3, 4) of the source is not inside one line");
  EXPECT_EQ(message(0, 6), "the slice [0, 6) of the source is not inside one line");
  EXPECT_EQ(message(6, 9), "the slice [6, 9) of the source is not inside one line");
  EXPECT_EQ(message(UINT64_MAX - 1, UINT64_MAX),
            "the slice [18446744073709551614, 18446744073709551615) of the source is not inside "
            "one line");
  EXPECT_EQ(message(5, 6), "");
  EXPECT_EQ(message(0, 1), "");  // back to an earlier line
  EXPECT_EQ(builder.seal().contents().blocks.size(), 2U);
}

TEST(StructureBuilder, FindsSlicesInAnyOrderOfTheLines) {
  std::vector<std::string> lines;
  for (int i = 0; i < 50; ++i) lines.push_back(i % 3 == 0 ? "" : "line " + std::to_string(i));
  const Document page = page_of(lines);
  StructureBuilder builder(page);
  const auto article = builder.add_article();
  for (const std::size_t start : {1U, 2U}) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::size_t line = (49 - i) * 7 % 50;
      if (line % 3 == start) add_block(builder, article, {copy(page, line)});
    }
  }
  EXPECT_TRUE(check_conservation(builder.seal().contents(), 10).empty());
}

TEST(StructureBuilder, TakesASliceOfALineThatBeginsWhereAnEmptyOneStands) {
  SourceBuilder source;
  ASSERT_TRUE(source.append_text("ab").is_ok());
  broadsheet_line_t lines[3] = {};
  lines[0].page = lines[1].page = lines[2].page = 1;
  lines[0].end_byte = 1, lines[1].begin_byte = lines[1].end_byte = 1;
  lines[2].begin_byte = 1, lines[2].end_byte = 2;
  ASSERT_TRUE(source.add_lines(lines).is_ok());
  const Document page = sealed(source);
  StructureBuilder builder(page);
  add_block(builder, BROADSHEET_NONE, {copy(page, 2), copy(page, 0)});
  EXPECT_EQ(texts_of(builder.seal()), std::vector<std::string>{"ba"});
}

TEST(StructureBuilder, RefusesInsertionsOfAnythingButWhiteSpace) {
  const Document page = page_of({"a"});
  StructureBuilder builder(page);
  const auto message = [&](const broadsheet_segment_spec_t& spec) {
    return try_block(builder, BROADSHEET_NONE, {copy(page, 0), spec}).message;
  };
  EXPECT_EQ(message(insert("x", "line_join")), "only white space can be inserted, found 'x'");
  EXPECT_EQ(message(insert(" x", "line_join")), "only white space can be inserted, found ' x'");
  EXPECT_EQ(message(insert("", "line_join")), "only white space can be inserted, found ''");
  EXPECT_EQ(message(insert("\xff", "line_join")),
            "only white space can be inserted, found '\xef\xbf\xbd'");
  EXPECT_EQ(message(insert("\u2003\n", "line_join")), "");
}

TEST(StructureBuilder, RefusesReplacementsWithNothingAndReasonsThatAreNone) {
  const Document page = page_of({"abc"});
  StructureBuilder builder(page);
  const auto message = [&](const broadsheet_segment_spec_t& spec) {
    return try_block(builder, BROADSHEET_NONE, {spec}).message;
  };
  EXPECT_EQ(message(replace(page, 0, 0, 1, "", "hyphen")),
            "a replacement's text is empty or not UTF-8");
  EXPECT_EQ(message(replace(page, 0, 0, 1, "\xff", "hyphen")),
            "a replacement's text is empty or not UTF-8");
  EXPECT_EQ(message(replace(page, 0, 0, 1, "x", "")), "expected a reason in snake_case, found ''");
  EXPECT_EQ(message(remove(page, 0, 0, 1, "Big Reason")),
            "expected a reason in snake_case, found 'Big Reason'");
  EXPECT_EQ(message(remove(page, 0, 0, 1, "\xff")),
            "expected a reason in snake_case, found '\xef\xbf\xbd'");
  EXPECT_EQ(message(insert(" ", std::string(65, 'a'))),
            "expected a reason in snake_case, found '" + std::string(64, 'a') + "'");
  EXPECT_FALSE(builder.add_removal(0, 1, "").is_ok());
  EXPECT_FALSE(builder.add_removal(0, 9, "hyphen").is_ok());
  EXPECT_TRUE(builder.add_removal(0, 1, "hyphen").is_ok());
}

// Reasons of one block may lie in one place of the plugin's memory.
TEST(StructureBuilder, TellsReasonsThatBeginAtOnePlaceApart) {
  const Document page = page_of({"a b c d"});
  const std::string_view reason = "letter_spacing";
  broadsheet_segment_spec_t shorter = remove(page, 0, 3, 4, reason);
  shorter.reason.length_bytes = 6;
  broadsheet_segment_spec_t none = shorter;
  none.reason.length_bytes = 0;
  StructureBuilder builder(page);
  const std::uint32_t article = builder.add_article();
  EXPECT_EQ(try_block(builder, article, {remove(page, 0, 1, 2, reason), none}).message,
            "expected a reason in snake_case, found ''");
  add_block(builder, article,
            {copy(page, 0, 0, 1), remove(page, 0, 1, 2, reason), copy(page, 0, 2, 3), shorter,
             copy(page, 0, 4, 5), remove(page, 0, 5, 6, reason), copy(page, 0, 6, 7)});
  const Document cleaned = builder.seal();
  std::vector<std::string> reasons;
  for (const auto& segment : cleaned.contents().segments) {
    if (segment.kind == BROADSHEET_SEGMENT_REMOVE)
      reasons.emplace_back(cleaned.string(segment.reason));
  }
  EXPECT_EQ(reasons, (std::vector<std::string>{"letter_spacing", "letter", "letter_spacing"}));
}

TEST(StructureBuilder, RefusesBlocksThatBelongNowhereAndAddsNothingOfThem) {
  const Document page = page_of({"abc"});
  StructureBuilder builder(page);
  const auto all = copy(page, 0);
  const auto message = [&](std::uint32_t article, std::uint32_t role, float confidence) {
    return try_block(builder, article, {all}, role, confidence).message;
  };
  EXPECT_EQ(message(0, 0, 1), "there is no article 0");
  EXPECT_EQ(message(BROADSHEET_NONE, BROADSHEET_ROLE_COUNT, 1), "unknown role 14");
  EXPECT_EQ(message(BROADSHEET_NONE, 0, 1.5F), "expected a confidence from 0 to 1");
  EXPECT_EQ(message(BROADSHEET_NONE, 0, std::numeric_limits<float>::quiet_NaN()),
            "expected a confidence from 0 to 1");
  EXPECT_EQ(try_block(builder, BROADSHEET_NONE, {}).message, "a block needs at least one segment");
  broadsheet_segment_spec_t unknown = all;
  unknown.kind = 4;
  EXPECT_EQ(try_block(builder, BROADSHEET_NONE, {all, unknown}).message,
            "unknown kind of segment 4");
  const Document cleaned = builder.seal();
  EXPECT_TRUE(cleaned.contents().blocks.empty());
  EXPECT_TRUE(cleaned.contents().segments.empty());
  EXPECT_TRUE(cleaned.contents().block_texts.empty());
}

TEST(StructureBuilder, PutsWhiteSpaceAndAByteOrderMarkOnRecordAsRemoved) {
  const Document page = page_of({"\ufeff  Head\t", "   ", "\u3000日本\u3000 x"});
  StructureBuilder builder(page);
  add_block(builder, BROADSHEET_NONE, {copy(page, 0, 5, 9), copy(page, 2, 3, 9)});
  ASSERT_TRUE(builder.add_removal(28, 29, "stray").is_ok());
  const Document cleaned = builder.seal();
  EXPECT_TRUE(check_conservation(cleaned.contents(), 10).empty());
  std::vector<std::string> removed;
  for (const auto& segment : cleaned.contents().segments) {
    if (segment.kind != BROADSHEET_SEGMENT_REMOVE) continue;
    EXPECT_EQ(segment.block, BROADSHEET_NONE);
    removed.push_back(
        std::string(cleaned.string(segment.reason)) + ":" +
        std::string(page.contents().source_text.substr(
            segment.source_begin_byte, segment.source_end_byte - segment.source_begin_byte)));
  }
  EXPECT_EQ(removed, (std::vector<std::string>{"stray:x", "white_space:\ufeff  ", "white_space:\t",
                                               "white_space:   ", "white_space:\u3000",
                                               "white_space:\u3000 "}));
}

TEST(StructureBuilder, ReplacesAnEarlierStructureWithItsAnnotationsAndKeepsWhoDidWhat) {
  const Document page = page_of({"one", "two"});
  const Document first = one_paragraph_of(page);
  AnnotationBuilder notes(first);
  notes.records().begin_stage("annotator_sentences", "1.0.0", "");
  const broadsheet_sentence_t sentence{0, 7, 0, 0};
  ASSERT_TRUE(notes.add_sentences(array_of(&sentence, 1)).is_ok());
  notes.records().add_message(BROADSHEET_NOTE, "code", "text", "", 0, 1);
  const Document annotated = notes.seal();

  StructureBuilder builder(annotated);
  add_block(builder, BROADSHEET_NONE, {copy(page, 0)});
  add_block(builder, BROADSHEET_NONE, {copy(page, 1)});
  const Document second = builder.seal();
  EXPECT_EQ(texts_of(second), (std::vector<std::string>{"one", "two"}));
  EXPECT_TRUE(second.contents().sentences.empty());
  EXPECT_EQ(second.contents().stages.size(), 1U);
  EXPECT_EQ(second.contents().messages.size(), 1U);
  EXPECT_EQ(texts_of(annotated), std::vector<std::string>{"one two"});  // as it was
}

}  // namespace
}  // namespace broadsheet::document

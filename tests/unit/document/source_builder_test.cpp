// SPDX-License-Identifier: Apache-2.0
#include "document/source_builder.h"

#include <limits>

#include "sample_document.h"

namespace broadsheet::document {
namespace {

broadsheet_line_t line(std::uint64_t begin, std::uint64_t end, std::uint32_t page = 1) {
  broadsheet_line_t record{};
  record.begin_byte = begin;
  record.end_byte = end;
  record.page = page;
  record.confidence = 1;
  return record;
}

// What seal() says to a text with these lines and runs.
std::string refusal_of(std::string_view text, const std::vector<broadsheet_line_t>& lines,
                       const std::vector<broadsheet_encoding_run_t>& runs = {}) {
  SourceBuilder builder;
  EXPECT_TRUE(builder.append_text(text).is_ok());
  EXPECT_TRUE(builder.add_lines(lines).is_ok());
  EXPECT_TRUE(builder.add_encoding_runs(runs).is_ok());
  std::optional<Document> document;
  const Outcome outcome = builder.seal(document);
  EXPECT_EQ(outcome.is_ok(), document.has_value());
  EXPECT_EQ(outcome.status, outcome.is_ok() ? BROADSHEET_OK : BROADSHEET_INVALID_ARGUMENT);
  return outcome.message;
}

TEST(SourceBuilder, SealsTextLinesAndProperties) {
  SourceBuilder builder = source_of({"Head", "", "日本"});
  ASSERT_TRUE(builder.set_property("title", "one").is_ok());
  ASSERT_TRUE(builder.set_property("date", "1923-05-01").is_ok());
  ASSERT_TRUE(builder.set_property("title", "two").is_ok());
  const Document page = sealed(builder);
  EXPECT_EQ(page.contents().source_text, "Head\n\n日本\n");
  ASSERT_EQ(page.contents().lines.size(), 3U);
  EXPECT_EQ(page.contents().lines[1].begin_byte, page.contents().lines[1].end_byte);
  EXPECT_EQ(page.property("title"), "two");
  EXPECT_EQ(page.property("date"), "1923-05-01");
  EXPECT_EQ(page.property("nothing"), "");
  EXPECT_EQ(page.contents().properties.size(), 2U);
}

TEST(SourceBuilder, SealsADocumentWithoutAnyText) {
  const Document page = page_of({});
  EXPECT_EQ(page.contents().source_text, "");
  EXPECT_EQ(page.origin_byte(0), 0U);
  ASSERT_TRUE(page.locate(0).has_value());
  EXPECT_EQ(page.locate(0)->line, 1U);
}

TEST(SourceBuilder, TakesAnyLineTerminatorBetweenLinesAndNone) {
  EXPECT_EQ(refusal_of("a\r\nb\fc\vd\n\n", {line(0, 1), line(3, 4), line(5, 6), line(7, 8)}), "");
  EXPECT_EQ(refusal_of("ab", {line(0, 1), line(1, 2)}), "");
  EXPECT_EQ(refusal_of("a\nb", {line(0, 1), line(2, 3)}), "");
}

TEST(SourceBuilder, RefusesTextThatIsInNoLine) {
  EXPECT_EQ(refusal_of("ab\n", {line(1, 2)}), "there is text before line 1 that is in no line");
  EXPECT_EQ(refusal_of("a b\n", {line(0, 1), line(2, 3)}),
            "there is text before line 2 that is in no line");
  EXPECT_EQ(refusal_of("ab\n", {line(0, 1)}), "there is text behind the last line");
  EXPECT_EQ(refusal_of("ab\n", {}), "there is text behind the last line");
  EXPECT_EQ(refusal_of("a\u2028b", {line(0, 1), line(4, 5)}),
            "there is text before line 2 that is in no line");
}

TEST(SourceBuilder, RefusesLinesThatOverlapOrLieOutside) {
  const std::string overlap = " overlaps the one before it, or lies outside the text";
  EXPECT_EQ(refusal_of("abc", {line(0, 2), line(1, 3)}), "line 2" + overlap);
  EXPECT_EQ(refusal_of("abc", {line(2, 3), line(0, 2)}),
            "there is text before line 1 that is in no line");
  EXPECT_EQ(refusal_of("abc", {line(0, 4)}), "line 1" + overlap);
  EXPECT_EQ(refusal_of("abc", {line(2, 1)}), "line 1" + overlap);
  EXPECT_EQ(refusal_of("abc", {line(UINT64_MAX, UINT64_MAX)}), "line 1" + overlap);
}

TEST(SourceBuilder, RefusesPagesThatDoNotAscendOrCountFromZero) {
  EXPECT_EQ(refusal_of("a\nb", {line(0, 1, 2), line(2, 3, 1)}),
            "line 2 is on an earlier page than the one before it");
  EXPECT_EQ(refusal_of("a", {line(0, 1, 0)}), "line 1 is on page 0; pages count from 1");
  EXPECT_EQ(refusal_of("a\nb", {line(0, 1, 1), line(2, 3, 7)}), "");
}

TEST(SourceBuilder, RefusesALineThatCutsACharacterOrHoldsATerminator) {
  EXPECT_EQ(refusal_of("é", {line(0, 1), line(1, 2)}), "line 1 cuts a character in two");
  EXPECT_EQ(refusal_of("a\nb", {line(0, 3)}), "line 1 holds a line terminator");
  EXPECT_EQ(refusal_of("a\rb", {line(0, 3)}), "line 1 holds a line terminator");
}

TEST(SourceBuilder, RefusesFiguresOfALineThatAreNone) {
  const auto refusal = [](auto change) {
    broadsheet_line_t record = line(0, 1);
    change(record);
    return refusal_of("a", {record});
  };
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const std::string expected =
      "line 1 has a box, a font size or a confidence that is no number, or out of range";
  EXPECT_EQ(refusal([&](auto& r) { r.confidence = nan; }), expected);
  EXPECT_EQ(refusal([&](auto& r) { r.confidence = 1.5F; }), expected);
  EXPECT_EQ(refusal([&](auto& r) { r.confidence = -0.1F; }), expected);
  EXPECT_EQ(refusal([&](auto& r) { r.font_size = -1; }), expected);
  EXPECT_EQ(refusal([&](auto& r) { r.font_size = std::numeric_limits<float>::infinity(); }),
            expected);
  EXPECT_EQ(refusal([&](auto& r) { r.has_box = 1, r.left = nan; }), expected);
  EXPECT_EQ(refusal([&](auto& r) { r.has_box = 1, r.bottom = nan; }), expected);
  EXPECT_EQ(refusal([&](auto& r) { r.left = nan; }), "");  // there is no box
  EXPECT_EQ(refusal([&](auto& r) { r.confidence = 0; }), "");
}

TEST(SourceBuilder, RefusesTextThatIsNotUtf8AndSaysWhere) {
  EXPECT_EQ(refusal_of("ab\xff", {line(0, 3)}), "the text is not valid UTF-8 at byte 2");
  EXPECT_EQ(refusal_of("\xed\xa0\x80", {line(0, 3)}), "the text is not valid UTF-8 at byte 0");
}

TEST(SourceBuilder, JudgesTheTextAsAWholeAndNotItsPieces) {
  SourceBuilder builder;
  ASSERT_TRUE(builder.append_text("\xe6\x97").is_ok());
  ASSERT_TRUE(builder.append_text("\xa5").is_ok());
  const broadsheet_line_t whole = line(0, 3);
  ASSERT_TRUE(builder.add_lines({&whole, 1}).is_ok());
  EXPECT_EQ(sealed(builder).contents().source_text, "日");
}

TEST(SourceBuilder, RefusesEncodingRunsThatDoNotAscendOrStandStill) {
  const std::string expected = "the encoding runs do not ascend, or lie outside the text";
  const std::vector<broadsheet_line_t> lines = {line(0, 4)};
  EXPECT_EQ(refusal_of("abcd", lines, {{0, 0, 1, 1}, {2, 4, 1, 2}}), "");
  EXPECT_EQ(refusal_of("abcd", lines, {{2, 0, 1, 1}, {0, 4, 1, 1}}), expected);
  EXPECT_EQ(refusal_of("abcd", lines, {{0, 4, 1, 1}, {2, 0, 1, 1}}), expected);
  EXPECT_EQ(refusal_of("abcd", lines, {{5, 0, 1, 1}}), expected);
  EXPECT_EQ(refusal_of("abcd", lines, {{0, 0, 0, 1}}), expected);
}

TEST(SourceBuilder, RefusesPropertiesThatAreNotText) {
  SourceBuilder builder;
  EXPECT_FALSE(builder.set_property("", "a").is_ok());
  EXPECT_FALSE(builder.set_property("k\xff", "a").is_ok());
  EXPECT_FALSE(builder.set_property("k", "\xff").is_ok());
  EXPECT_TRUE(builder.set_property("k", "").is_ok());
}

TEST(SourceBuilder, RefusesAnOriginThatEndsBeforeItBegins) {
  SourceBuilder builder;
  EXPECT_FALSE(builder.set_origin(2, 1).is_ok());
  EXPECT_FALSE(builder.has_origin());
  EXPECT_TRUE(builder.set_origin(7, 7).is_ok());
  EXPECT_TRUE(builder.has_origin());
}

TEST(SourceBuilder, MapsATextWithoutRunsToItsOrigin) {
  SourceBuilder builder = source_of({"abc"});
  ASSERT_TRUE(builder.set_origin(100, 104).is_ok());
  EXPECT_EQ(sealed(builder).origin_byte(2), 102U);
}

}  // namespace
}  // namespace broadsheet::document

// SPDX-License-Identifier: Apache-2.0
// locate() and origin_byte(): from a byte of the source text to where a person finds it.

#include "sample_document.h"

namespace broadsheet::document {
namespace {

void expect_place(const Document& page, std::uint64_t byte, std::uint32_t line,
                  std::uint32_t column) {
  const auto place = page.locate(byte);
  ASSERT_TRUE(place.has_value()) << byte;
  EXPECT_EQ(place->line, line) << byte;
  EXPECT_EQ(place->column, column) << byte;
}

TEST(DocumentPlaces, CountsColumnsInCodePoints) {
  const Document page = page_of({"aé日𝄞z", "", "x"});  // bytes 0, 1, 3, 6, 10; then 12, 13
  expect_place(page, 0, 1, 1);
  expect_place(page, 1, 1, 2);
  expect_place(page, 3, 1, 3);
  expect_place(page, 6, 1, 4);
  expect_place(page, 10, 1, 5);
  expect_place(page, 11, 1, 6);  // the terminator
  expect_place(page, 12, 2, 1);
  expect_place(page, 13, 3, 1);
  expect_place(page, 15, 3, 2);  // the text's end
  EXPECT_FALSE(page.locate(16).has_value());
  EXPECT_FALSE(page.locate(UINT64_MAX).has_value());
}

TEST(DocumentPlaces, SaysThePage) {
  SourceBuilder builder;
  ASSERT_TRUE(builder.append_text("ab\fcd").is_ok());
  broadsheet_line_t lines[2] = {};
  lines[0].end_byte = 2, lines[0].page = 1;
  lines[1].begin_byte = 3, lines[1].end_byte = 5, lines[1].page = 9;
  ASSERT_TRUE(builder.add_lines(lines).is_ok());
  const Document page = sealed(builder);
  EXPECT_EQ(page.locate(1)->page, 1U);
  EXPECT_EQ(page.locate(2)->page, 1U);
  EXPECT_EQ(page.locate(3)->page, 9U);
}

TEST(DocumentPlaces, SaysTheFirstPlaceBeforeTheFirstLine) {
  SourceBuilder builder;
  ASSERT_TRUE(builder.append_text("\r\nab").is_ok());
  broadsheet_line_t line{};
  line.begin_byte = 2, line.end_byte = 4, line.page = 1;
  ASSERT_TRUE(builder.add_lines({&line, 1}).is_ok());
  const Document page = sealed(builder);
  expect_place(page, 0, 1, 1);
  expect_place(page, 2, 1, 1);
  expect_place(page, 3, 1, 2);
}

// "ab" in a one-byte encoding, "日本" in a two-byte one, "é" as one byte, "𝄞" as UTF-16.
TEST(DocumentPlaces, MapsEachRunOfAnEncodingBack) {
  SourceBuilder builder = source_of({"ab日本é𝄞"});
  const broadsheet_encoding_run_t runs[] = {{0, 10, 1, 1},  // ab
                                            {2, 12, 3, 2},  // 日本
                                            {8, 16, 2, 1},  // é
                                            {10, 17, 4, 4},
                                            {14, 21, 1, 1}};
  ASSERT_TRUE(builder.add_encoding_runs(runs).is_ok());
  const Document page = sealed(builder);
  const std::uint64_t expected[] = {10, 11, 12, 12, 12, 14, 14, 14, 16, 16, 17, 17, 17, 17, 21, 22};
  for (std::uint64_t byte = 0; byte < std::size(expected); ++byte) {
    EXPECT_EQ(page.origin_byte(byte), expected[byte]) << byte;
    EXPECT_EQ(page.locate(byte)->origin_byte, expected[byte]) << byte;
  }
}

TEST(DocumentPlaces, MapsWhatComesBeforeTheFirstRunAsItIs) {
  SourceBuilder builder = source_of({"abcd"});
  const broadsheet_encoding_run_t run{2, 8, 1, 2};
  ASSERT_TRUE(builder.add_encoding_runs({&run, 1}).is_ok());
  const Document page = sealed(builder);
  EXPECT_EQ(page.origin_byte(1), 1U);
  EXPECT_EQ(page.origin_byte(3), 10U);
}

TEST(DocumentPlaces, BearsARunThatStandsForNoBytesOfTheOrigin) {
  SourceBuilder builder = source_of({"abcd"});
  const broadsheet_encoding_run_t runs[] = {{0, 5, 1, 0}, {4, 5, 1, 1}};
  ASSERT_TRUE(builder.add_encoding_runs(runs).is_ok());
  EXPECT_EQ(sealed(builder).origin_byte(3), 5U);
}

}  // namespace
}  // namespace broadsheet::document

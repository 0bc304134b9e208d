// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/source_text.h"

#include <gtest/gtest.h>

#include "diagnostics/printable_text.h"

namespace broadsheet::diagnostics {
namespace {

TEST(SourceText, LocatesBytesByLineAndCodePoint) {
  const SourceText source("a.yaml", "née: x\r\nb: 日本\nlast");
  EXPECT_EQ(source.line_count(), 3U);
  EXPECT_EQ(source.line(1), "née: x");
  EXPECT_EQ(source.line(2), "b: 日本");
  EXPECT_EQ(source.locate(6, 1), (Location{"a.yaml", 1, 6, 1}));
  EXPECT_EQ(source.locate(9, 1), (Location{"a.yaml", 2, 1, 1}));
  EXPECT_EQ(source.locate(12, 6), (Location{"a.yaml", 2, 4, 2}));
  EXPECT_EQ(source.locate(19, 4), (Location{"a.yaml", 3, 1, 4}));
}

TEST(SourceText, EndsALengthWithItsLineAndAnOffsetWithTheText) {
  const SourceText source("a", "ab\ncd");
  EXPECT_EQ(source.locate(1, 100), (Location{"a", 1, 2, 1}));
  EXPECT_EQ(source.locate(1000, 5), (Location{"a", 2, 3, 0}));
  EXPECT_EQ(SourceText("e", "").locate(0), (Location{"e", 1, 1, 0}));
  EXPECT_EQ(source.line(0), "");
  EXPECT_EQ(source.line(3), "");
}

// Two ways to the same answer: the index of blocks against plain counting.
TEST(SourceText, AgreesWithCountingOnLongLines) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += i % 7 == 0 ? "日" : i % 997 == 0 ? "\n" : "a";
  const SourceText source("a", text);
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t line_begin = offset == 0 ? 0 : text.rfind('\n', offset - 1) + 1;
    const std::string_view before(text.data() + line_begin, offset - line_begin);
    ASSERT_EQ(source.locate(offset).column, count_code_points(before) + 1) << offset;
    offset += code_point_at(text, offset).length_bytes;
  }
}

TEST(SourceText, ExcerptsALongLineAroundTheColumn) {
  const SourceText source("a", std::string(100000, 'x') + "HERE" + std::string(100000, 'x'));
  Diagnostic diagnostic;
  diagnostic.location = source.locate(100000, 4);
  source.excerpt(diagnostic);
  EXPECT_LT(diagnostic.source_line.size(), 2000U);
  const std::size_t at = diagnostic.location.column - diagnostic.source_line_first_column;
  EXPECT_EQ(diagnostic.source_line.substr(at, 4), "HERE");
}

TEST(SourceSet, FindsTheTextThatALocationNames) {
  SourceSet sources;
  sources.add(SourceText("a", "one"));
  sources.add(SourceText("b", "two"));
  Diagnostic diagnostic;
  diagnostic.location = {"b", 1, 1, 0};
  sources.excerpt(diagnostic);
  EXPECT_EQ(diagnostic.source_line, "two");
  EXPECT_EQ(sources.find("c"), nullptr);
}

}  // namespace
}  // namespace broadsheet::diagnostics

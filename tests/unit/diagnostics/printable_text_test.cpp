// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/printable_text.h"

#include <gtest/gtest.h>

namespace broadsheet::diagnostics {
namespace {

std::uint32_t columns_of(std::string_view glyph) {
  return printable_glyph(glyph, 0, code_point_at(glyph, 0)).columns;
}

TEST(PrintableText, LeavesOrdinaryTextAlone) {
  EXPECT_EQ(printable("Zürich 日本 — “x” €"), "Zürich 日本 — “x” €");
}

TEST(PrintableText, EscapesWhatSteersATerminalOrForgesALine) {
  EXPECT_EQ(printable("a\nb\tc\r"), "a\\nb\\tc\\r");
  EXPECT_EQ(printable("\x1b[2J\x7f"), "\\x1b[2J\\x7f");
  EXPECT_EQ(printable(std::string_view("\0", 1)), "\\x00");
  EXPECT_EQ(printable("\xc2\x9b"), "\\u009b");              // C1 control sequence introducer
  EXPECT_EQ(printable("\xe2\x80\xae"), "\\u202e");          // right-to-left override
  EXPECT_EQ(printable("\xe2\x80\xa8"), "\\u2028");          // line separator
  EXPECT_EQ(printable("\xf3\xa0\x80\x81"), "\\U000e0001");  // language tag
}

TEST(PrintableText, EscapesEveryByteOfInvalidUtf8) {
  EXPECT_EQ(printable("a\xff z"), "a\\xff z");
  EXPECT_EQ(printable("\xe2\x82"), "\\xe2\\x82");           // cut short
  EXPECT_EQ(printable("\xc0\xaf"), "\\xc0\\xaf");           // overlong
  EXPECT_EQ(printable("\xed\xa0\x80"), "\\xed\\xa0\\x80");  // surrogate
}

TEST(PrintableText, KnowsHowWideGlyphsStand) {
  EXPECT_EQ(columns_of("a"), 1U);
  EXPECT_EQ(columns_of("é"), 1U);
  EXPECT_EQ(columns_of("本"), 2U);
  EXPECT_EQ(columns_of("Ａ"), 2U);
  EXPECT_EQ(columns_of("\xcc\x81"), 0U);      // combining acute accent
  EXPECT_EQ(columns_of("\xe2\x80\x8d"), 0U);  // zero width joiner
  EXPECT_EQ(columns_of("\xff"), 4U);
}

TEST(PrintableText, FindsTheFirstInvalidByte) {
  EXPECT_EQ(find_invalid_utf8("Zürich"), std::string_view::npos);
  EXPECT_EQ(find_invalid_utf8("Z\xfcrich"), 1U);
  EXPECT_EQ(count_code_points("Zürich"), 6U);
  EXPECT_EQ(count_code_points("\xe2\x82x"), 3U);
}

}  // namespace
}  // namespace broadsheet::diagnostics

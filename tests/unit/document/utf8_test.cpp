// SPDX-License-Identifier: Apache-2.0
#include "document/utf8.h"

#include <gtest/gtest.h>

namespace broadsheet::document {
namespace {

constexpr std::size_t kValid = std::string_view::npos;

TEST(Utf8, AcceptsTheFirstAndLastCharacterOfEveryLength) {
  for (const char* text :
       {"\x01", "\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80",
        "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"}) {
    EXPECT_EQ(find_invalid_utf8(text), kValid);
  }
  EXPECT_EQ(find_invalid_utf8(std::string_view("\0", 1)), kValid);
}

TEST(Utf8, RefusesOverlongFormsSurrogatesAndWhatLiesAboveUnicode) {
  for (const char* text :
       {"\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf", "\xf0\x8f\xbf\xbf", "\xed\xa0\x80", "\xed\xbf\xbf",
        "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\x80"}) {
    EXPECT_EQ(find_invalid_utf8(text), 0U);
  }
}

TEST(Utf8, FindsABrokenSequenceAtEveryPlaceBehindAscii) {
  for (std::size_t before = 0; before < 20; ++before) {
    const std::string ascii(before, 'a');
    EXPECT_EQ(find_invalid_utf8(ascii + "\xe2\x82"), before);
    EXPECT_EQ(find_invalid_utf8(ascii + "\xe2\x82" + ascii + "aaaaaaaa"), before);
    EXPECT_EQ(find_invalid_utf8(ascii + "\xe2\x82\xac" + ascii), kValid);
  }
}

TEST(Utf8, ReplacesEveryInvalidByte) {
  EXPECT_EQ(replace_invalid_utf8("Z\xfcrich\xe2\x82"), "Z\xef\xbf\xbdrich\xef\xbf\xbd\xef\xbf\xbd");
  EXPECT_EQ(replace_invalid_utf8("Zürich"), "Zürich");
  EXPECT_EQ(replace_invalid_utf8(""), "");
}

TEST(Utf8, KnowsWhiteSpaceOfEveryScript) {
  EXPECT_TRUE(is_all_white_space(""));
  EXPECT_TRUE(is_all_white_space(" \t\r\n\f\v"));
  EXPECT_TRUE(is_all_white_space("\u00a0\u2003\u3000\ufeff\u2028"));
  EXPECT_FALSE(is_all_white_space(" a "));
  EXPECT_FALSE(is_all_white_space("\u200b"));  // zero width space is a character
}

}  // namespace
}  // namespace broadsheet::document

// SPDX-License-Identifier: Apache-2.0
#include "document/string_table.h"

#include <gtest/gtest.h>

namespace broadsheet::document {
namespace {

TEST(StringTable, KeepsTheEmptyStringUnderIdZero) {
  StringTable table;
  EXPECT_EQ(table.intern(""), 0U);
  EXPECT_EQ(table.ends().size(), 1U);
  EXPECT_EQ(table.ends()[0], 0U);
}

TEST(StringTable, GivesEqualTextsOneIdAndDifferentOnesTheirOwn) {
  StringTable table;
  const auto title = table.intern("title");
  const auto date = table.intern("date");
  EXPECT_NE(title, date);
  EXPECT_EQ(table.intern(std::string("ti") + "tle"), title);
  EXPECT_EQ(table.bytes(), "titledate");
  EXPECT_EQ(table.ends().size(), 3U);
}

TEST(StringTable, TellsTextsWithNulsApart) {
  StringTable table;
  using namespace std::string_view_literals;
  EXPECT_NE(table.intern("a\0b"sv), table.intern("a"sv));
  EXPECT_NE(table.intern("a\0b"sv), table.intern("a\0c"sv));
}

TEST(StringTable, GoesOnWithTheIdsOfAnother) {
  StringTable first;
  const auto title = first.intern("title");
  const auto date = first.intern("date");
  StringTable second(first.bytes(), first.ends());
  EXPECT_EQ(second.intern("date"), date);
  EXPECT_EQ(second.intern("title"), title);
  EXPECT_EQ(second.intern("section"), 3U);
  EXPECT_EQ(first.ends().size(), 3U);
}

TEST(StringTable, GoesOnWithOneThatIsNotThere) {
  StringTable table("", {});
  EXPECT_EQ(table.intern(""), 0U);
  EXPECT_EQ(table.intern("a"), 1U);
}

}  // namespace
}  // namespace broadsheet::document

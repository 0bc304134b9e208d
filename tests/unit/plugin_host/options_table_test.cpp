// SPDX-License-Identifier: Apache-2.0
#include "plugin_host/options_table.h"

#include <gtest/gtest.h>

#include "broadsheet/cpp/abi.hpp"

namespace broadsheet::plugin_host {
namespace {

class OptionsTableTest : public ::testing::Test {
 protected:
  const config::OptionValues values = {
      {"encoding", std::string("UTF-8")},
      {"limit", std::int64_t{-7}},
      {"share", 0.25},
      {"is_strict", true},
      {"scripts", std::vector<std::string>{"Latn", "Hans"}},
      {"empty", std::string()},
  };
  const broadsheet_options_t table = options_table(values);

  std::string_view string(const char* name) const {
    return view(table.get_string(&table, broadsheet_text(name)));
  }
};

TEST_F(OptionsTableTest, GivesEveryTypeItsValue) {
  EXPECT_EQ(table.struct_size, sizeof table);
  EXPECT_EQ(string("encoding"), "UTF-8");
  EXPECT_EQ(string("empty"), "");
  EXPECT_EQ(table.get_integer(&table, broadsheet_text("limit")), -7);
  EXPECT_EQ(table.get_number(&table, broadsheet_text("share")), 0.25);
  EXPECT_EQ(table.get_boolean(&table, broadsheet_text("is_strict")), 1U);
  EXPECT_EQ(table.get_list_count(&table, broadsheet_text("scripts")), 2U);
  EXPECT_EQ(view(table.get_list_item(&table, broadsheet_text("scripts"), 1)), "Hans");
}

TEST_F(OptionsTableTest, GivesAWholeNumberAsANumberToo) {
  EXPECT_EQ(table.get_number(&table, broadsheet_text("limit")), -7.0);
  EXPECT_EQ(table.get_integer(&table, broadsheet_text("share")), 0);
}

TEST_F(OptionsTableTest, GivesTheEmptyValueForWhatIsNotThere) {
  EXPECT_EQ(string("nothing"), "");
  EXPECT_EQ(string("limit"), "");
  EXPECT_EQ(string(""), "");
  EXPECT_EQ(table.get_integer(&table, broadsheet_text("encoding")), 0);
  EXPECT_EQ(table.get_number(&table, broadsheet_text("encoding")), 0.0);
  EXPECT_EQ(table.get_boolean(&table, broadsheet_text("limit")), 0U);
  EXPECT_EQ(table.get_list_count(&table, broadsheet_text("encoding")), 0U);
  EXPECT_EQ(table.get_list_item(&table, broadsheet_text("scripts"), 2).length_bytes, 0U);
  EXPECT_EQ(table.get_list_item(&table, broadsheet_text("scripts"), UINT64_MAX).length_bytes, 0U);
}

TEST_F(OptionsTableTest, TakesNamesThatAreNotTerminated) {
  const broadsheet_text_t name{"encodingXYZ", 8};
  EXPECT_EQ(view(table.get_string(&table, name)), "UTF-8");
}

}  // namespace
}  // namespace broadsheet::plugin_host

// SPDX-License-Identifier: Apache-2.0
#include "evaluation/positioned_json.h"

#include <gtest/gtest.h>

namespace broadsheet::evaluation {
namespace {

using diagnostics::DiagnosticList;
using diagnostics::SourceText;

std::string slice(const std::string& text, const JsonNode& node) {
  return text.substr(node.begin_byte, node.end_byte - node.begin_byte);
}

TEST(PositionedJson, KnowsWhereEveryValueStands) {
  const std::string text =
      R"({ "a" : [ 1,-20 , 3.5,"x\n\"y" ,true, null, {}, 1e400 ],"b":99999999999999999999})";
  DiagnosticList diagnostics;
  // 1e400 is no number that JSON readers can hold.
  EXPECT_FALSE(PositionedJson::parse({"f", text}, diagnostics));
  const std::string good =
      R"({ "a" : [ 1,-20 , 3.5,"x\n\"y" ,true, null, {} ],"b":99999999999999999999})";
  const auto json = PositionedJson::parse({"f", good}, diagnostics);
  ASSERT_TRUE(json);
  EXPECT_EQ(slice(good, json->root()), good);
  const JsonNode* list = json->member(json->root(), "a");
  ASSERT_NE(list, nullptr);
  std::vector<std::string> slices;
  std::vector<JsonType> types;
  json->for_each_item(*list, [&](const JsonNode& node) {
    slices.push_back(slice(good, node));
    types.push_back(node.type);
    if (node.type == JsonType::text) {
      EXPECT_EQ(json->text(node), "x\n\"y");
    }
  });
  EXPECT_EQ(slices,
            std::vector<std::string>({"1", "-20", "3.5", R"("x\n\"y")", "true", "null", "{}"}));
  EXPECT_EQ(types, std::vector<JsonType>({JsonType::integer, JsonType::integer, JsonType::number,
                                          JsonType::text, JsonType::boolean, JsonType::null,
                                          JsonType::object}));
  EXPECT_EQ(json->member(json->root(), "b")->type, JsonType::number);
  EXPECT_EQ(json->member(json->root(), "c"), nullptr);
}

TEST(PositionedJson, TakesTheLastOfAKeyThatStandsTwice) {
  DiagnosticList diagnostics;
  const auto json = PositionedJson::parse({"f", R"({"a": {"a": 1}, "a": 2})"}, diagnostics);
  ASSERT_TRUE(json);
  EXPECT_EQ(json->member(json->root(), "a")->integer, 2);
}

TEST(PositionedJson, SaysWhereItIsNotJson) {
  DiagnosticList diagnostics;
  EXPECT_FALSE(PositionedJson::parse({"f.json", "{\n  \"a\": [1, 2\n}"}, diagnostics));
  ASSERT_EQ(diagnostics.items().size(), 1U);
  EXPECT_EQ(diagnostics.items()[0].location.line, 3U);
  EXPECT_EQ(diagnostics.items()[0].location.column, 1U);
  for (const char* text :
       {"", "{", "{} {}", "\xEF\xBB\xBF{}", "\"\xFF\"", "[1,]", "nul", "{1: 2}"}) {
    DiagnosticList others;
    EXPECT_FALSE(PositionedJson::parse({"f.json", text}, others)) << text;
    EXPECT_EQ(others.error_count(), 1U) << text;
  }
}

TEST(PositionedJson, BearsDepthWithoutEnd) {
  DiagnosticList diagnostics;
  EXPECT_FALSE(PositionedJson::parse({"f", std::string(5'000'000, '[')}, diagnostics));
  ASSERT_EQ(diagnostics.error_count(), 1U);
  EXPECT_EQ(diagnostics.items()[0].message, "nested deeper than 64");
}

}  // namespace
}  // namespace broadsheet::evaluation

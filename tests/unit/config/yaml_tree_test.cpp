// SPDX-License-Identifier: Apache-2.0
#include "config/yaml_tree.h"

#include <gtest/gtest.h>

namespace broadsheet::config {
namespace {

// A document with its source, which the tree's places point into.
struct Parsed {
  explicit Parsed(const std::string& yaml) : source("x.yaml", yaml) {
    tree = parse_yaml(source, diagnostics);
  }

  std::string written(const Place& place) const {
    return std::string(source.text().substr(place.begin_byte, place.length_bytes));
  }

  diagnostics::SourceText source;
  diagnostics::DiagnosticList diagnostics;
  std::unique_ptr<YamlTree> tree;
};

TEST(YamlTree, KeepsKeysInOrderWithTheirPlaces) {
  const Parsed parsed("b: 1\nä: [x, 'y z']\r\nc: {d: \"e\"}\n");
  ASSERT_FALSE(parsed.diagnostics.has_errors());
  const YamlNode& root = *parsed.tree->root;
  ASSERT_EQ(root.entries.size(), 3U);
  EXPECT_EQ(root.entries[1].key, "ä");
  EXPECT_EQ(locate(root.entries[2].key_place).line, 3U);
  const YamlNode& list = *root.find("ä")->value;
  ASSERT_EQ(list.items.size(), 2U);
  EXPECT_EQ(parsed.written(list.items[1]->place), "'y z'");
  EXPECT_EQ(locate(list.items[1]->place), (diagnostics::Location{"x.yaml", 2, 8, 5}));
  EXPECT_TRUE(list.items[1]->is_quoted);
  EXPECT_FALSE(list.items[0]->is_quoted);
  EXPECT_EQ(root.find("nothing"), nullptr);
}

TEST(YamlTree, PointsBehindAnchors) {
  const Parsed parsed("a: &name 'it''s'\nb: *name\nc: &other plain text # comment\n");
  const YamlNode& root = *parsed.tree->root;
  EXPECT_EQ(parsed.written(root.find("a")->value->place), "'it''s'");
  EXPECT_EQ(root.find("b")->value, root.find("a")->value);
  EXPECT_EQ(parsed.written(root.find("c")->value->place), "plain text");
}

TEST(YamlTree, CountsValuesWithAliasesFollowed) {
  const Parsed parsed("a: &x [1, 2]\nb: *x\n");
  EXPECT_EQ(parsed.tree->root->size, 1U + 3U + 3U);
}

TEST(YamlTree, LetsAKeyOfItsOwnWinOverAMergedOne) {
  const Parsed parsed("base: &b {k: 1, l: 2}\nuse: {l: 3, <<: *b}\nlist: {<<: [*b, {m: 4}]}\n");
  ASSERT_FALSE(parsed.diagnostics.has_errors());
  const YamlNode& use = *parsed.tree->root->find("use")->value;
  EXPECT_EQ(use.find("k")->value->text, "1");
  EXPECT_EQ(use.find("l")->value->text, "3");
  EXPECT_EQ(use.find("<<"), nullptr);
  EXPECT_EQ(parsed.tree->root->find("list")->value->find("m")->value->text, "4");
}

TEST(YamlTree, BoundsWhatMergingAddsUp) {
  std::string yaml = "m0: &m0 {";
  for (int i = 0; i < 1000; ++i) yaml.append("k").append(std::to_string(i)).append(": x, ");
  yaml += "}\n";
  for (int i = 1; i < 200; ++i) {
    yaml.append("m").append(std::to_string(i)).append(": {<<: *m0}\n");
  }
  const Parsed parsed(yaml);
  ASSERT_EQ(parsed.diagnostics.error_count(), 1U);
  EXPECT_EQ(parsed.diagnostics.items()[0].code, "yaml-too-large");
  EXPECT_EQ(parsed.tree->root, nullptr);
}

TEST(YamlTree, HasNoRootForAnEmptyDocument) {
  EXPECT_EQ(Parsed("").tree->root, nullptr);
  EXPECT_EQ(Parsed("# comment\n").tree->root, nullptr);
  EXPECT_FALSE(Parsed("").diagnostics.has_errors());
}

TEST(YamlTree, ReportsAnOpenQuoteThatTheParserForgives) {
  const Parsed parsed("a: 'x\nb: 1\n");
  ASSERT_EQ(parsed.diagnostics.error_count(), 1U);
  EXPECT_EQ(parsed.diagnostics.items()[0].location.line, 1U);
  EXPECT_EQ(parsed.diagnostics.items()[0].location.column, 4U);
}

TEST(YamlTree, BearsNestingUpToItsBound) {
  EXPECT_FALSE(Parsed(std::string(32, '[') + std::string(32, ']')).diagnostics.has_errors());
  EXPECT_EQ(Parsed(std::string(33, '[') + std::string(33, ']')).diagnostics.items().at(0).code,
            "yaml-too-deep");
}

}  // namespace
}  // namespace broadsheet::config

// SPDX-License-Identifier: Apache-2.0
#include "evaluation/structure_gold.h"

#include <gtest/gtest.h>

#include "structures.h"

namespace broadsheet::evaluation {
namespace {

using diagnostics::DiagnosticList;

// "line:column severity message; help" of each.
std::vector<std::string> texts_of(const DiagnosticList& diagnostics) {
  std::vector<std::string> texts;
  for (const auto& item : diagnostics.items()) {
    texts.push_back(
        std::to_string(item.location.line) + ":" + std::to_string(item.location.column) +
        (item.severity == diagnostics::Severity::error ? " error: " : " warning: ") + item.message);
  }
  return texts;
}

std::vector<std::string> faults(const std::string& gold,
                                const std::vector<bool>& lines = non_blank(9)) {
  DiagnosticList diagnostics;
  const auto parsed = StructureGold::parse({"g.json", gold}, diagnostics);
  if (parsed) static_cast<void>(parsed->resolve(lines, diagnostics));
  return texts_of(diagnostics);
}

using Texts = std::vector<std::string>;

TEST(StructureGold, ReadsBlocksInReadingOrder) {
  DiagnosticList diagnostics;
  const auto gold = StructureGold::parse({"g.json", R"({"source": "p.txt",
 "articles": [{"id": "x", "blocks": [{"role": "headline", "lines": [7]},
                                     {"role": "paragraph", "lines": [[4, 6], 2]}]},
              {"blocks": [{"role": "list_item", "lines": [8]}]}],
 "furniture": [{"lines": [1]}, {"role": "credit", "lines": [9]}]})"},
                                         diagnostics);
  ASSERT_TRUE(gold) << texts_of(diagnostics).front();
  EXPECT_EQ(gold->source(), "p.txt");
  EXPECT_EQ(gold->article_ids(), Texts({"x", "a2"}));
  const auto page = gold->resolve(non_blank(9, {3, 5}), diagnostics);
  ASSERT_TRUE(page);
  EXPECT_EQ(texts_of(diagnostics), Texts());
  EXPECT_EQ(page->lines, std::vector<std::uint32_t>({7, 4, 6, 2, 8, 1, 9}));  // 5 is blank
  ASSERT_EQ(page->blocks.size(), 5U);
  EXPECT_EQ(page->blocks[1].line_count, 3U);
  EXPECT_EQ(page->blocks[2].article, 1U);
  EXPECT_EQ(page->blocks[3].role, kFurniture);
  EXPECT_EQ(page->blocks[4].role, static_cast<std::uint32_t>(BROADSHEET_ROLE_CREDIT));
  EXPECT_EQ(page->blocks[4].article, kNone);
}

TEST(StructureGold, TellsEveryFaultOfItsForm) {
  EXPECT_EQ(faults("[]"), Texts({"1:1 error: expected the page as an object, found a list"}));
  EXPECT_EQ(faults("{\"source\": 1}"),
            Texts({"1:12 error: expected the page's file name as a text, found a whole number",
                   "1:1 error: expected 'articles' in this object"}));
  EXPECT_EQ(faults(R"({"articles": [1, {"id": 2}, {"blocks": [
 [], {"role": "headlin", "lines": [1, "2", [3], [5, 4], [1, 2, 3], -1.5]},
 {"lines": 3}]}], "furniture": {}})"),
            Texts({"1:15 error: expected an article as an object, found a whole number",
                   "1:25 error: expected 'id' as a text, found a whole number",
                   "1:18 error: expected 'blocks' in this object",
                   "2:2 error: expected a block as an object, found a list",
                   "2:15 error: unknown role 'headlin'",
                   "2:39 error: expected a line number, or [first, last] with first <= last",
                   "2:44 error: expected a line number, or [first, last] with first <= last",
                   "2:49 error: expected a line number, or [first, last] with first <= last",
                   "2:57 error: expected a line number, or [first, last] with first <= last",
                   "2:68 error: expected a line number, or [first, last] with first <= last",
                   "3:2 error: expected 'role' in this block",
                   "3:12 error: expected 'lines' as a list, found a whole number",
                   "3:32 error: expected 'furniture' as a list, found an object"}));
}

TEST(StructureGold, SuggestsTheRoleThatWasMeant) {
  DiagnosticList diagnostics;
  static_cast<void>(StructureGold::parse(
      {"g.json", R"({"articles": [{"blocks": [{"role": "headlin", "lines": [1]}]}]})"},
      diagnostics));
  ASSERT_EQ(diagnostics.items().size(), 1U);
  EXPECT_TRUE(diagnostics.items()[0].help.starts_with("did you mean 'headline'?"));
}

std::string page_with_lines(const std::string& lines) {
  return "{\"articles\": [{\"blocks\": [\n{\"role\": \"paragraph\", \"lines\": [" + lines +
         "]}]}]}";
}

TEST(StructureGold, TellsLinesThatTheSourceDoesNotHave) {
  EXPECT_EQ(faults(page_with_lines("[1, 9], 10, 0, [3, 4000000000000]")),
            Texts({"2:41 error: line 10 is out of range: the source has lines 1 to 9",
                   "2:45 error: line 0 is out of range: the source has lines 1 to 9",
                   "2:48 error: line 4000000000000 is out of range: the source has lines 1 to 9"}));
}

TEST(StructureGold, TellsLinesThatAreListedTwice) {
  EXPECT_EQ(faults(page_with_lines("[1, 4], 3, [4, 9]")),
            Texts({"2:41 error: line 3 is listed twice, first at 2:33",
                   "2:44 error: line 4 is listed twice, first at 2:33"}));
}

TEST(StructureGold, WarnsOfLinesThatAreListedNowhere) {
  EXPECT_EQ(faults(page_with_lines("[1, 4], 6, 9"), non_blank(9, {8})),
            Texts({"0:0 warning: leaves out 2 lines of the source: 5, 7"}));
}

TEST(StructureGold, TellsThatThereIsNothingToMeasure) {
  EXPECT_EQ(faults(R"({"articles": []})"), Texts({"0:0 error: lists no line of the source"}));
}

TEST(StructureGold, CostsNoMoreThanItsLinesWhereRangesAreRepeated) {
  std::string ranges = "[1, 1000000]";
  for (int i = 0; i < 20000; ++i) ranges += ", [1, 1000000]";
  EXPECT_EQ(faults(page_with_lines(ranges), non_blank(1000000)).size(), DiagnosticList::kMaxKept);
}

}  // namespace
}  // namespace broadsheet::evaluation

// SPDX-License-Identifier: Apache-2.0
#include "evaluation/gold_files.h"

#include <gtest/gtest.h>

#include "scratch_folder.h"

namespace broadsheet::evaluation {
namespace {

using broadsheet::testing::ScratchFolder;

TEST(GoldFiles, AreFoundByBothNames) {
  const ScratchFolder folder;
  for (const char* name : {"b.gold.json", "b.txt", "1923/a/gold.json", "1923/a/gold.text.json",
                           "1923/c.gold.json", ".gold.json", "gold.json.bak", "x.json"}) {
    folder.write(name, "{}");
  }
  diagnostics::DiagnosticList diagnostics;
  const auto files = list_gold_files(folder.path(), diagnostics);
  EXPECT_FALSE(diagnostics.has_errors());
  ASSERT_EQ(files.size(), 3U);
  EXPECT_EQ(files[0].page, "1923/a");
  EXPECT_EQ(files[0].default_source, folder / "1923/a/page.txt");
  EXPECT_EQ(files[1].page, "1923/c");
  EXPECT_EQ(files[2].page, "b");
  EXPECT_EQ(files[2].file, folder / "b.gold.json");
  EXPECT_EQ(files[2].default_source, folder / "b.txt");
}

TEST(GoldFiles, NameThePageAfterTheFolderThatWasGiven) {
  const ScratchFolder folder;
  folder.write("zh_01/gold.json", "{}");
  diagnostics::DiagnosticList diagnostics;
  ASSERT_EQ(list_gold_files(folder / "zh_01", diagnostics).size(), 1U);
  EXPECT_EQ(list_gold_files(folder / "zh_01", diagnostics)[0].page, "zh_01");
}

TEST(GoldFiles, SayWhereThereAreNone) {
  const ScratchFolder folder;
  folder.write("a.txt", "x");
  diagnostics::DiagnosticList diagnostics;
  EXPECT_TRUE(list_gold_files(folder.path(), diagnostics).empty());
  EXPECT_TRUE(list_gold_files(folder / "a.txt", diagnostics).empty());
  EXPECT_TRUE(list_gold_files(folder / "nowhere", diagnostics).empty());
  ASSERT_EQ(diagnostics.items().size(), 3U);
  EXPECT_EQ(diagnostics.items()[0].code, "no-gold");
  EXPECT_EQ(diagnostics.items()[1].code, "not-found");
  EXPECT_EQ(diagnostics.items()[2].code, "not-found");
}

}  // namespace
}  // namespace broadsheet::evaluation

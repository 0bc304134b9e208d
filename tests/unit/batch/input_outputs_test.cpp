// SPDX-License-Identifier: Apache-2.0
#include "batch/input_outputs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <random>
#include <thread>

#include "scratch_folder.h"

namespace broadsheet::batch {
namespace {

using testing::content_of;
using testing::ScratchFolder;
using testing::tree_of;

TEST(InputOutputs, WritesDocumentsInTheirOrder) {
  const ScratchFolder folder;
  InputOutputs outputs({folder / "a.jsonl", folder / "b.csv"}, 100);
  EXPECT_EQ(outputs.file_count(), 2U);
  EXPECT_TRUE(outputs.append(3, {"3", "c"}));
  EXPECT_TRUE(outputs.append(1, {"1", "a"}));
  EXPECT_TRUE(outputs.append(2, {}));  // failed
  EXPECT_TRUE(outputs.append(4, {"4", "d"}));
  ASSERT_TRUE(outputs.publish().is_ok());
  EXPECT_EQ(content_of(folder / "a.jsonl"), "134");
  EXPECT_EQ(content_of(folder / "b.csv"), "acd");
}

TEST(InputOutputs, WritesNothingWhereNoFileIsWanted) {
  InputOutputs outputs({}, 1);
  EXPECT_TRUE(outputs.append(1, {}));
  EXPECT_TRUE(outputs.publish().is_ok());
}

TEST(InputOutputs, LeavesNothingWhereTheyAreNotPublished) {
  const ScratchFolder folder;
  {
    InputOutputs outputs({folder / "a.jsonl"}, 100);
    outputs.append(1, {std::string(1000000, 'x')});
  }
  EXPECT_TRUE(tree_of(folder.path()).empty());
}

TEST(InputOutputs, KeepsTheOrderUnderManyThreads) {
  constexpr std::uint64_t kDocuments = 2000;
  const ScratchFolder folder;
  InputOutputs outputs({folder / "a.jsonl"}, 8);
  std::atomic<std::uint64_t> next{1};
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < 8; ++i) {
    threads.emplace_back([&, i] {
      std::mt19937 random(i);
      for (std::uint64_t number; (number = next++) <= kDocuments;) {
        if (random() % 4 == 0) std::this_thread::yield();
        outputs.append(number, {std::to_string(number) + "\n"});
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  ASSERT_TRUE(outputs.publish().is_ok());
  std::string expected;
  for (std::uint64_t i = 1; i <= kDocuments; ++i) expected += std::to_string(i) + "\n";
  EXPECT_EQ(content_of(folder / "a.jsonl"), expected);
}

TEST(InputOutputs, LetsAWorkerThatIsFarAheadWait) {
  const ScratchFolder folder;
  InputOutputs outputs({folder / "a.jsonl"}, 2);
  outputs.append(2, {"2"});  // one ahead is borne
  std::atomic<bool> is_through{false};
  std::thread ahead([&] {
    outputs.append(3, {"3"});
    is_through = true;
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(30));
  EXPECT_FALSE(is_through);
  outputs.append(1, {"1"});
  ahead.join();
  EXPECT_TRUE(is_through);
  ASSERT_TRUE(outputs.publish().is_ok());
  EXPECT_EQ(content_of(folder / "a.jsonl"), "123");
}

TEST(InputOutputs, SaysAtOnceWhenAFileCannotBeMade) {
  const ScratchFolder folder;
  folder.write("taken", "x");
  InputOutputs outputs({folder / "a.jsonl", folder / "taken/b.jsonl"}, 4);
  EXPECT_EQ(outputs.failure().status, BROADSHEET_IO_ERROR);
  EXPECT_FALSE(outputs.append(1, {"1", "1"}));
  EXPECT_FALSE(outputs.publish().is_ok());
  EXPECT_FALSE(std::filesystem::exists(folder / "a.jsonl"));
}

TEST(InputOutputs, PublishesAllFilesOrNone) {
  const ScratchFolder folder;
  InputOutputs outputs({folder / "a.jsonl", folder / "b.jsonl"}, 4);
  outputs.append(1, {"1", "1"});
  std::filesystem::create_directories(folder / "b.jsonl/in-the-way");
  EXPECT_FALSE(outputs.publish().is_ok());
  EXPECT_FALSE(std::filesystem::exists(folder / "a.jsonl"));
}

TEST(InputOutputs, SaysWhenTheDiskIsFullAndGoesOnTakingDocuments) {
  ScratchFolder folder;
  const auto small = folder.mount_small("small", 256 * 1024);
  if (small.empty()) GTEST_SKIP() << "a small file system can only be mounted by root";
  {
    InputOutputs outputs({small / "a.jsonl"}, 4);
    bool is_writable = true;
    for (std::uint64_t i = 1; i <= 20; ++i)
      is_writable = outputs.append(i, {std::string(100000, 'x')});
    EXPECT_FALSE(is_writable);
    EXPECT_EQ(outputs.publish().status, BROADSHEET_IO_ERROR);
  }
  EXPECT_TRUE(tree_of(small).empty());
}

}  // namespace
}  // namespace broadsheet::batch

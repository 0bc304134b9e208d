// SPDX-License-Identifier: Apache-2.0
#include "batch/output_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scratch_folder.h"

namespace broadsheet::batch {
namespace {

using testing::content_of;
using testing::ScratchFolder;
using testing::tree_of;

document::Outcome write_whole(OutputFile& file, std::string_view text) {
  document::Outcome outcome = file.open();
  if (outcome.is_ok()) outcome = file.write(text);
  if (outcome.is_ok()) outcome = file.close();
  if (outcome.is_ok()) outcome = file.publish();
  return outcome;
}

TEST(OutputFile, HasItsNameOnlyWhenItIsPublished) {
  const ScratchFolder folder;
  OutputFile file(folder / "a/b/page.json");
  ASSERT_TRUE(file.open().is_ok());
  ASSERT_TRUE(file.write("text").is_ok());
  EXPECT_FALSE(std::filesystem::exists(file.file()));
  ASSERT_TRUE(file.close().is_ok());
  EXPECT_FALSE(std::filesystem::exists(file.file()));
  ASSERT_TRUE(file.publish().is_ok());
  EXPECT_EQ(content_of(folder / "a/b/page.json"), "text");
  EXPECT_EQ(tree_of(folder.path()).size(), 1U);
}

TEST(OutputFile, LeavesNothingWhereItIsNotPublished) {
  const ScratchFolder folder;
  {
    OutputFile open_one(folder / "open.json");
    OutputFile closed_one(folder / "closed.json");
    ASSERT_TRUE(open_one.open().is_ok());
    ASSERT_TRUE(open_one.write(std::string(1000000, 'x')).is_ok());
    ASSERT_TRUE(closed_one.open().is_ok());
    ASSERT_TRUE(closed_one.close().is_ok());
    EXPECT_EQ(tree_of(folder.path()).size(), 2U);
  }
  EXPECT_TRUE(tree_of(folder.path()).empty());
}

TEST(OutputFile, TakesThePlaceOfAnOlderFileAndKeepsItOtherwise) {
  const ScratchFolder folder;
  folder.write("page.json", "old");
  {
    OutputFile unfinished(folder / "page.json");
    ASSERT_TRUE(unfinished.open().is_ok());
    ASSERT_TRUE(unfinished.write("new").is_ok());
  }
  EXPECT_EQ(content_of(folder / "page.json"), "old");
  OutputFile file(folder / "page.json");
  ASSERT_TRUE(write_whole(file, "new").is_ok());
  EXPECT_EQ(content_of(folder / "page.json"), "new");
}

TEST(OutputFile, TakesThePlaceOfALinkAndNotOfWhatItLeadsTo) {
  const ScratchFolder folder;
  folder.write("precious.txt", "precious");
  std::filesystem::create_symlink("precious.txt", folder / "page.json");
  OutputFile file(folder / "page.json");
  ASSERT_TRUE(write_whole(file, "new").is_ok());
  EXPECT_EQ(content_of(folder / "precious.txt"), "precious");
  EXPECT_FALSE(std::filesystem::is_symlink(folder / "page.json"));
}

TEST(OutputFile, CanBeWithdrawn) {
  const ScratchFolder folder;
  OutputFile file(folder / "page.json");
  ASSERT_TRUE(write_whole(file, "new").is_ok());
  file.withdraw();
  EXPECT_TRUE(tree_of(folder.path()).empty());
}

TEST(OutputFile, WritesPiecesOfEverySizeInTheirOrder) {
  const ScratchFolder folder;
  OutputFile file(folder / "page.json");
  ASSERT_TRUE(file.open().is_ok());
  std::string expected;
  for (const std::size_t size : {1U, 0U, 200000U, 62144U, 1U, 262144U, 262145U, 700000U, 3U}) {
    const std::string piece(size, static_cast<char>('a' + expected.size() % 26));
    ASSERT_TRUE(file.write(piece).is_ok());
    expected += piece;
  }
  ASSERT_TRUE(file.close().is_ok());
  ASSERT_TRUE(file.publish().is_ok());
  EXPECT_TRUE(content_of(folder / "page.json") == expected);
}

TEST(OutputFile, IsWrittenIntoTheWorkingFolderWhereNoneIsNamed) {
  const ScratchFolder folder;
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(folder.path());
  OutputFile file("report.json");
  const document::Outcome written = write_whole(file, "text");
  std::filesystem::current_path(before);
  ASSERT_TRUE(written.is_ok()) << written.message;
  EXPECT_EQ(content_of(folder / "report.json"), "text");
}

TEST(OutputFile, BearsNamesWithNewlinesAndBytesThatAreNotUtf8) {
  const ScratchFolder folder;
  for (const std::string& name : {std::string("a\nb.json"), std::string("\xff\xfe.json"),
                                  std::string(" .json"), std::string(255, 'n')}) {
    OutputFile file(folder / name);
    ASSERT_TRUE(write_whole(file, name).is_ok());
    EXPECT_EQ(content_of(folder / name), name);
  }
}

TEST(OutputFile, RefusesANameThatIsTooLongBeforeAnythingIsWritten) {
  const ScratchFolder folder;
  OutputFile file(folder / std::string(256, 'n'));
  const document::Outcome opened = file.open();
  EXPECT_EQ(opened.status, BROADSHEET_IO_ERROR);
  EXPECT_EQ(opened.message, file.file().string() + ": cannot write: File name too long");
  EXPECT_EQ(opened.help, "give the input a shorter name");
  EXPECT_TRUE(tree_of(folder.path()).empty());
}

TEST(OutputFile, RefusesANameThatAFolderHas) {
  const ScratchFolder folder;
  folder.write("page.json/inside", "x");
  OutputFile file(folder / "page.json");
  const document::Outcome opened = file.open();
  EXPECT_EQ(opened.message, file.file().string() + ": cannot write: Is a directory");
  EXPECT_EQ(tree_of(folder.path()).size(), 1U);
}

TEST(OutputFile, SaysWhenItsFolderIsAFile) {
  const ScratchFolder folder;
  folder.write("out", "x");
  OutputFile file(folder / "out/page.json");
  const document::Outcome opened = file.open();
  EXPECT_EQ(opened.message, file.file().string() + ": cannot make its folder: Not a directory");
  EXPECT_EQ(opened.help, "move away what has this name, or choose another folder with --output");
}

TEST(OutputFile, GoesAroundATemporaryNameThatSomebodyLeft) {
  const ScratchFolder folder;
  // The names are counted: those that come next are taken by files of a process with our number.
  OutputFile first(folder / "first.json");
  ASSERT_TRUE(first.open().is_ok());
  const std::string name = tree_of(folder.path()).begin()->first;  // .broadsheet-PID-N.part
  const auto dash = name.rfind('-');
  const int number = std::stoi(name.substr(dash + 1));
  for (int i = 1; i <= 3; ++i)
    folder.write(name.substr(0, dash + 1) + std::to_string(number + i) + ".part", "theirs");
  OutputFile second(folder / "second.json");
  ASSERT_TRUE(write_whole(second, "ours").is_ok());
  EXPECT_EQ(content_of(folder / "second.json"), "ours");
  EXPECT_EQ(tree_of(folder.path()).size(), 5U);  // theirs are not touched
}

TEST(OutputFile, LeavesNothingOnAFullDisk) {
  ScratchFolder folder;
  const auto small = folder.mount_small("small", 256 * 1024);
  if (small.empty()) GTEST_SKIP() << "a small file system can only be mounted by root";
  {
    OutputFile file(small / "page.json");
    ASSERT_TRUE(file.open().is_ok());
    document::Outcome written = file.write(std::string(1000000, 'x'));
    if (written.is_ok()) written = file.close();
    EXPECT_EQ(written.status, BROADSHEET_IO_ERROR);
    EXPECT_EQ(written.message,
              (small / "page.json").string() + ": cannot write: No space left on device");
    EXPECT_EQ(written.help,
              "free space or choose another folder with --output; no partial file was left");
  }
  EXPECT_TRUE(tree_of(small).empty());
}

TEST(OutputFile, SaysWhenItsFolderCannotBeWritten) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may write anywhere";
  const ScratchFolder folder;
  std::filesystem::permissions(
      folder.path(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
  OutputFile file(folder / "page.json");
  const document::Outcome opened = file.open();
  EXPECT_EQ(opened.message, file.file().string() + ": cannot write: Permission denied");
  EXPECT_EQ(opened.help, "check the permissions, or choose another folder with --output");
}

}  // namespace
}  // namespace broadsheet::batch

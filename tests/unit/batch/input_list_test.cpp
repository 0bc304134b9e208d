// SPDX-License-Identifier: Apache-2.0
#include "batch/input_list.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <set>

#include "scratch_folder.h"

namespace broadsheet::batch {
namespace {

using testing::ScratchFolder;
using Texts = std::vector<std::string>;

class InputListTest : public ::testing::Test {
 protected:
  InputList list(const Texts& arguments, const std::string& output = "out") {
    InputRequest request;
    for (const std::string& argument : arguments) request.arguments.push_back(folder / argument);
    request.output_folder = folder / output;
    request.extensions = {"txt", "text"};
    request.shard = shard;
    request.shard_count = shard_count;
    return list_inputs(request);
  }
  static Texts stems(const InputList& list) {
    Texts result;
    for (const Input& input : list.inputs) result.push_back(input.output_stem().string());
    return result;
  }
  // "FILE: message" with FILE below the test's folder.
  Texts complaints(const std::vector<diagnostics::Diagnostic>& diagnostics) const {
    Texts result;
    for (const auto& diagnostic : diagnostics) {
      result.push_back(std::filesystem::path(diagnostic.location.file)
                           .lexically_relative(folder.path())
                           .string() +
                       ": " + diagnostic.message);
      EXPECT_FALSE(diagnostic.help.empty()) << diagnostic.message;
    }
    return result;
  }

  ScratchFolder folder;
  std::uint32_t shard = 1;
  std::uint32_t shard_count = 1;
};

TEST_F(InputListTest, TakesFilesOfAnyNameAndOrder) {
  folder.write("b.txt", "b");
  folder.write("a.dat", "aa");
  const InputList inputs = list({"b.txt", "a.dat"});
  EXPECT_EQ(stems(inputs), (Texts{"b", "a"}));
  EXPECT_EQ(inputs.inputs[1].size_bytes, 2U);
  EXPECT_TRUE(inputs.refused.empty());
}

TEST_F(InputListTest, SearchesFoldersInAFixedOrderByExtension) {
  for (const char* name : {"in/z.txt", "in/a.TXT", "in/b/c.text", "in/b/d.json", "in/b/.txt",
                           "in/noextension", "in/x.txt.bak", "in/e.f.txt"}) {
    folder.write(name, "x");
  }
  EXPECT_EQ(stems(list({"in"})), (Texts{"a", "b/c", "e.f", "z"}));
  EXPECT_EQ(stems(list({"in/"})), (Texts{"a", "b/c", "e.f", "z"}));
  EXPECT_EQ(stems(list({"in/./b/.."})), (Texts{"a", "b/c", "e.f", "z"}));
}

TEST_F(InputListTest, CountsTheFilesOfAFolderThatItPassesOver) {
  for (const char* name :
       {"a.txt", "b.PDF", "in/c.pdf", "in/notes", "._a.txt", ".snapshot/a.txt", ".snapshot/b.txt"})
    folder.write(name, "x");
  const InputList inputs = list({"."});
  EXPECT_EQ(stems(inputs), (Texts{"a"}));
  EXPECT_EQ(inputs.passed_over,
            (std::map<std::string, std::size_t>{{"", 1}, {"pdf", 2}, {kHiddenNames, 2}}));
}

TEST_F(InputListTest, KeepsThePathsOfAFolderInTheOutput) {
  folder.write("in/1923/05/page.txt", "x");
  folder.write("in/1923/06/page.txt", "x");
  const InputList inputs = list({"in"});
  EXPECT_EQ(stems(inputs), (Texts{"1923/05/page", "1923/06/page"}));
  EXPECT_FALSE(inputs.conflicts.has_errors());
}

TEST_F(InputListTest, KeepsThePathsOfFilesOfOneNameFromTheFolderThatTheyShare) {
  folder.write("zh/01/page.txt", "x");
  folder.write("zh/02/page.txt", "x");
  folder.write("zh/other.txt", "x");
  EXPECT_EQ(stems(list({"zh/01/page.txt", "zh/02/page.txt", "zh/other.txt"})),
            (Texts{"01/page", "02/page", "other"}));
}

TEST_F(InputListTest, CallsALinkByItsOwnNameAndPlace) {
  folder.write("data/x.txt", "x");
  folder.write("data/y.txt", "y");
  folder.write("one/keep", "");
  folder.write("two/keep", "");
  std::filesystem::create_symlink("../data/x.txt", folder / "one/page.txt");
  std::filesystem::create_symlink("../data/y.txt", folder / "two/page.txt");
  const InputList inputs = list({"one/page.txt", "two/page.txt"});
  EXPECT_EQ(stems(inputs), (Texts{"one/page", "two/page"}));
  EXPECT_FALSE(inputs.conflicts.has_errors());
}

TEST_F(InputListTest, DoesNotFollowLinksToFolders) {
  folder.write("in/a.txt", "x");
  folder.write("elsewhere/b.txt", "x");
  std::filesystem::create_directory_symlink("..", folder / "in/up");
  std::filesystem::create_directory_symlink("../elsewhere", folder / "in/side");
  EXPECT_EQ(stems(list({"in"})), Texts{"a"});
  EXPECT_EQ(stems(list({"in/side"})), Texts{"b"});  // named by the user himself
}

TEST_F(InputListTest, TakesAFileThatIsNamedTwiceOnce) {
  folder.write("in/a.txt", "x");
  folder.write("in/b.txt", "x");
  const InputList inputs = list({"in/a.txt", "in", "in/./a.txt", "in/../in/b.txt"});
  EXPECT_EQ(stems(inputs), (Texts{"a", "b"}));
  EXPECT_FALSE(inputs.conflicts.has_errors());
}

TEST_F(InputListTest, FindsInputsThatWouldWriteTheSameFiles) {
  folder.write("in/page.txt", "x");
  folder.write("in/page.text", "x");
  folder.write("other/page.txt", "x");
  const InputList inputs = list({"in", "other"});
  EXPECT_EQ(complaints(inputs.conflicts.items()),
            (Texts{"in/page.txt: would write the same files as '" +
                       (folder / "in/page.text").string() + "' (page.*)",
                   "other/page.txt: would write the same files as '" +
                       (folder / "in/page.text").string() + "' (page.*)"}));
}

TEST_F(InputListTest, RefusesEachBadInputOnceAndGoesOn) {
  folder.write("in/good.txt", "x");
  folder.write("in/empty.txt", "");
  std::filesystem::create_symlink("nowhere", folder / "in/link.txt");
  ASSERT_EQ(::mkfifo((folder / "in/pipe.txt").c_str(), 0600), 0);
  folder.write("nothing/a.json", "x");
  const InputList inputs = list({"in", "missing.txt", "nothing"});
  EXPECT_EQ(stems(inputs), Texts{"good"});
  EXPECT_EQ(complaints(inputs.refused),
            (Texts{"in/empty.txt: the file is empty",
                   "in/link.txt: is a link to a file that does not exist",
                   "in/pipe.txt: expected a file, found a FIFO (named pipe)",
                   "missing.txt: no such file or folder",
                   "nothing: the folder has no file that the config's readers read"}));
  EXPECT_EQ(inputs.refused[4].help, "expected files that end in .txt, .text");
}

TEST_F(InputListTest, KeepsEveryRefusalHoweverMany) {
  for (int i = 0; i < 1500; ++i) folder.write("in/" + std::to_string(i) + ".txt", "");
  EXPECT_EQ(list({"in"}).refused.size(), 1500U);
}

TEST_F(InputListTest, TakesAFolderThatIsCalledLikeAFile) {
  folder.write("in/folder.txt/a.txt", "x");
  EXPECT_EQ(stems(list({"in"})), Texts{"folder.txt/a"});
}

TEST_F(InputListTest, LeavesTheOutputFolderOutOfAFolder) {
  folder.write("in/a.txt", "x");
  folder.write("in/out/b.txt", "x");
  const InputList inputs = list({"in"}, "in/out");
  EXPECT_EQ(stems(inputs), Texts{"a"});
  EXPECT_TRUE(inputs.refused.empty());
}

TEST_F(InputListTest, RefusesInputsInsideTheOutputFolder) {
  folder.write("out/a.txt", "x");
  folder.write("out/sub/b.txt", "x");
  std::filesystem::create_symlink("out/a.txt", folder / "link.txt");
  const std::string message = ": the input lies inside the output folder";
  EXPECT_EQ(
      complaints(list({"out/a.txt", "out", "out/sub", "link.txt"}).refused),
      (Texts{"out/a.txt" + message, "out" + message, "out/sub" + message, "link.txt" + message}));
  folder.write("outer/c.txt", "x");  // begins like the output folder's name
  EXPECT_EQ(stems(list({"outer/c.txt"})), Texts{"c"});
}

TEST_F(InputListTest, RefusesAFolderThatCannotBeListedAndGoesOnWithTheOthers) {
  folder.write("in/a.txt", "x");
  folder.write("in/closed/b.txt", "x");
  folder.write("in/z/c.txt", "x");
  ASSERT_EQ(::chmod(folder.path().c_str(), 0755), 0);
  ASSERT_EQ(::chmod((folder / "in/closed").c_str(), 0), 0);
  const bool is_root = ::geteuid() == 0;
  if (is_root && ::seteuid(65534) != 0) FAIL();  // root may list everything
  const InputList inputs = list({"in"});
  if (is_root && ::seteuid(0) != 0) FAIL();
  ASSERT_EQ(::chmod((folder / "in/closed").c_str(), 0755), 0);
  EXPECT_EQ(stems(inputs), (Texts{"a", "z/c"}));
  EXPECT_EQ(complaints(inputs.refused),
            Texts{"in/closed: cannot list the folder: Permission denied"});
}

TEST_F(InputListTest, BearsNamesWithNewlinesAndBytesThatAreNotUtf8) {
  folder.write("in/a\nb.txt", "x");
  folder.write("in/\xff.txt", "x");
  EXPECT_EQ(stems(list({"in"})), (Texts{"a\nb", "\xff"}));
}

TEST_F(InputListTest, SharesInputsOutToShardsWithoutALossOrARepetition) {
  for (int i = 0; i < 200; ++i)
    folder.write("in/" + std::to_string(i % 7) + "/" + std::to_string(i) + ".txt", "x");
  const Texts whole = stems(list({"in"}));
  ASSERT_EQ(whole.size(), 200U);
  for (const std::uint32_t count : {2U, 3U, 8U}) {
    Texts together;
    shard_count = count;
    for (shard = 1; shard <= count; ++shard) {
      const Texts share = stems(list({"in"}));
      EXPECT_GT(share.size(), 200U / count / 3);  // none is left with next to nothing
      together.insert(together.end(), share.begin(), share.end());
    }
    std::sort(together.begin(), together.end());
    Texts sorted = whole;
    std::sort(sorted.begin(), sorted.end());
    EXPECT_EQ(together, sorted);
  }
}

TEST_F(InputListTest, KeepsFilesThatWouldConflictInOneShard) {
  folder.write("in/page.txt", "x");
  folder.write("in/page.text", "x");
  shard_count = 5;
  std::size_t conflicts = 0;
  for (shard = 1; shard <= 5; ++shard) conflicts += list({"in"}).conflicts.error_count();
  EXPECT_EQ(conflicts, 1U);
}

}  // namespace
}  // namespace broadsheet::batch

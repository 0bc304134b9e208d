// SPDX-License-Identifier: Apache-2.0
// Inputs that cannot be read, or are not text: each is named once with how to mend it, the others
// are converted.

#include <sys/stat.h>
#include <unistd.h>

#include "program_test.h"

namespace broadsheet::testing {
namespace {

class UnreadableInputTest : public ProgramTest {
 protected:
  UnreadableInputTest() { folder.write("good.txt", "a good page\n"); }

  // The message about an input that is converted together with a good one.
  std::string complaint(const std::string& input) const {
    const ProcessResult result = convert({"good.txt", input});
    EXPECT_EQ(result.exit_code, 1) << result.err;
    EXPECT_EQ(output_names(), std::vector<std::string>{"good.json"});
    EXPECT_EQ(count_of(result.err, "error: "), 1) << result.err;
    EXPECT_EQ(count_of(result.err, "\n  help: "), 1) << result.err;
    EXPECT_TRUE(holds(result.err, "2 documents from 2 files")) << result.err;
    EXPECT_TRUE(holds(result.err, ": 1 converted, 1 failed")) << result.err;
    return result.err.substr(0, result.err.find('\n'));
  }
  std::string complaint(const std::string& name, std::string_view text) const {
    folder.write(name, text);
    return complaint(name);
  }
};

TEST_F(UnreadableInputTest, IsNamedWhereItIsMissing) {
  EXPECT_EQ(complaint("none.txt"), "none.txt: error: no such file or folder");
}

TEST_F(UnreadableInputTest, IsNamedWhereItIsEmpty) {
  EXPECT_EQ(complaint("empty.txt", ""), "empty.txt: error: the file is empty");
}

TEST_F(UnreadableInputTest, IsNamedWhereALinkLeadsNowhere) {
  std::filesystem::create_symlink("nowhere", folder / "link.txt");
  EXPECT_EQ(complaint("link.txt"), "link.txt: error: is a link to a file that does not exist");
}

TEST_F(UnreadableInputTest, IsNamedWhereItIsAFifoAndNothingWaits) {
  ASSERT_EQ(::mkfifo((folder / "pipe.txt").c_str(), 0600), 0);
  EXPECT_EQ(complaint("pipe.txt"), "pipe.txt: error: expected a file, found a FIFO (named pipe)");
}

TEST_F(UnreadableInputTest, IsNamedWhereItIsADevice) {
  EXPECT_EQ(complaint("/dev/zero"), "/dev/zero: error: expected a file, found a device");
}

TEST_F(UnreadableInputTest, IsNamedWhereItMayNotBeRead) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  ASSERT_EQ(::chmod(folder.write("closed.txt", "x").c_str(), 0), 0);
  EXPECT_EQ(complaint("closed.txt"), "closed.txt: error: cannot open: Permission denied");
}

TEST_F(UnreadableInputTest, IsNamedWhereAFolderHasNothingToRead) {
  folder.write("pictures/a.png", "x");
  EXPECT_EQ(complaint("pictures"),
            "pictures: error: the folder has no file that the config's readers read");
}

TEST_F(UnreadableInputTest, IsNamedWhereItIsAPicture) {
  const std::string text =
      complaint("a.txt", std::string_view("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16));
  EXPECT_TRUE(holds(text, "a.txt: error: reader_text: ")) << text;
  EXPECT_TRUE(holds(text, "PNG")) << text;
}

TEST_F(UnreadableInputTest, IsNamedWhereItIsOnlyNuls) {
  const std::string text = complaint("nuls.txt", std::string(100000, '\0'));
  EXPECT_TRUE(text.starts_with("nuls.txt: error: reader_text: expected text")) << text;
}

TEST_F(UnreadableInputTest, IsNamedWhereNoReaderTakesIt) {
  write_config("c.yaml", "", "  - use: reader_jsonl\n  - use: reader_text\n");
  const std::string text =
      complaint("a.pdf", std::string_view("%PDF-1.4\n\xff\xfe\0\1\2\3\0\0\0\0", 21));
  EXPECT_TRUE(text.starts_with("a.pdf: error: ")) << text;
}

// The byte order mark is the line's first character.
TEST_F(UnreadableInputTest, KeepsALoneSurrogateAsAReplacementAndSaysSo) {
  folder.write("a.txt", std::string_view("\xff\xfe"
                                         "a\0\x00\xd8"
                                         "b\0\n\0",
                                         10));
  const ProcessResult result = convert({"a.txt"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(holds(result.err, "a.txt:1:3: warning: reader_text: ")) << result.err;
  EXPECT_TRUE(holds(outputs()["a.json"],
                    "a\xef\xbf\xbd"
                    "b"));
}

TEST_F(UnreadableInputTest, IsRefusedAltogetherWhereNothingIsLeft) {
  folder.write("empty.txt", "");
  const ProcessResult result = convert({"empty.txt", "none.txt"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_TRUE(result.err.ends_with("error: there is nothing to convert\n")) << result.err;
  EXPECT_FALSE(std::filesystem::exists(folder / "out"));
}

TEST_F(UnreadableInputTest, IsRefusedInsideTheOutputFolder) {
  folder.write("out/a.txt", "x");
  const ProcessResult result = convert({"good.txt", "out"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(holds(result.err,
                    "out: error: the input lies inside the output folder\n"
                    "  help: choose another folder with --output\n"))
      << result.err;
  EXPECT_EQ(output_names(), (std::vector<std::string>{"a.txt", "good.json"}));
}

TEST_F(UnreadableInputTest, IsLeftOutWhereTheOutputFolderLiesInside) {
  folder.write("in/a.txt", "x");
  for (int i = 0; i < 2; ++i) {  // the second run meets the first one's results
    const ProcessResult result = broadsheet({"run", "c.yaml", "in", "-o", "in/results"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_EQ(output_names("in"), (std::vector<std::string>{"a.txt", "results/a.json"}));
  }
}

TEST_F(UnreadableInputTest, StopsBeforeItStartsWhereTwoWouldWriteOneFile) {
  folder.write("in/page.txt", "x");
  folder.write("in/page.text", "y");
  const ProcessResult result = convert({"in"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_TRUE(holds(result.err,
                    "in/page.txt: error: would write the same files as 'in/page.text' "
                    "(page.*)\n  help: rename one of them"))
      << result.err;
  EXPECT_FALSE(std::filesystem::exists(folder / "out"));
}

TEST_F(UnreadableInputTest, IsNamedByItsLineInAFileOfManyDocuments) {
  write_jsonl_config("c.yaml");
  folder.write("many.jsonl",
               "{\"text\": \"one\"}\nnot json\n{\"text\": \"three\"}\n{\"txt\": \"four\"}\n");
  const ProcessResult result = convert({"many.jsonl"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(count_of(result.err, "error: "), 2) << result.err;
  EXPECT_TRUE(holds(result.err, "many.jsonl:2")) << result.err;
  EXPECT_TRUE(holds(result.err, "many.jsonl:4")) << result.err;
  EXPECT_EQ(count_of(outputs()["many.jsonl"], "\n"), 2);
}

}  // namespace
}  // namespace broadsheet::testing

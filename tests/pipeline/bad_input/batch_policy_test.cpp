// SPDX-License-Identifier: Apache-2.0
// Many inputs, some of them bad: what is converted, counted, reported, and when the run stops.

#include <fcntl.h>
#include <unistd.h>

#include "program_test.h"

namespace broadsheet::testing {
namespace {

class BatchPolicyTest : public ProgramTest {
 protected:
  // Every tenth file is a picture.
  void write_pages(int count) const {
    for (int i = 0; i < count; ++i) {
      const std::string name = "in/" + std::to_string(i % 3) + "/" + std::to_string(i) + ".txt";
      folder.write(name, i % 10 == 9 ? std::string("\x89PNG\r\n\x1a\n\0\0", 10)
                                     : "Page " + std::to_string(i) + "\n\nsome words\nand more\n");
    }
  }
};

TEST_F(BatchPolicyTest, ConvertsTheGoodOnesAndNamesEachBadOneOnce) {
  write_pages(40);
  const ProcessResult result = convert({"in"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(outputs().size(), 36U);
  EXPECT_EQ(count_of(result.err, ": error: "), 4);
  for (const char* name : {"in/0/9.txt", "in/1/19.txt", "in/2/29.txt", "in/0/39.txt"})
    EXPECT_EQ(count_of(result.err, std::string(name) + ": error: reader_text: "), 1) << result.err;
  EXPECT_TRUE(holds(result.err, "40 documents from 40 files")) << result.err;
  EXPECT_TRUE(holds(result.err, ": 36 converted, 4 failed\n")) << result.err;
}

TEST_F(BatchPolicyTest, WritesTheSameWithOneWorkerAndWithEight) {
  write_pages(60);
  folder.write("in/sub/page.text", "one more\n");
  ASSERT_EQ(broadsheet({"run", "c.yaml", "in", "-o", "one", "-j", "1"}).exit_code, 1);
  ASSERT_EQ(broadsheet({"run", "c.yaml", "in", "-o", "eight", "-j", "8"}).exit_code, 1);
  EXPECT_EQ(outputs("one").size(), 55U);
  EXPECT_TRUE(outputs("one") == outputs("eight"));
}

TEST_F(BatchPolicyTest, WritesAFileOfManyDocumentsTheSameWithOneWorkerAndWithEight) {
  write_jsonl_config("c.yaml");
  std::string records;
  for (int i = 0; i < 3000; ++i) {
    records += i % 100 == 7 ? "broken\n"
                            : "{\"id\": \"" + std::to_string(i) + "\", \"text\": \"Text " +
                                  std::string(static_cast<std::size_t>(i % 37), 'x') + "\"}\n";
  }
  folder.write("many.jsonl", records);
  ASSERT_EQ(broadsheet({"run", "c.yaml", "many.jsonl", "-o", "one", "-j", "1"}).exit_code, 1);
  ASSERT_EQ(broadsheet({"run", "c.yaml", "many.jsonl", "-o", "eight", "-j", "8"}).exit_code, 1);
  EXPECT_EQ(count_of(outputs("one")["many.jsonl"], "\n"), 2970);
  EXPECT_TRUE(outputs("one") == outputs("eight"));
}

TEST_F(BatchPolicyTest, StopsWhenTooManyFailed) {
  write_config("c.yaml", "max_failed: 2\n");
  write_pages(100);
  const ProcessResult result = convert({"in"}, {"-j", "1", "--report", "report.json"});
  EXPECT_EQ(result.exit_code, 3) << result.err;
  EXPECT_EQ(count_of(result.err, ": error: "), 2);
  EXPECT_TRUE(holds(result.err, "stopped by the config: ")) << result.err;
  EXPECT_LT(outputs().size(), 90U);
  EXPECT_TRUE(holds(content_of(folder / "report.json"), "\"end\": \"stopped_by_policy\""));
}

TEST_F(BatchPolicyTest, CountsInputsThatCannotBeListedAmongTheFailed) {
  write_config("c.yaml", "max_failed: 2\n");
  folder.write("good.txt", "x");
  EXPECT_EQ(convert({"good.txt", "none.txt"}).exit_code, 1);
  EXPECT_EQ(convert({"good.txt", "none.txt", "nothing.txt"}).exit_code, 3);
}

TEST_F(BatchPolicyTest, SharesTheInputsOutToShards) {
  write_pages(30);
  ASSERT_EQ(convert({"in"}).exit_code, 1);
  for (const char* shard : {"1/3", "2/3", "3/3"}) {
    const int code =
        broadsheet({"run", "c.yaml", "in", "-o", "shards", "--shard", shard}).exit_code;
    EXPECT_TRUE(code == 0 || code == 1);
  }
  EXPECT_TRUE(outputs("shards") == outputs());
}

TEST_F(BatchPolicyTest, ReportsTheRunAsJson) {
  write_pages(20);
  const ProcessResult result =
      convert({"in", "none.txt"}, {"--report", "reports/run.json", "--quiet"});
  EXPECT_EQ(result.exit_code, 1);
  const std::string report = content_of(folder / "reports/run.json");
  EXPECT_TRUE(holds(report, "\"format\": \"broadsheet-report/1\"")) << report;
  EXPECT_TRUE(holds(report, "\"end\": \"finished\""));
  EXPECT_TRUE(holds(report, "\"inputs\": 21"));
  EXPECT_TRUE(holds(report, "\"documents\": 21"));
  EXPECT_TRUE(holds(report, "\"succeeded\": 18"));
  EXPECT_TRUE(holds(report, "\"failed\": 3"));
  EXPECT_EQ(count_of(report, "\"input\": \"in/0/9.txt\""), 1);
  EXPECT_EQ(count_of(report, "\"input\": \"none.txt\""), 1);
  EXPECT_EQ(output_names("reports"), std::vector<std::string>{"run.json"});
}

TEST_F(BatchPolicyTest, SaysMoreOrLessAsAsked) {
  folder.write("a.txt", std::string_view("caf\xe9 in a code page\n", 20));
  const ProcessResult ordinary = convert({"a.txt"});
  const ProcessResult quiet = convert({"a.txt"}, {"--quiet"});
  const ProcessResult verbose = convert({"a.txt"}, {"--verbose"});
  EXPECT_EQ(quiet.err, "");
  EXPECT_EQ(count_of(ordinary.err, "1 document from 1 file"), 1) << ordinary.err;
  EXPECT_FALSE(holds(ordinary.err, "note: ")) << ordinary.err;
  EXPECT_GE(verbose.err.size(), ordinary.err.size());
  EXPECT_TRUE(holds(verbose.err, ": note: ") || holds(verbose.err, ": warning: ")) << verbose.err;
  EXPECT_EQ(ordinary.exit_code + quiet.exit_code + verbose.exit_code, 0);
}

TEST_F(BatchPolicyTest, ShowsTheFirstFailuresAndReportsThemAll) {
  for (int i = 0; i < 300; ++i)
    folder.write("in/" + std::to_string(i) + ".txt", "\x89PNG\r\n\x1a\n");
  folder.write("in/good.txt", "x");
  const ProcessResult result = convert({"in"}, {"--report", "report.json", "-j", "4"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(count_of(result.err, ": error: "), 50);
  EXPECT_EQ(count_of(result.err, "further failures are not shown; --report FILE lists them all\n"),
            1);
  EXPECT_EQ(count_of(content_of(folder / "report.json"), "\"input\": "), 300);
}

// A terminal: a pseudo one, in which the program would draw and colour.
std::string shown_on_terminal(const std::vector<std::string>& arguments,
                              const std::vector<std::pair<std::string, std::string>>& environment,
                              const std::filesystem::path& folder) {
  const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY);
  if (terminal < 0 || ::grantpt(terminal) != 0 || ::unlockpt(terminal) != 0) return "";
  const std::string name = ::ptsname(terminal);
  std::string line = "exec \"$@\" 2>" + name;
  std::vector<std::string> words = {"/bin/sh", "-c", line, "sh"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  ProcessOptions options;
  options.folder = folder;
  options.environment = environment;
  const int keep_open = ::open(name.c_str(), O_RDWR | O_NOCTTY);
  run(words, options);
  ::fcntl(terminal, F_SETFL, O_NONBLOCK);
  std::string text(65536, '\0');
  const ssize_t length = ::read(terminal, text.data(), text.size());
  ::close(keep_open);
  ::close(terminal);
  text.resize(length > 0 ? static_cast<std::size_t>(length) : 0);
  return text;
}

TEST_F(BatchPolicyTest, ColoursMessagesOnATerminalUnlessAskedNotTo) {
  folder.write("empty.txt", "");
  folder.write("good.txt", "x");
  const auto arguments = command({"run", "c.yaml", "empty.txt", "good.txt", "-o", "out"});
  const std::string coloured = shown_on_terminal(arguments, {{"NO_COLOR", ""}}, folder.path());
  if (coloured.empty()) GTEST_SKIP() << "there is no pseudo terminal here";
  EXPECT_TRUE(holds(coloured, "\x1b[1")) << coloured;
  const std::string plain = shown_on_terminal(arguments, {{"NO_COLOR", "1"}}, folder.path());
  EXPECT_TRUE(holds(plain, "empty.txt: error: the file is empty")) << plain;
  EXPECT_FALSE(holds(plain, "\x1b[1")) << plain;
}

}  // namespace
}  // namespace broadsheet::testing

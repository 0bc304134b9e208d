// SPDX-License-Identifier: Apache-2.0
// Where results cannot be written: said before the run where it can be known, and never half a
// file.

#include <sys/stat.h>
#include <unistd.h>

#include "program_test.h"

namespace broadsheet::testing {
namespace {

class OutputPlaceTest : public ProgramTest {
 protected:
  OutputPlaceTest() { folder.write("a.txt", "a page\n"); }
};

TEST_F(OutputPlaceTest, IsMadeWithTheFoldersThatItStandsIn) {
  EXPECT_EQ(broadsheet({"run", "c.yaml", "a.txt", "-o", "x/y/z"}).exit_code, 0);
  EXPECT_EQ(output_names("x"), std::vector<std::string>{"y/z/a.json"});
}

TEST_F(OutputPlaceTest, IsRefusedWhereItIsAFile) {
  folder.write("out", "precious");
  const ProcessResult result = convert({"a.txt"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_TRUE(holds(result.err, "error: cannot write into the output folder: ")) << result.err;
  EXPECT_TRUE(holds(result.err, "Not a directory\n  help: move away what has this name"))
      << result.err;
  EXPECT_EQ(content_of(folder / "out"), "precious");
}

TEST_F(OutputPlaceTest, IsRefusedWhereItMayNotBeWritten) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may write anywhere";
  std::filesystem::create_directory(folder / "out");
  ASSERT_EQ(::chmod((folder / "out").c_str(), 0555), 0);
  const ProcessResult result = convert({"a.txt"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_TRUE(holds(result.err, "Permission denied\n  help: check the permissions")) << result.err;
}

TEST_F(OutputPlaceTest, LeavesTheOthersWhereAFolderHasOneResultsName) {
  folder.write("b.txt", "b");
  folder.write("out/a.json/inside", "x");
  const ProcessResult result = convert({"a.txt", "b.txt"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(
      holds(result.err, "a.txt: error: exporter_json: out/a.json: cannot write: Is a directory\n"))
      << result.err;
  EXPECT_EQ(output_names(), (std::vector<std::string>{"a.json/inside", "b.json"}));
}

TEST_F(OutputPlaceTest, LeavesNothingHalfThereOnAFullDisk) {
  if (folder.mount_small("out", 1024 * 1024).empty())
    GTEST_SKIP() << "a small file system can only be mounted by root";
  for (int i = 0; i < 4; ++i)
    folder.write("in/big" + std::to_string(i) + ".txt", std::string(600000, 'x') + "\n");
  folder.write("in/small.txt", "x\n");
  // One at a time: the small file must not meet a disk that another one is just filling.
  const ProcessResult result = convert({"in"}, {"-j", "1", "--report", "report.json"});
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_TRUE(holds(result.err,
                    "cannot write: No space left on device\n"
                    "  help: free space or choose another folder with --output; no "
                    "partial file was left\n"))
      << result.err;
  for (const auto& [name, content] : outputs()) {
    EXPECT_TRUE(name.ends_with(".json")) << name;
    EXPECT_TRUE(content.ends_with("}\n")) << name;
  }
  EXPECT_TRUE(outputs().contains("small.json"));
  EXPECT_TRUE(holds(content_of(folder / "report.json"), "\"part\": \"exporter_json\""));
}

TEST_F(OutputPlaceTest, LeavesNothingOfAFileOfManyDocumentsOnAFullDisk) {
  if (folder.mount_small("out", 256 * 1024).empty())
    GTEST_SKIP() << "a small file system can only be mounted by root";
  write_jsonl_config("c.yaml");
  std::string records;
  for (int i = 0; i < 500; ++i) records += "{\"text\": \"" + std::string(5000, 'x') + "\"}\n";
  folder.write("many.jsonl", records);
  const ProcessResult result = convert({"many.jsonl"});
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_TRUE(holds(result.err, "No space left on device")) << result.err;
  EXPECT_TRUE(holds(result.err, ": 0 converted, ")) << result.err;
  EXPECT_EQ(count_of(result.err, "error: "), 1) << result.err;
  EXPECT_TRUE(outputs().empty());
}

TEST_F(OutputPlaceTest, OfTheReportIsTriedBeforeTheRun) {
  folder.write("taken", "x");
  const ProcessResult result = convert({"a.txt"}, {"--report", "taken/report.json"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_TRUE(holds(result.err, "error: cannot write the report: taken/report.json: "))
      << result.err;
  EXPECT_TRUE(outputs().empty());
}

TEST_F(OutputPlaceTest, ReplacesOlderResults) {
  folder.write("out/a.json", "old");
  EXPECT_EQ(convert({"a.txt"}).exit_code, 0);
  EXPECT_TRUE(holds(outputs()["a.json"], "a page"));
  EXPECT_EQ(outputs().size(), 1U);
}

}  // namespace
}  // namespace broadsheet::testing

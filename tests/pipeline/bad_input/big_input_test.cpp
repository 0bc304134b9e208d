// SPDX-License-Identifier: Apache-2.0
// Sizes that a page never has: refused fast, or borne within bounded memory.

#include "program_test.h"

namespace broadsheet::testing {
namespace {

class BigInputTest : public ProgramTest {};

TEST_F(BigInputTest, RefusesTwoGigabytesWithoutReadingThem) {
  folder.write("good.txt", "x");
  folder.write("huge.txt", "begins like text\n");
  std::filesystem::resize_file(folder / "huge.txt", std::uintmax_t{2} << 30U);  // a sparse file
  const ProcessResult result = convert({"good.txt", "huge.txt"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(holds(result.err, "huge.txt: error: reader_text: ")) << result.err;
  EXPECT_TRUE(holds(result.err, "max_bytes")) << result.err;
  EXPECT_LT(result.max_resident_kib, 200 * 1024);
  EXPECT_EQ(output_names(), std::vector<std::string>{"good.json"});
}

TEST_F(BigInputTest, ConvertsALineOfFiftyMegabytes) {
  std::string line;
  while (line.size() < 50000000) line += "one line that never ends, ";
  folder.write("line.txt", line);
  const ProcessResult result = convert({"line.txt"}, {"-j", "1"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_GT(std::filesystem::file_size(folder / "out/line.json"), line.size());
  EXPECT_LT(result.max_resident_kib, 1500 * 1024);
}

TEST_F(BigInputTest, ConvertsAMillionEmptyLines) {
  folder.write("lines.txt", "a" + std::string(1000000, '\n') + "b");
  const ProcessResult result = convert({"lines.txt"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
}

TEST_F(BigInputTest, RefusesARecordThatIsTooLargeAndReadsTheOthers) {
  write_jsonl_config("c.yaml");
  folder.write("many.jsonl", "{\"text\": \"one\"}\n{\"text\": \"" + std::string(80000000, 'x') +
                                 "\"}\n{\"text\": \"three\"}\n");
  const ProcessResult result = convert({"many.jsonl"});
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_TRUE(holds(result.err, "many.jsonl:2")) << result.err;
  EXPECT_EQ(count_of(outputs()["many.jsonl"], "\n"), 2);
}

}  // namespace
}  // namespace broadsheet::testing

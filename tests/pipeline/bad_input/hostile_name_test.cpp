// SPDX-License-Identifier: Apache-2.0
// File names are bytes: results carry them as they are, and no name can forge a line on a terminal.

#include "program_test.h"

namespace broadsheet::testing {
namespace {

class HostileNameTest : public ProgramTest {};

TEST_F(HostileNameTest, CarriesTheInputsNameToTheOutput) {
  const std::vector<std::string> names = {"a\nb",   "\xff\xfe", " ",
                                          "--help", "a'b\"c",   "\x1b[2J",
                                          "日本",   "a.b.c",    std::string(240, 'n')};
  for (const std::string& name : names) folder.write("in/" + name + ".txt", "text\n");
  const ProcessResult result = convert({"in"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  const auto files = outputs();
  EXPECT_EQ(files.size(), names.size());
  for (const std::string& name : names) EXPECT_TRUE(files.contains(name + ".json")) << name;
  EXPECT_TRUE(holds(files.at("\xff\xfe.json"), "\"path\":\"\xef\xbf\xbd\xef\xbf\xbd.txt\"") ||
              holds(files.at("\xff\xfe.json"), "\"path\": \"\xef\xbf\xbd\xef\xbf\xbd.txt\""));
}

TEST_F(HostileNameTest, EscapesNamesInMessages) {
  folder.write("in/a\nb.txt", "");
  folder.write("in/\xff\x1b[2J.txt", "");
  folder.write("in/\xe2\x80\xae.txt", "");
  folder.write("in/good.txt", "x");
  const ProcessResult result = convert({"in"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(holds(result.err, "in/a\\nb.txt: error: the file is empty\n")) << result.err;
  EXPECT_TRUE(holds(result.err, "in/\\xff\\x1b[2J.txt: error: the file is empty\n")) << result.err;
  EXPECT_TRUE(holds(result.err, "in/\\u202e.txt: error: the file is empty\n")) << result.err;
}

TEST_F(HostileNameTest, SaysWhenAnOutputsNameIsTooLongAndLeavesNothing) {
  folder.write("in/" + std::string(251, 'n') + ".txt", "x");  // .json is a character longer
  folder.write("in/good.txt", "x");
  const ProcessResult result = convert({"in"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(holds(result.err,
                    ".json: cannot write: File name too long\n"
                    "  help: give the input a shorter name\n"))
      << result.err;
  EXPECT_EQ(output_names(), std::vector<std::string>{"good.json"});
}

TEST_F(HostileNameTest, TakesAFileWhoseNameBeginsLikeAnOption) {
  folder.write("-page.txt", "x");
  EXPECT_EQ(convert({"./-page.txt"}).exit_code, 0);
  EXPECT_EQ(output_names(), std::vector<std::string>{"-page.json"});
}

}  // namespace
}  // namespace broadsheet::testing

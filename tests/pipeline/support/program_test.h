// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_TESTS_PIPELINE_SUPPORT_PROGRAM_TEST_H_
#define BROADSHEET_TESTS_PIPELINE_SUPPORT_PROGRAM_TEST_H_

// Tests that run the built program as its users do.

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "process.h"
#include "scratch_folder.h"

namespace broadsheet::testing {

/// A folder with a config `c.yaml` that reads text and writes JSON, and the program run in it.
class ProgramTest : public ::testing::Test {
 protected:
  ProgramTest() { write_config("c.yaml"); }

  /// A config of bundled plugins; `top` and the lists' further lines are YAML.
  void write_config(const std::string& name, const std::string& top = "",
                    const std::string& read = "  - use: reader_text\n",
                    const std::string& stages = "  - use: cleaner_plain\n",
                    const std::string& write = "  - use: exporter_json\n") {
    folder.write(name, "version: 1\nname: test\n" + top + "read:\n" + read + "stages:\n" + stages +
                           "write:\n" + write);
  }
  void write_jsonl_config(const std::string& name) {
    write_config(name, "", "  - use: reader_jsonl\n", "  - use: cleaner_plain\n",
                 "  - use: exporter_jsonl\n");
  }

  ProcessOptions options() const {
    ProcessOptions result;
    result.folder = folder.path();
    return result;
  }
  static std::vector<std::string> command(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), BROADSHEET_PROGRAM);
    return arguments;
  }
  ProcessResult broadsheet(std::vector<std::string> arguments) const {
    return checked(run(command(std::move(arguments)), options()));
  }
  /// `run c.yaml ... -o out`
  ProcessResult convert(std::vector<std::string> inputs,
                        std::vector<std::string> further = {}) const {
    std::vector<std::string> arguments = {"run", "c.yaml"};
    arguments.insert(arguments.end(), inputs.begin(), inputs.end());
    arguments.insert(arguments.end(), {"-o", "out"});
    arguments.insert(arguments.end(), further.begin(), further.end());
    return broadsheet(std::move(arguments));
  }

  std::map<std::string, std::string> outputs(const std::string& name = "out") const {
    return tree_of(folder / name);
  }
  std::vector<std::string> output_names(const std::string& name = "out") const {
    std::vector<std::string> names;
    for (const auto& [file, content] : outputs(name)) names.push_back(file);
    return names;
  }

  ScratchFolder folder;

 private:
  // What holds for every call: it ends by itself, and its messages can be shown on a terminal.
  static ProcessResult checked(ProcessResult result) {
    EXPECT_FALSE(result.is_timed_out) << result.err;
    EXPECT_EQ(result.signal, 0) << result.err;
    for (const char byte : result.err)
      EXPECT_TRUE(byte == '\n' || static_cast<unsigned char>(byte) >= 0x20U) << result.err;
    EXPECT_EQ(result.err.find("internal"), std::string::npos) << result.err;
    return result;
  }
};

inline bool holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}
inline int count_of(std::string_view text, std::string_view part) {
  int count = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string_view::npos; at += part.size())
    ++count;
  return count;
}

}  // namespace broadsheet::testing

#endif  // BROADSHEET_TESTS_PIPELINE_SUPPORT_PROGRAM_TEST_H_

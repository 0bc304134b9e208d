// SPDX-License-Identifier: Apache-2.0
// Every config of configs/ is proved and run; all_options.yaml names every option of every plugin
// that it uses, and every plugin.
#include <gtest/gtest.h>

#include <set>

#include "support/program.h"

namespace broadsheet::testing {
namespace {

namespace fs = std::filesystem;

const fs::path kConfigs = fs::path(BROADSHEET_SOURCE_DIR) / "configs";

std::vector<fs::path> config_files() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(kConfigs)) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  return files;
}

TEST(Configs, AreAllProved) {
  ASSERT_GE(config_files().size(), 5U);
  for (const fs::path& config : config_files()) {
    const ProgramEnd end = run_program({"check", config.string()});
    EXPECT_EQ(end.exit_code, 0) << end.standard_error;
  }
}

TEST(Configs, AllConvertWhatTheirReadersRead) {
  for (const fs::path& config : config_files()) {
    TemporaryFolder folder;
    const bool reads_lines = read_file(config).find("use: reader_jsonl") != std::string::npos;
    const bool reads_text = read_file(config).find("use: reader_text") != std::string::npos;
    if (reads_text)
      write_file(folder / "in/page.txt", read_file(kConfigs / "samples/zh_dev_01.txt"));
    if (reads_lines) {
      write_file(
          folder / "in/documents.jsonl",
          "{\"id\": \"1\", \"lang\": \"en\", \"text\": \"One sentence. And another.\"}\n"
          "{\"id\": \"2\", \"lang\": \"zh\", \"text\": \"省里设立了专项资金。企业可以申报。\"}\n");
    }
    const ProgramEnd end = run_program(
        {"run", config.string(), folder / "in", "-o", folder / "out", "--progress", "never"});
    EXPECT_EQ(end.exit_code, 0) << config << "\n" << end.standard_error;
    EXPECT_FALSE(files_below(folder / "out").empty()) << config;
  }
}

TEST(Configs, AllOptionsNamesEveryPluginAndEveryOption) {
  const std::string config = read_file(kConfigs / "all_options.yaml");
  const ProgramEnd plugins = run_program({"plugins", "list"});
  std::istringstream lines(plugins.standard_output);
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    const std::string name = line.substr(0, line.find(' '));
    EXPECT_NE(config.find(name), std::string::npos) << "all_options.yaml does not name " << name;
    std::istringstream shown(run_program({"plugins", "show", name}).standard_output);
    for (std::string option; std::getline(shown, option);) {
      if (!option.starts_with("    ") || option.starts_with("      ")) continue;
      const std::string key = option.substr(4, option.find(':') - 4) + ":";
      EXPECT_NE(config.find(key), std::string::npos)
          << "all_options.yaml does not name '" << key << "' of " << name;
    }
  }
  EXPECT_GE(count, 11);
}

TEST(Schema, IsJsonThatNamesEveryComponent) {
  const ProgramEnd schema = run_program({"schema"});
  EXPECT_EQ(schema.exit_code, 0);
  for (const char* name :
       {"reader_text", "cleaner_newspaper", "annotator_policy", "exporter_docx"}) {
    EXPECT_NE(schema.standard_output.find('"' + std::string(name) + '"'), std::string::npos)
        << name;
  }
}

}  // namespace
}  // namespace broadsheet::testing

// SPDX-License-Identifier: Apache-2.0
// What the READMEs say, held against the project. (The plugin in the SDK's README is built and run
// by a test in tests/sdk.)
#include <gtest/gtest.h>

#include <sstream>

#include "support/program.h"

namespace broadsheet::testing {
namespace {

namespace fs = std::filesystem;

const fs::path kSource = BROADSHEET_SOURCE_DIR;

std::vector<std::string> bundled_plugins() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kSource / "plugins")) {
    const std::string name = entry.path().filename().string();
    if (fs::exists(entry.path() / (name + ".manifest.json"))) names.push_back(name);
  }
  return names;
}

TEST(Documentation, ShowsThePluginThatTheSdkBuilds) {
  const std::string sdk = read_file(kSource / "sdk/README.md");
  const std::size_t begin = sdk.find("```cpp\n#include");
  ASSERT_NE(begin, std::string::npos);
  const std::string code = sdk.substr(begin, sdk.find("```\n", begin + 3) - begin);
  EXPECT_NE(read_file(kSource / "README.md").find(code), std::string::npos);
}

TEST(Documentation, NamesEveryPluginAndEveryPluginHasAReadme) {
  ASSERT_GE(bundled_plugins().size(), 11U);
  for (const std::string& name : bundled_plugins()) {
    const std::string link = "[" + name + "](";
    EXPECT_NE(read_file(kSource / "README.md").find(link), std::string::npos) << name;
    EXPECT_NE(read_file(kSource / "plugins/README.md").find(link), std::string::npos) << name;
    EXPECT_TRUE(fs::exists(kSource / "plugins" / name / "README.md")) << name;
    EXPECT_TRUE(fs::exists(kSource / "tests/plugins" / (name + "_test.cpp"))) << name;
  }
}

TEST(Documentation, LinksLeadToFiles) {
  for (const char* file :
       {"README.md", "CONTRIBUTING.md", "core/README.md", "plugins/README.md", "tests/README.md",
        "sdk/README.md", "configs/README.md", "configs/gold.md", "configs/running.md"}) {
    const std::string text = read_file(kSource / file);
    EXPECT_FALSE(text.empty()) << file;
    for (std::size_t at = text.find("]("); at != std::string::npos; at = text.find("](", at + 1)) {
      std::string target = text.substr(at + 2, text.find(')', at) - at - 2);
      target = target.substr(0, target.find('#'));
      if (target.empty() || target.starts_with("http")) continue;
      EXPECT_TRUE(fs::exists((kSource / file).parent_path() / target))
          << file << " links to " << target;
    }
  }
}

TEST(Documentation, HelpNamesEverySubcommandOfTheReadme) {
  const std::string help = run_program({"--help"}).standard_output;
  for (const char* word : {"run", "check", "plugins", "schema", "evaluate", "Exit codes", "130"}) {
    EXPECT_NE(help.find(word), std::string::npos) << word;
  }
}

}  // namespace
}  // namespace broadsheet::testing

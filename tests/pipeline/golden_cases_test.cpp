// SPDX-License-Identifier: Apache-2.0
// Golden cases: tests/pipeline/cases/*.case, one file each. A case is sections that begin with "===
// ":
//
//   # description: what it shows
//   === arguments            one a line, for the program, run in a folder of its own
//   === file NAME            a file to be there; \xNN and \n stand for bytes where the name is
//   followed by " escaped"
//   === exit N
//   === stdout | === stderr | === output NAME      what has to come out, to the letter
//
// Hash values are written <sha256>, since they change with every build. BROADSHEET_UPDATE_GOLDEN=1
// rewrites what is expected: read the difference.
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <sstream>

#include "support/program.h"

namespace broadsheet::testing {
namespace {

namespace fs = std::filesystem;

struct Section {
  std::string title;
  std::string body;
};

std::vector<Section> sections_of(const std::string& text) {
  std::vector<Section> sections{{"", ""}};
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("=== ")) {
      sections.push_back({line.substr(4), ""});
    } else {
      sections.back().body += line + "\n";
    }
  }
  return sections;
}

std::string unescaped(const std::string& text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.compare(i, 2, "\\x") == 0) {
      bytes += static_cast<char>(std::stoi(text.substr(i + 2, 2), nullptr, 16));
      i += 3;
    } else if (text.compare(i, 2, "\\n") == 0) {
      bytes += '\n';
      ++i;
    } else if (text[i] != '\n') {
      bytes += text[i];
    }
  }
  return bytes;
}

std::string without_hashes(const std::string& text) {
  return std::regex_replace(text, std::regex("[0-9a-f]{64}"), "<sha256>");
}

// A text as a section's body: it always ends with a line end there.
std::string as_body(std::string text) {
  text = without_hashes(text);
  if (!text.empty() && text.back() != '\n') text += '\n';
  return text;
}

class GoldenCase : public ::testing::TestWithParam<fs::path> {};

// What the case's section has to say now.
std::string actual_body(const Section& section, const ProgramEnd& end, const fs::path& folder) {
  if (section.title == "stdout") return as_body(end.standard_output);
  if (section.title == "stderr") return as_body(end.standard_error);
  if (section.title.starts_with("output ")) {
    const fs::path file = folder / section.title.substr(7);
    return fs::exists(file) ? as_body(read_file(file)) : "(there is no such file)\n";
  }
  return section.body;
}

TEST_P(GoldenCase, ComesOutToTheLetter) {
  const bool is_update = std::getenv("BROADSHEET_UPDATE_GOLDEN") != nullptr;
  std::vector<Section> sections = sections_of(read_file(GetParam()));
  TemporaryFolder folder;
  std::vector<std::string> arguments;
  for (const Section& section : sections) {
    std::string name = section.title.starts_with("file ") ? section.title.substr(5) : "";
    if (name.ends_with(" escaped")) {
      name.resize(name.size() - 8);
      write_file(folder / name, unescaped(section.body));
    } else if (!name.empty()) {
      write_file(folder / name, section.body);
    }
    if (section.title != "arguments") continue;
    std::istringstream lines(section.body);
    for (std::string line; std::getline(lines, line);) arguments.push_back(line);
  }
  const std::string program = BROADSHEET_PROGRAM;
  const fs::path before = fs::current_path();
  fs::current_path(folder.path());
  const ProgramEnd end = run_command(program, arguments);
  fs::current_path(before);

  std::string rewritten = sections.front().body;
  for (std::size_t i = 1; i < sections.size(); ++i) {
    Section& section = sections[i];
    const std::string actual = actual_body(section, end, folder.path());
    if (!is_update) {
      EXPECT_EQ(actual, section.body) << "=== " << section.title;
    }
    if (section.title.starts_with("exit ")) {
      const std::string title = "exit " + std::to_string(end.exit_code);
      if (!is_update) {
        EXPECT_EQ(title, section.title) << end.standard_error;
      }
      section.title = title;
    }
    rewritten += "=== " + section.title + "\n" + actual;
  }
  if (is_update) write_file(GetParam(), rewritten);
}

std::vector<fs::path> case_files() {
  std::vector<fs::path> files;
  for (const auto& entry :
       fs::directory_iterator(fs::path(BROADSHEET_SOURCE_DIR) / "tests/pipeline/cases")) {
    if (entry.path().extension() == ".case") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string name_of(const ::testing::TestParamInfo<fs::path>& info) {
  std::string name = info.param.stem().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Cases, GoldenCase, ::testing::ValuesIn(case_files()), name_of);

}  // namespace
}  // namespace broadsheet::testing

// SPDX-License-Identifier: Apache-2.0
// Every file of cases/ is a test: bad-*.case must be refused with exactly the expected words,
// good-*.case must load and resolve to exactly the expected values. Format: cases/README.md.

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "case_file.h"
#include "config/load_config.h"
#include "config/pipeline_proof.h"
#include "diagnostics/diagnostic_printer.h"
#include "temporary_folder.h"
#include "test_catalogue.h"

namespace broadsheet::config {
namespace {

namespace fs = std::filesystem;

void put_files(const CaseFile& test_case) {
  for (const std::string& folder : test_case.folders) fs::create_directories(folder);
  for (const std::string& pipe : test_case.pipes) mkfifo(pipe.c_str(), 0600);
  for (const auto& [name, bytes] : test_case.files) {
    if (fs::path(name).has_parent_path()) fs::create_directories(fs::path(name).parent_path());
    std::ofstream(name, std::ios::binary) << bytes;
  }
}

void describe(std::ostream& out, const char* section, const std::vector<StageConfig>& parts) {
  for (const StageConfig& part : parts) {
    out << section << ": " << part.use << " " << to_json(part.options);
    if (std::string_view(section) == "stages") {
      out << " isolation=" << to_word(part.isolation)
          << " timeout_ms=" << (part.timeout_ms ? std::to_string(*part.timeout_ms) : "none")
          << " on_error=" << to_word(part.on_error);
    }
    if (std::string_view(section) == "write") out << " suffix=" << part.suffix;
    out << " at " << part.location.file << ":" << part.location.line << ":" << part.location.column
        << "\n";
  }
}

std::string describe(const PipelineConfig& config) {
  std::ostringstream out;
  out << "version: " << config.version << "\nname: " << config.name
      << "\ndescription: " << config.description << "\nfile: " << config.file.string() << "\n";
  for (const fs::path& include : config.includes) out << "include: " << include.string() << "\n";
  out << "max_failed: " << config.max_failed << "\n";
  describe(out, "read", config.read);
  describe(out, "stages", config.stages);
  describe(out, "write", config.write);
  out << "canonical: " << config.canonical_text << "\n";
  return out.str();
}

std::string replace_all(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
    text.replace(at, from.size(), to);
    at += to.size();
  }
  return text;
}

struct Outcome {
  bool is_accepted = false;
  std::string printed;
};

// In a folder of its own, so that names are as a user would see them.
Outcome run(const CaseFile& test_case) {
  const TemporaryFolder folder;
  put_files(test_case);
  const ComponentCatalogue catalogue =
      test_case.catalogue == "empty" ? ComponentCatalogue() : test_catalogue();
  const Environment environment = [&](const std::string& name) -> std::optional<std::string> {
    const auto found = test_case.environment.find(name);
    if (found == test_case.environment.end()) return std::nullopt;
    return found->second;
  };
  diagnostics::DiagnosticList diagnostics;
  const std::optional<PipelineConfig> config =
      load_config(test_case.load, catalogue, test_case.overrides, diagnostics, environment);
  Outcome outcome;
  outcome.is_accepted = config && prove_pipeline(*config, catalogue, diagnostics);
  outcome.printed = diagnostics::format_diagnostics(diagnostics);
  if (outcome.is_accepted) outcome.printed += describe(*config);
  outcome.printed = replace_all(outcome.printed, folder.path().string(), "<folder>");
  return outcome;
}

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(BROADSHEET_CASE_FOLDER)) {
    if (entry.path().extension() == ".case") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class ConfigCase : public testing::TestWithParam<std::string> {};

TEST_P(ConfigCase, PrintsWhatTheFileExpects) {
  const fs::path path = fs::path(BROADSHEET_CASE_FOLDER) / (GetParam() + ".case");
  const CaseFile test_case = read_case(path);
  const Outcome outcome = run(test_case);
  EXPECT_EQ(outcome.is_accepted, GetParam().starts_with("good-"));
  if (std::getenv("BROADSHEET_UPDATE_GOLDEN") != nullptr) {
    write_expectation(path, test_case, outcome.printed);
  } else {
    EXPECT_EQ(outcome.printed, test_case.expected) << "from " << path;
  }
}

INSTANTIATE_TEST_SUITE_P(Cases, ConfigCase, testing::ValuesIn(case_names()),
                         [](const testing::TestParamInfo<std::string>& parameter) {
                           return replace_all(parameter.param, "-", "_");
                         });

TEST(ConfigCases, AreManyAndOfBothKinds) {
  const std::vector<std::string> names = case_names();
  const auto bad = std::count_if(names.begin(), names.end(),
                                 [](const std::string& name) { return name.starts_with("bad-"); });
  EXPECT_GE(bad, 36);
  EXPECT_GE(static_cast<std::ptrdiff_t>(names.size()) - bad, 5);
}

}  // namespace
}  // namespace broadsheet::config

// SPDX-License-Identifier: Apache-2.0
#include "config/load_config.h"

#include <gtest/gtest.h>

#include <fstream>

#include "config/pipeline_proof.h"
#include "diagnostics/diagnostic_printer.h"
#include "temporary_folder.h"
#include "test_catalogue.h"

namespace broadsheet::config {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kConfig =
    "read: [{ use: reader_text }]\n"
    "stages:\n"
    "  - { use: cleaner_plain, timeout: 5s }\n"
    "  - use: annotator_sentences\n"
    "  - { use: annotator_policy, options: { taxonomy: words.yaml } }\n"
    "write: [{ use: exporter_csv }]\n";

void put(const fs::path& path, std::string_view text) {
  if (path.has_parent_path()) fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

PipelineConfig load(const fs::path& path, const std::vector<std::string>& overrides = {}) {
  diagnostics::DiagnosticList diagnostics;
  std::optional<PipelineConfig> config =
      load_config(path, test_catalogue(), overrides, diagnostics);
  EXPECT_TRUE(config) << format_diagnostics(diagnostics);
  return config.value_or(PipelineConfig());
}

TEST(LoadConfig, KeepsTheCanonicalTextWhenTheFolderMoves) {
  const TemporaryFolder folder;
  put("a/p.yaml", kConfig);
  put("a/words.yaml", "x");
  put("b/c/p.yaml", kConfig);
  put("b/c/words.yaml", "x");
  const PipelineConfig a = load("a/p.yaml");
  const PipelineConfig c = load(folder.path() / "b/c/p.yaml");
  EXPECT_EQ(a.canonical_text, c.canonical_text);
  EXPECT_NE(a.stages[2].options, c.stages[2].options);
}

TEST(LoadConfig, ChangesTheCanonicalTextWithWhatDecidesTheOutput) {
  const TemporaryFolder folder;
  put("p.yaml", kConfig);
  put("words.yaml", "x");
  const std::string before = load("p.yaml").canonical_text;
  for (const char* same : {"max_failed=3", "description=other", "stages.1.timeout=9s"}) {
    EXPECT_EQ(load("p.yaml", {same}).canonical_text, before) << same;
  }
  for (const char* other : {"name=x", "write.1.options.rows=articles", "write.1.suffix=x",
                            "stages.1.on_error=skip_stage", "stages.3.options.facets=[actor]"}) {
    EXPECT_NE(load("p.yaml", {other}).canonical_text, before) << other;
  }
}

TEST(LoadConfig, SaysWhereEachOptionStands) {
  const TemporaryFolder folder;
  put("p.yaml", kConfig);
  put("words.yaml", "x");
  const PipelineConfig config = load("p.yaml", {"write.1.options.rows=articles"});
  const diagnostics::Location taxonomy{"p.yaml", 5, 51, 10};
  EXPECT_EQ(config.stages[2].option_locations.at("taxonomy"), taxonomy);
  EXPECT_EQ(config.stages[2].option_locations.count("facets"), 0U);
  EXPECT_EQ(config.write[0].option_locations.at("rows").file, "--set");
  EXPECT_EQ(config.write[0].option_locations.at("rows").line, 0U);
}

TEST(LoadConfig, ReadsTheProcessEnvironmentByDefault) {
  const TemporaryFolder folder;
  put("words.yaml", "x");
  put("p.yaml", "name: ${BROADSHEET_CONFIG_TEST_NAME}\n" + std::string(kConfig));
  setenv("BROADSHEET_CONFIG_TEST_NAME", "evening", 1);
  EXPECT_EQ(load("p.yaml").name, "evening");
  unsetenv("BROADSHEET_CONFIG_TEST_NAME");
}

TEST(LoadConfig, AddsToTheDiagnosticsThatAreThere) {
  const TemporaryFolder folder;
  put("p.yaml", "foo: 1\n");
  diagnostics::DiagnosticList diagnostics;
  diagnostics::Diagnostic warning;
  warning.severity = diagnostics::Severity::warning;
  warning.message = "earlier";
  diagnostics.add(warning);
  EXPECT_FALSE(load_config("p.yaml", test_catalogue(), {}, diagnostics));
  ASSERT_EQ(diagnostics.items().size(), 2U);
  EXPECT_EQ(diagnostics.items()[0].message, "earlier");
}

TEST(LoadConfig, RefusesAnEnvironmentThatIsNotUtf8) {
  const TemporaryFolder folder;
  put("p.yaml", "name: ${CITY}\n");
  diagnostics::DiagnosticList diagnostics;
  EXPECT_FALSE(load_config("p.yaml", test_catalogue(), {}, diagnostics,
                           [](const std::string&) { return "Z\xfcrich"; }));
  EXPECT_EQ(diagnostics.items().at(0).message, "environment variable 'CITY' does not hold UTF-8");
}

// What the proof says of a part that stands in an included file shows that file's line.
TEST(ProvePipeline, ShowsTheSourceLineLongAfterLoading) {
  const TemporaryFolder folder;
  put("p.yaml", "read: [{ use: reader_text }]\nwrite: [{ use: exporter_tei }]\n");
  const PipelineConfig config = load("p.yaml");
  fs::remove("p.yaml");
  diagnostics::DiagnosticList diagnostics;
  EXPECT_FALSE(prove_pipeline(config, test_catalogue(), diagnostics));
  EXPECT_EQ(diagnostics.items().at(0).source_line, "write: [{ use: exporter_tei }]");
}

}  // namespace
}  // namespace broadsheet::config

// SPDX-License-Identifier: Apache-2.0
// Configs made to hurt: each must be answered within seconds, in bounded memory, without a crash.
// The time limit is for slow machines and sanitizers; the usual time is far below a second.

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <random>

#include "config/load_config.h"
#include "config/pipeline_proof.h"
#include "diagnostics/diagnostic_printer.h"
#include "temporary_folder.h"
#include "test_catalogue.h"

namespace broadsheet::config {
namespace {

constexpr std::size_t kConfigBytes = std::size_t{1} << 20;
constexpr auto kTimeLimit = std::chrono::seconds(20);

std::string repeated(std::string_view text, std::size_t bytes = kConfigBytes - 100) {
  std::string result;
  while (result.size() + text.size() <= bytes) result += text;
  return result;
}

// Loads, proves and prints; returns what is printed.
std::string answer_to(std::string_view config, const std::vector<std::string>& overrides = {}) {
  std::ofstream("p.yaml", std::ios::binary) << config;
  const ComponentCatalogue catalogue = test_catalogue();
  diagnostics::DiagnosticList diagnostics;
  const std::optional<PipelineConfig> loaded =
      load_config("p.yaml", catalogue, overrides, diagnostics,
                  [](const std::string&) { return std::string(10000, 'v'); });
  if (loaded) prove_pipeline(*loaded, catalogue, diagnostics);
  return diagnostics::format_diagnostics(diagnostics);
}

class HostileConfig : public testing::TestWithParam<std::pair<const char*, std::string>> {};

TEST_P(HostileConfig, IsAnsweredInTimeAndBoundedSpace) {
  const TemporaryFolder folder;
  const auto begin = std::chrono::steady_clock::now();
  const std::string printed = answer_to(GetParam().second);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, kTimeLimit);
  EXPECT_NE(printed, "");
  EXPECT_LT(printed.size(), std::size_t{4} << 20);
}

std::string many_anchors() {
  std::string yaml = "read:\n";
  for (int i = 0; yaml.size() < kConfigBytes - 100; ++i) {
    yaml.append(" - &a").append(std::to_string(i)).append(" x\n");
  }
  return yaml;
}

std::string staircase() {
  std::string yaml;
  for (int i = 0; yaml.size() < kConfigBytes - 3000; ++i) {
    yaml += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  }
  return yaml;
}

std::string many_keys() {
  std::string yaml;
  for (int i = 0; yaml.size() < kConfigBytes - 100; ++i)
    yaml.append("k").append(std::to_string(i)).append(": 1\n");
  return yaml;
}

INSTANTIATE_TEST_SUITE_P(
    Configs, HostileConfig,
    testing::Values(
        std::pair("OpenBrackets", repeated("[")), std::pair("OpenBraces", repeated("{")),
        std::pair("OpenBracketsOverLines", repeated("[\n")), std::pair("Dashes", repeated("- ")),
        std::pair("QuestionMarks", repeated("? ")), std::pair("Colons", repeated(": ")),
        std::pair("Staircase", staircase()), std::pair("Anchors", many_anchors()),
        std::pair("AliasesOfOneAnchor", "read:\n - &a x\n" + repeated(" - *a\n")),
        std::pair("OneKeyManyTimes", repeated("a: 1\n")), std::pair("ManyKeys", many_keys()),
        std::pair("ManyKeysInOneLine", "{" + repeated("\"a\": 1, ") + "}"),
        std::pair("ManyPartsInOneLine", "read: [" + repeated("{use: x},") + "]"),
        std::pair("ManyParts", "stages:\n" + repeated(" - use: cleaner_plain\n")),
        std::pair("ManyUnknownParts", "stages:\n" + repeated(" - {use: cleaner_newspapr}\n")),
        std::pair("ManyVariables", "name: \"" + repeated("${A}") + "\"\n"),
        std::pair("ManyVariablesInParts", "read:\n" + repeated(" - use: ${A}\n")),
        std::pair("OpenVariables", "name: \"" + repeated("${") + "\"\n"),
        std::pair("LongKey", repeated("a") + ": x\n"),
        std::pair("LongScalar", "name: " + repeated("x") + "\n"),
        std::pair("OpenQuotes", repeated("a: \"x\" \"\n")),
        std::pair("CombiningMarks", "name: [" + repeated("\xcc\x81") + "\n"),
        std::pair("EmptyLines", repeated("\n")), std::pair("Spaces", repeated(" ")),
        std::pair("Documents", repeated("---\n")), std::pair("Tags", repeated("!a ")),
        std::pair("Merges", "a: &a {x: 1}\n" + repeated("? {<<: [*a, *a]}\n: 1\n")),
        std::pair("Directives", repeated("%TAG ! x\n"))),
    [](const testing::TestParamInfo<HostileConfig::ParamType>& parameter) {
      return std::string(parameter.param.first);
    });

TEST(HostileConfigs, AreBoundedInTheirOverridesToo) {
  const TemporaryFolder folder;
  const std::string config = "stages:\n" + repeated(" - use: cleaner_plain\n");
  const std::vector<std::string> overrides(200, "stages.clean_plain.timeout=5s");
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_NE(answer_to(config, overrides), "");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, kTimeLimit);
}

// Any bytes get an answer: a config with random edits either loads or is refused with words.
TEST(HostileConfigs, CannotCrashTheLoaderByRandomEdits) {
  const TemporaryFolder folder;
  const std::string config =
      "version: 1\nname: &n 'x ${A}'\nread:\n  - use: reader_text\n    options: {encoding: auto}\n"
      "stages:\n  - use: cleaner_newspaper\n    timeout: 5s\n  - <<: {use: annotator_policy}\n"
      "    options: { facets: [actor, \"sector\"], cache: *n }\nwrite:\n  - use: exporter_csv\n";
  const std::string pieces = "\n\t :-?[]{}&*!|>'\"%@`#,$\\\0\x7f\xff\xc3\xa9<~0a";
  std::mt19937 random(20261121);
  for (int round = 0; round < 500; ++round) {
    std::string edited = config;
    for (unsigned edits = random() % 4 + 1; edits > 0; --edits) {
      const std::size_t at = random() % edited.size();
      const char piece = pieces[random() % pieces.size()];
      switch (random() % 3) {
        case 0:
          edited[at] = piece;
          break;
        case 1:
          edited.insert(at, 1, piece);
          break;
        default:
          edited.erase(at, random() % 5 + 1);
      }
    }
    const std::string printed = answer_to(edited, {"stages.2.options.facets=" + edited});
    for (const char c : printed) {
      ASSERT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20) << edited;
    }
  }
}

}  // namespace
}  // namespace broadsheet::config

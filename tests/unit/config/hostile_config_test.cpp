// SPDX-License-Identifier: Apache-2.0
// Configs made to hurt: each must be answered within seconds, in bounded memory, without a crash.
// The time limit is for slow machines and sanitizers; the usual time is far below a second.

#include <gtest/gtest.h>

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

struct NamedConfig {
  const char* name;
  std::string text;
};

// A failure names the config; a megabyte of brackets would tell nobody anything.
void PrintTo(const NamedConfig& config, std::ostream* out) { *out << config.name; }

class HostileConfig : public testing::TestWithParam<NamedConfig> {};

TEST_P(HostileConfig, IsAnsweredInTimeAndBoundedSpace) {
  const TemporaryFolder folder;
  const std::string printed = answer_to(GetParam().text);
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
        NamedConfig{"OpenBrackets", repeated("[")}, NamedConfig{"OpenBraces", repeated("{")},
        NamedConfig{"OpenBracketsOverLines", repeated("[\n")},
        NamedConfig{"Dashes", repeated("- ")}, NamedConfig{"QuestionMarks", repeated("? ")},
        NamedConfig{"Colons", repeated(": ")}, NamedConfig{"Staircase", staircase()},
        NamedConfig{"Anchors", many_anchors()},
        NamedConfig{"AliasesOfOneAnchor", "read:\n - &a x\n" + repeated(" - *a\n")},
        NamedConfig{"OneKeyManyTimes", repeated("a: 1\n")}, NamedConfig{"ManyKeys", many_keys()},
        NamedConfig{"ManyKeysInOneLine", "{" + repeated("\"a\": 1, ") + "}"},
        NamedConfig{"ManyPartsInOneLine", "read: [" + repeated("{use: x},") + "]"},
        NamedConfig{"ManyParts", "stages:\n" + repeated(" - use: cleaner_plain\n")},
        NamedConfig{"ManyUnknownParts", "stages:\n" + repeated(" - {use: cleaner_newspapr}\n")},
        NamedConfig{"ManyVariables", "name: \"" + repeated("${A}") + "\"\n"},
        NamedConfig{"ManyVariablesInParts", "read:\n" + repeated(" - use: ${A}\n")},
        NamedConfig{"OpenVariables", "name: \"" + repeated("${") + "\"\n"},
        NamedConfig{"LongKey", repeated("a") + ": x\n"},
        NamedConfig{"LongScalar", "name: " + repeated("x") + "\n"},
        NamedConfig{"OpenQuotes", repeated("a: \"x\" \"\n")},
        NamedConfig{"CombiningMarks", "name: [" + repeated("\xcc\x81") + "\n"},
        NamedConfig{"EmptyLines", repeated("\n")}, NamedConfig{"Spaces", repeated(" ")},
        NamedConfig{"Documents", repeated("---\n")}, NamedConfig{"Tags", repeated("!a ")},
        NamedConfig{"Merges", "a: &a {x: 1}\n" + repeated("? {<<: [*a, *a]}\n: 1\n")},
        NamedConfig{"Directives", repeated("%TAG ! x\n")}),
    [](const testing::TestParamInfo<HostileConfig::ParamType>& parameter) {
      return std::string(parameter.param.name);
    });

TEST(HostileConfigs, AreBoundedInTheirOverridesToo) {
  const TemporaryFolder folder;
  const std::string config = "stages:\n" + repeated(" - use: cleaner_plain\n");
  const std::vector<std::string> overrides(50, "stages.clean_plain.timeout=5s");
  EXPECT_NE(answer_to(config, overrides), "");
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

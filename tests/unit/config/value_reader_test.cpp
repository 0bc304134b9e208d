// SPDX-License-Identifier: Apache-2.0
#include "config/value_reader.h"

#include <gtest/gtest.h>

#include "config/duration.h"

namespace broadsheet::config {
namespace {

// Reads `yaml` as the value of an option of that type.
std::optional<OptionValue> read(OptionType type, const std::string& yaml) {
  const diagnostics::SourceText source("x.yaml", yaml);
  diagnostics::DiagnosticList diagnostics;
  const std::unique_ptr<YamlTree> tree = parse_yaml(source, diagnostics);
  EXPECT_FALSE(diagnostics.has_errors()) << yaml;
  OptionSpec spec;
  spec.name = "x";
  spec.type = type;
  const RawField field{"x", {&source, 0, 0}, tree->root};
  const std::optional<ReadValue> value =
      read_value(spec, field, "component", {"/a", "/a"}, diagnostics);
  EXPECT_EQ(value.has_value(), !diagnostics.has_errors());
  return value ? std::optional(value->value) : std::nullopt;
}

TEST(ValueReader, GuessesNoTypes) {
  for (const char* word : {"no", "1.10", "0x10", "2026-11-21", "true", "1_000", "12:30:45"}) {
    EXPECT_EQ(read(OptionType::string, word), OptionValue(std::string(word)));
  }
  EXPECT_EQ(read(OptionType::string, "'null'"), OptionValue(std::string("null")));
  EXPECT_FALSE(read(OptionType::string, "null"));
}

TEST(ValueReader, TakesWholeNumbersAlone) {
  EXPECT_EQ(read(OptionType::integer, "-42"), OptionValue(std::int64_t{-42}));
  EXPECT_EQ(read(OptionType::integer, "+7"), OptionValue(std::int64_t{7}));
  EXPECT_EQ(read(OptionType::integer, "007"), OptionValue(std::int64_t{7}));
  EXPECT_EQ(read(OptionType::integer, "9223372036854775807"), OptionValue(INT64_MAX));
  for (const char* word :
       {"9223372036854775808", "1.0", "1e3", "0x10", "1 000", "+-1", "+", "''", "ten", "'5'"}) {
    EXPECT_FALSE(read(OptionType::integer, word)) << word;
  }
}

TEST(ValueReader, TakesFiniteNumbers) {
  EXPECT_EQ(read(OptionType::number, "0.25"), OptionValue(0.25));
  EXPECT_EQ(read(OptionType::number, "-1e-3"), OptionValue(-0.001));
  EXPECT_EQ(read(OptionType::number, "3"), OptionValue(3.0));
  for (const char* word : {".nan", "nan", ".inf", "inf", "1e999", "0,5", "1.2.3"}) {
    EXPECT_FALSE(read(OptionType::number, word)) << word;
  }
}

TEST(ValueReader, TakesTrueAndFalseAlone) {
  EXPECT_EQ(read(OptionType::boolean, "true"), OptionValue(true));
  EXPECT_EQ(read(OptionType::boolean, "false"), OptionValue(false));
  for (const char* word : {"yes", "off", "True", "1", "'true'", "[true]"}) {
    EXPECT_FALSE(read(OptionType::boolean, word)) << word;
  }
}

TEST(ValueReader, TakesListsOfTexts) {
  EXPECT_EQ(read(OptionType::string_list, "[a, 'b c', 3]"),
            OptionValue(std::vector<std::string>{"a", "b c", "3"}));
  EXPECT_EQ(read(OptionType::string_list, "[]"), OptionValue(std::vector<std::string>()));
  EXPECT_FALSE(read(OptionType::string_list, "a"));
  EXPECT_FALSE(read(OptionType::string_list, "[[a]]"));
  EXPECT_FALSE(read(OptionType::string_list, "[~]"));
}

TEST(ParseDuration, TakesAWholeNumberWithItsUnit) {
  EXPECT_EQ(parse_duration_ms("500ms"), 500U);
  EXPECT_EQ(parse_duration_ms("5s"), 5000U);
  EXPECT_EQ(parse_duration_ms("2m"), 120'000U);
  EXPECT_EQ(parse_duration_ms("24h"), kMaxDurationMs);
  for (const char* text : {"", "5", "s", "-5s", "+5s", "5 s", "1.5s", "5S", "25h", "86400001ms",
                           "4294967296ms", "99999999999999999999h", "5ss"}) {
    EXPECT_FALSE(parse_duration_ms(text)) << text;
  }
}

}  // namespace
}  // namespace broadsheet::config

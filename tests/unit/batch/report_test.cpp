// SPDX-License-Identifier: Apache-2.0
#include "batch/report.h"

#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <limits>

#include "batch/input_list.h"

namespace broadsheet::batch {
namespace {

RunSummary sample() {
  RunSummary summary;
  summary.inputs = 2;
  summary.documents = 3;
  summary.succeeded = 2;
  summary.failed = 1;
  summary.warnings = 4;
  summary.bytes = 12345;
  summary.seconds = 1.5;
  summary.metrics = {{"sentences", 12}, {"margin", 0.25}};
  summary.passed_over = {{"pdf", 7}, {"\xff", 1}};
  FailedDocument failure;
  failure.input = "a\nb.txt";
  failure.number = 2;
  failure.part = "reader_text";
  diagnostics::Diagnostic diagnostic;
  diagnostic.code = "bad-input";
  diagnostic.message = "broken \xff \"quoted\"";
  diagnostic.help = "mend it";
  diagnostic.location.line = 3;
  diagnostic.location.column = 4;
  failure.diagnostics.add(diagnostic);
  summary.failures.push_back(failure);
  return summary;
}

rapidjson::Document parsed(const RunSummary& summary) {
  rapidjson::Document json;
  const std::string text = report_json(summary, "news\xff", "abc");
  json.Parse<rapidjson::kParseValidateEncodingFlag>(text.c_str(), text.size());
  EXPECT_FALSE(json.HasParseError()) << text;
  EXPECT_TRUE(text.ends_with("}\n"));
  return json;
}

TEST(Report, SaysEverythingInJson) {
  const auto json = parsed(sample());
  EXPECT_STREQ(json["format"].GetString(), "broadsheet-report/1");
  EXPECT_STREQ(json["pipeline"]["name"].GetString(), "news\xef\xbf\xbd");
  EXPECT_STREQ(json["pipeline"]["fingerprint"].GetString(), "abc");
  EXPECT_STREQ(json["end"].GetString(), "finished");
  EXPECT_EQ(json["inputs"].GetUint64(), 2U);
  EXPECT_EQ(json["documents"].GetUint64(), 3U);
  EXPECT_EQ(json["succeeded"].GetUint64(), 2U);
  EXPECT_EQ(json["failed"].GetUint64(), 1U);
  EXPECT_EQ(json["warnings"].GetUint64(), 4U);
  EXPECT_EQ(json["bytes"].GetUint64(), 12345U);
  EXPECT_EQ(json["seconds"].GetDouble(), 1.5);
  EXPECT_EQ(json["metrics"]["sentences"].GetDouble(), 12.0);
  EXPECT_EQ(json["passed_over"]["pdf"].GetUint64(), 7U);
  EXPECT_EQ(json["passed_over"].MemberCount(), 2U);
  const auto& failure = json["failures"][0];
  EXPECT_STREQ(failure["input"].GetString(), "a\nb.txt");
  EXPECT_EQ(failure["document"].GetUint64(), 2U);
  EXPECT_STREQ(failure["part"].GetString(), "reader_text");
  const auto& diagnostic = failure["diagnostics"][0];
  EXPECT_STREQ(diagnostic["severity"].GetString(), "error");
  EXPECT_STREQ(diagnostic["code"].GetString(), "bad-input");
  EXPECT_STREQ(diagnostic["message"].GetString(), "broken \xef\xbf\xbd \"quoted\"");
  EXPECT_STREQ(diagnostic["help"].GetString(), "mend it");
  EXPECT_EQ(diagnostic["line"].GetUint64(), 3U);
  EXPECT_EQ(diagnostic["column"].GetUint64(), 4U);
}

TEST(Report, SaysHowTheRunEnded) {
  RunSummary summary;
  summary.end = RunSummary::End::interrupted;
  EXPECT_STREQ(parsed(summary)["end"].GetString(), "interrupted");
  summary.end = RunSummary::End::stopped_by_policy;
  EXPECT_STREQ(parsed(summary)["end"].GetString(), "stopped_by_policy");
}

TEST(Report, StaysJsonWithFiguresThatAreNone) {
  RunSummary summary;
  summary.metrics = {{"good", 1},
                     {"sum", std::numeric_limits<double>::infinity()},
                     {"none", std::numeric_limits<double>::quiet_NaN()}};
  EXPECT_EQ(parsed(summary)["metrics"].MemberCount(), 1U);
}

TEST(SummaryLine, CountsInWords) {
  RunSummary summary = sample();
  EXPECT_EQ(summary_line(summary),
            "3 documents from 2 files (12 kB) in 1500 ms: 2 converted, 1 failed, 4 warnings");
  summary.inputs = summary.documents = summary.succeeded = summary.warnings = 1;
  summary.failed = 0;
  summary.seconds = 61;
  EXPECT_EQ(summary_line(summary),
            "1 document from 1 file (12 kB) in 1 min 01 s: 1 converted, 0 failed, 1 warning");
}

TEST(PassedOverLine, NamesTheMostFrequentFirst) {
  EXPECT_EQ(passed_over_line({}), "");
  EXPECT_EQ(passed_over_line({{"pdf", 1}}),
            "1 file was passed over as no reader of the config reads such: .pdf (1)");
  EXPECT_EQ(passed_over_line({{"", 2}, {"a\x1b", 1}, {"pdf", 30}, {kHiddenNames, 3}}),
            "36 files were passed over as no reader of the config reads such: .pdf (30), hidden "
            "names (3), names without extension (2), .a\\x1b (1)");
  EXPECT_TRUE(passed_over_line({{"a", 1}, {"b", 1}, {"c", 1}, {"d", 1}, {"e", 1}, {"f", 1}})
                  .ends_with(".e (1), ..."));
}

}  // namespace
}  // namespace broadsheet::batch

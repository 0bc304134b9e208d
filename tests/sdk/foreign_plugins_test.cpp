// SPDX-License-Identifier: Apache-2.0
// Plugins that were not built like the host: in plain C, with another compiler and standard
// library, with an older or a newer SDK. Each works in a pipeline of the real program.
#include <gtest/gtest.h>

#include "program_run.h"

namespace broadsheet::testing {
namespace {

std::string config_with_stage(const std::string& stage) {
  return "read:\n  - use: reader_text\nstages:\n  - use: zoo_behaving\n  - use: " + stage +
         "\nwrite:\n  - use: exporter_json\n";
}

std::size_t count_of(const std::string& text, const std::string& wanted) {
  std::size_t count = 0;
  for (auto at = text.find(wanted); at != text.npos; at = text.find(wanted, at + 1)) ++count;
  return count;
}

PipelineRun& run_pages(PipelineRun& run, const std::string& stage,
                       const std::string& text = "first line\nsecond line here\n") {
  run.add_page("page.txt", text);
  run.run(config_with_stage(stage));
  return run;
}

TEST(PluginInC, RunsInAPipeline) {
  PipelineRun run;

  run_pages(run, "c_annotator\n    timeout: 30s");

  ASSERT_EQ(run.end.exit_code, 0) << run.end.standard_error;
  EXPECT_EQ(count_of(run.output("page.json"), "\"lines_1\""), 2U) << run.output("page.json");
  EXPECT_EQ(run.metric("c_annotator.blocks"), 2);
  EXPECT_EQ(run.metric("c_annotator.has_deadline"), 1);
  EXPECT_EQ(run.metric("c_annotator.on_worker"), 1);
  EXPECT_NE(run.end.standard_error.find("log: c_annotator was here"), std::string::npos);
  EXPECT_NE(run.output("page.json").find("counted-in-c"), std::string::npos);
}

TEST(PluginInC, RefusesOptionsInItsOwnWords) {
  PipelineRun run;

  run_pages(run, "c_annotator\n    options: { scheme: '" + std::string(64, 'x') + "' }");

  EXPECT_EQ(run.end.exit_code, 2);
  EXPECT_NE(run.end.standard_error.find("expected a scheme of 1 to 63 bytes"), std::string::npos)
      << run.end.standard_error;
}

class PluginWithLibcxx : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(BROADSHEET_TEST_PLUGINS "/libcxx_annotator.so"))
      GTEST_SKIP() << "clang++ with libc++ is not installed";
  }
};

TEST_F(PluginWithLibcxx, RunsInAPipeline) {
  PipelineRun run;

  run_pages(run, "libcxx_annotator");

  ASSERT_EQ(run.end.exit_code, 0) << run.end.standard_error;
  EXPECT_EQ(count_of(run.output("page.json"), "\"words_2\""), 1U) << run.output("page.json");
  EXPECT_EQ(count_of(run.output("page.json"), "\"words_3\""), 1U);
  EXPECT_EQ(run.metric("libcxx_annotator.documents"), 1);
}

TEST_F(PluginWithLibcxx, ItsExceptionsBecomeDiagnostics) {
  PipelineRun run;
  run.add_page("other.txt", "good\n");

  run_pages(run, "libcxx_annotator", "MISBEHAVE\n");

  EXPECT_EQ(run.end.exit_code, 1);
  EXPECT_NE(run.end.standard_error.find("libcxx_annotator: thrown under libc++: !!!!"),
            std::string::npos)
      << run.end.standard_error;
  EXPECT_EQ(run.output_names(), std::set<std::string>{"other.json"});
}

TEST_F(PluginWithLibcxx, ItsExceptionsOnCreationBecomeConfigErrors) {
  PipelineRun run;

  run_pages(run, "libcxx_annotator\n    options: { scheme: refused }");

  EXPECT_EQ(run.end.exit_code, 2);
  EXPECT_NE(run.end.standard_error.find("libc++ refuses this scheme"), std::string::npos)
      << run.end.standard_error;
}

TEST(OlderPlugin, WorksWithTablesAndRecordsCutToWhatItKnows) {
  PipelineRun run;

  run_pages(run, "older_whole");

  ASSERT_EQ(run.end.exit_code, 0) << run.end.standard_error;
  EXPECT_EQ(count_of(run.output("page.json"), "\"older\""), 2U) << run.output("page.json");
  EXPECT_NE(run.output("page.json").find("second line here"), std::string::npos);
  EXPECT_NE(run.end.standard_error.find("an older plugin was here"), std::string::npos);
}

TEST(OlderPlugin, AMissingOrNullSlotAnswersUnsupported) {
  for (const std::string component : {"older_without_slot", "older_null_slot"}) {
    PipelineRun run;

    run_pages(run, component);

    EXPECT_EQ(run.end.exit_code, 1) << component << "\n" << run.end.standard_error;
    EXPECT_NE(run.end.standard_error.find(component + ": not supported"), std::string::npos)
        << run.end.standard_error;
  }
}

TEST(OlderPlugin, AComponentWithoutItsFunctionsIsRefused) {
  for (const std::string component : {"older_without_interface", "older_null_functions"}) {
    PipelineRun run;

    run_pages(run, component);

    EXPECT_EQ(run.end.exit_code, 2) << component << "\n" << run.end.standard_error;
    EXPECT_NE(run.end.standard_error.find(component + ": does not have the interface of its kind"),
              std::string::npos)
        << run.end.standard_error;
  }
}

TEST(NewerPlugin, WorksWithLongerTablesAndRecords) {
  PipelineRun run;

  run_pages(run, "newer_whole");

  ASSERT_EQ(run.end.exit_code, 0) << run.end.standard_error;
  const std::string record = run.output("page.json");
  EXPECT_EQ(count_of(record, "\"newer\""), 1U) << record;
  EXPECT_NE(record.find("\"fi\""), std::string::npos) << record;  // the two sentences' texts
  EXPECT_NE(record.find("\"rst\""), std::string::npos) << record;
  EXPECT_NE(run.end.standard_error.find("a newer plugin was here"), std::string::npos);
}

TEST(NewerPlugin, ASlotThatWasTakenOutAnswersUnsupported) {
  PipelineRun run;

  run_pages(run, "newer_stub");

  EXPECT_EQ(run.end.exit_code, 1);
  EXPECT_NE(run.end.standard_error.find("newer_stub: not supported"), std::string::npos)
      << run.end.standard_error;
}

TEST(NewerPlugin, StatusesThatDoNotExistAreFailuresByName) {
  for (const std::string component :
       {"newer_odd_status", "newer_negative_status", "newer_end_status"}) {
    PipelineRun run;

    run_pages(run, component);

    EXPECT_EQ(run.end.exit_code, 1) << component;
    ASSERT_TRUE(run.has_report());
    const auto& failure = run.report["failures"][0];
    EXPECT_STREQ(failure["part"].GetString(), component.c_str());
    const std::string message = failure["diagnostics"][0]["message"].GetString();
    EXPECT_GT(message.size(), component.size() + 2) << "no reason is given: " << message;
    EXPECT_TRUE(run.output_names().empty());
  }
}

}  // namespace
}  // namespace broadsheet::testing

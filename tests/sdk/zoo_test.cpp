// SPDX-License-Identifier: Apache-2.0
// Three pages go through a pipeline with one component that misbehaves on the second: the host has
// to catch it by name, quarantine that page alone, and convert the other two.
#include <gtest/gtest.h>

#include <ostream>

#include "program_run.h"

namespace broadsheet::testing {
namespace {

enum class Place { reader, cleaner, annotator, exporter };

struct Misbehaviour {
  const char* component;
  Place place;
  const char* complaint;  // in the diagnostic
  const char* more = "";  // further keys of the stage
};

std::ostream& operator<<(std::ostream& out, const Misbehaviour& each) {
  return out << each.component;
}

std::string config_with(const Misbehaviour& each) {
  const std::string use = "  - use: " + std::string(each.component) + "\n" + each.more;
  const auto at = [&](Place place, const char* otherwise) {
    return each.place == place ? use : "  - use: " + std::string(otherwise) + "\n";
  };
  std::string config = "read:\n" + at(Place::reader, "reader_text");
  config += "stages:\n" + at(Place::cleaner, "zoo_behaving");
  if (each.place == Place::annotator) config += use;
  return config + "write:\n  - use: exporter_json\n" +
         (each.place == Place::exporter ? use : std::string());
}

void add_three_pages(PipelineRun& run) {
  run.add_page("1.txt", "a good page\nof two lines\n");
  run.add_page("2.txt", "\xC3\x89nough: MISBEHAVE\nnow, on two lines\n");
  run.add_page("3.txt", "another good page\nof two lines\n");
}

std::string name_of(const ::testing::TestParamInfo<Misbehaviour>& test) {
  return std::string(test.param.component).substr(4);
}

class Zoo : public ::testing::TestWithParam<Misbehaviour> {};

TEST_P(Zoo, MisbehaviourIsCaughtByNameAndTheRunGoesOn) {
  const Misbehaviour& each = GetParam();
  PipelineRun run;
  add_three_pages(run);

  run.run(config_with(each));

  ASSERT_TRUE(run.has_report()) << run.end.standard_error;
  EXPECT_EQ(run.end.exit_code, 1) << run.end.standard_error;
  const auto& failures = run.report["failures"];
  ASSERT_EQ(failures.Size(), 1U) << run.end.standard_error;
  EXPECT_STREQ(failures[0]["part"].GetString(), each.component);
  const auto& diagnostics = failures[0]["diagnostics"];
  const std::string complaint = diagnostics[diagnostics.Size() - 1]["message"].GetString();
  EXPECT_EQ(complaint.find(std::string(each.component) + ": "), 0U) << complaint;
  EXPECT_NE(complaint.find(each.complaint), std::string::npos) << complaint;
  EXPECT_NE(run.end.standard_error.find("2.txt"), std::string::npos) << run.end.standard_error;
  EXPECT_NE(run.end.standard_error.find(each.component), std::string::npos);
  std::set<std::string> good = {"1.json", "3.json"};
  if (each.place == Place::exporter) good.insert({"1.half", "3.half"});
  EXPECT_EQ(run.output_names(), good);
}

constexpr char kTooLate[] = "took longer than its timeout of 50 ms";

INSTANTIATE_TEST_SUITE_P(
    Cleaners, Zoo,
    ::testing::Values(
        Misbehaviour{"zoo_dropping", Place::cleaner, "drops"},
        Misbehaviour{"zoo_dropping_one", Place::cleaner, "drops 1 character"},
        Misbehaviour{"zoo_doubling", Place::cleaner, "doubles"},
        Misbehaviour{"zoo_overlapping", Place::cleaner, "doubles 1 character"},
        Misbehaviour{"zoo_inventing", Place::cleaner, "only white space can be inserted"},
        Misbehaviour{"zoo_hushing", Place::cleaner, "drops"},
        Misbehaviour{"zoo_cutting", Place::cleaner, "cuts a character in two"},
        Misbehaviour{"zoo_outside", Place::cleaner, "is not inside one line"},
        Misbehaviour{"zoo_far_outside", Place::cleaner, "is not inside one line"},
        Misbehaviour{"zoo_unreasoned", Place::cleaner, "expected a reason"},
        Misbehaviour{"zoo_throwing", Place::cleaner, "thrown inside the plugin"},
        Misbehaviour{"zoo_throwing_number", Place::cleaner, "an exception of unknown type"},
        Misbehaviour{"zoo_late", Place::cleaner, kTooLate, "    timeout: 50ms\n"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Annotators, Zoo,
    ::testing::Values(Misbehaviour{"zoo_wild_sentences", Place::annotator, "[1, 3)"},
                      Misbehaviour{"zoo_wild_labels", Place::annotator, "score from 0 to 1"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Readers, Zoo,
    ::testing::Values(Misbehaviour{"zoo_gap_reader", Place::reader, "that is in no line"},
                      Misbehaviour{"zoo_bytes_reader", Place::reader, "not valid UTF-8 at byte 0"},
                      Misbehaviour{"zoo_descending_reader", Place::reader, "line"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(Exporters, Zoo,
                         ::testing::Values(Misbehaviour{"zoo_half_exporter", Place::exporter,
                                                        "stopped half way"}),
                         name_of);

TEST(ZooOfReaders, TheSecondDocumentOfAReaderThatAnnouncedOneFails) {
  PipelineRun run;
  add_three_pages(run);

  run.run(config_with({"zoo_two_documents_reader", Place::reader, ""}));

  ASSERT_TRUE(run.has_report()) << run.end.standard_error;
  EXPECT_EQ(run.end.exit_code, 1);
  ASSERT_EQ(run.report["failures"].Size(), 1U);
  EXPECT_STREQ(run.report["failures"][0]["part"].GetString(), "zoo_two_documents_reader");
  EXPECT_NE(run.end.standard_error.find("gave a second document although its manifest says one"),
            std::string::npos)
      << run.end.standard_error;
  EXPECT_EQ(run.output_names(), (std::set<std::string>{"1.json", "2.json", "3.json"}));
}

TEST(ZooOfChatter, MessagesOfAChattyPluginAreBoundedAndCounted) {
  PipelineRun run;
  add_three_pages(run);

  run.run(config_with({"zoo_chatty", Place::cleaner, ""}), "-j 1");

  EXPECT_EQ(run.end.exit_code, 0) << run.end.standard_error.substr(0, 1000);
  EXPECT_NE(run.output("2.json").find("99000 more messages were left out"), std::string::npos);
  EXPECT_LT(run.output("2.json").size(), 1000000U);
}

TEST(ZooOfFailures, AStageThatMayBeSkippedCostsNoDocument) {
  PipelineRun run;
  add_three_pages(run);

  run.run(config_with({"zoo_wild_labels", Place::annotator, "", "    on_error: skip_stage\n"}));

  EXPECT_EQ(run.end.exit_code, 0) << run.end.standard_error;
  EXPECT_NE(run.end.standard_error.find("zoo_wild_labels"), std::string::npos);
  EXPECT_EQ(run.output_names(), (std::set<std::string>{"1.json", "2.json", "3.json"}));
}

}  // namespace
}  // namespace broadsheet::testing

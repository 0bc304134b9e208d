// SPDX-License-Identifier: Apache-2.0
// The commands of annotator_policy one after the other, as a person uses them: train a model, hold
// it against a taxonomy, label a run with it, ask what to label next. Cases of one command each are
// golden: tests/pipeline/cases/policy-*.case.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <sstream>

#include "support/program.h"

namespace broadsheet::testing {
namespace {

const std::string kConfigs = BROADSHEET_SOURCE_DIR "/configs/";
const std::string kMinutes = kConfigs + "taxonomies/council_minutes.yaml";

class PolicyCommands : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string csv = "doc_id,text,act\n";
    for (int article = 0; article < 6; ++article) {
      const std::string id = "m" + std::to_string(article) + ",";
      csv += id + "The committee resolved to approve the plan.,decision\n";
      csv += id + "Members thanked the clerk for the report.,narrative\n";
      csv += id + "Councillor Hale asked whether the road would reopen.,question\n";
    }
    write_file(folder_ / "data.csv", csv);
    const ProgramEnd trained =
        run_program({"train", "policy", "--taxonomy", kMinutes, "--data", folder_ / "data.csv",
                     "-o", folder_ / "m.model", "--quiet"});
    ASSERT_EQ(trained.exit_code, 0) << trained.standard_error;
  }

  TemporaryFolder folder_;
};

TEST_F(PolicyCommands, RefuseAModelOfAnotherTaxonomyByName) {
  const ProgramEnd end = run_program({"evaluate", "policy", "--taxonomy",
                                      kConfigs + "taxonomies/innovation_policy.yaml", "--model",
                                      folder_ / "m.model", "--data", folder_ / "data.csv"});

  EXPECT_EQ(end.exit_code, 2);
  EXPECT_NE(end.standard_error.find("the model was trained for taxonomy 'council_minutes_en'"),
            std::string::npos)
      << end.standard_error;
  EXPECT_NE(end.standard_error.find("not for 'sci_industry_integration_zh'"), std::string::npos);
}

TEST_F(PolicyCommands, LabelARunByTheModelAndSuggestWhatToLabelNext) {
  write_file(folder_ / "page.txt",
             "The committee resolved to close the office.\n\nIt asked whether rents rose.\n");
  write_file(folder_ / "config.yaml",
             "version: 1\nname: minutes\nread:\n  - use: reader_text\nstages:\n"
             "  - use: cleaner_plain\n  - use: annotator_sentences\n  - use: annotator_policy\n"
             "    options: { taxonomy: '" +
                 kMinutes + "', model: m.model }\nwrite:\n  - use: exporter_json\n");
  const ProgramEnd run = run_program(
      {"run", folder_ / "config.yaml", folder_ / "page.txt", "-o", folder_ / "out", "--quiet"});
  ASSERT_EQ(run.exit_code, 0) << run.standard_error;
  EXPECT_NE(read_file(folder_ / "out/page.json").find("\"label\":\"decision\""), std::string::npos);

  const ProgramEnd suggested = run_program({"suggest", "--taxonomy", kMinutes, "--model",
                                            folder_ / "m.model", folder_ / "out/page.json"});

  ASSERT_EQ(suggested.exit_code, 0) << suggested.standard_error;
  EXPECT_EQ(suggested.standard_output.find("doc_id,sent_id,text,act,"), 0U)
      << suggested.standard_output;
  EXPECT_NE(suggested.standard_output.find("It asked whether rents rose."), std::string::npos);
}

// Address space of the programs that are run while it lives.
class MemoryLimit {
 public:
  explicit MemoryLimit(rlim_t bytes) {
    ::getrlimit(RLIMIT_AS, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_AS, &limit);
  }
  ~MemoryLimit() { ::setrlimit(RLIMIT_AS, &before_); }
  MemoryLimit(const MemoryLimit&) = delete;
  MemoryLimit& operator=(const MemoryLimit&) = delete;

 private:
  rlimit before_{};
};

TEST_F(PolicyCommands, TrainOnAPartOfAMillionSentencesAndSaySo) {
  constexpr int kArticles = 100'000, kSentences = 10;
  std::string csv = "doc_id,text,act\n";
  for (int article = 0; article < kArticles; ++article) {
    for (int i = 0; i < kSentences; ++i) {
      csv += "m" + std::to_string(article) + ",Item " + std::to_string(i) +
             (i % 2 == 0 ? " was resolved,decision\n" : " was noted,narrative\n");
    }
  }
  write_file(folder_ / "million.csv", csv);
  csv = {};
  const MemoryLimit limit(rlim_t{1500} << 20U);

  const ProgramEnd end = run_program({"train", "policy", "--taxonomy", kMinutes, "--data",
                                      folder_ / "million.csv", "-o", folder_ / "large.model",
                                      "--quiet", "--threads", "1", "--most-sentences", "500"});

  EXPECT_EQ(end.exit_code, 0) << end.standard_error;
  EXPECT_NE(end.standard_error.find("of 1000000 sentences in 100000 articles, 500 in 50 articles "
                                    "are trained on"),
            std::string::npos)
      << end.standard_error;
}

// Housing and rents stand in one group, the budget in another.
TEST_F(PolicyCommands, CountGroupsInTheSharesAndTellInCsvWhatAddsUpToAScore) {
  write_file(folder_ / "page.txt",
             "The housing office and the rents were discussed. Tenants thanked the clerk.\n");
  write_file(folder_ / "config.yaml",
             "version: 1\nname: minutes\nread:\n  - use: reader_text\nstages:\n"
             "  - use: cleaner_plain\n  - use: annotator_sentences\n  - use: annotator_policy\n"
             "    options: { taxonomy: '" +
                 kMinutes +
                 "', shares: true }\nwrite:\n  - use: exporter_json\n  - use: exporter_csv\n"
                 "    options: { rows: labels, contributions: true }\n");

  const ProgramEnd run = run_program(
      {"run", folder_ / "config.yaml", folder_ / "page.txt", "-o", folder_ / "out", "--quiet"});

  ASSERT_EQ(run.exit_code, 0) << run.standard_error;
  const std::string json = read_file(folder_ / "out/page.json");
  EXPECT_NE(json.find("\"scheme\":\"council_minutes_en.subject_group\",\"label\":\"place\","
                      "\"sentences\":2,"),
            std::string::npos)
      << json;
  const std::string csv = read_file(folder_ / "out/page.csv");
  std::size_t rows = 0;
  std::istringstream lines(csv);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t scheme = line.find("\"council_minutes_en.");
    if (scheme == std::string::npos || line.find("narrative") != std::string::npos) continue;
    const std::size_t label = line.find(',', scheme), score = line.find(',', label + 1);
    double sum = 0;  // of the parts: "begin-end:part | ..."
    for (std::size_t at = line.find(':', score); at != std::string::npos;
         at = line.find(':', at + 1))
      sum += std::stod(line.substr(at + 1));
    EXPECT_NEAR(sum, std::stod(line.substr(score + 1)), 1e-6) << line;
    ++rows;
  }
  EXPECT_EQ(rows, 4U) << csv;
}

TEST_F(PolicyCommands, SaySoWhereTheCueTermsHaveChangedSinceTheTraining) {
  std::string taxonomy = read_file(kMinutes);
  const std::size_t place = taxonomy.find("asked whether");
  ASSERT_NE(place, std::string::npos);
  taxonomy.replace(place, 13, "asked how far");
  write_file(folder_ / "changed.yaml", taxonomy);

  const ProgramEnd end =
      run_program({"evaluate", "policy", "--taxonomy", folder_ / "changed.yaml", "--model",
                   folder_ / "m.model", "--data", folder_ / "data.csv", "--draws", "0"});

  EXPECT_EQ(end.exit_code, 0) << end.standard_error;
  EXPECT_NE(end.standard_error.find("cue terms have changed since the model was trained"),
            std::string::npos)
      << end.standard_error;
}

}  // namespace
}  // namespace broadsheet::testing

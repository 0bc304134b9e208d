// SPDX-License-Identifier: Apache-2.0
// What a run's files are called, which there are, and that they are there together or not at all.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "support/program.h"

namespace broadsheet::testing {
namespace {

const char* const kAnnotated =
    "{use: cleaner_newspaper}, {use: annotator_sentences}, {use: annotator_policy}";
const char* const kSamples = BROADSHEET_SOURCE_DIR "/configs/samples/";
const char* const kPage =
    "Town to Build New Library\nBy Anna Smith\nThe council voted on Monday to build a library.\n\n"
    "Second paragraph of it.\n";

// A config with these exporters, and a folder to run it in.
class Conversion {
 public:
  explicit Conversion(const std::string& exporters, const std::string& reader = "reader_text",
                      const std::string& stages = "{use: cleaner_plain}") {
    write_file(folder_ / "config.yaml", "version: 1\nread: [{use: " + reader + "}]\nstages: [" +
                                            stages + "]\nwrite:\n" + exporters);
  }

  void add_input(const std::string& name, const std::string& text = kPage) {
    write_file(folder_ / ("in/" + name), text);
  }
  ProgramEnd run(const std::string& jobs = "2") {
    return run_program({"run", folder_ / "config.yaml", folder_ / "in", "-o", folder_ / "out", "-j",
                        jobs, "--progress", "never", "--report", folder_ / "report.json"});
  }
  std::filesystem::path out() const { return folder_ / "out"; }
  std::string report() const { return read_file(folder_ / "report.json"); }
  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const auto& [name, bytes] : files_below(out())) names.push_back(name);
    return names;
  }

 private:
  TemporaryFolder folder_;
};

using Names = std::vector<std::string>;

TEST(OutputFiles, AreNamedByThePattern) {
  Conversion run("  - {use: exporter_json, name: 'by-day/{date}/{stem}-p{page}'}\n");
  run.add_input("a/page.txt");
  run.add_input("b.txt");
  const ProgramEnd end = run.run();
  ASSERT_EQ(end.exit_code, 0) << end.standard_error;
  EXPECT_EQ(run.names(), (Names{"by-day/undated/a/page-p1.json", "by-day/undated/b-p1.json"}));
}

TEST(OutputFiles, BearAFingerprintThatChangesWithAFileThatAnOptionNames) {
  const auto fingerprint_with = [](const std::string& words) {
    Conversion run("  - {use: exporter_json}\n", "reader_text",
                   "{use: cleaner_plain}, "
                   "{use: annotator_sentences, options: {abbreviations: in/words.list}}");
    run.add_input("page.txt");
    run.add_input("words.list", words);
    EXPECT_EQ(run.run().exit_code, 0);
    const std::string report = run.report();
    const std::size_t at = report.find("\"fingerprint\": ");
    return report.substr(at, report.find('\n', at) - at);
  };
  const std::string fingerprint = fingerprint_with("title: Kdt\n");
  EXPECT_GT(fingerprint.size(), 64U);
  EXPECT_EQ(fingerprint_with("title: Kdt\n"), fingerprint);  // in another folder
  EXPECT_NE(fingerprint_with("title: Kdt Obst\n"), fingerprint);
}

TEST(OutputFiles, TakeTheDateOfTheDocument) {
  Conversion run("  - {use: exporter_json, name: '{date}/{stem}'}\n", "reader_jsonl");
  run.add_input("all.jsonl",
                "{\"id\": \"1\", \"text\": \"One.\", \"date\": \"2024年6月5日\"}\n"
                "{\"id\": \"2\", \"text\": \"Two.\", \"date\": \"../../etc\"}\n"
                "{\"id\": \"3\", \"text\": \"Three.\", \"date\": \"1923-07\"}\n");
  const ProgramEnd end = run.run();
  ASSERT_EQ(end.exit_code, 0) << end.standard_error;
  EXPECT_EQ(run.names(), (Names{"1923-07/all.000003.json", "2024-06-05/all.000001.json",
                                "undated/all.000002.json"}));
}

TEST(OutputFiles, AreOneAnArticleWhereThePatternHasTheArticle) {
  Conversion run(
      "  - {use: exporter_json, name: '{stem}.{article}'}\n"
      "  - {use: exporter_csv, name: '{stem}/{article}', options: {rows: blocks}}\n"
      "  - {use: exporter_tei}\n");
  run.add_input("page.txt");
  ASSERT_EQ(run.run().exit_code, 0);
  EXPECT_EQ(run.names(), (Names{"page.001.json", "page.tei.xml", "page/001.csv",
                                "page/001.csv.datapackage.json"}));
  const std::string csv = read_file(run.out() / "page/001.csv");
  EXPECT_NE(csv.find("\"a1.b1\""), std::string::npos) << csv;
}

TEST(OutputFiles, DescribeATableInAPackageBesideIt) {
  Conversion run(
      "  - {use: exporter_csv, suffix: blocks.csv, options: {rows: blocks}}\n"
      "  - {use: exporter_csv, options: {rows: articles, datapackage: false}}\n");
  run.add_input("page.txt");
  ASSERT_EQ(run.run().exit_code, 0);
  EXPECT_EQ(run.names(),
            (Names{"page.blocks.csv", "page.blocks.csv.datapackage.json", "page.csv"}));
  const std::string package = read_file(run.out() / "page.blocks.csv.datapackage.json");
  const std::string csv = read_file(run.out() / "page.blocks.csv");
  EXPECT_NE(package.find("\"path\": \"page.blocks.csv\""), std::string::npos) << package;
  EXPECT_NE(package.find("\"bytes\": " + std::to_string(csv.size())), std::string::npos);
  EXPECT_NE(package.find("{\"name\":\"confidence\",\"type\":\"number\""), std::string::npos);
}

TEST(OutputFiles, AreAllTakenBackWhereOneCannotHaveItsName) {
  Conversion run("  - {use: exporter_csv}\n  - {use: exporter_json}\n");
  run.add_input("page.txt");
  std::filesystem::create_directories(run.out() / "page.csv.datapackage.json");
  const ProgramEnd end = run.run();
  EXPECT_EQ(end.exit_code, 1);
  EXPECT_NE(end.standard_error.find("page.csv.datapackage.json"), std::string::npos)
      << end.standard_error;
  EXPECT_EQ(run.names(), Names{});
}

/// What stands in the CSV, and what its description says of it, held against each other by Python.
TEST(OutputFiles, AreAsTheirPackageDescribesThem) {
  const std::string python = "/usr/bin/python3";
  if (run_command(python, {"-c", "import csv"}).exit_code != 0) GTEST_SKIP() << "needs " << python;
  std::string exporters;
  for (const std::string rows : {"sentences", "blocks", "articles", "labels", "layers"}) {
    for (const std::string preset : {"data", "excel"}) {
      exporters += "  - {use: exporter_csv, suffix: " + rows + "." + preset +
                   ".csv, options: {rows: " + rows + ", preset: " + preset + "}}\n";
    }
  }
  Conversion run(exporters, "reader_text", kAnnotated);
  for (const char* page : {"zh_dev_01.txt", "en_dev_01.txt"})
    run.add_input(page, read_file(kSamples + std::string(page)));
  const ProgramEnd end = run.run();
  ASSERT_EQ(end.exit_code, 0) << end.standard_error;
  EXPECT_EQ(run.names().size(), 2U * 10U * 2U);
  const ProgramEnd check = run_command(
      python, {BROADSHEET_SOURCE_DIR "/tests/support/check_data_package.py", run.out().string()});
  EXPECT_EQ(check.exit_code, 0) << check.standard_output << check.standard_error;
}

TEST(OutputFiles, OfArticlesOnlyCountWhatIsInNoneOfThem) {
  Conversion run("  - {use: exporter_json, name: '{stem}.{article}'}\n", "reader_text",
                 "{use: cleaner_newspaper}");
  run.add_input("page.txt", read_file(kSamples + std::string("zh_dev_01.txt")));
  ASSERT_EQ(run.run().exit_code, 0);
  EXPECT_NE(run.report().find("\"blocks_in_no_file\""), std::string::npos) << run.report();
  Conversion whole("  - {use: exporter_json, name: '{stem}.{article}'}\n  - {use: exporter_tei}\n",
                   "reader_text", "{use: cleaner_newspaper}");
  whole.add_input("page.txt", read_file(kSamples + std::string("zh_dev_01.txt")));
  ASSERT_EQ(whole.run().exit_code, 0);
  EXPECT_EQ(whole.report().find("\"blocks_in_no_file\""), std::string::npos) << whole.report();
}

struct Collision {
  std::string exporters;
  std::vector<std::string> inputs;
  std::string name;  // that two files would get; empty: there is none
  std::string reader = "reader_text";
};

TEST(OutputFiles, ThatWouldCollideAreAnErrorBeforeTheRun) {
  const std::string csv = "  - {use: exporter_csv, options: {datapackage: false}";
  const std::vector<Collision> collisions = {
      {csv + "}\n" + csv + ", suffix: 2.csv}\n", {"page.txt", "page.2.txt"}, "page.2.csv"},
      {csv + "}\n" + csv + ", suffix: 2.csv}\n", {"page.txt", "page.3.txt"}, ""},
      {csv + ", name: '{stem}.2'}\n" + csv + ", suffix: 2.csv}\n", {"page.txt"}, "page.2.csv"},
      {csv + ", name: '{stem}.{article}'}\n" + csv + ", suffix: 001.csv}\n",
       {"page.txt"},
       "page.001.csv"},
      {csv + ", name: '{stem}.{article}'}\n" + csv + ", suffix: 2.csv}\n", {"page.txt"}, ""},
      {csv + ", name: '{date}/{stem}'}\n" + csv +
           ", suffix: p1.csv, name: '{date}/{stem}-{page}'}\n",
       {"a-1.p1.txt", "a.txt"},
       "a-1.p1.csv"},
      {"  - {use: exporter_csv}\n  - {use: exporter_json}\n",
       {"page.csv.datapackage.txt", "page.txt"},
       "page.csv.datapackage.json"},
      {csv + "}\n  - {use: exporter_json}\n", {"page.csv.datapackage.txt", "page.txt"}, ""},
      {"  - {use: exporter_csv}\n  - {use: exporter_json, suffix: csv.datapackage.json}\n",
       {"page.txt"},
       "csv.datapackage.json"},
      {"  - {use: exporter_json}\n",
       {"page.jsonl", "page.000001.jsonl"},
       "page.000001.json",
       "reader_jsonl"}};
  for (const Collision& collision : collisions) {
    Conversion run(collision.exporters, collision.reader);
    for (const std::string& input : collision.inputs)
      run.add_input(input, collision.reader == "reader_text" ? kPage : "{\"text\": \"One.\"}\n");
    const ProgramEnd end = run.run();
    EXPECT_EQ(end.exit_code, collision.name.empty() ? 0 : 2) << end.standard_error;
    EXPECT_NE(end.standard_error.find(collision.name), std::string::npos) << end.standard_error;
    EXPECT_EQ(run.names().empty(), !collision.name.empty()) << collision.exporters;
  }
}

std::string every_exporter() {
  std::string exporters;
  for (const char* name :
       {"tei", "csv", "docx", "json", "jsonl", "xlsx", "html", "markdown", "nitf", "ninjs", "fodt"})
    exporters += "  - {use: exporter_" + std::string(name) + "}\n";
  return exporters;
}

TEST(OutputFiles, OfEveryExporterAreTheSameOnAnyNumberOfThreads) {
  std::map<std::string, std::string> first;
  for (const char* jobs : {"1", "2", "8", "8"}) {
    Conversion run(every_exporter(), "reader_text", kAnnotated);
    for (const auto& file : std::filesystem::directory_iterator(kSamples)) {
      if (file.path().extension() == ".txt")
        run.add_input(file.path().filename(), read_file(file.path()));
    }
    const ProgramEnd end = run.run(jobs);
    ASSERT_EQ(end.exit_code, 0) << end.standard_error;
    const auto files = files_below(run.out());
    if (first.empty()) first = {files.begin(), files.end()};
    EXPECT_GE(files.size(), 12U * 2U);
    EXPECT_TRUE(first == std::map(files.begin(), files.end())) << jobs;
  }
}

}  // namespace
}  // namespace broadsheet::testing

// SPDX-License-Identifier: Apache-2.0
// What a run's files are called, which there are, and that they are there together or not at all.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "support/program.h"

namespace broadsheet::testing {
namespace {

const char* const kPage =
    "Town to Build New Library\nBy Anna Smith\nThe council voted on Monday to build a library.\n\n"
    "Second paragraph of it.\n";

// A config with these exporters, and a folder to run it in.
class Conversion {
 public:
  explicit Conversion(const std::string& exporters, const std::string& reader = "reader_text") {
    write_file(folder_ / "config.yaml", "version: 1\nread: [{use: " + reader +
                                            "}]\nstages: [{use: cleaner_plain}]\nwrite:\n" +
                                            exporters);
  }

  void add_input(const std::string& name, const std::string& text = kPage) {
    write_file(folder_ / ("in/" + name), text);
  }
  ProgramEnd run(const std::string& jobs = "2") {
    return run_program({"run", folder_ / "config.yaml", folder_ / "in", "-o", folder_ / "out", "-j",
                        jobs, "--progress", "never"});
  }
  std::filesystem::path out() const { return folder_ / "out"; }
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

TEST(OutputFiles, ThatWouldCollideAreAnErrorBeforeTheRun) {
  Conversion run(
      "  - {use: exporter_csv, options: {datapackage: false}}\n"
      "  - {use: exporter_csv, suffix: 2.csv, options: {datapackage: false}}\n");
  run.add_input("page.txt");
  run.add_input("page.2.txt");
  const ProgramEnd end = run.run();
  EXPECT_EQ(end.exit_code, 2);
  EXPECT_NE(end.standard_error.find("page.2.csv"), std::string::npos) << end.standard_error;
  EXPECT_EQ(run.names(), Names{});
}

TEST(OutputFiles, OfEveryExporterAreTheSameOnOneThreadAndOnEight) {
  std::string exporters;
  for (const char* name :
       {"tei", "csv", "docx", "json", "jsonl", "xlsx", "html", "markdown", "nitf", "ninjs", "fodt"})
    exporters += "  - {use: exporter_" + std::string(name) + "}\n";
  Conversion one(exporters);
  Conversion eight(exporters);
  for (int i = 0; i < 12; ++i) {
    const std::string name = "p" + std::to_string(i) + ".txt";
    one.add_input(name, kPage + name);
    eight.add_input(name, kPage + name);
  }
  ASSERT_EQ(one.run("1").exit_code, 0);
  ASSERT_EQ(eight.run("8").exit_code, 0);
  EXPECT_EQ(one.names().size(), 12U * 12U);
  EXPECT_TRUE(files_below(one.out()) == files_below(eight.out()));
}

}  // namespace
}  // namespace broadsheet::testing

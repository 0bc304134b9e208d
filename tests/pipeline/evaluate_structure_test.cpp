// SPDX-License-Identifier: Apache-2.0
// `broadsheet evaluate structure`: on hand-made gold, and held against the scorer of ../shared
// where that is there.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include "support/program.h"

namespace broadsheet::testing {
namespace {

namespace fs = std::filesystem;

const fs::path kSource = BROADSHEET_SOURCE_DIR;
const std::string kNewspaper = (kSource / "configs/newspaper.yaml").string();
const std::string kMinimal = (kSource / "configs/minimal.yaml").string();

constexpr char kPlainConfig[] =
    "version: 1\nname: plain\nread: [{use: reader_text}]\nstages: [{use: cleaner_plain}]\n"
    "write: [{use: exporter_json}]\n";
// cleaner_plain makes one article of it: lines 1 and 2, lines 4 to 6.
constexpr char kPage[] = "First line\nsecond line\n\nThird line\nfourth line\nfifth line\n";

std::string gold_of(const std::string& blocks, const std::string& top = "") {
  return "{" + top + "\"articles\": [{\"id\": \"a1\", \"blocks\": [\n" + blocks + "]}]}\n";
}
std::string block(const std::string& role, const std::string& lines) {
  return R"({"role": ")" + role + R"(", "lines": )" + lines + "}";
}
const std::string kRight =
    gold_of(block("paragraph", "[1, 2]") + ", " + block("paragraph", "[[4, 6]]"));
const std::string kWrong = gold_of(block("headline", "[1]") + ", " + block("paragraph", "[2]") +
                                   ", " + block("paragraph", "[4, 5, 6]"));

class EvaluateStructure : public ::testing::Test {
 protected:
  EvaluateStructure() {
    fs::create_directories(folder_ / "pages");
    write_file(folder_ / "plain.yaml", kPlainConfig);
  }
  void add_page(const std::string& name, const std::string& gold, const std::string& text = kPage) {
    write_file(folder_ / ("pages/" + name + ".txt"), text);
    write_file(folder_ / ("pages/" + name + ".gold.json"), gold);
  }
  // In the folder, so that messages name files as "pages/...".
  ProgramEnd evaluate(std::vector<std::string> further = {}, const std::string& gold = "pages") {
    std::vector<std::string> arguments = {"evaluate", "structure", "--gold", gold, "plain.yaml"};
    arguments.insert(arguments.end(), further.begin(), further.end());
    const fs::path before = fs::current_path();
    fs::current_path(folder_.path());
    const ProgramEnd end = run_program(arguments);
    fs::current_path(before);
    return end;
  }

  TemporaryFolder folder_;
};

TEST_F(EvaluateStructure, PrintsATableWithTheMean) {
  add_page("right", kRight);
  add_page("wrong", kWrong);
  const ProgramEnd end = evaluate();
  EXPECT_EQ(end.exit_code, 0) << end.standard_error;
  EXPECT_EQ(end.standard_error, "");
  EXPECT_EQ(
      end.standard_output,
      "page       paragraph_f1  join_f1  role_acc  article_f1  order  conserved  lines_lost\n"
      "right             1.000    1.000     1.000       1.000  1.000      1.000       0.000\n"
      "wrong             0.500    0.800     0.800       1.000  0.500      1.000       0.000\n"
      "mean of 2         0.750    0.900     0.900       1.000  0.750      1.000       0.000\n");
}

TEST_F(EvaluateStructure, ListsEveryErrorAtItsLine) {
  add_page("wrong", kWrong);
  const ProgramEnd end = evaluate({"--errors"});
  EXPECT_EQ(end.exit_code, 0) << end.standard_error;
  const std::string expected =
      "\npages/wrong.txt:1: joined: expected the headline to end here, found line 2 joined to it: "
      "'First line'\n"
      "pages/wrong.txt:1: role: expected role headline, found paragraph: 'First line'\n";
  EXPECT_TRUE(end.standard_output.ends_with(expected)) << end.standard_output;
  const ProgramEnd one = evaluate({"--errors", "1"});
  EXPECT_TRUE(one.standard_output.ends_with(
      "pages/wrong.txt: 1 more; --errors without a number lists all\n"))
      << one.standard_output;
}

TEST_F(EvaluateStructure, TakesTheConfigBehindErrorsToo) {
  add_page("right", kRight);
  const std::string config = (folder_ / "plain.yaml").string();
  const std::string pages = (folder_ / "pages").string();
  const auto end = run_program({"evaluate", "structure", "--gold", pages, "--errors", config});
  EXPECT_EQ(end.exit_code, 0) << end.standard_error;
}

TEST_F(EvaluateStructure, GivesTheSameOnAnyNumberOfThreads) {
  for (int i = 0; i < 20; ++i) add_page("page" + std::to_string(i), i % 3 == 0 ? kRight : kWrong);
  const ProgramEnd one = evaluate({"--json", "--errors", "-j", "1"});
  const ProgramEnd many = evaluate({"--json", "--errors", "-j", "4"});
  EXPECT_EQ(one.exit_code, 0) << one.standard_error;
  EXPECT_EQ(one.standard_output, many.standard_output);
}

TEST_F(EvaluateStructure, FindsPagesInFoldersAndSourcesOfOtherNames) {
  write_file(folder_ / "pages/1923/a/gold.json", kRight);
  write_file(folder_ / "pages/1923/a/page.txt", kPage);
  write_file(folder_ / "pages/b.gold.json",
             kRight.substr(0, 1) + "\"source\": \"../texts/b.text\", " + kRight.substr(1));
  write_file(folder_ / "texts/b.text", kPage);
  const ProgramEnd end = evaluate();
  EXPECT_EQ(end.exit_code, 0) << end.standard_error;
  EXPECT_NE(end.standard_output.find("\n1923/a "), std::string::npos) << end.standard_output;
  EXPECT_NE(end.standard_output.find("\nb "), std::string::npos) << end.standard_output;
}

TEST_F(EvaluateStructure, TellsBadGoldAndMeasuresTheOtherPages) {
  add_page("a_right", kRight);
  add_page("b_not_json", "{\n  \"articles\": [}\n");
  add_page("c_role", gold_of(block("headlin", "[1, 2, 4, 5, 6]")));
  add_page("d_twice",
           gold_of(block("paragraph", "[1, 2, 4, 5, 6]") + ",\n" + block("paragraph", "[2]")));
  add_page("e_range", gold_of(block("paragraph", "[1, 2, 4, 5, 6, 77]")));
  add_page("f_source", gold_of(block("paragraph", "[1]"), "\"source\": \"nowhere.txt\", "));
  add_page("g_empty_page", kRight, "");
  const ProgramEnd end = evaluate();
  EXPECT_EQ(end.exit_code, 1);
  EXPECT_NE(end.standard_output.find("\na_right "), std::string::npos);
  EXPECT_NE(end.standard_output.find("\nmean of 1 "), std::string::npos);
  for (const char* message :
       {"pages/b_not_json.gold.json:2:16: error: not valid JSON: ",
        "pages/c_role.gold.json:2:10: error: unknown role 'headlin'\n",
        "help: did you mean 'headline'?",
        "pages/d_twice.gold.json:3:33: error: line 2 is listed twice, first at 2:36\n",
        "pages/e_range.gold.json:2:48: error: line 77 is out of range: the source has lines 1 to 6",
        "pages/f_source.gold.json:1:12: error: the page's source pages/nowhere.txt: no such file",
        "pages/g_empty_page.gold.json: error: the page's source pages/g_empty_page.txt: the file "
        "is empty",
        "6 of 7 pages could not be measured\n"}) {
    EXPECT_NE(end.standard_error.find(message), std::string::npos) << message << "\n"
                                                                   << end.standard_error;
  }
}

TEST_F(EvaluateStructure, SaysSoInJsonToo) {
  add_page("bad", "{}");
  add_page("wrong", kWrong);
  const ProgramEnd end = evaluate({"--json", "--errors=1"});
  EXPECT_EQ(end.exit_code, 1);
  rapidjson::Document json;
  json.Parse(end.standard_output.c_str());
  ASSERT_FALSE(json.HasParseError()) << end.standard_output;
  EXPECT_STREQ(json["format"].GetString(), "broadsheet-evaluation/1");
  const auto& bad = json["pages"][0];
  EXPECT_FALSE(bad["measured"].GetBool());
  EXPECT_FALSE(bad.HasMember("figures"));
  EXPECT_STREQ(bad["diagnostics"][0]["message"].GetString(), "expected 'articles' in this object");
  const auto& wrong = json["pages"][1];
  EXPECT_EQ(wrong["figures"]["order"].GetDouble(), 0.5);
  EXPECT_EQ(wrong["error_count"].GetUint(), 2U);
  ASSERT_EQ(wrong["errors"].Size(), 1U);
  EXPECT_STREQ(wrong["errors"][0]["kind"].GetString(), "joined");
  EXPECT_EQ(json["mean"]["pages"].GetUint(), 1U);
}

TEST_F(EvaluateStructure, StartsWithNothingThatCannotBeMeasured) {
  EXPECT_EQ(evaluate().exit_code, 2);  // no gold
  EXPECT_EQ(evaluate({}, "nowhere").exit_code, 2);
  add_page("right", kRight);
  EXPECT_EQ(evaluate({"--errors=0"}).exit_code, 2);
  EXPECT_EQ(evaluate({"--set", "name.x=1"}).exit_code, 2);
  write_file(folder_ / "plain.yaml",
             "version: 1\nread: [{use: reader_text}]\nwrite: [{use: exporter_json}]\n");
  const ProgramEnd end = evaluate();
  EXPECT_EQ(end.exit_code, 2);
  EXPECT_EQ(end.standard_output, "");
}

TEST_F(EvaluateStructure, RefusesFilesOfManyDocuments) {
  write_file(folder_ / "plain.yaml",
             "version: 1\nread: [{use: reader_jsonl}]\nstages: [{use: cleaner_plain}]\n"
             "write: [{use: exporter_jsonl}]\n");
  write_file(folder_ / "pages/a.jsonl",
             "{\"id\": \"1\", \"text\": \"x\"}\n{\"id\": \"2\", \"text\": \"y\"}\n");
  write_file(folder_ / "pages/a.gold.json",
             gold_of(block("paragraph", "[1]"), "\"source\": \"a.jsonl\", "));
  const ProgramEnd end = evaluate();
  EXPECT_EQ(end.exit_code, 1);
  EXPECT_NE(end.standard_error.find("reads many documents from one file"), std::string::npos)
      << end.standard_error;
}

rapidjson::Document parsed(const ProgramEnd& end) {
  EXPECT_EQ(end.exit_code, 0) << end.standard_error;
  rapidjson::Document json;
  json.Parse(end.standard_output.c_str());
  EXPECT_FALSE(json.HasParseError()) << end.standard_output;
  return json;
}

// Scores many pages in one process: FOLDER_OF_SCORER (SOURCE GOLD RECORD)...
constexpr char kScoreAll[] =
    "import json, sys\n"
    "sys.path.insert(0, sys.argv[1])\n"
    "from score_structure import score\n"
    "files = sys.argv[2:]\n"
    "print(json.dumps([score(*files[i:i + 3]) for i in range(0, len(files), 3)]))\n";

// A config on all pages of a folder: what `evaluate` says against what the scorer of ../shared says
// of the records that `run` writes. How many pages there were.
std::size_t compare_with_the_scorer(const std::string& config, const fs::path& folder) {
  const rapidjson::Document json =
      parsed(run_program({"evaluate", "structure", "--gold", folder.string(), "--json", config}));
  const TemporaryFolder out;
  std::vector<std::string> run = {"run", config, "-q", "-o", out / "out"};
  for (const auto& page : json["pages"].GetArray()) run.push_back(page["source"].GetString());
  EXPECT_EQ(run_program(run).exit_code, 0);
  std::vector<std::string> score = {"-c", kScoreAll, (shared_folder() / "eval").string()};
  for (const auto& page : json["pages"].GetArray()) {
    const fs::path source = page["source"].GetString();
    fs::path record = fs::path(out / "out") / source.lexically_relative(folder);
    record.replace_extension(".json");
    score.insert(score.end(), {source.string(), page["gold"].GetString(), record.string()});
  }
  const rapidjson::Document wanted = parsed(run_command("python3", score));
  EXPECT_EQ(wanted.Size(), json["pages"].Size());
  for (rapidjson::SizeType i = 0; i < wanted.Size(); ++i) {
    const auto& figures = json["pages"][i]["figures"];
    EXPECT_EQ(figures.MemberCount(), wanted[i].MemberCount());
    for (const auto& figure : wanted[i].GetObject()) {
      EXPECT_NEAR(figures[figure.name].GetDouble(), figure.value.GetDouble(), 1e-12)
          << json["pages"][i]["source"].GetString() << " " << figure.name.GetString();
    }
  }
  return json["pages"].Size();
}

TEST(EvaluateStructureFigures, LoseNothingOnTheSamplePages) {
  const std::string samples = (kSource / "configs/samples").string();
  const ProgramEnd end =
      run_program({"evaluate", "structure", "--gold", samples, "--json", kNewspaper});
  // The English samples bear no labels of the Chinese taxonomy, which is nothing to warn of.
  EXPECT_EQ(end.standard_error.find("error: "), std::string::npos) << end.standard_error;
  EXPECT_EQ(end.standard_error.find("annotator_policy"), std::string::npos) << end.standard_error;
  const rapidjson::Document json = parsed(end);
  EXPECT_EQ(json["mean"]["pages"].GetUint(), 11U);
  EXPECT_EQ(json["mean"]["figures"]["conserved"].GetDouble(), 1.0);
  EXPECT_EQ(json["mean"]["figures"]["lines_lost"].GetDouble(), 0.0);
}

TEST(EvaluateStructureFigures, AreThoseOfTheScorerOnEveryGoldPage) {
  if (shared_folder().empty()) GTEST_SKIP() << "needs ../shared";
  // A good pipeline, and one that knows nothing of newspapers.
  for (const std::string& config : {kNewspaper, kMinimal}) {
    EXPECT_GT(compare_with_the_scorer(config, shared_folder() / "seeds"), 0U);
    EXPECT_GT(compare_with_the_scorer(config, shared_folder() / "pages"), 0U);
  }
}

}  // namespace
}  // namespace broadsheet::testing

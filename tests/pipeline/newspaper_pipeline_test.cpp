// SPDX-License-Identifier: Apache-2.0
// The main job: configs/newspaper.yaml on the sample pages, and on the gold pages of ../shared
// where it is there.
#include <gtest/gtest.h>

#include "support/program.h"

namespace broadsheet::testing {
namespace {

namespace fs = std::filesystem;

const fs::path kSource = BROADSHEET_SOURCE_DIR;
const std::string kConfig = (kSource / "configs/newspaper.yaml").string();
const std::string kSamples = (kSource / "configs/samples").string();

TEST(NewspaperPipeline, WritesFourFilesForEveryPage) {
  TemporaryFolder folder;
  const ProgramEnd end = run_program({"run", kConfig, kSamples, "-o", folder / "out", "-j", "2"});
  ASSERT_EQ(end.exit_code, 0) << end.standard_error;
  const auto files = files_below(folder / "out");
  int pages = 0;
  for (const auto& entry : fs::directory_iterator(kSamples)) {
    if (entry.path().extension() != ".txt") continue;
    ++pages;
    for (const char* suffix : {".tei.xml", ".csv", ".docx", ".json"}) {
      EXPECT_EQ(files.count(entry.path().stem().string() + suffix), 1U) << entry.path() << suffix;
    }
  }
  EXPECT_EQ(files.size(), static_cast<std::size_t>(pages) * 4);
}

TEST(NewspaperPipeline, GivesTheSameBytesOnOneThreadAndOnEight) {
  TemporaryFolder folder;
  ASSERT_EQ(
      run_program({"run", kConfig, kSamples, "-o", folder / "one", "-j", "1", "-q"}).exit_code, 0);
  ASSERT_EQ(
      run_program({"run", kConfig, kSamples, "-o", folder / "eight", "-j", "8", "-q"}).exit_code,
      0);
  EXPECT_TRUE(files_below(folder / "one") == files_below(folder / "eight"));
}

TEST(NewspaperPipeline, WritesTeiThatIsValid) {
  const fs::path schema = shared_folder() / "formats/schemas/tei/tei_all.rng";
  if (shared_folder().empty() || run_command("sh", {"-c", "command -v jing"}).exit_code != 0) {
    GTEST_SKIP() << "needs ../shared and jing";
  }
  TemporaryFolder folder;
  ASSERT_EQ(run_program({"run", kConfig, kSamples, "-o", folder / "out", "-q"}).exit_code, 0);
  std::vector<std::string> arguments{schema.string()};
  for (const auto& [name, bytes] : files_below(folder / "out")) {
    if (name.ends_with(".tei.xml")) arguments.push_back((folder / ("out/" + name)).string());
  }
  const ProgramEnd jing = run_command("jing", arguments);
  EXPECT_EQ(jing.exit_code, 0) << jing.standard_output;
}

// One figure of a scorer's line: "paragraph_f1 0.950  join_f1 0.990 ...".
double figure(const std::string& scores, const std::string& name) {
  const std::size_t at = scores.find(name + " ");
  return at == std::string::npos ? -1.0 : std::stod(scores.substr(at + name.size() + 1));
}

// Every page of ../shared as (text, gold).
std::vector<std::pair<fs::path, fs::path>> gold_pages() {
  std::vector<std::pair<fs::path, fs::path>> pages;
  for (const auto& entry : fs::directory_iterator(shared_folder() / "pages")) {
    if (entry.is_directory())
      pages.emplace_back(entry.path() / "page.txt", entry.path() / "gold.json");
  }
  for (const auto& entry : fs::directory_iterator(shared_folder() / "seeds")) {
    if (entry.path().extension() != ".txt") continue;
    pages.emplace_back(entry.path(), fs::path(entry.path()).replace_extension(".gold.json"));
  }
  return pages;
}

TEST(NewspaperPipeline, LosesNothingOnAnyGoldPage) {
  if (shared_folder().empty()) GTEST_SKIP() << "needs ../shared";
  const std::string scorer = (shared_folder() / "eval/score_structure.py").string();
  for (const auto& [text, gold] : gold_pages()) {
    TemporaryFolder folder;
    ASSERT_EQ(run_program({"run", kConfig, text.string(), "-o", folder / "out", "-q"}).exit_code, 0)
        << text;
    const std::string record = (folder / ("out/" + text.stem().string() + ".json")).string();
    const ProgramEnd scored =
        run_command("python3", {scorer, text.string(), gold.string(), record});
    ASSERT_EQ(scored.exit_code, 0) << scored.standard_error;
    EXPECT_EQ(figure(scored.standard_output, "conserved"), 1.0) << text;
    EXPECT_EQ(figure(scored.standard_output, "lines_lost"), 0.0) << text;
  }
}

// The best simple peer of ../shared/eval/BASELINES.md in each figure, mean of the real pages.
TEST(NewspaperPipeline, BeatsEverySimplePeerOnTheRealPages) {
  if (shared_folder().empty()) GTEST_SKIP() << "needs ../shared";
  const std::string scorer = (shared_folder() / "eval/score_structure.py").string();
  const std::vector<std::pair<std::string, double>> peers = {{"paragraph_f1", 0.651},
                                                             {"join_f1", 0.804},
                                                             {"role_acc", 0.804},
                                                             {"article_f1", 0.663},
                                                             {"order", 0.834}};
  std::map<std::string, double> sums;
  int count = 0;
  for (const auto& [text, gold] : gold_pages()) {
    if (text.parent_path().filename() != "seeds") continue;
    TemporaryFolder folder;
    ASSERT_EQ(run_program({"run", kConfig, text.string(), "-o", folder / "out", "-q"}).exit_code, 0)
        << text;
    const std::string record = (folder / ("out/" + text.stem().string() + ".json")).string();
    const std::string scores =
        run_command("python3", {scorer, text.string(), gold.string(), record}).standard_output;
    for (const auto& [name, peer] : peers) sums[name] += figure(scores, name);
    ++count;
  }
  ASSERT_GT(count, 0);
  for (const auto& [name, peer] : peers) EXPECT_GT(sums[name] / count, peer) << name;
}

}  // namespace
}  // namespace broadsheet::testing

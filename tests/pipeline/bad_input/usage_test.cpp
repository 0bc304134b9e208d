// SPDX-License-Identifier: Apache-2.0
// Command lines and configs with which nothing can start: exit code 2, nothing is written, and the
// message says how to mend it.

#include "program_test.h"

namespace broadsheet::testing {
namespace {

class UsageTest : public ProgramTest {
 protected:
  // What is on stderr of a call that cannot start.
  std::string refusal(const std::vector<std::string>& arguments) const {
    const ProcessResult result = broadsheet(arguments);
    EXPECT_EQ(result.exit_code, 2) << result.err;
    EXPECT_EQ(result.out, "");
    EXPECT_FALSE(std::filesystem::exists(folder / "out"));
    return result.err;
  }
};

TEST_F(UsageTest, NamesTheCommandsWhereThereIsNone) {
  EXPECT_EQ(refusal({}),
            "error: expected a command\n  help: one of: run, check, plugins, schema, evaluate, "
            "train, agree, "
            "suggest, taxonomy, summarize\n");
}

TEST_F(UsageTest, FindsTheCommandThatWasMeant) {
  EXPECT_EQ(
      refusal({"chek", "c.yaml"}),
      "error: unknown command 'chek'\n"
      "  help: did you mean 'check'? Allowed: run, check, plugins, schema, evaluate, train, agree, "
      "suggest, taxonomy, summarize\n");
}

TEST_F(UsageTest, SaysWhatIsMissing) {
  EXPECT_TRUE(refusal({"run"}).starts_with("error: CONFIG is required\n"));
  EXPECT_TRUE(refusal({"run", "c.yaml"}).starts_with("error: INPUT is required\n"));
  EXPECT_TRUE(refusal({"run", "c.yaml", "a.txt"}).starts_with("error: --output is required\n"));
}

TEST_F(UsageTest, SaysWhichArgumentIsWrong) {
  const std::vector<std::string> good = {"run", "c.yaml", "a.txt", "-o", "out"};
  const auto with = [&](std::vector<std::string> further) {
    further.insert(further.begin(), good.begin(), good.end());
    return refusal(further);
  };
  EXPECT_TRUE(with({"--bogus"}).starts_with("error: unknown argument '--bogus'\n"));
  EXPECT_TRUE(with({"-j", "0"}).starts_with("error: --jobs: Value 0 not in range 1 to 1024\n"));
  EXPECT_TRUE(holds(with({"-j", "many"}), "--jobs"));
  EXPECT_TRUE(holds(with({"--progress", "x"}), "--progress: x not in {auto,always,never}"));
  EXPECT_TRUE(holds(with({"-q", "-v"}), "--quiet"));
  EXPECT_TRUE(holds(with({"--set"}), "--set"));
  for (const char* shard : {"3/2", "0/2", "1/0", "1", "a/b", "1/2/3", "-1/2", "1 /2", ""}) {
    if (*shard == '\0') continue;
    EXPECT_EQ(with({std::string("--shard=") + shard}),
              "error: expected --shard K/N with K from 1 to N, found '" + std::string(shard) +
                  "'\n  help: for example --shard 2/8\n");
  }
}

TEST_F(UsageTest, SaysWhenThereIsNoConfig) {
  EXPECT_TRUE(holds(refusal({"run", "no.yaml", "a.txt", "-o", "out"}), "no.yaml: error: "));
  folder.write("folder.yaml/x", "");
  EXPECT_TRUE(holds(refusal({"run", "folder.yaml", "a.txt", "-o", "out"}), "folder.yaml: error: "));
}

TEST_F(UsageTest, ShowsEveryErrorOfAConfigBeforeAnythingIsRead) {
  folder.write("a.txt", "x");
  folder.write("bad.yaml",
               "version: 1\nread:\n  - use: reader_txt\nwrite:\n  - use: exporter_json\n"
               "    options: { indnt: 2 }\nstagess: []\n");
  const std::string text = refusal({"run", "bad.yaml", "a.txt", "-o", "out"});
  EXPECT_TRUE(holds(text, "bad.yaml:3:10: error: ")) << text;
  EXPECT_TRUE(holds(text, "did you mean 'reader_text'?")) << text;
  EXPECT_TRUE(holds(text, "bad.yaml:6:16: error: ")) << text;
  EXPECT_TRUE(holds(text, "bad.yaml:7:1: error: ")) << text;
}

TEST_F(UsageTest, RefusesAnOverrideThatFitsNothing) {
  folder.write("a.txt", "x");
  const std::string text = refusal(
      {"run", "c.yaml", "a.txt", "-o", "out", "--set", "stages.cleaner_plain.options.nothing=1"});
  EXPECT_TRUE(holds(text, "nothing")) << text;
}

TEST_F(UsageTest, RefusesAFolderOfPluginsThatIsNotThere) {
  folder.write("a.txt", "x");
  EXPECT_TRUE(refusal({"--plugin-path", "nowhere", "run", "c.yaml", "a.txt", "-o", "out"})
                  .starts_with("error: --plugin-path: expected a folder with plugins, found none "
                               "called 'nowhere'\n"));
}

TEST_F(UsageTest, RefusesTheStandardStreams) {
  folder.write("a.txt", "x");
  EXPECT_TRUE(refusal({"run", "c.yaml", "-", "-o", "out"})
                  .starts_with("-: error: expected a file or a folder, found the standard input\n"
                               "  help: write it into a file first"));
  EXPECT_TRUE(refusal({"run", "c.yaml", "a.txt", "-o", "-"})
                  .starts_with("error: expected a folder behind --output, found the standard "
                               "output\n"));
  EXPECT_FALSE(std::filesystem::exists(folder / "-"));
}

TEST_F(UsageTest, VerifiesPluginsOnly) {
  EXPECT_TRUE(refusal({"plugins", "verify", "c.yaml"})
                  .starts_with("error: expected a plugin's file, NAME.so, found 'c.yaml'\n"));
}

TEST_F(UsageTest, ShowsExamplesWhereTheyBelong) {
  EXPECT_TRUE(holds(broadsheet({"run", "--help"}).out, "Examples:\n  broadsheet run"));
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"check", "--help"}, {"plugins", "show", "--help"}}) {
    const std::string help = broadsheet(arguments).out;
    EXPECT_FALSE(holds(help, "broadsheet run")) << help;
    EXPECT_TRUE(holds(help, "Exit codes: 0, or 2")) << help;
  }
}

TEST_F(UsageTest, NamesEverythingThatCanBeEvaluated) {
  EXPECT_EQ(refusal({"evaluate"}),
            "error: expected what to evaluate, found nothing\n"
            "  help: one of: evaluate structure, evaluate policy\n");
}

TEST_F(UsageTest, TellsOfTheFilesThatItPassesOver) {
  folder.write("pages/a.txt", "x");
  folder.write("pages/b.pdf", "x");
  const ProcessResult result = convert({"pages"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_TRUE(
      holds(result.err, "1 file was passed over as no reader of the config reads such: .pdf (1)"))
      << result.err;
  EXPECT_EQ(convert({"pages"}, {"-q"}).err, "");
}

TEST_F(UsageTest, HelpsOnStdoutAndSucceeds) {
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"--help"}, {"run", "--help"}, {"plugins", "--help"}}) {
    const ProcessResult result = broadsheet(arguments);
    EXPECT_EQ(result.exit_code, 0);
    EXPECT_EQ(result.err, "");
    EXPECT_TRUE(holds(result.out, "Usage: broadsheet"));
  }
  EXPECT_TRUE(broadsheet({"--version"}).out.starts_with("broadsheet "));
}

TEST_F(UsageTest, ConvertsWithAnOverrideThatFits) {
  folder.write("a.txt", "one\ntwo\n");
  ASSERT_EQ(convert({"a.txt"}).exit_code, 0);
  const std::string joined = outputs()["a.json"];
  ASSERT_EQ(convert({"a.txt"}, {"--set", "stages.cleaner_plain.options.paragraphs=line"}).exit_code,
            0);
  EXPECT_TRUE(holds(joined, "one two"));
  EXPECT_FALSE(holds(outputs()["a.json"], "one two"));
}

}  // namespace
}  // namespace broadsheet::testing

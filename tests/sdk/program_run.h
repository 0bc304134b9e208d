// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <rapidjson/document.h>

#include <set>
#include <sstream>
#include <string>

#include "support/program.h"

namespace broadsheet::testing {

/// A batch run of the program over small pages, with the plugins of the tests.
class PipelineRun {
 public:
  void add_page(const std::string& name, const std::string& text) {
    write_file(folder_ / "pages" / name, text);
  }

  /// `body` is the config behind its name. The result is in the members.
  void run(const std::string& body, const std::string& options = "-j 2") {
    write_file(folder_ / "config.yaml", "version: 1\nname: test\n" + body);
    std::vector<std::string> arguments = {"--plugin-path",
                                          BROADSHEET_TEST_PLUGINS,
                                          "run",
                                          folder_ / "config.yaml",
                                          folder_ / "pages",
                                          "-o",
                                          folder_ / "out",
                                          "--report",
                                          folder_ / "report.json",
                                          "--progress",
                                          "never"};
    std::istringstream words(options);
    for (std::string word; words >> word;) arguments.push_back(word);
    end = run_program(arguments);
    const std::string text = read_file(folder_ / "report.json");
    report.Parse(text.c_str(), text.size());
  }

  bool has_report() const { return report.IsObject(); }
  double metric(const char* name) const {
    const auto& metrics = report["metrics"];
    return metrics.HasMember(name) ? metrics[name].GetDouble() : -1;
  }
  /// Everything in the output folder, also what should not be there.
  std::set<std::string> output_names() const {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder_ / "out")) {
      names.insert(entry.path().filename().string());
    }
    return names;
  }
  std::string output(const std::string& name) const { return read_file(folder_ / "out" / name); }

  ProgramEnd end;
  rapidjson::Document report;

 private:
  TemporaryFolder folder_;
};

}  // namespace broadsheet::testing

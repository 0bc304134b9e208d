// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <rapidjson/document.h>

#include <sys/wait.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

namespace broadsheet::testing {

inline std::string read_text(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

inline void write_text(const std::filesystem::path& file, const std::string& text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}

/// A folder that is there as long as this is.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "broadsheet-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~TemporaryFolder() {
    std::error_code code;
    std::filesystem::remove_all(path_, code);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

/// What the program printed and how it ended; an exit code above 128 is a signal.
struct ProgramEnd {
  int exit_code = 0;
  std::string standard_output;
  std::string standard_error;
};

inline ProgramEnd run_program(const std::string& arguments, const TemporaryFolder& folder) {
  const auto out = folder / "stdout.txt";
  const auto err = folder / "stderr.txt";
  const std::string command = std::string("'" BROADSHEET_PROGRAM "' ") + arguments + " > '" +
                              out.string() + "' 2> '" + err.string() + "'";
  const int status = std::system(command.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), read_text(out),
          read_text(err)};
}

/// A batch run of the program over small pages, with the plugins of the tests.
class PipelineRun {
 public:
  void add_page(const std::string& name, const std::string& text) {
    write_text(folder_ / "pages" / name, text);
  }

  /// `body` is the config behind its name. The result is in the members.
  void run(const std::string& body, const std::string& options = "-j 2") {
    write_text(folder_ / "config.yaml", "version: 1\nname: test\n" + body);
    const std::string root = folder_.path().string();
    end = run_program("--plugin-path " BROADSHEET_TEST_PLUGINS " run '" + root + "/config.yaml' '" +
                          root + "/pages' -o '" + root + "/out' --report '" + root +
                          "/report.json' --progress never " + options,
                      folder_);
    const std::string text = read_text(folder_ / "report.json");
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
  std::string output(const std::string& name) const { return read_text(folder_ / "out" / name); }

  ProgramEnd end;
  rapidjson::Document report;

 private:
  TemporaryFolder folder_;
};

}  // namespace broadsheet::testing

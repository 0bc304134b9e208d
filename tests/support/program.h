// SPDX-License-Identifier: Apache-2.0
#pragma once

// Runs the built program as a process, without a shell, and looks at what it left. Needs the
// compile definition BROADSHEET_PROGRAM, the path of the program.

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <thread>
#include <vector>

namespace broadsheet::testing {

inline std::string read_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

inline void write_file(const std::filesystem::path& file, const std::string& bytes) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << bytes;
}

/// A folder that is there as long as this is.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "broadsheet-test-XXXXXX").string();
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

/// How a process ended. An exit code above 128 is the signal that ended it; -1: it was killed at
/// the time limit.
struct ProgramEnd {
  int exit_code = 0;
  std::string standard_output;
  std::string standard_error;
};

/// A process that was started; its streams go to files, so that no pipe can fill up.
class RunningProgram {
 public:
  RunningProgram(const std::string& program, std::vector<std::string> arguments) {
    const std::string out = folder_ / "stdout";
    const std::string err = folder_ / "stderr";
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out.c_str(),
                                     O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err.c_str(),
                                     O_WRONLY | O_CREAT | O_TRUNC, 0600);
    arguments.insert(arguments.begin(), program);
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    if (posix_spawnp(&process_, program.c_str(), &actions, nullptr, argv.data(), environ) != 0)
      process_ = -1;
    posix_spawn_file_actions_destroy(&actions);
  }

  void send(int signal_number) const { ::kill(process_, signal_number); }

  ProgramEnd wait(std::chrono::seconds limit = std::chrono::seconds(120)) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    int status = 0;
    bool is_killed = false;
    while (process_ > 0 && ::waitpid(process_, &status, WNOHANG) == 0) {
      if (!is_killed && std::chrono::steady_clock::now() > deadline) {
        ::kill(process_, SIGKILL);
        is_killed = true;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    ProgramEnd end{WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
                   read_file(folder_ / "stdout"), read_file(folder_ / "stderr")};
    if (is_killed || process_ <= 0) end.exit_code = -1;
    return end;
  }

 private:
  TemporaryFolder folder_;
  pid_t process_ = -1;
};

inline ProgramEnd run_command(const std::string& program, std::vector<std::string> arguments) {
  return RunningProgram(program, std::move(arguments)).wait();
}

#ifdef BROADSHEET_PROGRAM
inline ProgramEnd run_program(std::vector<std::string> arguments) {
  return run_command(BROADSHEET_PROGRAM, std::move(arguments));
}
#endif

/// Every file below a folder with its bytes, by its path from there.
inline std::map<std::string, std::string> files_below(const std::filesystem::path& folder) {
  std::map<std::string, std::string> files;
  std::error_code code;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, code)) {
    if (entry.is_regular_file())
      files[entry.path().lexically_relative(folder).string()] = read_file(entry.path());
  }
  return files;
}

/// ../shared beside the project, or BROADSHEET_SHARED; an empty path where it is absent.
inline std::filesystem::path shared_folder() {
  const char* given = std::getenv("BROADSHEET_SHARED");
  const std::filesystem::path folder =
      given != nullptr ? given
                       : std::filesystem::path(BROADSHEET_SOURCE_DIR).parent_path() / "shared";
  return std::filesystem::is_directory(folder / "eval") ? folder : std::filesystem::path();
}

}  // namespace broadsheet::testing

// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_TESTS_PIPELINE_SUPPORT_PROCESS_H_
#define BROADSHEET_TESTS_PIPELINE_SUPPORT_PROCESS_H_

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace broadsheet::testing {

/// What a program did.
struct ProcessResult {
  int exit_code = -1;  // -1 where a signal ended it
  int signal = 0;
  bool is_timed_out = false;
  std::string out;
  std::string err;
  long max_resident_kib = 0;
  double seconds = 0;
};

struct ProcessOptions {
  std::filesystem::path folder;                                  // to run in; empty: the test's own
  std::vector<std::pair<std::string, std::string>> environment;  // beside the test's own
  std::chrono::seconds time_limit{60};
};

/// A program that runs, with what it writes collected. No shell: arguments arrive as they are.
class Process {
 public:
  Process(const std::vector<std::string>& arguments, const ProcessOptions& options = {});
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void send(int signal_number) const;
  /// Nobody reads what it writes any more.
  void stop_reading();
  /// Reads what it writes until it ends; kills it at the time limit.
  ProcessResult wait();

 private:
  void read_until_closed(ProcessResult& result);
  bool is_time_over() const { return std::chrono::steady_clock::now() > start_ + time_limit_; }

  std::chrono::steady_clock::time_point start_;
  std::chrono::seconds time_limit_;
  pid_t id_ = -1;
  int out_ = -1;
  int err_ = -1;
};

inline ProcessResult run(const std::vector<std::string>& arguments,
                         const ProcessOptions& options = {}) {
  return Process(arguments, options).wait();
}

}  // namespace broadsheet::testing

#endif  // BROADSHEET_TESTS_PIPELINE_SUPPORT_PROCESS_H_

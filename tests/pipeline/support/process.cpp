// SPDX-License-Identifier: Apache-2.0
#include "process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <system_error>
#include <thread>

namespace broadsheet::testing {
namespace {

// In the child, between fork and exec.
[[noreturn]] void become(const std::vector<std::string>& arguments, const ProcessOptions& options) {
  if (!options.folder.empty() && ::chdir(options.folder.c_str()) != 0) ::_exit(126);
  for (const auto& [name, value] : options.environment) ::setenv(name.c_str(), value.c_str(), 1);
  std::vector<char*> words;
  for (const std::string& argument : arguments)
    words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  ::execv(words[0], words.data());
  ::_exit(127);
}

}  // namespace

Process::Process(const std::vector<std::string>& arguments, const ProcessOptions& options)
    : start_(std::chrono::steady_clock::now()), time_limit_(options.time_limit) {
  int out[2];
  int err[2];
  if (::pipe2(out, O_CLOEXEC) != 0 || ::pipe2(err, O_CLOEXEC) != 0)
    throw std::system_error(errno, std::generic_category(), "pipe");
  id_ = ::fork();
  if (id_ < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (id_ == 0) {
    ::dup2(::open("/dev/null", O_RDONLY), STDIN_FILENO);
    ::dup2(out[1], STDOUT_FILENO);
    ::dup2(err[1], STDERR_FILENO);
    become(arguments, options);
  }
  ::close(out[1]);
  ::close(err[1]);
  out_ = out[0];
  err_ = err[0];
}

Process::~Process() {
  if (out_ >= 0) ::close(out_);
  if (err_ >= 0) ::close(err_);
  if (id_ > 0) {
    ::kill(id_, SIGKILL);
    ::waitpid(id_, nullptr, 0);
  }
}

void Process::send(int signal_number) const { ::kill(id_, signal_number); }

void Process::stop_reading() {
  ::close(out_);
  ::close(err_);
  out_ = err_ = -1;
}

void Process::read_until_closed(ProcessResult& result) {
  pollfd streams[2] = {{out_, POLLIN, 0}, {err_, POLLIN, 0}};
  std::string* const texts[2] = {&result.out, &result.err};
  char buffer[65536];
  while (streams[0].fd >= 0 || streams[1].fd >= 0) {
    const auto left = start_ + time_limit_ - std::chrono::steady_clock::now();
    const auto left_ms = std::chrono::duration_cast<std::chrono::milliseconds>(left).count() + 1;
    if (left_ms <= 0) return;
    if (::poll(streams, 2, static_cast<int>(left_ms)) <= 0) continue;
    for (int i = 0; i < 2; ++i) {
      if (streams[i].fd < 0 || streams[i].revents == 0) continue;
      const ssize_t length = ::read(streams[i].fd, buffer, sizeof buffer);
      if (length > 0) texts[i]->append(buffer, static_cast<std::size_t>(length));
      if (length == 0) streams[i].fd = -1;
    }
  }
}

ProcessResult Process::wait() {
  ProcessResult result;
  read_until_closed(result);
  int status = 0;
  rusage usage{};
  while (::wait4(id_, &status, WNOHANG, &usage) == 0) {
    if (is_time_over() && !result.is_timed_out) {
      result.is_timed_out = true;
      ::kill(id_, SIGKILL);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  id_ = -1;
  if (WIFEXITED(status)) result.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) result.signal = WTERMSIG(status);
  result.max_resident_kib = usage.ru_maxrss;
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  return result;
}

}  // namespace broadsheet::testing

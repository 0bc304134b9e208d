// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <csignal>

namespace broadsheet::batch {

/// SIGINT, SIGTERM and SIGHUP while it lives: the first asks the run to take no further document,
/// the second to stop the calls under way; the third ends the process as usual. Those that the
/// process was started to ignore (nohup) stay ignored. SIGPIPE is ignored: a reader of our messages
/// that goes away must not end the run. One at a time.
class StopSignals {
 public:
  StopSignals();
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  static const std::atomic<bool>& is_stopping();
  static const std::atomic<bool>& is_cancelled();

 private:
  std::array<struct sigaction, 4> before_{};
};

}  // namespace broadsheet::batch

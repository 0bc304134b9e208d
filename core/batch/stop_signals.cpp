// SPDX-License-Identifier: Apache-2.0
#include "batch/stop_signals.h"

#include <csignal>

namespace broadsheet::batch {
namespace {

// What a signal handler may touch: lock-free atomics.
std::atomic<bool> stopping{false};
std::atomic<bool> cancelled{false};
static_assert(std::atomic<bool>::is_always_lock_free);

void handle(int signal_number) {
  if (!stopping.exchange(true)) return;
  if (!cancelled.exchange(true)) return;
  std::signal(signal_number, SIG_DFL);
  std::raise(signal_number);
}

void install(void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

}  // namespace

StopSignals::StopSignals() {
  stopping = false;
  cancelled = false;
  install(handle);
}

StopSignals::~StopSignals() { install(SIG_DFL); }

const std::atomic<bool>& StopSignals::is_stopping() { return stopping; }
const std::atomic<bool>& StopSignals::is_cancelled() { return cancelled; }

}  // namespace broadsheet::batch

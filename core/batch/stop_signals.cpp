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

constexpr std::array kSignals = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};

void install(int signal_number, void (*handler)(int), struct sigaction& known) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(signal_number, nullptr, &known);
  if (known.sa_handler != SIG_IGN) sigaction(signal_number, &action, nullptr);
}

}  // namespace

StopSignals::StopSignals() {
  stopping = false;
  cancelled = false;
  for (std::size_t i = 0; i < kSignals.size(); ++i)
    install(kSignals[i], kSignals[i] == SIGPIPE ? SIG_IGN : handle, before_[i]);
}

StopSignals::~StopSignals() {
  for (std::size_t i = 0; i < kSignals.size(); ++i) sigaction(kSignals[i], &before_[i], nullptr);
}

const std::atomic<bool>& StopSignals::is_stopping() { return stopping; }
const std::atomic<bool>& StopSignals::is_cancelled() { return cancelled; }

}  // namespace broadsheet::batch

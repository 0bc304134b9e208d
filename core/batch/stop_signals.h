// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>

namespace broadsheet::batch {

/// SIGINT and SIGTERM while it lives: the first asks the run to take no further document, the
/// second to stop the calls under way; the third ends the process as usual. One at a time.
class StopSignals {
 public:
  StopSignals();
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  static const std::atomic<bool>& is_stopping();
  static const std::atomic<bool>& is_cancelled();
};

}  // namespace broadsheet::batch

// SPDX-License-Identifier: Apache-2.0
#include "batch/workers.h"

#include <algorithm>
#include <system_error>
#include <thread>
#include <vector>

#include "plugin_host/thread_check.h"

namespace broadsheet::batch {

void run_workers(unsigned wanted, const std::function<void(unsigned worker)>& work,
                 const std::function<void(const std::string& why)>& explain) {
  std::vector<std::thread> workers;
  for (unsigned i = 0; i < std::max(1U, wanted); ++i) {
    try {
      workers.emplace_back([&work, i] {
        plugin_host::mark_worker_thread();
        work(i);
      });
    } catch (const std::system_error& problem) {
      if (workers.empty()) throw;
      explain("only " + std::to_string(workers.size()) + " documents at once: " + problem.what());
      break;
    }
  }
  for (std::thread& worker : workers) worker.join();
}

}  // namespace broadsheet::batch

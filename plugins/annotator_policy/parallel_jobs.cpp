// SPDX-License-Identifier: Apache-2.0
#include "parallel_jobs.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace broadsheet::policy {

bool run_jobs(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& job,
              const std::function<bool()>& did_one) {
  std::atomic<std::size_t> next{0};
  std::atomic<bool> is_stopped{false};
  std::exception_ptr failure;
  std::mutex mutex;
  const auto work = [&] {
    try {
      for (std::size_t at = next++; at < count && !is_stopped; at = next++) {
        job(at);
        const std::lock_guard lock(mutex);
        if (!did_one()) is_stopped = true;
      }
    } catch (...) {
      const std::lock_guard lock(mutex);
      if (failure == nullptr) failure = std::current_exception();
      is_stopped = true;
    }
  };
  const unsigned wanted = threads > 0 ? threads : std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::thread> pool;
  for (unsigned i = 1; i < wanted; ++i) pool.emplace_back(work);
  work();
  for (std::thread& thread : pool) thread.join();
  if (failure != nullptr) std::rethrow_exception(failure);
  return !is_stopped;
}

}  // namespace broadsheet::policy

// SPDX-License-Identifier: Apache-2.0
// Jobs by their number on several threads. Each job is by itself, so the result does not depend on
// how many threads there are.
#pragma once

#include <cstddef>
#include <functional>

namespace broadsheet::policy {

// Calls job(0) to job(count - 1), and did_one() after each, one call at a time; where that returns
// false no further job begins.
//
// @param threads  0: one a core
// @return whether all jobs were done. Throws what the first job to fail has thrown, when the jobs
//         that had begun are done.
bool run_jobs(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& job,
              const std::function<bool()>& did_one);

}  // namespace broadsheet::policy

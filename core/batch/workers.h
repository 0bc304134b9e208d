// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

namespace broadsheet::batch {

/// Calls work(0), work(1), ... on a thread each, `wanted` of them or as many as the system gives,
/// and waits for all. Throws std::system_error where it gives none. Call on the main thread.
///
/// @param explain  told why where there are fewer than wanted
void run_workers(unsigned wanted, const std::function<void(unsigned worker)>& work,
                 const std::function<void(const std::string& why)>& explain);

}  // namespace broadsheet::batch

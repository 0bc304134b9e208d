// SPDX-License-Identifier: Apache-2.0
#include "plugin_host/thread_check.h"

#include <cstdint>
#include <string_view>

namespace broadsheet::plugin_host {
namespace {

thread_local bool is_main = false;
thread_local bool is_worker = false;

}  // namespace

void mark_main_thread() { is_main = true; }
void mark_worker_thread() { is_worker = true; }

const broadsheet_thread_check_t* thread_check_interface() {
  static const broadsheet_thread_check_t table{
      sizeof(broadsheet_thread_check_t), 0, [] { return static_cast<std::uint32_t>(is_main); },
      [] { return static_cast<std::uint32_t>(is_worker); }};
  return &table;
}

const void* host_interface(const char* id) {
  return std::string_view(id) == BROADSHEET_THREAD_CHECK_INTERFACE ? thread_check_interface()
                                                                   : nullptr;
}

}  // namespace broadsheet::plugin_host

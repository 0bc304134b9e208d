// SPDX-License-Identifier: Apache-2.0
#include "plugin_host/thread_check.h"

#include <gtest/gtest.h>

#include <thread>

namespace broadsheet::plugin_host {
namespace {

TEST(ThreadCheck, IsFoundByItsId) {
  EXPECT_EQ(host_interface(BROADSHEET_THREAD_CHECK_INTERFACE), thread_check_interface());
  EXPECT_EQ(host_interface("org.broadsheet.nothing/1"), nullptr);
  EXPECT_EQ(host_interface(""), nullptr);
}

TEST(ThreadCheck, TellsThreadsApart) {
  const auto* check = thread_check_interface();
  std::thread([&] {
    EXPECT_EQ(check->is_main(), 0U);
    EXPECT_EQ(check->is_worker(), 0U);
    mark_main_thread();
    EXPECT_EQ(check->is_main(), 1U);
    EXPECT_EQ(check->is_worker(), 0U);
    std::thread([&] {
      mark_worker_thread();
      EXPECT_EQ(check->is_main(), 0U);
      EXPECT_EQ(check->is_worker(), 1U);
    }).join();
  }).join();
}

}  // namespace
}  // namespace broadsheet::plugin_host

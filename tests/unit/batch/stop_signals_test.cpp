// SPDX-License-Identifier: Apache-2.0
#include "batch/stop_signals.h"

#include <gtest/gtest.h>
#include <unistd.h>

namespace broadsheet::batch {
namespace {

TEST(StopSignals, StopAtTheFirstAndCancelAtTheSecond) {
  const StopSignals signals;
  EXPECT_FALSE(StopSignals::is_stopping());
  std::raise(SIGINT);
  EXPECT_TRUE(StopSignals::is_stopping());
  EXPECT_FALSE(StopSignals::is_cancelled());
  std::raise(SIGTERM);
  EXPECT_TRUE(StopSignals::is_cancelled());
}

TEST(StopSignals, BeginAnew) {
  {
    const StopSignals signals;
    std::raise(SIGHUP);
    EXPECT_TRUE(StopSignals::is_stopping());
  }
  const StopSignals signals;
  EXPECT_FALSE(StopSignals::is_stopping());
  EXPECT_FALSE(StopSignals::is_cancelled());
}

TEST(StopSignals, OutliveAReaderThatWentAway) {
  const StopSignals signals;
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  ::close(ends[0]);
  EXPECT_EQ(::write(ends[1], "x", 1), -1);  // and no SIGPIPE
  ::close(ends[1]);
}

TEST(StopSignals, LeaveASignalThatIsIgnored) {
  std::signal(SIGHUP, SIG_IGN);
  {
    const StopSignals signals;
    std::raise(SIGHUP);
    EXPECT_FALSE(StopSignals::is_stopping());
  }
  EXPECT_EQ(std::signal(SIGHUP, SIG_DFL), SIG_IGN);
}

using StopSignalsDeathTest = ::testing::Test;

TEST(StopSignalsDeathTest, EndTheProcessAtTheThird) {
  EXPECT_EXIT(
      {
        const StopSignals signals;
        for (int i = 0; i < 3; ++i) std::raise(SIGINT);
      },
      ::testing::KilledBySignal(SIGINT), "");
}

TEST(StopSignalsDeathTest, AreAsBeforeAfterwards) {
  EXPECT_EXIT(
      {
        { const StopSignals signals; }
        std::raise(SIGTERM);
      },
      ::testing::KilledBySignal(SIGTERM), "");
}

}  // namespace
}  // namespace broadsheet::batch

// SPDX-License-Identifier: Apache-2.0
// Plugins that notice when calls meet, under eight workers: what a component declared is honoured.
#include <gtest/gtest.h>

#include "program_run.h"

namespace broadsheet::testing {
namespace {

constexpr int kPages = 64;

class DeclaredConcurrency : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    run_ = new PipelineRun;
    for (int i = 0; i < kPages; ++i) run_->add_page(std::to_string(i) + ".txt", "a page\n");
    run_->run(
        "read:\n  - use: reader_text\nstages:\n  - use: zoo_behaving\n"
        "  - use: turnstile_process\n  - use: turnstile_twin\n  - use: turnstile_instance\n"
        "  - use: turnstile_parallel\nwrite:\n  - use: exporter_json\n",
        "-j 8");
    ASSERT_EQ(run_->end.exit_code, 0) << run_->end.standard_error;
  }
  static void TearDownTestSuite() {
    delete run_;
    run_ = nullptr;
  }
  static double metric(const char* name) { return run_->metric(name); }

 private:
  static inline PipelineRun* run_ = nullptr;
};

TEST_F(DeclaredConcurrency, OneCallPerProcessNeverMeetsAnotherEvenOfAnotherComponent) {
  EXPECT_EQ(metric("process.calls"), kPages);
  EXPECT_EQ(metric("process.met_in_process"), 0);
  EXPECT_EQ(metric("twin.met_in_process"), 0);
}

TEST_F(DeclaredConcurrency, OneCallPerInstanceMeetsOthersOnlyInOtherInstances) {
  EXPECT_EQ(metric("instance.calls"), kPages);
  EXPECT_EQ(metric("instance.met_in_instance"), 0);
  EXPECT_GT(metric("instance.met_in_process"), 0);
}

TEST_F(DeclaredConcurrency, ParallelCallsMeetInOneInstance) {
  EXPECT_EQ(metric("parallel.calls"), kPages);
  EXPECT_GT(metric("parallel.met_in_instance"), 0);
}

}  // namespace
}  // namespace broadsheet::testing

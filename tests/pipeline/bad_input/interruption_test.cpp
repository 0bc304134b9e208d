// SPDX-License-Identifier: Apache-2.0
// A run that is interrupted finishes the documents in flight and leaves nothing half there.

#include <csignal>
#include <thread>

#include "program_test.h"

namespace broadsheet::testing {
namespace {

class InterruptionTest : public ProgramTest {
 protected:
  static constexpr std::size_t kPages = 3000;

  InterruptionTest() {
    std::string text;
    for (int i = 0; i < 400; ++i) text += "a line of a page that is long enough to take a while\n";
    for (std::size_t i = 0; i < kPages; ++i) folder.write("in/" + std::to_string(i) + ".txt", text);
  }

  std::size_t output_count() const {
    std::size_t count = 0;
    std::error_code ignored;
    for (std::filesystem::directory_iterator entry(folder / "out", ignored), end;
         !ignored && entry != end; entry.increment(ignored)) {
      ++count;
    }
    return count;
  }
  // Waits until the run is in the midst of its work.
  bool is_under_way() const {
    for (int i = 0; i < 20000; ++i) {
      if (output_count() > 20) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return false;
  }
  void expect_whole_files() const {
    const auto files = outputs();
    EXPECT_GT(files.size(), 0U);
    EXPECT_LT(files.size(), kPages);
    for (const auto& [name, content] : files) {
      EXPECT_TRUE(name.ends_with(".json")) << name;
      EXPECT_TRUE(content.starts_with("{") && content.ends_with("}\n")) << name;
    }
  }
};

TEST_F(InterruptionTest, FinishesWhatIsInFlight) {
  for (const int signal_number : {SIGINT, SIGTERM}) {
    std::filesystem::remove_all(folder / "out");
    Process process(command({"run", "c.yaml", "in", "-o", "out", "-j", "2", "--report", "r.json"}),
                    options());
    ASSERT_TRUE(is_under_way());
    process.send(signal_number);
    const ProcessResult result = process.wait();
    EXPECT_EQ(result.exit_code, 130) << result.err;
    EXPECT_TRUE(holds(result.err,
                      "interrupted: documents in flight were finished, the others were "
                      "not begun\n"))
        << result.err;
    EXPECT_FALSE(holds(result.err, "error")) << result.err;
    EXPECT_TRUE(holds(content_of(folder / "r.json"), "\"end\": \"interrupted\""));
    expect_whole_files();
  }
}

TEST_F(InterruptionTest, GoesOnWhereTheReaderOfItsMessagesGoesAway) {
  folder.write("in/0.txt", std::string("\x89PNG\r\n\x1a\n", 8));
  Process process(command({"run", "c.yaml", "in", "-o", "out", "--verbose"}), options());
  process.stop_reading();
  const ProcessResult result = process.wait();
  EXPECT_EQ(result.signal, 0);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(output_count(), kPages - 1);
}

}  // namespace
}  // namespace broadsheet::testing

// SPDX-License-Identifier: Apache-2.0
#include "batch/progress.h"

#include <gtest/gtest.h>

#include <sstream>
#include <thread>

namespace broadsheet::batch {
namespace {

TEST(DurationInWords, IsShortAndRounded) {
  EXPECT_EQ(duration_in_words(0), "0 s");
  EXPECT_EQ(duration_in_words(7.4), "7 s");
  EXPECT_EQ(duration_in_words(59.6), "1 min 00 s");
  EXPECT_EQ(duration_in_words(125), "2 min 05 s");
  EXPECT_EQ(duration_in_words(3599.4), "59 min 59 s");
  EXPECT_EQ(duration_in_words(3600 + 240), "1 h 04 min");
  EXPECT_EQ(duration_in_words(360000), "100 h 00 min");
}

TEST(SizeInWords, IsShortAndRounded) {
  EXPECT_EQ(size_in_words(0), "0 bytes");
  EXPECT_EQ(size_in_words(1), "1 byte");
  EXPECT_EQ(size_in_words(999), "999 bytes");
  EXPECT_EQ(size_in_words(950000), "950 kB");
  EXPECT_EQ(size_in_words(12300000), "12.3 MB");
  EXPECT_EQ(size_in_words(2147483648.0), "2.1 GB");
}

TEST(SizeInWords, ChangesTheUnitBeforeAThousandOfOne) {
  EXPECT_EQ(size_in_words(999.9), "1 kB");
  EXPECT_EQ(size_in_words(999600), "1.0 MB");
  EXPECT_EQ(size_in_words(999960000), "1.0 GB");
}

// What is on stderr after some documents.
std::string drawn(ProgressMode mode, std::size_t columns = 80) {
  std::ostringstream out;
  Progress progress(out, mode, false, 1000, 10, columns);
  progress.add_document(true);
  std::this_thread::sleep_for(std::chrono::milliseconds(120));
  progress.add_document(false);
  progress.add_input(500);
  progress.finish();
  return out.str();
}

TEST(Progress, DrawsABarAndTakesItAway) {
  const std::string text = drawn(ProgressMode::bar);
  EXPECT_NE(text.find("\r\x1b[K[........................] 0 of 10 files, 2 documents, 1 failed"),
            std::string::npos)
      << text;
  EXPECT_TRUE(text.ends_with("\r\x1b[K"));
}

TEST(Progress, IsNeverWiderThanTheTerminal) {
  const std::string text = drawn(ProgressMode::bar, 40);
  std::size_t begin = text.find("\x1b[K");
  ASSERT_NE(begin, std::string::npos);
  const std::size_t end = text.find('\r', begin);
  EXPECT_EQ(end - begin - 3, 39U);
}

TEST(Progress, IsSilentWhereItIsOff) { EXPECT_EQ(drawn(ProgressMode::off), ""); }

TEST(Progress, WritesLinesSeldom) { EXPECT_EQ(drawn(ProgressMode::lines), ""); }

TEST(Progress, PrintsMessagesAboveTheBar) {
  std::ostringstream out;
  Progress progress(out, ProgressMode::bar, false, 100, 1);
  std::this_thread::sleep_for(std::chrono::milliseconds(120));
  progress.add_document(true);
  diagnostics::Diagnostic diagnostic;
  diagnostic.message = "bad\nname";
  diagnostic.location.file = "a\x1b.txt";
  diagnostics::DiagnosticList list;
  list.add(diagnostic);
  progress.print(list);
  EXPECT_TRUE(out.str().ends_with("\r\x1b[Ka\\x1b.txt: error: bad\\nname\n")) << out.str();
}

TEST(Progress, EscapesLinesThatPluginsLog) {
  std::ostringstream out;
  Progress progress(out, ProgressMode::off, false, 0, 0);
  progress.print_line("log: \x1b[2J a\nb");
  EXPECT_EQ(out.str(), "log: \\x1b[2J a\\nb\n");
}

TEST(Progress, BearsManyThreads) {
  std::ostringstream out;
  Progress progress(out, ProgressMode::bar, false, 1000, 10);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 100; ++n) {
        progress.add_document(n % 2 == 0);
        progress.add_input(1);
        progress.print_line("x");
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const std::string text = out.str();
  EXPECT_EQ(std::count(text.begin(), text.end(), 'x'), 400);
}

}  // namespace
}  // namespace broadsheet::batch

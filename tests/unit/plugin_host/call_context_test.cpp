// SPDX-License-Identifier: Apache-2.0
#include "plugin_host/call_context.h"

#include <gtest/gtest.h>

#include <limits>
#include <thread>

#include "broadsheet/cpp/abi.hpp"

namespace broadsheet::plugin_host {
namespace {

broadsheet_diagnostic_t diagnostic(std::string_view message) {
  broadsheet_diagnostic_t record{};
  record.struct_size = sizeof record;
  record.severity = BROADSHEET_WARNING;
  record.code = broadsheet_text("code");
  record.message = borrow(message);
  record.help = broadsheet_text("help");
  record.source_begin_byte = 3;
  record.source_end_byte = 5;
  return record;
}

void report(CallContext& context, const broadsheet_diagnostic_t& record) {
  context.table()->report_diagnostic(context.table(), &record);
}

TEST(CallContext, HasNoDeadlineAndIsNotCancelledByItself) {
  const CallContext context(nullptr, std::nullopt);
  const broadsheet_context_t* table = context.table();
  EXPECT_EQ(table->struct_size, sizeof *table);
  EXPECT_EQ(table->is_cancelled(table), 0U);
  EXPECT_EQ(table->time_left_ms(table), INT64_MAX);
  table->report_progress(table, 0.5);
  EXPECT_EQ(table->get_interface(table, "org.example.nothing/1"), nullptr);
}

TEST(CallContext, HearsOfAStopOfTheRun) {
  std::atomic<bool> is_stopped{false};
  const CallContext context(&is_stopped, std::nullopt);
  EXPECT_EQ(context.table()->is_cancelled(context.table()), 0U);
  is_stopped = true;
  EXPECT_EQ(context.table()->is_cancelled(context.table()), 1U);
  EXPECT_TRUE(context.is_cancelled());
  EXPECT_FALSE(context.is_past_deadline());
}

TEST(CallContext, CountsDownToItsDeadline) {
  const CallContext context(nullptr, 60000);
  const std::int64_t left = context.table()->time_left_ms(context.table());
  EXPECT_GT(left, 0);
  EXPECT_LE(left, 60000);
  EXPECT_FALSE(context.is_past_deadline());
}

TEST(CallContext, AsksToStopWhenTheTimeIsOver) {
  const CallContext context(nullptr, 1);
  std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_TRUE(context.is_past_deadline());
  EXPECT_FALSE(context.is_cancelled());  // nobody interrupted the run
  EXPECT_EQ(context.table()->is_cancelled(context.table()), 1U);
  EXPECT_EQ(context.table()->time_left_ms(context.table()), 0);
}

TEST(CallContext, KeepsMessagesWithTheirPlaces) {
  CallContext context(nullptr, std::nullopt);
  report(context, diagnostic("message"));
  const auto messages = context.take_messages();
  ASSERT_EQ(messages.size(), 1U);
  EXPECT_EQ(messages[0].severity, std::uint32_t{BROADSHEET_WARNING});
  EXPECT_EQ(messages[0].code, "code");
  EXPECT_EQ(messages[0].message, "message");
  EXPECT_EQ(messages[0].help, "help");
  EXPECT_EQ(messages[0].source_begin_byte, 3U);
  EXPECT_EQ(messages[0].source_end_byte, 5U);
  EXPECT_TRUE(context.take_messages().empty());
}

TEST(CallContext, ReadsAMessageOfAnOlderAbi) {
  CallContext context(nullptr, std::nullopt);
  broadsheet_diagnostic_t older = diagnostic("message");
  older.struct_size = offsetof(broadsheet_diagnostic_t, source_begin_byte);
  report(context, older);
  EXPECT_EQ(context.take_messages().at(0).source_begin_byte, BROADSHEET_NO_OFFSET);
}

TEST(CallContext, RepairsAndCutsTexts) {
  CallContext context(nullptr, std::nullopt);
  report(context, diagnostic("a\xff"));
  std::string long_text = "x";
  while (long_text.size() < 10000) long_text += "日";
  report(context, diagnostic(long_text));
  const auto messages = context.take_messages();
  EXPECT_EQ(messages[0].message, "a\xef\xbf\xbd");
  EXPECT_EQ(messages[1].message, long_text.substr(0, 4096));  // 1 + 3 * 1365: at a character
  EXPECT_EQ(messages[1].message.size() % 3, 1U);
}

TEST(CallContext, CountsTheMessagesAboveItsLimit) {
  CallContext context(nullptr, std::nullopt);
  for (std::size_t i = 0; i < CallContext::kMaxMessages + 7; ++i) report(context, diagnostic("m"));
  const auto messages = context.take_messages();
  ASSERT_EQ(messages.size(), CallContext::kMaxMessages + 1);
  EXPECT_EQ(messages.back().message, "7 more messages were left out");
  EXPECT_EQ(messages.back().code, "messages-left-out");
}

TEST(CallContext, SumsMetricsByName) {
  CallContext context(nullptr, std::nullopt);
  const auto add = [&](const std::string& name, double value) {
    context.table()->add_metric(context.table(), borrow(name), value);
  };
  add("sentences", 2);
  add("sentences", 3);
  add("nan", std::numeric_limits<double>::quiet_NaN());
  add("inf", std::numeric_limits<double>::infinity());
  for (int i = 0; i < 500; ++i) add("name " + std::to_string(i), 1);
  add("sentences", 1);  // goes on where no new name is taken any more
  const auto metrics = context.take_metrics();
  EXPECT_EQ(metrics.size(), 100U);
  EXPECT_EQ(metrics.at("sentences"), 6.0);
  EXPECT_FALSE(metrics.contains("nan"));
  EXPECT_FALSE(metrics.contains("inf"));
}

TEST(CallContext, HandsTheLogOnRepaired) {
  std::vector<std::string> lines;
  const CallContext context(nullptr, std::nullopt,
                            [&](std::uint32_t severity, const std::string& message) {
                              lines.push_back(std::to_string(severity) + message);
                            });
  context.table()->log(context.table(), BROADSHEET_WARNING, broadsheet_text("a\xff"));
  EXPECT_EQ(lines, std::vector<std::string>{"1a\xef\xbf\xbd"});
}

TEST(CallContext, LetsNoExceptionOfTheLogReachThePlugin) {
  const CallContext context(nullptr, std::nullopt, [](std::uint32_t, const std::string&) {
    throw std::runtime_error("the log is full");
  });
  context.table()->log(context.table(), BROADSHEET_NOTE, broadsheet_text("a"));
}

TEST(CallContext, BearsManyThreadsOfThePlugin) {
  CallContext context(nullptr, 60000);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 100; ++n) {
        report(context, diagnostic("m"));
        context.table()->add_metric(context.table(), broadsheet_text("n"), 1);
        context.table()->is_cancelled(context.table());
        context.table()->time_left_ms(context.table());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(context.take_messages().size(), 400U);
  EXPECT_EQ(context.take_metrics().at("n"), 400.0);
}

TEST(CallContext, HandsOnProgressThatIsAShare) {
  std::vector<double> seen;
  const CallContext context(nullptr, std::nullopt, {},
                            [&](double fraction) { seen.push_back(fraction); });
  context.table()->report_progress(context.table(), 0.25);
  context.table()->report_progress(context.table(), 7.0);
  EXPECT_EQ(seen, std::vector<double>{0.25});
}

}  // namespace
}  // namespace broadsheet::plugin_host

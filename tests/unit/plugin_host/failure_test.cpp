// SPDX-License-Identifier: Apache-2.0
#include "plugin_host/failure.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace broadsheet::plugin_host {
namespace {

broadsheet_error_t error_of(std::string_view message, std::string_view help = "") {
  broadsheet_error_t error = broadsheet_error_empty();
  message.copy(error.message, sizeof error.message);
  help.copy(error.help, sizeof error.help);
  return error;
}

TEST(CallResult, CopiesWhatThePluginSaid) {
  broadsheet_error_t error = error_of("expected a, found b", "write a");
  error.offset_byte = 7;
  error.line = 2;
  error.column = 3;
  error.is_retryable = 1;
  const CallResult result = call_result(BROADSHEET_BAD_INPUT, error);
  EXPECT_FALSE(result.is_ok());
  EXPECT_EQ(result.message, "expected a, found b");
  EXPECT_EQ(result.help, "write a");
  EXPECT_EQ(result.offset_byte, 7U);
  EXPECT_EQ(result.line, 2U);
  EXPECT_EQ(result.column, 3U);
  EXPECT_TRUE(result.is_retryable);
}

TEST(CallResult, DoesNotLookAtTheErrorOfASuccess) {
  broadsheet_error_t error;
  std::fill_n(reinterpret_cast<unsigned char*>(&error), sizeof error, std::uint8_t{0xFF});
  EXPECT_TRUE(call_result(BROADSHEET_OK, error).message.empty());
  EXPECT_TRUE(call_result(BROADSHEET_END, error).message.empty());
  EXPECT_EQ(call_result(BROADSHEET_END, error).status, BROADSHEET_END);
}

TEST(CallResult, BearsTextsWithoutAnEnd) {
  const CallResult result =
      call_result(BROADSHEET_INTERNAL, error_of(std::string(512, 'm'), std::string(256, 'h')));
  EXPECT_EQ(result.message, std::string(512, 'm'));
  EXPECT_EQ(result.help, std::string(256, 'h'));
}

TEST(CallResult, RepairsTextsThatAreNotUtf8) {
  const CallResult result =
      call_result(BROADSHEET_INTERNAL, error_of("Z\xfcrich \xe2\x82", "\xff"));
  EXPECT_EQ(result.message, "Z\xef\xbf\xbdrich \xef\xbf\xbd\xef\xbf\xbd");
  EXPECT_EQ(result.help, "\xef\xbf\xbd");
}

TEST(CallResult, FindsWordsWhereThePluginHasNone) {
  EXPECT_EQ(call_result(BROADSHEET_IO_ERROR, error_of("")).message, "reading or writing failed");
  EXPECT_EQ(call_result(-5, error_of("")).message, "an unknown status");
  EXPECT_EQ(call_result(4711, error_of("")).message, "an unknown status");
}

TEST(Status, HasWordsForEveryValue) {
  std::set<std::string> words;
  std::set<std::string> codes;
  for (broadsheet_status_t status = BROADSHEET_OK; status <= BROADSHEET_INTERNAL; ++status) {
    words.insert(status_in_words(status));
    codes.insert(status_code_word(status));
  }
  EXPECT_EQ(words.size(), 12U);
  EXPECT_EQ(codes.size(), 12U);
  EXPECT_FALSE(words.contains("an unknown status"));
  EXPECT_STREQ(status_code_word(4711), "internal");
}

TEST(ToDiagnostic, NamesThePartTheFileAndThePlace) {
  CallResult result = call_result(BROADSHEET_BAD_INPUT, error_of("expected a, found b", "write a"));
  result.line = 2;
  result.column = 3;
  result.offset_byte = 40;
  const auto diagnostic = to_diagnostic(result, "page.txt", "reader_text");
  EXPECT_EQ(diagnostic.severity, diagnostics::Severity::error);
  EXPECT_EQ(diagnostic.code, "bad-input");
  EXPECT_EQ(diagnostic.message, "reader_text: expected a, found b");
  EXPECT_EQ(diagnostic.help, "write a");
  EXPECT_EQ(diagnostic.location.file, "page.txt");
  EXPECT_EQ(diagnostic.location.line, 2U);
  EXPECT_EQ(diagnostic.location.column, 3U);
}

TEST(ToDiagnostic, SaysTheByteWhereNoLineIsKnown) {
  CallResult result = call_result(BROADSHEET_BAD_INPUT, error_of("bad"));
  result.offset_byte = 40;
  EXPECT_EQ(to_diagnostic(result, "page.txt", "").message, "bad (at byte 40)");
  result.offset_byte = BROADSHEET_NO_OFFSET;
  EXPECT_EQ(to_diagnostic(result, "page.txt", "").message, "bad");
}

TEST(Report, FillsTheCallersErrorAndCutsLongTextsAtACharacter) {
  broadsheet_error_t error = broadsheet_error_empty();
  std::string message(510, 'm');
  message += "日本";
  EXPECT_EQ(report(document::Outcome::invalid(message, "help"), &error),
            BROADSHEET_INVALID_ARGUMENT);
  EXPECT_EQ(error.code, BROADSHEET_INVALID_ARGUMENT);
  EXPECT_EQ(error.message, std::string(510, 'm'));
  EXPECT_STREQ(error.help, "help");
  EXPECT_EQ(report(document::Outcome::invalid("x"), nullptr), BROADSHEET_INVALID_ARGUMENT);
  broadsheet_error_t untouched = broadsheet_error_empty();
  EXPECT_EQ(report(document::Outcome::ok(), &untouched), BROADSHEET_OK);
  EXPECT_STREQ(untouched.message, "");
}

TEST(Report, DoesNotWriteBehindAnErrorOfAnOlderAbi) {
  broadsheet_error_t error = broadsheet_error_empty();
  error.struct_size = offsetof(broadsheet_error_t, message);
  EXPECT_EQ(report(document::Outcome::invalid("x"), &error), BROADSHEET_INVALID_ARGUMENT);
  EXPECT_STREQ(error.message, "");
}

}  // namespace
}  // namespace broadsheet::plugin_host

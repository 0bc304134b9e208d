// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/diagnostic.h"

#include <gtest/gtest.h>

namespace broadsheet::diagnostics {
namespace {

Diagnostic make(Severity severity, std::string message, Location location) {
  Diagnostic diagnostic;
  diagnostic.severity = severity;
  diagnostic.message = std::move(message);
  diagnostic.location = std::move(location);
  return diagnostic;
}

std::string messages(const DiagnosticList& list) {
  std::string joined;
  for (const Diagnostic& diagnostic : list.items()) joined += diagnostic.message + " ";
  return joined;
}

TEST(DiagnosticList, CountsErrorsAlone) {
  DiagnosticList list;
  list.add(make(Severity::warning, "w", {}));
  EXPECT_FALSE(list.has_errors());
  list.add(make(Severity::error, "e", {}));
  list.add(make(Severity::note, "n", {}));
  EXPECT_TRUE(list.has_errors());
  EXPECT_EQ(list.error_count(), 1U);
  EXPECT_EQ(messages(list), "w e n ");
}

TEST(DiagnosticList, SortsByPlaceAndKeepsNotesWithTheirError) {
  DiagnosticList list;
  list.add(make(Severity::error, "b9", {"b", 9, 1, 0}));
  list.add(make(Severity::note, "note-of-b9", {"b", 1, 1, 0}));
  list.add(make(Severity::error, "a5", {"a", 5, 1, 0}));
  list.add(make(Severity::error, "b2-second-column", {"b", 2, 7, 0}));
  list.add(make(Severity::error, "b2", {"b", 2, 3, 0}));
  list.add(make(Severity::error, "b2-again", {"b", 2, 3, 0}));
  list.sort_by_location();
  EXPECT_EQ(messages(list), "b2 b2-again b2-second-column b9 note-of-b9 a5 ");
}

TEST(DiagnosticList, KeepsABoundedNumberAndCountsTheRest) {
  DiagnosticList list;
  for (std::size_t i = 0; i < DiagnosticList::kMaxKept + 5; ++i) {
    list.add(make(Severity::error, "e", {}));
  }
  EXPECT_EQ(list.items().size(), DiagnosticList::kMaxKept);
  EXPECT_EQ(list.left_out_count(), 5U);
  EXPECT_EQ(list.error_count(), DiagnosticList::kMaxKept + 5);
}

TEST(DiagnosticList, AppendsWithoutLosingACount) {
  DiagnosticList full;
  for (std::size_t i = 0; i < DiagnosticList::kMaxKept + 2; ++i) {
    full.add(make(Severity::error, "e", {}));
  }
  DiagnosticList list;
  list.add(make(Severity::error, "first", {}));
  list.append(full);
  EXPECT_EQ(list.items().front().message, "first");
  EXPECT_EQ(list.error_count(), DiagnosticList::kMaxKept + 3);
  EXPECT_EQ(list.items().size() + list.left_out_count(), DiagnosticList::kMaxKept + 3);
}

TEST(Quote, ClipsALongTextBetweenCodePoints) {
  EXPECT_EQ(quote("rows"), "'rows'");
  std::string long_text;
  for (int i = 0; i < 100; ++i) long_text += "é";
  const std::string quoted = quote(long_text);
  EXPECT_EQ(quoted.size(), 1 + 80 * 2 + 3 + 1U);
  EXPECT_TRUE(quoted.ends_with("é...'"));
}

TEST(JoinNames, ClipsALongList) {
  EXPECT_EQ(join_names({}), "");
  EXPECT_EQ(join_names({"a", "b"}), "a, b");
  EXPECT_TRUE(join_names(std::vector<std::string>(35, "x")).ends_with("x and 5 more"));
}

}  // namespace
}  // namespace broadsheet::diagnostics

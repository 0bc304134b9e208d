// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/nearest_name.h"

#include <gtest/gtest.h>

namespace broadsheet::diagnostics {
namespace {

const std::vector<std::string> kNames = {"language", "max_sentence_bytes", "cleaner_newspaper",
                                         "exporter_tei"};

TEST(NearestName, MendsSlipsOfTheKeyboard) {
  EXPECT_EQ(nearest_name("langauge", kNames), "language");
  EXPECT_EQ(nearest_name("lnguage", kNames), "language");
  EXPECT_EQ(nearest_name("max-sentence-byte", kNames), "max_sentence_bytes");
  EXPECT_EQ(nearest_name("EXPORTER_TEI", kNames), "exporter_tei");
}

TEST(NearestName, FindsTheNameThatHasTheWord) {
  EXPECT_EQ(nearest_name("newspaper", kNames), "cleaner_newspaper");
  EXPECT_EQ(nearest_name("tei", kNames), "exporter_tei");
}

TEST(NearestName, PrefersNoGuessToAFarOne) {
  EXPECT_EQ(nearest_name("colour", kNames), "");
  EXPECT_EQ(nearest_name("x", {"y"}), "");
  EXPECT_EQ(nearest_name("", kNames), "");
  EXPECT_EQ(nearest_name(std::string(100000, 'l'), kNames), "");
}

TEST(NearestName, TakesTheFirstOfEquallyNearOnes) {
  EXPECT_EQ(nearest_name("rowx", {"rows", "rowy"}), "rows");
}

TEST(SuggestName, ListsWhatIsAllowed) {
  EXPECT_EQ(suggest_name("langauge", {"language", "rows"}),
            "did you mean 'language'? Allowed: language, rows");
  EXPECT_EQ(suggest_name("colour", {"language", "rows"}), "allowed: language, rows");
  EXPECT_EQ(suggest_name("colour", {}), "");
}

}  // namespace
}  // namespace broadsheet::diagnostics

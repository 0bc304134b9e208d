// SPDX-License-Identifier: Apache-2.0
// What others make of the files: exporters_round_trip_test.cpp.
#include <gtest/gtest.h>

#include <algorithm>

#include "../support/loaded_exporter.h"
#include "../support/sample_pages.h"

namespace broadsheet::testing {
namespace {

TEST(ExporterMarkdown, KeepsProseReadableAndMarkupDead) {
  FakeDocument page;
  page.add_article();
  page.add_text_block(0, BROADSHEET_ROLE_HEADLINE, "1. *Bold* plans");
  page.add_text_block(0, BROADSHEET_ROLE_PARAGRAPH, "Prices rose 3.5% (up - again). Why? <b>");
  page.add_text_block(0, BROADSHEET_ROLE_PARAGRAPH, "- no list");
  EXPECT_EQ(LoadedExporter("exporter_markdown", {{"front_matter", "false"}}).write(page).bytes,
            "# 1\\. \\*Bold\\* plans\n\n"
            "Prices rose 3.5% (up - again). Why? \\<b\\>\n\n"
            "\\- no list\n");
}

TEST(ExporterMarkdown, SaysOfDocumentsArticlesAndBlocksWhatOthersSaidOfThem) {
  FakeDocument page;
  fill_sample_page(page);
  const Exported full = LoadedExporter("exporter_markdown", {{"provenance", "true"}}).write(page);
  for (const char* part : {"<!-- document; document page.kind=news 1 -->",
                           "<!-- a1; a1 policy.topic=science 0.7 -->", "<!-- a2; a2 places -->",
                           "; a1.b3 places: name=成都, count=-3, weight=0.25, is_capital=true ("}) {
    EXPECT_NE(full.bytes.find(part), std::string::npos) << part << full.bytes;
  }
  EXPECT_TRUE(full.diagnostics.empty());
  EXPECT_EQ(LoadedExporter("exporter_markdown").write(page).diagnostics,
            std::vector<std::string>{"left-out-layers"});
}

}  // namespace
}  // namespace broadsheet::testing

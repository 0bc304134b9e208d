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

}  // namespace
}  // namespace broadsheet::testing

// SPDX-License-Identifier: Apache-2.0
// What others make of the files: exporters_round_trip_test.cpp.
#include <gtest/gtest.h>

#include <algorithm>

#include "../support/loaded_exporter.h"
#include "../support/sample_pages.h"

namespace broadsheet::testing {
namespace {

TEST(ExporterNitf, PutsTheOnlyArticlesHeadsAndBylinesIntoTheHead) {
  FakeDocument page;
  page.set_property("date", "2024年6月24日");
  page.add_article();
  page.set_property(BROADSHEET_TARGET_ARTICLE, 0, "section", "要闻");
  page.add_text_block(0, BROADSHEET_ROLE_KICKER, "Kicker");
  page.add_text_block(0, BROADSHEET_ROLE_HEADLINE, "Headline");
  page.add_text_block(0, BROADSHEET_ROLE_BYLINE, "By A");
  page.add_text_block(0, BROADSHEET_ROLE_PARAGRAPH, "Text");
  page.add_text_block(0, BROADSHEET_ROLE_BYLINE, "By B");
  page.add_label(BROADSHEET_TARGET_BLOCK, 3, "policy.topic", "science", 0.5);
  const std::string nitf =
      LoadedExporter("exporter_nitf", {{"publication", "四川日报"}}).write(page).bytes;
  for (const char* part :
       {"<hl1 id=\"a1.b2\" class=\"headline\">Headline</hl1>",
        "<hl2 id=\"a1.b1\" class=\"kicker\">Kicker</hl2>",
        "<byline id=\"a1.b3\" class=\"byline\">By A</byline>",
        "<p id=\"a1.b5\" class=\"byline\">By B</p>", "date.publication=\"20240624\"",
        "name=\"四川日报\"", "position.section=\"要闻\"",
        "<classifier type=\"policy.topic\" value=\"science\">0.5</classifier>"}) {
    EXPECT_NE(nitf.find(part), std::string::npos) << part << nitf;
  }
}

TEST(ExporterNitf, MakesABlockOfEachArticleOfAPage) {
  FakeDocument page;
  fill_sample_page(page);
  const std::string nitf = LoadedExporter("exporter_nitf").write(page).bytes;
  EXPECT_NE(nitf.find("<block id=\"a2\" class=\"article\">"), std::string::npos);
  EXPECT_NE(nitf.find("<block class=\"furniture\">"), std::string::npos);
  const std::string without =
      LoadedExporter("exporter_nitf", {{"furniture", "drop"}}).write(page).bytes;
  EXPECT_EQ(without.find("furniture"), std::string::npos);
}

}  // namespace
}  // namespace broadsheet::testing

// SPDX-License-Identifier: Apache-2.0
// What others make of the files: exporters_round_trip_test.cpp.
#include <gtest/gtest.h>

#include <algorithm>

#include "../support/loaded_exporter.h"
#include "../support/sample_pages.h"

namespace broadsheet::testing {
namespace {

TEST(ExporterFodt, KeepsWhiteSpaceByElements) {
  FakeDocument page;
  page.add_article();
  page.add_line("a  b\tc ");
  page.add_block(0, BROADSHEET_ROLE_PARAGRAPH, {copy(0), insert("\n", "line_join"), copy(0)});
  const std::string fodt =
      LoadedExporter("exporter_fodt", {{"bookmarks", "false"}}).write(page).bytes;
  EXPECT_NE(fodt.find(">a <text:s/>b<text:tab/>c <text:line-break/>a <text:s/>b<text:tab/>c"
                      "<text:s/></text:p>"),
            std::string::npos)
      << fodt;
}

TEST(ExporterFodt, HasHeadingsBookmarksAndLabelsAsComments) {
  FakeDocument page;
  fill_sample_page(page);
  const std::string fodt =
      LoadedExporter("exporter_fodt", {{"comments", "true"}}).write(page).bytes;
  for (const char* part : {"<text:h text:style-name=\"Heading_20_1\" text:outline-level=\"1\">",
                           "<text:bookmark-start text:name=\"bs_a1_b1\"/>",
                           "<text:p>policy.topic: science, score 0.91 “科技”",
                           "<dc:date>2024-06-24T00:00:00Z</dc:date>"}) {
    EXPECT_NE(fodt.find(part), std::string::npos) << part << fodt;
  }
  EXPECT_EQ(LoadedExporter("exporter_fodt").write(page).bytes.find("<office:annotation"),
            std::string::npos);
}

TEST(ExporterFodt, HasAContentsOfLinksWhereThereAreSeveralArticles) {
  FakeDocument page;
  fill_sample_page(page);
  const LoadedExporter exporter("exporter_fodt", {{"contents", "true"}, {"bookmarks", "false"}});
  const std::string fodt = exporter.write(page).bytes;
  for (const char* part : {"<text:a xlink:type=\"simple\" xlink:href=\"#bs_a1_b1\">加快科技创新",
                           "<text:a xlink:type=\"simple\" xlink:href=\"#bs_a2_b1\">Plain news",
                           "<text:bookmark-start text:name=\"bs_a2_b1\"/>"}) {
    EXPECT_NE(fodt.find(part), std::string::npos) << part << fodt;
  }
  FakeDocument single;
  single.add_article();
  single.add_text_block(0, BROADSHEET_ROLE_HEADLINE, "Head");
  EXPECT_EQ(exporter.write(single).bytes.find("text:table-of-content"), std::string::npos);
}

TEST(ExporterFodt, SaysHowManyAnnotationsOfLayersItLeavesOut) {
  FakeDocument page;
  fill_sample_page(page);
  EXPECT_EQ(LoadedExporter("exporter_fodt").write(page).diagnostics,
            std::vector<std::string>{"left-out-layers"});
  const Exported full = LoadedExporter("exporter_fodt", {{"comments", "true"}}).write(page);
  EXPECT_TRUE(full.diagnostics.empty());
  EXPECT_NE(full.bytes.find("places: name=成都, count=-3, weight=0.25, is_capital=true “"),
            std::string::npos)
      << full.bytes;
}

}  // namespace
}  // namespace broadsheet::testing

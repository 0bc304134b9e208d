// SPDX-License-Identifier: Apache-2.0
// What others make of the files: exporters_round_trip_test.cpp.
#include <gtest/gtest.h>

#include <algorithm>

#include "../support/loaded_exporter.h"
#include "../support/sample_pages.h"

namespace broadsheet::testing {
namespace {

TEST(ExporterHtml, MarksLabelledSentencesAndNamesTheirLabels) {
  FakeDocument page;
  fill_sample_page(page);
  const std::string html = LoadedExporter("exporter_html").write(page).bytes;
  EXPECT_NE(html.find("<mark id=\"a1.b3.s1\" class=\"l0\" data-tags=\"science\" "
                      "title=\"policy.topic: science 0.91 (科技)\"><b>科技</b>"),
            std::string::npos)
      << html;
  EXPECT_NE(html.find("<li value=\"4\">科技兴则民族兴，科技 强则国家强。</li>"), std::string::npos);
  EXPECT_NE(html.find("a1.b3 · paragraph · page 1 · lines 4 6-7 · confidence 0.5"),
            std::string::npos);
  EXPECT_EQ(html.find("http://www.w3.org/1999/xhtml"), html.rfind("http"));  // needs no network
  const std::string plain =
      LoadedExporter("exporter_html", {{"labels", "false"}, {"source_lines", "false"}})
          .write(page)
          .bytes;
  EXPECT_EQ(plain.find("<mark"), std::string::npos);
  EXPECT_EQ(plain.find("<ol class=\"source\""), std::string::npos);
}

TEST(ExporterHtml, SetsArabicFromRightToLeft) {
  FakeDocument page;
  page.add_article();
  page.add_text_block(0, BROADSHEET_ROLE_PARAGRAPH, "قال الوزير.");
  page.add_text_block(0, BROADSHEET_ROLE_PARAGRAPH, "He said.");
  const std::string html = LoadedExporter("exporter_html").write(page).bytes;
  EXPECT_EQ(html.find("dir=\"rtl\""), html.rfind("dir=\"rtl\""));
  EXPECT_NE(html.find("id=\"a1.b1\" class=\"paragraph\" dir=\"rtl\""), std::string::npos) << html;
}

TEST(ExporterHtml, StaysLinearWhereManyBlocksStandOnOneLine) {
  FakeDocument page;
  constexpr std::size_t kBlocks = 20000;
  std::string text;
  for (std::size_t i = 0; i < kBlocks; ++i) text += "是。";
  page.add_line(text);
  page.add_article();
  for (std::size_t i = 0; i < kBlocks; ++i)
    page.add_block(0, BROADSHEET_ROLE_PARAGRAPH, {copy(0, i * 6, i * 6 + 6)});
  EXPECT_LT(LoadedExporter("exporter_html").write(page).bytes.size(), kBlocks * 500);
}

TEST(ExporterHtml, ShowsLayersOfOtherPluginsOrCountsThem) {
  FakeDocument page;
  fill_sample_page(page);
  const std::string shown = LoadedExporter("exporter_html").write(page).bytes;
  EXPECT_NE(shown.find("data-layer=\"places\" data-target=\"a1.b3\"><q>"), std::string::npos);
  EXPECT_NE(shown.find("places: name=成都, count=-3, weight=0.25, is_capital=true</p>"),
            std::string::npos);
  const Exported without = LoadedExporter("exporter_html", {{"layers", "false"}}).write(page);
  EXPECT_EQ(without.bytes.find("data-layer"), std::string::npos);
  EXPECT_EQ(without.diagnostics, std::vector<std::string>{"left-out-layers"});
}

}  // namespace
}  // namespace broadsheet::testing

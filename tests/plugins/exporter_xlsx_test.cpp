// SPDX-License-Identifier: Apache-2.0
// What others make of the files: exporters_round_trip_test.cpp.
#include <gtest/gtest.h>

#include <algorithm>

#include "../support/loaded_exporter.h"
#include "../support/sample_pages.h"

namespace broadsheet::testing {
namespace {

TEST(ExporterXlsx, ReportsCellsThatItHadToCut) {
  FakeDocument page;
  page.add_article();
  page.add_text_block(0, BROADSHEET_ROLE_PARAGRAPH, std::string(40000, 'x'));
  const Exported exported = LoadedExporter("exporter_xlsx").write(page);
  EXPECT_NE(std::find(exported.diagnostics.begin(), exported.diagnostics.end(), "cut-cells"),
            exported.diagnostics.end());
}

}  // namespace
}  // namespace broadsheet::testing

// SPDX-License-Identifier: Apache-2.0
// What others make of the files: exporters_round_trip_test.cpp.
#include <gtest/gtest.h>

#include <algorithm>

#include "../support/loaded_exporter.h"
#include "../support/sample_pages.h"

namespace broadsheet::testing {
namespace {

TEST(ExporterNinjs, RefusesATimeZoneThatIsNone) {
  EXPECT_THROW(LoadedExporter("exporter_ninjs", {{"time_zone", "Beijing"}}), Error);
  FakeDocument page;
  fill_sample_page(page);
  const std::string item =
      LoadedExporter("exporter_ninjs", {{"time_zone", "+08:00"}}).write(page).bytes;
  EXPECT_NE(item.find("2024-06-24T00:00:00+08:00"), std::string::npos);
}

TEST(ExporterNinjs, SaysHowManyAnnotationsOfLayersItLeavesOut) {
  FakeDocument page;
  fill_sample_page(page);
  EXPECT_EQ(LoadedExporter("exporter_ninjs").write(page).diagnostics,
            std::vector<std::string>{"left-out-layers"});
}

}  // namespace
}  // namespace broadsheet::testing

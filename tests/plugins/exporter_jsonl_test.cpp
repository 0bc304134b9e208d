// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include "../support/loaded_exporter.h"
#include "../support/sample_pages.h"

namespace broadsheet::testing {
namespace {

TEST(ExporterJsonl, WritesOneLineADocumentWhateverIsInIt) {
  for (const auto fill : {fill_sample_page, fill_hostile_page}) {
    FakeDocument page;
    fill(page);
    const std::string bytes = LoadedExporter("exporter_jsonl").write(page).bytes;
    EXPECT_EQ(bytes.find('\n'), bytes.size() - 1);
    EXPECT_EQ(bytes.find('\r'), std::string::npos);
    EXPECT_EQ(bytes, LoadedExporter("exporter_json", {{"indent", "0"}}).write(page).bytes);
  }
}

TEST(ExporterJsonl, LeavesOutWhatTheOptionsSay) {
  FakeDocument page;
  fill_sample_page(page);
  const std::string bytes =
      LoadedExporter("exporter_jsonl", {{"segments", "false"}, {"sentences", "false"}})
          .write(page)
          .bytes;
  EXPECT_EQ(bytes.find("\"segments\""), std::string::npos);
  EXPECT_EQ(bytes.find("\"sentences\""), std::string::npos);
}

}  // namespace
}  // namespace broadsheet::testing

// SPDX-License-Identifier: Apache-2.0
#include "config/component.h"

#include <gtest/gtest.h>

#include "test_catalogue.h"

namespace broadsheet::config {
namespace {

using Names = std::vector<std::string>;

TEST(ComponentCatalogue, RefusesASecondComponentWithTheSameId) {
  ComponentCatalogue catalogue = test_catalogue();
  const std::size_t count = catalogue.all().size();
  ComponentDescription second;
  second.id = "exporter_csv";
  second.summary = "another one";
  EXPECT_FALSE(catalogue.add(second));
  EXPECT_EQ(catalogue.all().size(), count);
  EXPECT_EQ(catalogue.find("exporter_csv")->summary, "Made up for tests: exporter_csv");
}

TEST(ComponentCatalogue, ListsIdsOfAKindInOrder) {
  const ComponentCatalogue catalogue = test_catalogue();
  EXPECT_EQ(catalogue.ids(ComponentKind::reader),
            (Names{"reader_jsonl", "reader_scan", "reader_text"}));
  EXPECT_EQ(catalogue.find("nothing"), nullptr);
  EXPECT_EQ(ComponentCatalogue().ids(ComponentKind::cleaner), Names());
}

TEST(ComponentCatalogue, KnowsWhoProvidesACapability) {
  const ComponentCatalogue catalogue = test_catalogue();
  EXPECT_EQ(catalogue.providers_of("articles"), (Names{"cleaner_layout", "cleaner_newspaper"}));
  EXPECT_EQ(catalogue.providers_of("weather"), Names());
}

TEST(ComponentCatalogue, FindsARefusedPluginByIdOrByFile) {
  ComponentCatalogue catalogue;
  catalogue.add_refused({"/usr/lib/exporter_pdf.so", "one"});
  catalogue.add_refused({"exporter_odt", "two"});
  EXPECT_EQ(catalogue.find_refused("exporter_pdf")->reason, "one");
  EXPECT_EQ(catalogue.find_refused("exporter_odt")->reason, "two");
  EXPECT_EQ(catalogue.find_refused("exporter_tei"), nullptr);
}

}  // namespace
}  // namespace broadsheet::config

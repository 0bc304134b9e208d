// SPDX-License-Identifier: Apache-2.0
#include "broadsheet/cpp/plugin.hpp"
#include "exporter_support/byte_sink.h"
#include "fodt_writer.h"

namespace {

class FodtExporter : public broadsheet::Exporter {
 public:
  explicit FodtExporter(const broadsheet::Options& options)
      : options_{options.boolean("comments"), options.boolean("bookmarks"),
                 options.boolean("contents"), options.string("furniture") != "drop"} {}

  void write(const broadsheet::Context& context, const broadsheet::Document& document,
             broadsheet::Output& output) override {
    broadsheet::exporting::OutputSink sink(output);
    broadsheet::exporting::write_fodt(context, document, options_, sink);
    sink.flush();
  }

 private:
  broadsheet::exporting::FodtOptions options_;
};

}  // namespace

BROADSHEET_PLUGIN("exporter_fodt", "1.0.0",
                  broadsheet::component<FodtExporter>("exporter_fodt", BROADSHEET_PARALLEL))

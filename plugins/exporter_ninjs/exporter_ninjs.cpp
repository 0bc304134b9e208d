// SPDX-License-Identifier: Apache-2.0
#include "broadsheet/cpp/plugin.hpp"
#include "exporter_support/byte_sink.h"
#include "ninjs_writer.h"

namespace {

class NinjsExporter : public broadsheet::Exporter {
 public:
  explicit NinjsExporter(const broadsheet::Options& options)
      : options_{options.string("publication"), options.string("time_zone"),
                 options.boolean("html")} {
    if (broadsheet::exporting::is_time_zone(options_.time_zone)) return;
    throw broadsheet::Error(BROADSHEET_INVALID_ARGUMENT,
                            "expected an offset as time_zone, found '" + options_.time_zone + "'",
                            "write Z, or hours and minutes such as +08:00");
  }

  void write(const broadsheet::Context& context, const broadsheet::Document& document,
             broadsheet::Output& output) override {
    broadsheet::exporting::OutputSink sink(output);
    broadsheet::exporting::write_ninjs(context, document, options_, sink);
    sink.flush();
  }

 private:
  broadsheet::exporting::NinjsOptions options_;
};

}  // namespace

BROADSHEET_PLUGIN("exporter_ninjs", "1.0.0",
                  broadsheet::component<NinjsExporter>("exporter_ninjs", BROADSHEET_PARALLEL))

// SPDX-License-Identifier: Apache-2.0
#include "broadsheet/cpp/plugin.hpp"
#include "exporter_support/byte_sink.h"
#include "nitf_writer.h"

namespace {

class NitfExporter : public broadsheet::Exporter {
 public:
  explicit NitfExporter(const broadsheet::Options& options)
      : options_{options.string("publication"), options.string("furniture") != "drop"} {}

  void write(const broadsheet::Context& context, const broadsheet::Document& document,
             broadsheet::Output& output) override {
    broadsheet::exporting::OutputSink sink(output);
    broadsheet::exporting::write_nitf(context, document, options_, sink);
    sink.flush();
  }

 private:
  broadsheet::exporting::NitfOptions options_;
};

}  // namespace

BROADSHEET_PLUGIN("exporter_nitf", "1.0.0",
                  broadsheet::component<NitfExporter>("exporter_nitf", BROADSHEET_PARALLEL))

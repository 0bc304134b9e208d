// SPDX-License-Identifier: Apache-2.0
#include "broadsheet/cpp/plugin.hpp"
#include "exporter_support/byte_sink.h"
#include "record_writer.h"

namespace {

class JsonExporter : public broadsheet::Exporter {
 public:
  explicit JsonExporter(const broadsheet::Options& options)
      : options_{options.boolean("segments"), options.boolean("sentences"),
                 static_cast<unsigned>(options.integer("indent"))} {}

  void write(const broadsheet::Context& context, const broadsheet::Document& document,
             broadsheet::Output& output) override {
    broadsheet::exporting::OutputSink sink(output);
    broadsheet::exporting::write_record(context, document, options_, sink);
    sink.put('\n');
    sink.flush();
  }

 private:
  broadsheet::exporting::RecordOptions options_;
};

}  // namespace

BROADSHEET_PLUGIN("exporter_json", "1.0.0",
                  broadsheet::component<JsonExporter>("exporter_json", BROADSHEET_PARALLEL))

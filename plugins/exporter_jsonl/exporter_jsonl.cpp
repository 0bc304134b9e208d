// SPDX-License-Identifier: Apache-2.0
#include "broadsheet/cpp/plugin.hpp"
#include "exporter_support/byte_sink.h"
#include "record_writer.h"

namespace {

class JsonLinesExporter : public broadsheet::Exporter {
 public:
  explicit JsonLinesExporter(const broadsheet::Options& options)
      : options_{options.boolean("segments"), options.boolean("sentences"), 0} {}

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

BROADSHEET_PLUGIN("exporter_jsonl", "1.0.0",
                  broadsheet::component<JsonLinesExporter>("exporter_jsonl", BROADSHEET_PARALLEL))

// SPDX-License-Identifier: Apache-2.0
#include "broadsheet/cpp/plugin.hpp"
#include "exporter_support/byte_sink.h"
#include "tei_writer.h"

namespace {

class TeiExporter : public broadsheet::Exporter {
 public:
  explicit TeiExporter(const broadsheet::Options& options) {
    options_.has_sentences = options.boolean("sentences");
    options_.has_furniture = options.string("furniture") != "drop";
    options_.has_line_breaks = options.boolean("line_breaks");
    options_.publisher = options.string("publisher");
    options_.host = broadsheet::Host::name();
  }

  void write(const broadsheet::Context& context, const broadsheet::Document& document,
             broadsheet::Output& output) override {
    broadsheet::exporting::OutputSink sink(output);
    broadsheet::exporting::write_tei(context, document, options_, sink);
    sink.flush();
  }

 private:
  broadsheet::exporting::TeiOptions options_;
};

}  // namespace

BROADSHEET_PLUGIN("exporter_tei", "1.0.0",
                  broadsheet::component<TeiExporter>("exporter_tei", BROADSHEET_PARALLEL))

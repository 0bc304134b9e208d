// SPDX-License-Identifier: Apache-2.0
#include "broadsheet/cpp/plugin.hpp"
#include "exporter_support/byte_sink.h"
#include "markdown_writer.h"

namespace {

class MarkdownExporter : public broadsheet::Exporter {
 public:
  explicit MarkdownExporter(const broadsheet::Options& options)
      : options_{options.boolean("front_matter"), options.boolean("provenance"),
                 options.string("furniture") != "drop"} {}

  void write(const broadsheet::Context& context, const broadsheet::Document& document,
             broadsheet::Output& output) override {
    broadsheet::exporting::OutputSink sink(output);
    broadsheet::exporting::write_markdown(context, document, options_, sink);
    sink.flush();
  }

 private:
  broadsheet::exporting::MarkdownOptions options_;
};

}  // namespace

BROADSHEET_PLUGIN("exporter_markdown", "1.0.0",
                  broadsheet::component<MarkdownExporter>("exporter_markdown", BROADSHEET_PARALLEL))

// SPDX-License-Identifier: Apache-2.0
#include "broadsheet/cpp/plugin.hpp"
#include "exporter_support/byte_sink.h"
#include "html_page.h"

namespace {

class HtmlExporter : public broadsheet::Exporter {
 public:
  explicit HtmlExporter(const broadsheet::Options& options)
      : options_{options.boolean("labels"), options.boolean("layers"), options.number("min_score"),
                 options.boolean("source_lines"), options.string("furniture") != "drop"} {}

  void write(const broadsheet::Context& context, const broadsheet::Document& document,
             broadsheet::Output& output) override {
    broadsheet::exporting::OutputSink sink(output);
    broadsheet::exporting::write_html(context, document, options_, sink);
    sink.flush();
  }

 private:
  broadsheet::exporting::HtmlOptions options_;
};

}  // namespace

BROADSHEET_PLUGIN("exporter_html", "1.0.0",
                  broadsheet::component<HtmlExporter>("exporter_html", BROADSHEET_PARALLEL))

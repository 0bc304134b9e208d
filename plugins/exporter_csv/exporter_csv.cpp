// SPDX-License-Identifier: Apache-2.0
#include "broadsheet/cpp/plugin.hpp"
#include "csv_writer.h"
#include "exporter_support/byte_sink.h"
#include "table_writer.h"

namespace {

using broadsheet::exporting::CsvPreset;
using broadsheet::exporting::TableRows;

TableRows rows_of(std::string_view name) {
  if (name == "articles") return TableRows::kArticles;
  if (name == "sentences") return TableRows::kSentences;
  if (name == "labels") return TableRows::kLabels;
  return TableRows::kBlocks;
}

class CsvExporter : public broadsheet::Exporter {
 public:
  explicit CsvExporter(const broadsheet::Options& options)
      : rows_(rows_of(options.string("rows"))),
        preset_(options.string("preset") == "excel" ? CsvPreset::kExcel : CsvPreset::kData) {}

  void write(const broadsheet::Context& context, const broadsheet::Document& document,
             broadsheet::Output& output) override {
    broadsheet::exporting::OutputSink sink(output);
    broadsheet::exporting::write_table(context, document, rows_, preset_, sink);
    sink.flush();
  }

 private:
  TableRows rows_;
  CsvPreset preset_;
};

}  // namespace

BROADSHEET_PLUGIN("exporter_csv", "1.0.0",
                  broadsheet::component<CsvExporter>("exporter_csv", BROADSHEET_PARALLEL))

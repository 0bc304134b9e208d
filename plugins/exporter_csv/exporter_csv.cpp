// SPDX-License-Identifier: Apache-2.0
#include "broadsheet/cpp/plugin.hpp"
#include "csv_writer.h"
#include "data_package.h"
#include "exporter_support/byte_sink.h"
#include "exporter_support/output_set.h"
#include "table_writer.h"

namespace {

using broadsheet::exporting::CsvPreset;
using broadsheet::exporting::CsvWriter;
using broadsheet::exporting::OutputSet;
using broadsheet::exporting::OutputSink;
using broadsheet::exporting::TableRows;

TableRows rows_of(std::string_view name) {
  if (name == "articles") return TableRows::kArticles;
  if (name == "sentences") return TableRows::kSentences;
  if (name == "labels") return TableRows::kLabels;
  if (name == "layers") return TableRows::kLayers;
  return TableRows::kBlocks;
}

class CsvExporter : public broadsheet::Exporter {
 public:
  explicit CsvExporter(const broadsheet::Options& options)
      : rows_(options.string("rows")),
        preset_(options.string("preset") == "excel" ? CsvPreset::kExcel : CsvPreset::kData),
        has_data_package_(options.boolean("datapackage")),
        has_contributions_(options.boolean("contributions")) {}

  void write(const broadsheet::Context& context, const broadsheet::Document& document,
             broadsheet::Output& output) override {
    OutputSink sink(output);
    CsvWriter csv(sink, preset_);
    write_table(context, document, rows_of(rows_), csv, has_contributions_);
    sink.flush();
    if (has_data_package_) write_package(context, document, csv);
  }

 private:
  /// A host that gives an exporter one file only goes without: the table is complete alone.
  void write_package(const broadsheet::Context& context, const broadsheet::Document& document,
                     const CsvWriter& csv) const {
    const OutputSet files(context);
    if (!files.is_offered()) return;
    broadsheet::Output output = files.open("datapackage.json");
    OutputSink sink(output);
    write_data_package(
        document, {files.main_name(), rows_, preset_, csv.columns(), csv.written_bytes()}, sink);
    sink.flush();
  }

  std::string rows_;
  CsvPreset preset_;
  bool has_data_package_;
  bool has_contributions_;
};

}  // namespace

BROADSHEET_PLUGIN("exporter_csv", "1.0.0",
                  broadsheet::component<CsvExporter>("exporter_csv", BROADSHEET_PARALLEL))

// SPDX-License-Identifier: Apache-2.0
#include "broadsheet/cpp/plugin.hpp"
#include "workbook_writer.h"

namespace {

using broadsheet::exporting::Workbook;

class XlsxExporter : public broadsheet::Exporter {
 public:
  explicit XlsxExporter(const broadsheet::Options& options)
      : has_blocks_(options.boolean("blocks")) {}

  void write(const broadsheet::Context& context, const broadsheet::Document& document,
             broadsheet::Output& output) override {
    const Workbook workbook = broadsheet::exporting::write_workbook(context, document, has_blocks_);
    report(context, workbook);
    output.write(workbook.bytes);
  }

 private:
  static void report(const broadsheet::Context& context, const Workbook& workbook) {
    if (workbook.cut_cells > 0) {
      context.report(BROADSHEET_WARNING, "cut-cells",
                     std::to_string(workbook.cut_cells) +
                         " cell(s) were cut to the 32,767 characters that a cell can hold",
                     "the sheet of sentences has the text in full; exporter_csv writes it whole");
    }
    if (workbook.left_out_rows > 0) {
      context.report(BROADSHEET_WARNING, "left-out-rows",
                     std::to_string(workbook.left_out_rows) +
                         " row(s) are more than the 1,048,576 that a sheet can have",
                     "exporter_csv writes them all");
    }
  }

  bool has_blocks_;
};

}  // namespace

BROADSHEET_PLUGIN("exporter_xlsx", "1.0.0",
                  broadsheet::component<XlsxExporter>("exporter_xlsx", BROADSHEET_PARALLEL))

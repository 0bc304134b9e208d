// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_XLSX_SHEET_WRITER_H_
#define BROADSHEET_EXPORTER_XLSX_SHEET_WRITER_H_

#include <string>
#include <vector>

#include "exporter_support/xml_writer.h"
#include "table_sink.h"

namespace broadsheet::exporting {

/// Cell formats of the workbook, by their index in its styles part.
enum class CellFormat { kNumber = 0, kText = 1, kLongText = 2, kHeader = 3 };

/// A worksheet part: a table with a header row that stays in view and filters. Texts are inline
/// string cells in the format "Text", so that no program takes them for anything else, not even
/// when they are edited.
class SheetWriter : public TableSink {
 public:
  SheetWriter();

  using TableSink::number;
  void header(std::initializer_list<std::string_view> names) override;
  SheetWriter& text(std::string_view cell) override;
  SheetWriter& token(std::string_view cell) override { return text(cell); }
  SheetWriter& number(std::string_view digits) override;
  void end_row() override;
  std::size_t overlong_cells() const override { return 0; }  // they are cut, and told below

  /// The part's bytes. Call once, last.
  std::string finish();

  std::size_t cut_cells() const { return cut_cells_; }
  /// Rows beyond the 1,048,576 of a sheet.
  std::size_t left_out_rows() const { return left_out_rows_; }

 private:
  void begin_cell(CellFormat format);
  void write_text(std::string_view text, CellFormat format);

  StringSink sink_;
  XmlWriter xml_;
  std::vector<bool> is_long_;  // the columns with running text
  std::size_t row_ = 0;        // from 1, of the row at hand
  std::size_t column_ = 0;     // from 0, of the next cell
  bool is_row_open_ = false;
  std::size_t cut_cells_ = 0;
  std::size_t left_out_rows_ = 0;
};

/// "A", "Z", "AA": the name of a column, from 0.
std::string column_name(std::size_t column);

}  // namespace broadsheet::exporting

#endif

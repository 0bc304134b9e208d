// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_CSV_TABLE_SINK_H_
#define BROADSHEET_EXPORTER_CSV_TABLE_SINK_H_

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>

namespace broadsheet::exporting {

/// What a table's rows are written into: a CSV file, a sheet of a workbook.
class TableSink {
 public:
  virtual ~TableSink() = default;

  /// The first row: the columns' names (literals; table_columns.h says what they hold).
  virtual void header(std::initializer_list<std::string_view> names) = 0;
  /// A text that comes from outside, which a spreadsheet must not take for something else.
  virtual TableSink& text(std::string_view cell) = 0;
  /// A text of our own (an id, a role).
  virtual TableSink& token(std::string_view cell) = 0;
  /// A number, already as text; empty for none.
  virtual TableSink& number(std::string_view digits) = 0;
  template <std::integral Integer>
  TableSink& number(Integer value) {
    return number(std::string_view(std::to_string(value)));
  }
  virtual void end_row() = 0;
  /// How many cells are longer than a cell of Excel can be (32,767 UTF-16 units).
  virtual std::size_t overlong_cells() const = 0;
};

}  // namespace broadsheet::exporting

#endif

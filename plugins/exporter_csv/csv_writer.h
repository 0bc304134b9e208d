// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_CSV_CSV_WRITER_H_
#define BROADSHEET_EXPORTER_CSV_CSV_WRITER_H_

#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

#include "exporter_support/byte_sink.h"

namespace broadsheet::exporting {

enum class CsvPreset {
  kData,  // for programs: no byte order mark, texts to the letter
  kExcel  // for people with a spreadsheet: byte order mark, texts guarded against being taken for
          // something else
};

/// True where a spreadsheet would not show the text as it is: one that begins like a formula (= + -
/// @ tab, carriage return), or that it would turn into a number or date and print differently:
/// "007" (7), "20240624000000017" (2.02406E+16), "1-2" (2 January), "1e5".
bool needs_spreadsheet_guard(std::string_view text);

/// Writes CSV as RFC 4180 has it: comma, CRLF, texts always in quotes, numbers never.
class CsvWriter {
 public:
  CsvWriter(ByteSink& sink, CsvPreset preset) : sink_(sink), preset_(preset) {}

  /// The first row, behind the byte order mark where the preset has one.
  void header(std::initializer_list<std::string_view> names);
  /// A text that comes from outside: guarded where the preset says so.
  CsvWriter& text(std::string_view cell);
  /// A text of our own (an id, a role): never guarded.
  CsvWriter& token(std::string_view cell);
  /// A number, already as text; empty for none.
  CsvWriter& number(std::string_view digits);
  template <std::integral Integer>
  CsvWriter& number(Integer value) {
    return number(std::string_view(std::to_string(value)));
  }
  void end_row();

  /// How many cells are longer than a cell of Excel can be (32,767 UTF-16 units).
  std::size_t overlong_cells() const { return overlong_cells_; }

 private:
  void begin_cell();
  void write_quoted(std::string_view text);

  ByteSink& sink_;
  CsvPreset preset_;
  bool is_first_cell_ = true;
  std::size_t overlong_cells_ = 0;
};

}  // namespace broadsheet::exporting

#endif

// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_CSV_CSV_WRITER_H_
#define BROADSHEET_EXPORTER_CSV_CSV_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "exporter_support/byte_sink.h"
#include "table_sink.h"

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

/// Writes CSV as RFC 4180 has it: comma, CRLF, texts always in quotes, numbers never. Behind the
/// byte order mark and with texts guarded where the preset says so.
class CsvWriter : public TableSink {
 public:
  CsvWriter(ByteSink& sink, CsvPreset preset) : sink_(sink), preset_(preset) {}

  using TableSink::number;
  void header(std::initializer_list<std::string_view> names) override;
  CsvWriter& text(std::string_view cell) override;
  CsvWriter& token(std::string_view cell) override;
  CsvWriter& number(std::string_view digits) override;
  void end_row() override;
  std::size_t overlong_cells() const override { return overlong_cells_; }

  const std::vector<std::string_view>& columns() const { return columns_; }
  std::uint64_t written_bytes() const { return written_bytes_; }

 private:
  void begin_cell();
  void write_quoted(std::string_view text);
  void write(std::string_view bytes);

  ByteSink& sink_;
  CsvPreset preset_;
  bool is_first_cell_ = true;
  std::size_t overlong_cells_ = 0;
  std::vector<std::string_view> columns_;
  std::uint64_t written_bytes_ = 0;
};

}  // namespace broadsheet::exporting

#endif

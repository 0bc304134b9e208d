// SPDX-License-Identifier: Apache-2.0
#include "csv_writer.h"

#include <algorithm>

namespace broadsheet::exporting {
namespace {

constexpr std::size_t kExcelCellUnits = 32767;
constexpr std::size_t kSafeDigits = 11;  // longer integers are shown with an exponent

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t count_utf16_units(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    units += (byte & 0xC0U) != 0x80U ? (byte >= 0xF0U ? 2 : 1) : 0;
  }
  return units;
}

bool is_plain_integer(std::string_view text) {
  return text.size() <= kSafeDigits && std::all_of(text.begin(), text.end(), is_digit) &&
         (text == "0" || text.front() != '0');
}

}  // namespace

bool needs_spreadsheet_guard(std::string_view text) {
  if (text.empty()) return false;
  if (std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos) return true;
  for (const std::string_view wide :
       {"＝", "＋", "－", "＠"}) {  // read as the narrow ones in East Asia
    if (text.starts_with(wide)) return true;
  }
  const bool is_like_a_number =
      std::any_of(text.begin(), text.end(), is_digit) &&
      text.find_first_not_of("0123456789.,:/-+%eE ") == std::string_view::npos;
  return is_like_a_number && !is_plain_integer(text);
}

void CsvWriter::header(std::initializer_list<std::string_view> names) {
  if (preset_ == CsvPreset::kExcel) write("\xEF\xBB\xBF");
  columns_ = names;
  for (const std::string_view name : names) token(name);
  end_row();
}

CsvWriter& CsvWriter::text(std::string_view cell) {
  begin_cell();
  write("\"");
  if (preset_ == CsvPreset::kExcel) {
    if (needs_spreadsheet_guard(cell)) write("'");
    if (cell.size() > kExcelCellUnits && count_utf16_units(cell) > kExcelCellUnits)
      ++overlong_cells_;
  }
  write_quoted(cell);
  write("\"");
  return *this;
}

CsvWriter& CsvWriter::token(std::string_view cell) {
  begin_cell();
  write("\"");
  write_quoted(cell);
  write("\"");
  return *this;
}

CsvWriter& CsvWriter::number(std::string_view digits) {
  begin_cell();
  write(digits);
  return *this;
}

void CsvWriter::end_row() {
  write("\r\n");
  is_first_cell_ = true;
}

void CsvWriter::write(std::string_view bytes) {
  sink_.write(bytes);
  written_bytes_ += bytes.size();
}

void CsvWriter::begin_cell() {
  if (!is_first_cell_) write(",");
  is_first_cell_ = false;
}

void CsvWriter::write_quoted(std::string_view text) {
  for (std::size_t quote = text.find('"'); quote != std::string_view::npos;
       quote = text.find('"')) {
    write(text.substr(0, quote + 1));
    write("\"");
    text.remove_prefix(quote + 1);
  }
  write(text);
}

}  // namespace broadsheet::exporting

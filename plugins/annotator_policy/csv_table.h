// SPDX-License-Identifier: Apache-2.0
// Reads a CSV file (RFC 4180, UTF-8, LF or CR LF) with the line of every record.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace broadsheet::policy {

struct CsvRecord {
  std::size_t line = 0;  // from 1, where the record begins
  std::vector<std::string> fields;
};

struct CsvTable {
  std::vector<std::string> header;
  std::vector<CsvRecord> records;

  // The column of this name, or npos.
  std::size_t column(std::string_view name) const;
};

// Throws broadsheet::Error with file and line where the text is no such table: an open quotation
// mark, a record with more or fewer fields than the header.
CsvTable parse_csv(std::string_view text, const std::string& file);

// The same, a record at a time: `begin` is given a table with the header alone.
void parse_csv(std::string_view text, const std::string& file,
               const std::function<void(const CsvTable&)>& begin,
               const std::function<void(const CsvRecord&)>& each);

// A field as it stands in a CSV file.
std::string csv_field(std::string_view text);

}  // namespace broadsheet::policy

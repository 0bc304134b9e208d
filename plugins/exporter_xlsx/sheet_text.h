// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_XLSX_SHEET_TEXT_H_
#define BROADSHEET_EXPORTER_XLSX_SHEET_TEXT_H_

#include <string>
#include <string_view>

namespace broadsheet::exporting {

/// A cell's text as SpreadsheetML writes it (ST_Xstring): characters that XML cannot hold, and
/// carriage returns, become _xHHHH_; a text that looks like such an escape has its first character
/// escaped, so that every text comes back.
std::string sheet_text(std::string_view text);

/// How much of a text fits into a cell: 32,767 UTF-16 units, whole characters.
std::string_view cut_to_cell(std::string_view text);

}  // namespace broadsheet::exporting

#endif

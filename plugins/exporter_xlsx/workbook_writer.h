// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_XLSX_WORKBOOK_WRITER_H_
#define BROADSHEET_EXPORTER_XLSX_WORKBOOK_WRITER_H_

#include <cstddef>
#include <string>

#include "broadsheet/cpp/context.hpp"
#include "broadsheet/cpp/document.hpp"

namespace broadsheet::exporting {

struct Workbook {
  std::string bytes;
  std::size_t cut_cells = 0;      // longer than a cell can be
  std::size_t left_out_rows = 0;  // more than a sheet can have
};

/// The document as an XLSX file (ECMA-376, transitional): sheets "articles", "sentences", "labels",
/// and "blocks" where asked for, with the columns of exporter_csv.
Workbook write_workbook(const Context& context, const Document& document, bool has_blocks);

}  // namespace broadsheet::exporting

#endif

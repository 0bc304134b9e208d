// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_CSV_TABLE_COLUMNS_H_
#define BROADSHEET_EXPORTER_CSV_TABLE_COLUMNS_H_

#include <string_view>

namespace broadsheet::exporting {

/// What a column of the tables holds, in the words of Frictionless' Table Schema.
struct TableColumn {
  std::string_view name;
  std::string_view type;  // "string", "integer", "number"
  std::string_view description;
};

/// The column with this name; one of type string without description where there is none.
TableColumn column_of(std::string_view name);

}  // namespace broadsheet::exporting

#endif

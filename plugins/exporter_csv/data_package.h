// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_CSV_DATA_PACKAGE_H_
#define BROADSHEET_EXPORTER_CSV_DATA_PACKAGE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/cpp/document.hpp"
#include "csv_writer.h"
#include "exporter_support/byte_sink.h"

namespace broadsheet::exporting {

/// What a data package says of the table beside it.
struct DescribedTable {
  std::string file;  // its name, in the same folder
  std::string rows;  // "sentences"
  CsvPreset preset = CsvPreset::kData;
  std::vector<std::string_view> columns;
  std::uint64_t bytes = 0;
};

/// Writes a Frictionless Data Package (version 1) with one tabular resource.
void write_data_package(const Document& document, const DescribedTable& table, ByteSink& sink);

}  // namespace broadsheet::exporting

#endif

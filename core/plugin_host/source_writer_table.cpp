// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <span>
#include <vector>

#include "broadsheet/cpp/abi.hpp"
#include "broadsheet/cpp/error.hpp"
#include "plugin_host/failure.h"
#include "plugin_host/writer_tables.h"

namespace broadsheet::plugin_host {
namespace {

document::SourceBuilder& of(broadsheet_source_writer_t* writer) {
  return *static_cast<document::SourceBuilder*>(writer->host_data);
}

// Calls take(records) with records in our layout, whatever the plugin's; copied only where that
// differs.
template <class Record, class Take>
document::Outcome with_records(broadsheet_array_t array, Take&& take) {
  const bool is_aligned = reinterpret_cast<std::uintptr_t>(array.records) % alignof(Record) == 0;
  if (array.stride_bytes == sizeof(Record) && is_aligned)
    return take(std::span(static_cast<const Record*>(array.records), array.count));
  std::vector<Record> copies;
  copies.reserve(array.count);
  for (std::uint64_t i = 0; i < array.count; ++i) copies.push_back(record_at<Record>(array, i));
  return take(std::span<const Record>(copies));
}

}  // namespace

broadsheet_source_writer_t source_writer_table(document::SourceBuilder& builder) {
  broadsheet_source_writer_t table{};
  table.struct_size = sizeof table;
  table.host_data = &builder;
  table.append_text = [](broadsheet_source_writer_t* writer, broadsheet_text_t text,
                         broadsheet_error_t* error) {
    return guarded(error, [&] { return report(of(writer).append_text(view(text)), error); });
  };
  table.add_lines = [](broadsheet_source_writer_t* writer, broadsheet_array_t lines,
                       broadsheet_error_t* error) {
    return guarded(error, [&] {
      return report(with_records<broadsheet_line_t>(
                        lines, [&](auto records) { return of(writer).add_lines(records); }),
                    error);
    });
  };
  table.add_encoding_runs = [](broadsheet_source_writer_t* writer, broadsheet_array_t runs,
                               broadsheet_error_t* error) {
    return guarded(error, [&] {
      return report(with_records<broadsheet_encoding_run_t>(
                        runs, [&](auto records) { return of(writer).add_encoding_runs(records); }),
                    error);
    });
  };
  table.set_origin = [](broadsheet_source_writer_t* writer, std::uint64_t begin, std::uint64_t end,
                        broadsheet_error_t* error) {
    return guarded(error, [&] { return report(of(writer).set_origin(begin, end), error); });
  };
  table.set_property = [](broadsheet_source_writer_t* writer, broadsheet_text_t key,
                          broadsheet_text_t value, broadsheet_error_t* error) {
    return guarded(error,
                   [&] { return report(of(writer).set_property(view(key), view(value)), error); });
  };
  return table;
}

}  // namespace broadsheet::plugin_host

// SPDX-License-Identifier: Apache-2.0
#include "broadsheet/cpp/abi.hpp"
#include "broadsheet/cpp/error.hpp"
#include "plugin_host/failure.h"
#include "plugin_host/writer_tables.h"

namespace broadsheet::plugin_host {
namespace {

document::StructureBuilder& of(broadsheet_structure_writer_t* writer) {
  return *static_cast<document::StructureBuilder*>(writer->host_data);
}

}  // namespace

broadsheet_structure_writer_t structure_writer_table(document::StructureBuilder& builder) {
  broadsheet_structure_writer_t table{};
  table.struct_size = sizeof table;
  table.host_data = &builder;
  table.add_article = [](broadsheet_structure_writer_t* writer, std::uint32_t* out_article,
                         broadsheet_error_t* error) {
    return guarded(error, [&] {
      *out_article = of(writer).add_article();
      return BROADSHEET_OK;
    });
  };
  table.add_block = [](broadsheet_structure_writer_t* writer, std::uint32_t article,
                       std::uint32_t role, float confidence, broadsheet_array_t segments,
                       std::uint32_t* out_block, broadsheet_error_t* error) {
    return guarded(error, [&] {
      return report(of(writer).add_block(article, role, confidence, segments, out_block), error);
    });
  };
  table.add_removal = [](broadsheet_structure_writer_t* writer, std::uint64_t begin,
                         std::uint64_t end, broadsheet_text_t reason, broadsheet_error_t* error) {
    return guarded(error,
                   [&] { return report(of(writer).add_removal(begin, end, view(reason)), error); });
  };
  table.set_property = [](broadsheet_structure_writer_t* writer, std::uint32_t target_kind,
                          std::uint32_t target_index, broadsheet_text_t key,
                          broadsheet_text_t value, broadsheet_error_t* error) {
    return guarded(error, [&] {
      return report(of(writer).set_property(target_kind, target_index, view(key), view(value)),
                    error);
    });
  };
  return table;
}

}  // namespace broadsheet::plugin_host

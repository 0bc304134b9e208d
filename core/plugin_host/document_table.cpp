// SPDX-License-Identifier: Apache-2.0
#include "plugin_host/document_table.h"

#include <algorithm>
#include <cstring>

#include "broadsheet/cpp/abi.hpp"
#include "broadsheet/cpp/error.hpp"

namespace broadsheet::plugin_host {
namespace {

const document::Document& of(const broadsheet_document_t* table) {
  return *static_cast<const document::Document*>(table->host_data);
}

broadsheet_status_t locate(const broadsheet_document_t* table, std::uint64_t source_byte,
                           broadsheet_location_t* out) {
  const auto place = of(table).locate(source_byte);
  if (!place) return BROADSHEET_INVALID_ARGUMENT;
  const broadsheet_location_t location{out->struct_size, place->line, place->page, place->column,
                                       place->origin_byte};
  std::memcpy(out, &location, std::min<std::size_t>(out->struct_size, sizeof location));
  return BROADSHEET_OK;
}

}  // namespace

broadsheet_document_t document_table(const document::Document& document) {
  broadsheet_document_t table{};
  table.struct_size = sizeof table;
  table.host_data = &document;
  table.get_table = [](const broadsheet_document_t* self, std::uint32_t id) {
    return of(self).table(id);
  };
  table.get_arena = [](const broadsheet_document_t* self, std::uint32_t arena) {
    if (arena == BROADSHEET_ARENA_SOURCE) return borrow(of(self).contents().source_text);
    if (arena == BROADSHEET_ARENA_BLOCKS) return borrow(of(self).contents().block_texts);
    return broadsheet_text_t{};
  };
  table.get_string = [](const broadsheet_document_t* self, std::uint32_t id) {
    return borrow(of(self).string(id));
  };
  table.get_property = [](const broadsheet_document_t* self, broadsheet_text_t key) {
    return borrow(of(self).property(view(key)));
  };
  table.locate = locate;
  table.get_interface = [](const broadsheet_document_t*, const char*) -> const void* {
    return nullptr;
  };
  return table;
}

}  // namespace broadsheet::plugin_host

// SPDX-License-Identifier: Apache-2.0
#include "plugin_host/stream_tables.h"

#include "broadsheet/cpp/abi.hpp"
#include "broadsheet/cpp/error.hpp"
#include "plugin_host/failure.h"

namespace broadsheet::plugin_host {
namespace {

const ByteSource& of(const broadsheet_input_t* input) {
  return *static_cast<const ByteSource*>(input->host_data);
}

}  // namespace

broadsheet_input_t input_table(const ByteSource& source) {
  broadsheet_input_t table{};
  table.struct_size = sizeof table;
  table.host_data = const_cast<ByteSource*>(&source);
  table.get_name = [](const broadsheet_input_t* input) { return borrow(of(input).name()); };
  table.get_size_bytes = [](const broadsheet_input_t* input) { return of(input).size_bytes(); };
  table.read_at = [](const broadsheet_input_t* input, std::uint64_t offset, void* buffer,
                     std::uint64_t capacity, std::uint64_t* out_read, broadsheet_error_t* error) {
    return guarded(error, [&] {
      return report(of(input).read_at(offset, buffer, capacity, out_read), error);
    });
  };
  return table;
}

broadsheet_output_t output_table(ByteSink& sink) {
  broadsheet_output_t table{};
  table.struct_size = sizeof table;
  table.host_data = &sink;
  table.write = [](broadsheet_output_t* output, const void* bytes, std::uint64_t length,
                   broadsheet_error_t* error) {
    return guarded(error, [&] {
      return report(static_cast<ByteSink*>(output->host_data)
                        ->write({static_cast<const char*>(bytes), length}),
                    error);
    });
  };
  return table;
}

}  // namespace broadsheet::plugin_host

// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstring>

#include "broadsheet/cpp/abi.hpp"
#include "broadsheet/cpp/error.hpp"
#include "plugin_host/failure.h"
#include "plugin_host/writer_tables.h"

namespace broadsheet::plugin_host {
namespace {

document::AnnotationBuilder& of(broadsheet_annotation_writer_t* writer) {
  return *static_cast<document::AnnotationBuilder*>(writer->host_data);
}

broadsheet_status_t add_label(broadsheet_annotation_writer_t* writer,
                              const broadsheet_label_spec_t* given, broadsheet_error_t* error) {
  return guarded(error, [&] {
    broadsheet_label_spec_t label{};
    std::memcpy(static_cast<void*>(&label), given,
                std::min<std::size_t>(given->struct_size, sizeof label));
    return report(of(writer).add_label(label), error);
  });
}

}  // namespace

broadsheet_annotation_writer_t annotation_writer_table(document::AnnotationBuilder& builder) {
  broadsheet_annotation_writer_t table{};
  table.struct_size = sizeof table;
  table.host_data = &builder;
  table.add_sentences = [](broadsheet_annotation_writer_t* writer, broadsheet_array_t sentences,
                           broadsheet_error_t* error) {
    return guarded(error, [&] { return report(of(writer).add_sentences(sentences), error); });
  };
  table.add_label = add_label;
  table.add_layer = [](broadsheet_annotation_writer_t* writer, broadsheet_text_t name,
                       broadsheet_array_t attributes, std::uint32_t* out_layer,
                       broadsheet_error_t* error) {
    return guarded(error, [&] {
      return report(of(writer).add_layer(view(name), attributes, out_layer), error);
    });
  };
  table.add_annotation = [](broadsheet_annotation_writer_t* writer, std::uint32_t layer,
                            std::uint32_t target_kind, std::uint32_t target_index,
                            std::uint64_t begin, std::uint64_t end, broadsheet_array_t values,
                            broadsheet_error_t* error) {
    return guarded(error, [&] {
      return report(of(writer).add_annotation(layer, target_kind, target_index, begin, end, values),
                    error);
    });
  };
  return table;
}

}  // namespace broadsheet::plugin_host

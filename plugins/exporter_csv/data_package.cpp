// SPDX-License-Identifier: Apache-2.0
#include "data_package.h"

#include "exporter_support/dates.h"
#include "exporter_support/json_stream.h"
#include "table_columns.h"

namespace broadsheet::exporting {
namespace {

void write_field(std::string_view name, JsonStream& json) {
  const TableColumn column = column_of(name);
  json.begin_leaf().begin_object();
  json.member("name", column.name).member("type", column.type);
  json.member_if_any("description", column.description).end_object().end_leaf();
}

void write_dialect(JsonStream& json) {
  json.key("dialect").begin_object();
  json.member("delimiter", ",").member("lineTerminator", "\r\n").member("quoteChar", "\"");
  json.member("doubleQuote", true).member("header", true).end_object();
}

void write_resource(const DescribedTable& table, JsonStream& json) {
  json.begin_object().member("profile", "tabular-data-resource");
  json.member("name", table.rows).member("path", table.file).member("format", "csv");
  json.member("mediatype", "text/csv");
  json.member("encoding", table.preset == CsvPreset::kExcel ? "utf-8-sig" : "utf-8");
  json.member("bytes", table.bytes);
  write_dialect(json);
  json.key("schema").begin_object().key("fields").begin_array();
  for (const std::string_view column : table.columns) write_field(column, json);
  json.end_array();
  json.key("missingValues").begin_array().value("").end_array();
  json.end_object().end_object();
}

}  // namespace

void write_data_package(const Document& document, const DescribedTable& table, ByteSink& sink) {
  JsonStream json(sink, 2);
  json.begin_object().member("profile", "tabular-data-package");
  json.member_if_any("title", document.property("title"));
  const std::string date = deterministic_timestamp(document);
  json.member_if_any("created", date);
  if (!document.property("source.path").empty()) {
    json.key("sources").begin_array().begin_object();
    json.member("title", document.property("source.path"));
    json.end_object().end_array();
  }
  json.key("resources").begin_array();
  write_resource(table, json);
  json.end_array().end_object();
  sink.put('\n');
}

}  // namespace broadsheet::exporting

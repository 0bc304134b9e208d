// SPDX-License-Identifier: Apache-2.0
#include "test_catalogue.h"

#include <stdexcept>
#include <utility>

namespace broadsheet::config {
namespace {

using Capabilities = std::vector<std::string>;

constexpr std::string_view kNoOptions = R"({"type": "object", "additionalProperties": false})";

ComponentDescription reader(std::string id, std::string_view options, Capabilities provides) {
  ComponentDescription component = make_component(std::move(id), ComponentKind::reader, options);
  component.provides = std::move(provides);
  return component;
}

ComponentDescription stage(std::string id, ComponentKind kind, std::string_view options,
                           Capabilities requires_, Capabilities provides) {
  ComponentDescription component = make_component(std::move(id), kind, options);
  component.requires_ = std::move(requires_);
  component.provides = std::move(provides);
  return component;
}

ComponentDescription exporter(std::string id, std::string_view options, Capabilities requires_,
                              std::string suffix) {
  ComponentDescription component = make_component(std::move(id), ComponentKind::exporter, options);
  component.requires_ = std::move(requires_);
  component.suffix = std::move(suffix);
  return component;
}

void add_readers(ComponentCatalogue& catalogue) {
  catalogue.add(reader("reader_text", R"({"type": "object", "properties": {
      "encoding": {"type": "string", "default": "auto", "enum": ["auto", "utf-8", "latin-1"],
                   "description": "Encoding of the text"}}})",
                       {"lines"}));
  catalogue.add(reader("reader_jsonl", kNoOptions, {"lines"}));
  catalogue.add(reader("reader_scan", kNoOptions, {"lines", "geometry"}));
}

void add_stages(ComponentCatalogue& catalogue) {
  catalogue.add(stage("cleaner_plain", ComponentKind::cleaner, kNoOptions, {"lines"}, {"blocks"}));
  catalogue.add(stage("cleaner_newspaper", ComponentKind::cleaner,
                      R"({"type": "object", "properties": {
      "keep_furniture": {"type": "boolean", "default": true},
      "min_confidence": {"type": "number", "default": 0.5, "minimum": 0, "maximum": 1}}})",
                      {"lines"}, {"blocks", "articles"}));
  catalogue.add(stage("cleaner_layout", ComponentKind::cleaner, kNoOptions, {"lines", "geometry"},
                      {"blocks", "articles"}));
  catalogue.add(stage("annotator_sentences", ComponentKind::annotator,
                      R"({"type": "object", "properties": {
      "language": {"type": "string", "default": "en", "description": "Language code"},
      "max_sentence_bytes": {"type": "integer", "default": 4096, "minimum": 1, "maximum": 65536}}})",
                      {"blocks"}, {"sentences"}));
  catalogue.add(stage("annotator_policy", ComponentKind::annotator,
                      R"({"type": "object", "properties": {
      "taxonomy": {"type": "string", "format": "existing_file", "default": "",
                   "description": "Taxonomy file; the built-in one if empty"},
      "facets": {"type": "array", "default": ["instrument"],
                 "items": {"type": "string", "enum": ["instrument", "actor", "sector"]}},
      "cache": {"type": "string", "format": "path", "default": ""}}})",
                      {"blocks", "sentences"}, {"labels"}));
  catalogue.add(stage("annotator_places", ComponentKind::annotator,
                      R"({"type": "object", "properties": {
      "gazetteer": {"type": "string", "format": "existing_file", "description": "Names of places"},
      "wait": {"type": "string", "format": "duration", "default": "2s"},
      "also": {"type": "array", "default": [], "items": {"type": "string"}, "format": "path"}},
      "required": ["gazetteer"]})",
                      {"sentences"}, {"layer:places"}));
}

void add_exporters(ComponentCatalogue& catalogue) {
  catalogue.add(exporter("exporter_tei", kNoOptions, {"blocks"}, "tei.xml"));
  catalogue.add(exporter("exporter_csv", R"({"type": "object", "properties": {
      "rows": {"type": "string", "default": "blocks", "enum": ["articles", "blocks", "sentences"]},
      "delimiter": {"type": "string", "default": ","},
      "header": {"type": "boolean", "default": true}}})",
                         {"blocks"}, "csv"));
  catalogue.add(exporter("exporter_table", kNoOptions, {"blocks"}, "csv"));
  catalogue.add(exporter("exporter_labels", kNoOptions, {"labels"}, "labels.json"));
  catalogue.add(exporter("exporter_json", kNoOptions, {"lines"}, "json"));
}

}  // namespace

ComponentDescription make_component(std::string id, ComponentKind kind,
                                    std::string_view options_json) {
  ComponentDescription component;
  component.plugin_id = id;
  component.summary = "Made up for tests: " + id;
  component.id = std::move(id);
  component.version = "1.0.0";
  component.kind = kind;
  std::string error;
  std::optional<OptionSchema> schema = parse_option_schema(options_json, error);
  if (!schema) throw std::invalid_argument(component.id + ": " + error);
  component.options = std::move(*schema);
  return component;
}

ComponentCatalogue test_catalogue() {
  ComponentCatalogue catalogue;
  add_readers(catalogue);
  add_stages(catalogue);
  add_exporters(catalogue);
  catalogue.add_refused({"plugins/exporter_pdf.so", "needs ABI 2.0, this host provides 1.4"});
  return catalogue;
}

}  // namespace broadsheet::config

// SPDX-License-Identifier: Apache-2.0
#include "evaluation/structure_report.h"

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include <algorithm>
#include <cstdio>

#include "batch/diagnostic_json.h"
#include "diagnostics/printable_text.h"

namespace broadsheet::evaluation {
namespace {

using Writer = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

std::uint32_t columns_of(const std::string& text) {
  std::uint32_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const diagnostics::CodePoint point = diagnostics::code_point_at(text, at);
    columns += diagnostics::printable_glyph(text, at, point).columns;
    at += point.length_bytes;
  }
  return columns;
}

std::string fixed(double value) {
  char text[64];
  std::snprintf(text, sizeof text, "%.3f", value);
  return text;
}

std::string row(const std::string& name, std::uint32_t width, const StructureFigures& figures) {
  std::string text = name + std::string(width - columns_of(name), ' ');
  for (const auto& [title, member] : StructureFigures::members()) {
    const std::string value = fixed(figures.*member);
    const std::size_t column_width = std::max(title.size(), value.size());
    text += "  " + std::string(column_width - value.size(), ' ') + value;
  }
  return text + "\n";
}

std::string lines_text(const StructureError& error) {
  if (error.first_line == error.last_line) return "";
  return " (lines " + std::to_string(error.first_line) + " to " + std::to_string(error.last_line) +
         ")";
}

std::string error_line(const EvaluatedPage& page, const StructureError& error) {
  return page.source_file.string() + ":" + std::to_string(error.first_line) + ": " +
         std::string(word_of(error.kind)) + ": expected " + error.expected + ", found " +
         error.found + lines_text(error) + ": '" + error.line_begins + "'";
}

void write_figures(Writer& writer, const StructureFigures& figures) {
  writer.Key("figures");
  writer.StartObject();
  for (const auto& [name, member] : StructureFigures::members()) {
    writer.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
    writer.Double(figures.*member);
  }
  writer.EndObject();
}

void write_number(Writer& writer, const char* key, std::uint64_t number) {
  writer.Key(key);
  writer.Uint64(number);
}

void write_errors(Writer& writer, const EvaluatedPage& page) {
  write_number(writer, "error_count", page.error_count);
  writer.Key("errors");
  writer.StartArray();
  for (const StructureError& error : page.errors) {
    writer.StartObject();
    write_number(writer, "line", error.first_line);
    write_number(writer, "last_line", error.last_line);
    batch::write_text(writer, "kind", std::string(word_of(error.kind)));
    batch::write_text(writer, "expected", error.expected);
    batch::write_text(writer, "found", error.found);
    batch::write_text(writer, "line_begins", error.line_begins);
    writer.EndObject();
  }
  writer.EndArray();
}

void write_diagnostics(Writer& writer, const diagnostics::DiagnosticList& diagnostics) {
  writer.Key("diagnostics");
  writer.StartArray();
  for (const diagnostics::Diagnostic& diagnostic : diagnostics.items()) {
    if (diagnostic.severity == diagnostics::Severity::note) continue;
    writer.StartObject();
    batch::write_text(writer, "file", diagnostic.location.file);
    batch::write_diagnostic_members(writer, diagnostic);
    writer.EndObject();
  }
  writer.EndArray();
}

void write_page(Writer& writer, const EvaluatedPage& page, bool has_errors) {
  writer.StartObject();
  batch::write_text(writer, "page", page.name);
  batch::write_text(writer, "gold", page.gold_file.string());
  batch::write_text(writer, "source", page.source_file.string());
  writer.Key("measured");
  writer.Bool(page.figures.has_value());
  if (page.figures) write_figures(writer, *page.figures);
  if (page.figures && has_errors) write_errors(writer, page);
  write_diagnostics(writer, page.diagnostics);
  writer.EndObject();
}

}  // namespace

std::string structure_table(const StructureEvaluation& evaluation) {
  const std::vector<StructureFigures> all = evaluation.figures();
  const std::string mean_name = "mean of " + std::to_string(all.size());
  std::uint32_t width = columns_of(mean_name);
  for (const EvaluatedPage& page : evaluation.pages) {
    if (page.figures) width = std::max(width, columns_of(page.name));
  }
  std::string text = "page" + std::string(width - 4, ' ');
  for (const auto& [title, member] : StructureFigures::members()) text += "  " + std::string(title);
  text += "\n";
  for (const EvaluatedPage& page : evaluation.pages) {
    if (page.figures) text += row(diagnostics::printable(page.name), width, *page.figures);
  }
  return text + row(mean_name, width, mean_of(all));
}

std::string structure_error_lines(const StructureEvaluation& evaluation) {
  std::string text;
  for (const EvaluatedPage& page : evaluation.pages) {
    for (const StructureError& error : page.errors)
      text += diagnostics::printable(error_line(page, error)) + "\n";
    if (page.errors.size() < page.error_count) {
      text += diagnostics::printable(page.source_file.string()) + ": " +
              std::to_string(page.error_count - page.errors.size()) +
              " more; --errors without a number lists all\n";
    }
  }
  return text;
}

std::string structure_json(const StructureEvaluation& evaluation,
                           const pipeline::Pipeline& pipeline, bool has_errors) {
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  writer.SetIndent(' ', 2);
  writer.StartObject();
  batch::write_text(writer, "format", "broadsheet-evaluation/1");
  batch::write_text(writer, "subject", "structure");
  writer.Key("pipeline");
  writer.StartObject();
  batch::write_text(writer, "name", pipeline.name());
  batch::write_text(writer, "fingerprint", pipeline.fingerprint());
  writer.EndObject();
  writer.Key("pages");
  writer.StartArray();
  for (const EvaluatedPage& page : evaluation.pages) write_page(writer, page, has_errors);
  writer.EndArray();
  const std::vector<StructureFigures> all = evaluation.figures();
  writer.Key("mean");
  writer.StartObject();
  write_number(writer, "pages", all.size());
  write_figures(writer, mean_of(all));
  writer.EndObject();
  writer.EndObject();
  return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

}  // namespace broadsheet::evaluation

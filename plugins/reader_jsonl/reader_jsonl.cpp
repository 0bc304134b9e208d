// SPDX-License-Identifier: Apache-2.0
// Entry and wiring; the reading is jsonl_documents.h.

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "broadsheet/cpp/plugin.hpp"
#include "jsonl_documents.h"

namespace broadsheet::jsonl_reader {
namespace {

constexpr std::size_t kProbedBytes = 65536;

void write_source(const JsonlDocument& document, const Context& context, SourceWriter& writer) {
  std::vector<broadsheet_line_t> lines;
  lines.reserve(document.lines.size());
  for (const text_reader::SourceLine& line : document.lines) {
    broadsheet_line_t record{};
    record.begin_byte = line.begin_byte;
    record.end_byte = line.end_byte;
    record.page = line.page;
    record.confidence = 1;
    lines.push_back(record);
  }
  std::vector<broadsheet_encoding_run_t> runs;
  runs.reserve(document.runs.size());
  for (const text_reader::EncodingRun& run : document.runs) {
    runs.push_back(
        {run.text_begin_byte, run.origin_begin_byte, run.text_step_bytes, run.origin_step_bytes});
  }
  writer.append_text(document.text);
  writer.add_lines(lines);
  writer.add_encoding_runs(runs);
  writer.set_origin(document.origin_begin_byte, document.origin_end_byte);
  writer.set_property("source.media_type", "application/jsonl");
  writer.set_property("source.encoding", "UTF-8");
  writer.set_property("source.line", std::to_string(document.line_number));
  for (const auto& [key, value] : document.properties) writer.set_property(key, value);
  for (const text_reader::Diagnostic& diagnostic : document.diagnostics) {
    context.report(diagnostic.is_warning ? BROADSHEET_WARNING : BROADSHEET_NOTE, diagnostic.code,
                   diagnostic.message, diagnostic.help, diagnostic.text_begin_byte,
                   diagnostic.text_end_byte);
  }
}

Error error_of(const JsonlError& error) {
  Error thrown(error.is_too_long ? BROADSHEET_LIMIT_EXCEEDED : BROADSHEET_BAD_INPUT, error.message,
               error.help);
  thrown.at(error.offset_byte, static_cast<std::uint32_t>(error.line_number),
            static_cast<std::uint32_t>(error.column));
  return thrown;
}

class JsonlCursor : public Cursor {
 public:
  JsonlCursor(const Input& input, const JsonlOptions& options)
      : documents_(
            [input](std::uint64_t offset, char* buffer, std::size_t capacity) {
              return input.read_at(offset, buffer, capacity);
            },
            options) {}

  bool next(const Context& context, SourceWriter& writer) override {
    context.stop_if_cancelled();
    const auto outcome = documents_.next();
    if (!outcome) return false;
    if (const auto* error = std::get_if<JsonlError>(&*outcome)) throw error_of(*error);
    write_source(std::get<JsonlDocument>(*outcome), context, writer);
    return true;
  }

 private:
  JsonlDocuments documents_;
};

class JsonlReader : public Reader {
 public:
  explicit JsonlReader(const Options& options)
      : options_{{options.string("text_field"), options.string("id_field"),
                  options.string("language_field"), options.string("title_field")},
                 static_cast<std::uint64_t>(options.integer("max_line_bytes"))} {}

  std::uint32_t probe(const Input& input) override {
    return probe_jsonl(input.name(), input.read_first(kProbedBytes));
  }
  std::unique_ptr<Cursor> open(const Context&, const Input& input) override {
    return std::make_unique<JsonlCursor>(input, options_);
  }

 private:
  JsonlOptions options_;
};

}  // namespace
}  // namespace broadsheet::jsonl_reader

BROADSHEET_PLUGIN("reader_jsonl", "1.0.0",
                  broadsheet::component<broadsheet::jsonl_reader::JsonlReader>("reader_jsonl",
                                                                               BROADSHEET_PARALLEL))

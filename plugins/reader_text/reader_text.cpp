// SPDX-License-Identifier: Apache-2.0
// Entry and wiring; the reading is plain_text.h.

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "broadsheet/cpp/plugin.hpp"
#include "plain_text.h"

namespace broadsheet::text_reader {
namespace {

constexpr std::size_t kProbedBytes = 65536;

std::vector<broadsheet_line_t> line_records(const std::vector<SourceLine>& lines) {
  std::vector<broadsheet_line_t> records;
  records.reserve(lines.size());
  for (const SourceLine& line : lines) {
    broadsheet_line_t record{};
    record.begin_byte = line.begin_byte;
    record.end_byte = line.end_byte;
    record.page = line.page;
    record.confidence = 1;
    records.push_back(record);
  }
  return records;
}

std::vector<broadsheet_encoding_run_t> run_records(const std::vector<EncodingRun>& runs) {
  std::vector<broadsheet_encoding_run_t> records;
  records.reserve(runs.size());
  for (const EncodingRun& run : runs) {
    records.push_back(
        {run.text_begin_byte, run.origin_begin_byte, run.text_step_bytes, run.origin_step_bytes});
  }
  return records;
}

void write_source(const PlainText& source, const Context& context, SourceWriter& writer) {
  writer.append_text(source.text);
  writer.add_lines(line_records(source.lines));
  writer.add_encoding_runs(run_records(source.runs));
  writer.set_property("source.media_type", "text/plain");
  writer.set_property("source.encoding", source.encoding);
  for (const Diagnostic& diagnostic : source.diagnostics) {
    context.report(diagnostic.is_warning ? BROADSHEET_WARNING : BROADSHEET_NOTE, diagnostic.code,
                   diagnostic.message, diagnostic.help, diagnostic.text_begin_byte,
                   diagnostic.text_end_byte);
  }
}

/// The whole input as one document.
class TextCursor : public Cursor {
 public:
  TextCursor(const Input& input, std::optional<Encoding> declared, std::uint64_t max_bytes)
      : input_(input), declared_(declared), max_bytes_(max_bytes) {}

  bool next(const Context& context, SourceWriter& writer) override {
    if (std::exchange(is_read_, true)) return false;
    if (const auto refusal = check_size(input_.size_bytes(), max_bytes_)) {
      const bool is_empty = input_.size_bytes() == 0;
      throw Error(is_empty ? BROADSHEET_BAD_INPUT : BROADSHEET_LIMIT_EXCEEDED, refusal->message,
                  refusal->help);
    }
    const auto outcome = read_plain_text(input_.read_first(input_.size_bytes()), declared_);
    if (const auto* refusal = std::get_if<Refusal>(&outcome)) {
      throw Error(BROADSHEET_BAD_INPUT, refusal->message, refusal->help);
    }
    write_source(std::get<PlainText>(outcome), context, writer);
    return true;
  }

 private:
  Input input_;
  std::optional<Encoding> declared_;
  std::uint64_t max_bytes_;
  bool is_read_ = false;
};

class TextReader : public Reader {
 public:
  explicit TextReader(const Options& options)
      : declared_(find_encoding(options.string("encoding"))),
        max_bytes_(static_cast<std::uint64_t>(options.integer("max_bytes"))) {}

  std::uint32_t probe(const Input& input) override {
    return probe_plain_text(input.name(), input.read_first(kProbedBytes));
  }
  std::unique_ptr<Cursor> open(const Context&, const Input& input) override {
    return std::make_unique<TextCursor>(input, declared_, max_bytes_);
  }

 private:
  std::optional<Encoding> declared_;  // none: "auto"
  std::uint64_t max_bytes_;
};

}  // namespace
}  // namespace broadsheet::text_reader

BROADSHEET_PLUGIN("reader_text", "1.0.0",
                  broadsheet::component<broadsheet::text_reader::TextReader>("reader_text",
                                                                             BROADSHEET_PARALLEL))

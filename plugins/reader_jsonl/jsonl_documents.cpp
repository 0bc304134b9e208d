// SPDX-License-Identifier: Apache-2.0
#include "jsonl_documents.h"

#include <algorithm>

namespace broadsheet::jsonl_reader {
namespace {

constexpr std::size_t kReportedSurrogates = 20;

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

/// Code points before a byte of a line that need not be valid UTF-8.
std::uint64_t count_code_points(std::string_view bytes) {
  return static_cast<std::uint64_t>(std::count_if(bytes.begin(), bytes.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80;
  }));
}

JsonlError describe(const RecordError& error, const InputLine& line) {
  return {line.number,
          count_code_points(std::string_view(line.bytes).substr(0, error.offset_byte)) + 1,
          line.begin_byte + error.offset_byte, error.message, error.help};
}

JsonlError describe_too_long(const InputLine& line, std::uint64_t max_line_bytes) {
  return {
      line.number,
      1,
      line.begin_byte,
      "the line has " + std::to_string(line.length_bytes) +
          " bytes, more than option 'max_line_bytes' allows: " + std::to_string(max_line_bytes),
      "put each document on a line of its own, or allow longer ones: options: { max_line_bytes: " +
          std::to_string(line.length_bytes) + " }",
      true};
}

std::vector<text_reader::Diagnostic> describe_losses(const Record& record) {
  std::vector<text_reader::Diagnostic> diagnostics;
  const std::vector<std::uint64_t>& places = record.text.lone_surrogates;
  const std::string help =
      "U+FFFD stands for it; the program that wrote the file cut a character in two";
  for (std::size_t i = 0; i < std::min(places.size(), kReportedSurrogates); ++i) {
    diagnostics.push_back({true, "lone-surrogate",
                           "an escape of half a surrogate pair means no character", help, places[i],
                           places[i] + 3});
  }
  if (places.size() > kReportedSurrogates) {
    diagnostics.push_back({true, "lone-surrogate",
                           std::to_string(places.size() - kReportedSurrogates) +
                               " more escapes of half a surrogate pair, " +
                               std::to_string(places.size()) + " in all",
                           help, text_reader::kNoPlace, text_reader::kNoPlace});
  }
  if (record.left_out_fields > 0) {
    diagnostics.push_back({false, "fields-left-out",
                           std::to_string(record.left_out_fields) +
                               " fields are not kept as properties of the document",
                           "kept are " + std::to_string(kMaxKeptFields) + " fields of up to " +
                               std::to_string(kMaxValueBytes) + " bytes",
                           text_reader::kNoPlace, text_reader::kNoPlace});
  }
  return diagnostics;
}

JsonlDocument make_document(Record record, const InputLine& line) {
  JsonlDocument document;
  document.line_number = line.number;
  document.origin_begin_byte = line.begin_byte;
  document.origin_end_byte = line.begin_byte + line.bytes.size();
  document.diagnostics = describe_losses(record);
  document.text = std::move(record.text.text);
  document.runs = std::move(record.text.runs);
  document.lines = text_reader::split_lines(document.text);
  document.properties = std::move(record.properties);
  return document;
}

}  // namespace

JsonlDocuments::JsonlDocuments(ReadAt read_at, JsonlOptions options, std::size_t buffer_bytes)
    : options_(std::move(options)),
      lines_(std::move(read_at), options_.max_line_bytes, buffer_bytes) {}

std::optional<std::variant<JsonlDocument, JsonlError>> JsonlDocuments::next() {
  while (lines_.next(line_)) {
    if (line_.is_too_long) return describe_too_long(line_, options_.max_line_bytes);
    if (is_blank(line_.bytes)) continue;
    auto outcome = parse_record(line_.bytes, line_.begin_byte, options_.fields);
    if (const auto* error = std::get_if<RecordError>(&outcome)) return describe(*error, line_);
    return make_document(std::get<Record>(std::move(outcome)), line_);
  }
  return std::nullopt;
}

std::uint32_t probe_jsonl(std::string_view name, std::string_view first_bytes) {
  std::string end(name.substr(name.size() - std::min<std::size_t>(name.size(), 7)));
  std::transform(end.begin(), end.end(), end.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  if (end.ends_with(".jsonl") || end == ".ndjson") return 90;
  if (first_bytes.starts_with("\xEF\xBB\xBF")) first_bytes.remove_prefix(3);
  const std::size_t line_feed = first_bytes.find('\n');
  if (!first_bytes.starts_with('{') || line_feed == std::string_view::npos) return 0;
  // A file in another form of JSON has no whole object on its first line, or nothing behind it.
  const bool goes_on = first_bytes.substr(line_feed + 1).starts_with('{');
  const auto outcome = parse_record(first_bytes.substr(0, line_feed), 0, RecordFields{});
  return goes_on && std::holds_alternative<Record>(outcome) ? 60 : 0;
}

}  // namespace broadsheet::jsonl_reader

// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_READER_JSONL_JSONL_DOCUMENTS_H_
#define BROADSHEET_READER_JSONL_JSONL_DOCUMENTS_H_

// JSON Lines as documents: one a line, one at a time, so that millions need no more memory than the
// longest. A line that is no document costs itself only. Blank lines are passed over, also without
// a document.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "diagnostic.h"
#include "jsonl_record.h"
#include "line_reader.h"
#include "line_splitter.h"

namespace broadsheet::jsonl_reader {

struct JsonlOptions {
  RecordFields fields;
  std::uint64_t max_line_bytes = 67108864;
};

struct JsonlDocument {
  std::uint64_t line_number;  // in the input, from 1
  std::uint64_t origin_begin_byte;
  std::uint64_t origin_end_byte;
  std::string text;
  std::vector<text_reader::EncodingRun> runs;  // into the whole input
  std::vector<text_reader::SourceLine> lines;  // of the text
  std::vector<std::pair<std::string, std::string>> properties;
  std::vector<text_reader::Diagnostic> diagnostics;
};

struct JsonlError {
  std::uint64_t line_number;
  std::uint64_t column;  // in code points, from 1
  std::uint64_t offset_byte;
  std::string message;
  std::string help;
  bool is_too_long = false;
};

class JsonlDocuments {
 public:
  static constexpr std::size_t kBufferBytes = 1U << 18U;

  JsonlDocuments(ReadAt read_at, JsonlOptions options, std::size_t buffer_bytes = kBufferBytes);

  /// The next document or what is wrong with its line; none at the end.
  std::optional<std::variant<JsonlDocument, JsonlError>> next();

 private:
  JsonlOptions options_;
  LineReader lines_;
  InputLine line_;
};

/// How well an input can be read as JSON Lines, 0 to 100, judged by its name and its first bytes.
std::uint32_t probe_jsonl(std::string_view name, std::string_view first_bytes);

}  // namespace broadsheet::jsonl_reader

#endif

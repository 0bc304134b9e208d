// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_READER_TEXT_PLAIN_TEXT_H_
#define BROADSHEET_READER_TEXT_PLAIN_TEXT_H_

// A text file as a source: text, lines, and the map back to the file's bytes. Nothing is changed
// but the encoding: white space, control characters and a byte order mark all stay, for the cleaner
// to judge.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "diagnostic.h"
#include "encoding_run.h"
#include "encodings.h"
#include "line_splitter.h"

namespace broadsheet::text_reader {

/// Why a file is no source: for people, with the way to mend it.
struct Refusal {
  std::string message;
  std::string help;
};

struct PlainText {
  std::string text;               // valid UTF-8
  std::vector<EncodingRun> runs;  // cover the text
  std::vector<SourceLine> lines;  // cover the text but for line terminators
  std::string_view encoding;      // as in the table of encodings
  std::uint32_t confidence;       // 0..100; 100 where declared or marked
  std::vector<Diagnostic> diagnostics;
};

/// Whether a file of this size may be read; asked before it is.
std::optional<Refusal> check_size(std::uint64_t size_bytes, std::uint64_t max_bytes);

/// Reads a whole file's bytes.
/// @param declared  the encoding that the user names; none: it is detected. A byte order mark
/// counts more
std::variant<PlainText, Refusal> read_plain_text(std::string bytes,
                                                 std::optional<Encoding> declared);

/// How well a file can be read as plain text, 0 to 100, judged by its name and its first bytes.
std::uint32_t probe_plain_text(std::string_view name, std::string_view first_bytes);

}  // namespace broadsheet::text_reader

#endif

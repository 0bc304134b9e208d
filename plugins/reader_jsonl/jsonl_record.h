// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_READER_JSONL_JSONL_RECORD_H_
#define BROADSHEET_READER_JSONL_JSONL_RECORD_H_

// One line of JSON Lines: an object whose fields are a document's text and what is known about it.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "json_string.h"

namespace broadsheet::jsonl_reader {

/// Which fields of a record mean what; an empty name means none.
struct RecordFields {
  std::string text = "text";
  std::string id = "id";
  std::string language = "lang";
  std::string title;
};

/// Bounds of what a record may hold.
inline constexpr int kMaxDepth = 512;
inline constexpr std::size_t kMaxFields = 65536;
inline constexpr std::size_t kMaxKeptFields = 64;  // as properties "field.NAME"
inline constexpr std::size_t kMaxNameBytes = 200;
inline constexpr std::size_t kMaxValueBytes = 4096;

struct Record {
  MappedString text;
  std::vector<std::pair<std::string, std::string>>
      properties;                   // "id", "language", "title", "field.NAME"
  std::size_t left_out_fields = 0;  // scalars that the bounds leave out of the properties
};

/// Why a line is no document.
struct RecordError {
  std::size_t offset_byte;  // in the line
  std::string message;
  std::string help;
};

/// Reads a line; line[0] is the input's byte `origin_begin_byte`. Time and memory are linear in the
/// line's length, and nesting takes no stack.
std::variant<Record, RecordError> parse_record(std::string_view line,
                                               std::uint64_t origin_begin_byte,
                                               const RecordFields& fields);

}  // namespace broadsheet::jsonl_reader

#endif

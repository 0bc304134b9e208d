// SPDX-License-Identifier: Apache-2.0
// Any bytes as JSON Lines: every document is valid UTF-8 with an exact map, errors lie inside the
// input, the reading ends, and the size of the buffer makes no difference.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "jsonl_documents.h"
#include "utf8.h"

namespace {

using namespace broadsheet::jsonl_reader;
namespace text_reader = broadsheet::text_reader;

void require(bool condition) {
  if (!condition) std::abort();
}

void check_document(const JsonlDocument& document, std::string_view input) {
  require(text_reader::valid_utf8_length(document.text) == document.text.size());
  require(document.origin_begin_byte <= document.origin_end_byte &&
          document.origin_end_byte <= input.size());
  for (std::size_t at = 0; at < document.text.size();) {
    const std::size_t length = text_reader::decode_utf8(document.text, at).length_bytes;
    const std::uint64_t begin = text_reader::origin_of(document.runs, at);
    const std::uint64_t end = text_reader::origin_of(document.runs, at + length);
    require(begin < end && begin >= document.origin_begin_byte && end <= document.origin_end_byte);
    require(unescape(input.substr(begin, end - begin), 0).text == document.text.substr(at, length));
    at += length;
  }
}

/// What all outcomes say, for comparison.
std::string read_all(std::string_view input, std::size_t buffer_bytes) {
  const ReadAt read_at = [&](std::uint64_t offset, char* buffer, std::size_t capacity) {
    return input.substr(std::min<std::uint64_t>(offset, input.size())).copy(buffer, capacity);
  };
  JsonlOptions options;
  options.max_line_bytes = 2000;
  options.fields.title = "t";
  JsonlDocuments documents(read_at, options, buffer_bytes);
  std::string all;
  std::uint64_t last_line = 0;
  while (const auto outcome = documents.next()) {
    if (const auto* error = std::get_if<JsonlError>(&*outcome)) {
      require(error->offset_byte <= input.size() && error->line_number > last_line &&
              error->column > 0);
      require(!error->message.empty() && !error->help.empty());
      last_line = error->line_number;
      all += error->message;
    } else {
      const auto& document = std::get<JsonlDocument>(*outcome);
      require(document.line_number > last_line);
      last_line = document.line_number;
      check_document(document, input);
      all += document.text;
      for (const auto& [key, value] : document.properties) all.append(key).append(value);
    }
    all += '\n';
  }
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::string all = read_all(input, 65536);
  require(read_all(input, 7) == all);
  probe_jsonl("page", input);
  return 0;
}

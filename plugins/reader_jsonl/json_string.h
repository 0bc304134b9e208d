// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_READER_JSONL_JSON_STRING_H_
#define BROADSHEET_READER_JSONL_JSON_STRING_H_

// JSON strings with the map from their characters to the bytes of the input.
//
//   input   a \n 中 \u4e2d \ud83d\udcf0        text   a  LF  中  中  📰
//   runs    a 1/1, LF 1/2, 中 1/1, 中 3/6, 📰 4/12
//
// An escape of half a surrogate pair means no character. Some programs write them all the same when
// they cut a text, so each becomes U+FFFD instead of costing the document. Tested by
// reader_jsonl_test.cpp (JsonString).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "encoding_run.h"

namespace broadsheet::jsonl_reader {

struct MappedString {
  std::string text;  // valid UTF-8
  std::vector<text_reader::EncodingRun> runs;
  std::vector<std::uint64_t> lone_surrogates;  // where their U+FFFD begin in the text
};

/// What stands between the quotes of a valid JSON string (lone surrogates allowed); raw[0] is the
/// input's byte `origin_begin_byte`.
MappedString unescape(std::string_view raw, std::uint64_t origin_begin_byte);

/// The same JSON with each escape of half a surrogate pair changed to \ufffd, all bytes in their
/// places; none where there is nothing to change.
std::optional<std::string> without_lone_surrogates(std::string_view json);

}  // namespace broadsheet::jsonl_reader

#endif

// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_READER_TEXT_LINE_SPLITTER_H_
#define BROADSHEET_READER_TEXT_LINE_SPLITTER_H_

// Physical lines of a text. "\n", "\r\n" and a lone "\r" end a line and belong to none; U+0085,
// U+2028 and U+2029 do not, since archives' line numbers do not count them. A form feed turns the
// page: the line that contains it is on the next page, and keeps it as white space.
//
//   "a\r\nb\n\n\fc"   ->   "a" p1, "b" p1, "" p1, "\fc" p2

#include <cstdint>
#include <string_view>
#include <vector>

namespace broadsheet::text_reader {

struct SourceLine {
  std::uint64_t begin_byte;
  std::uint64_t end_byte;
  std::uint32_t page;  // from 1

  bool operator==(const SourceLine&) const = default;
};

/// The lines of a text; none where it is empty. A terminator at the very end opens no further line.
std::vector<SourceLine> split_lines(std::string_view text);

}  // namespace broadsheet::text_reader

#endif

// SPDX-License-Identifier: Apache-2.0
#include "line_splitter.h"

#include <algorithm>
#include <cstring>

namespace broadsheet::text_reader {
namespace {

/// The first `wanted` byte in [begin, end), or end.
std::size_t find_byte(std::string_view text, char wanted, std::size_t begin, std::size_t end) {
  const void* found = std::memchr(text.data() + begin, wanted, end - begin);
  return found == nullptr ? end
                          : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

}  // namespace

std::vector<SourceLine> split_lines(std::string_view text) {
  std::vector<SourceLine> lines;
  std::uint32_t page = 1;
  std::size_t next_line_feed = 0;
  std::size_t next_return = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    // Each terminator is looked for once, not once a line: the whole stays linear without any of
    // one kind.
    if (next_line_feed <= begin) next_line_feed = find_byte(text, '\n', begin, text.size());
    if (next_return <= begin) next_return = find_byte(text, '\r', begin, text.size());
    const std::size_t end = std::min(next_line_feed, next_return);
    page += static_cast<std::uint32_t>(std::count(text.begin() + begin, text.begin() + end, '\f'));
    lines.push_back({begin, end, page});
    begin = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
  }
  return lines;
}

}  // namespace broadsheet::text_reader

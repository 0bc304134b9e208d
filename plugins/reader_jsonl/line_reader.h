// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_READER_JSONL_LINE_READER_H_
#define BROADSHEET_READER_JSONL_LINE_READER_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace broadsheet::jsonl_reader {

/// Reads up to `capacity` bytes from `offset_byte` of the input; 0 only at its end. May throw.
using ReadAt =
    std::function<std::size_t(std::uint64_t offset_byte, char* buffer, std::size_t capacity)>;

/// A line of the input, without "\n" or "\r\n" behind it and without a byte order mark before it.
struct InputLine {
  std::uint64_t number = 0;  // from 1
  std::uint64_t begin_byte = 0;
  std::uint64_t length_bytes = 0;
  bool is_too_long = false;  // then `bytes` is empty
  std::string bytes;
};

/// The lines of an input, one at a time: memory is bounded by the buffer and one line.
class LineReader {
 public:
  LineReader(ReadAt read_at, std::uint64_t max_line_bytes, std::size_t buffer_bytes);

  /// Reads the next line into `line`; false at the end, and from then on. What read_at throws
  /// passes through and ends the reading.
  bool next(InputLine& line);

 private:
  bool refill();
  void append_until_line_feed(InputLine& line, bool& is_complete);
  void strip(InputLine& line) const;

  ReadAt read_at_;
  std::uint64_t max_line_bytes_;
  std::vector<char> buffer_;
  std::size_t at_ = 0;        // in the buffer
  std::size_t filled_ = 0;    // how much of the buffer holds input
  std::uint64_t offset_ = 0;  // of the input's byte behind the buffer's
  std::uint64_t number_ = 0;
  bool is_at_end_ = false;
};

}  // namespace broadsheet::jsonl_reader

#endif

// SPDX-License-Identifier: Apache-2.0
#include "line_reader.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace broadsheet::jsonl_reader {

LineReader::LineReader(ReadAt read_at, std::uint64_t max_line_bytes, std::size_t buffer_bytes)
    : read_at_(std::move(read_at)),
      max_line_bytes_(max_line_bytes),
      buffer_(std::max<std::size_t>(1, buffer_bytes)) {}

bool LineReader::refill() {
  if (is_at_end_) return false;
  is_at_end_ = true;  // stays so where read_at throws
  at_ = 0;
  filled_ = 0;
  filled_ = read_at_(offset_, buffer_.data(), buffer_.size());
  offset_ += filled_;
  is_at_end_ = filled_ == 0;
  return !is_at_end_;
}

void LineReader::append_until_line_feed(InputLine& line, bool& is_complete) {
  const char* begin = buffer_.data() + at_;
  const void* found = std::memchr(begin, '\n', filled_ - at_);
  is_complete = found != nullptr;
  const std::size_t length = is_complete
                                 ? static_cast<std::size_t>(static_cast<const char*>(found) - begin)
                                 : filled_ - at_;
  line.length_bytes += length;
  // One byte more for a "\r" that is no part of the line.
  if (line.length_bytes > max_line_bytes_ + 1) line.is_too_long = true;
  if (!line.is_too_long) line.bytes.append(begin, length);
  at_ += length + (is_complete ? 1 : 0);
}

void LineReader::strip(InputLine& line) const {
  if (!line.is_too_long && line.bytes.ends_with('\r')) line.bytes.pop_back();
  if (!line.is_too_long && line.number == 1 && line.bytes.starts_with("\xEF\xBB\xBF")) {
    line.bytes.erase(0, 3);
    line.begin_byte += 3;
  }
  if (!line.is_too_long) line.length_bytes = line.bytes.size();
  if (line.length_bytes > max_line_bytes_) line.is_too_long = true;
  if (line.is_too_long) std::string().swap(line.bytes);
}

bool LineReader::next(InputLine& line) {
  if (at_ == filled_ && !refill()) return false;
  line.number = ++number_;
  line.begin_byte = offset_ - (filled_ - at_);
  line.length_bytes = 0;
  line.is_too_long = false;
  line.bytes.clear();
  for (bool is_complete = false; !is_complete && (at_ < filled_ || refill());) {
    append_until_line_feed(line, is_complete);
  }
  strip(line);
  return true;
}

}  // namespace broadsheet::jsonl_reader

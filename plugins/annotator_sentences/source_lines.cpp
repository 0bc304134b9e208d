// SPDX-License-Identifier: Apache-2.0
#include "source_lines.h"

#include <algorithm>

namespace broadsheet::sentences {

std::size_t SourceLines::widest() {
  if (widest_ != 0) return widest_;
  std::size_t begin = 0;
  const auto end_line = [&](std::size_t end) {
    widest_ = std::max(widest_, end - begin);
    begin = end;
  };
  std::size_t feed = text_.find('\n');
  const auto end_lines_before = [&](std::size_t place) {
    for (; feed < place; feed = text_.find('\n', feed + 1)) end_line(feed);
  };
  for (const std::size_t end : ends_) {
    if (end < offset_) continue;
    if (end >= offset_ + text_.size()) break;
    end_lines_before(end - offset_);
    end_line(end - offset_);
  }
  end_lines_before(text_.size());
  end_line(text_.size());
  return widest_;
}

bool SourceLines::was_ended_on_purpose(std::size_t end, std::size_t next) {
  constexpr std::size_t kLongestWordBytes = 64;
  const std::string_view ahead = text_.substr(next, kLongestWordBytes);
  const std::size_t word_bytes = std::min(ahead.find_first_of(" \n"), ahead.size());
  return end - line_begin_ + 1 + word_bytes <= widest();
}

}  // namespace broadsheet::sentences

// SPDX-License-Identifier: Apache-2.0
#include "source_lines.h"

#include <algorithm>

#include "characters.h"

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
  for (const LineEnd& line : ends_) {
    const std::size_t end = line.at_byte;
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

bool SourceLines::was_cut_short(std::size_t end) {
  const bool is_joined = !ahead_.empty() && ahead_.front().at_byte == offset_ + end;
  const bool had_space =
      is_joined ? ahead_.front().had_space : is_space(code_point_before(text_, end).value);
  if (!had_space) return false;
  const std::size_t begin = skip_spaces(text_, line_begin_);
  return (skip_spaces_back(text_, end, begin) - begin) * 4 <= widest() * 3;
}

}  // namespace broadsheet::sentences

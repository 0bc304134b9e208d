// SPDX-License-Identifier: Apache-2.0
#include "exporter_support/line_ranges.h"

namespace broadsheet::exporting {

namespace {

void append_line(std::vector<LineRange>& ranges, std::size_t line) {
  if (!ranges.empty() && ranges.back().last == line) return;
  if (!ranges.empty() && ranges.back().last + 1 == line) {
    ranges.back().last = line;
  } else {
    ranges.push_back({line, line});
  }
}

bool has_source_and_text(const broadsheet_segment_t& segment) {
  return segment.kind == BROADSHEET_SEGMENT_COPY || segment.kind == BROADSHEET_SEGMENT_REPLACE;
}

/// The first segment that ends behind `text_byte`; segments of a block ascend in its text.
std::size_t first_segment_behind(const Records<broadsheet_segment_t>& segments,
                                 std::uint64_t text_byte) {
  std::size_t low = 0;
  std::size_t high = segments.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (segments[middle].text_end_byte <= text_byte) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

}  // namespace

std::vector<LineRange> line_ranges(const Document& document, const LineIndex& lines,
                                   const broadsheet_block_t& block) {
  std::vector<LineRange> ranges;
  if (lines.size() == 0) return ranges;
  for (const broadsheet_segment_t segment : document.segments_of(block)) {
    if (has_source_and_text(segment))
      append_line(ranges, lines.find(segment.source_begin_byte) + 1);
  }
  return ranges;
}

std::vector<LineRange> line_ranges(const Document& document, const LineIndex& lines,
                                   const broadsheet_block_t& block, std::uint64_t text_begin_byte,
                                   std::uint64_t text_end_byte) {
  std::vector<LineRange> ranges;
  if (lines.size() == 0) return ranges;
  const Records<broadsheet_segment_t> segments = document.segments_of(block);
  for (std::size_t i = first_segment_behind(segments, text_begin_byte); i < segments.size(); ++i) {
    const broadsheet_segment_t segment = segments[i];
    if (segment.text_begin_byte >= text_end_byte) break;
    if (has_source_and_text(segment))
      append_line(ranges, lines.find(segment.source_begin_byte) + 1);
  }
  return ranges;
}

std::string line_ranges_text(const std::vector<LineRange>& ranges) {
  std::string text;
  for (const LineRange& range : ranges) {
    if (!text.empty()) text += ' ';
    text += std::to_string(range.first);
    if (range.last != range.first) text += '-' + std::to_string(range.last);
  }
  return text;
}

}  // namespace broadsheet::exporting

// SPDX-License-Identifier: Apache-2.0
#include "exporter_support/line_ranges.h"

namespace broadsheet::exporting {

std::vector<LineRange> line_ranges(const Document& document, const LineIndex& lines,
                                   const broadsheet_block_t& block) {
  std::vector<LineRange> ranges;
  if (lines.size() == 0) return ranges;
  for (const broadsheet_segment_t segment : document.segments_of(block)) {
    if (segment.kind != BROADSHEET_SEGMENT_COPY && segment.kind != BROADSHEET_SEGMENT_REPLACE)
      continue;
    const std::size_t line = lines.find(segment.source_begin_byte) + 1;
    if (!ranges.empty() && ranges.back().last == line) continue;
    if (!ranges.empty() && ranges.back().last + 1 == line) {
      ranges.back().last = line;
    } else {
      ranges.push_back({line, line});
    }
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

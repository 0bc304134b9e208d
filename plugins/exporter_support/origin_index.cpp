// SPDX-License-Identifier: Apache-2.0
#include "exporter_support/origin_index.h"

#include <algorithm>

namespace broadsheet::exporting {

OriginRange OriginIndex::character_at(std::uint64_t source_byte) const {
  std::size_t low = 0;
  std::size_t high = runs_.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (runs_[middle].text_begin_byte <= source_byte) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == 0) return {source_byte, source_byte + 1};
  const broadsheet_encoding_run_t run = runs_[low - 1];
  const std::uint64_t characters =
      (source_byte - run.text_begin_byte) / std::max<std::uint32_t>(run.text_step_bytes, 1);
  const std::uint64_t begin = run.origin_begin_byte + characters * run.origin_step_bytes;
  return {begin, begin + run.origin_step_bytes};
}

OriginRange OriginIndex::hull_of(const Document& document, const broadsheet_block_t& block) const {
  std::uint64_t first = UINT64_MAX;
  std::uint64_t last = 0;
  for (const broadsheet_segment_t segment : document.segments_of(block)) {
    const bool is_text =
        segment.kind == BROADSHEET_SEGMENT_COPY || segment.kind == BROADSHEET_SEGMENT_REPLACE;
    if (!is_text || segment.source_begin_byte >= segment.source_end_byte) continue;
    first = std::min(first, segment.source_begin_byte);
    last = std::max(last, segment.source_end_byte - 1);
  }
  if (first == UINT64_MAX) return {};
  return slice(first, last + 1);
}

}  // namespace broadsheet::exporting

// SPDX-License-Identifier: Apache-2.0
#include "exporter_support/line_index.h"

namespace broadsheet::exporting {

std::size_t LineIndex::find(std::uint64_t source_byte) const {
  std::size_t low = 0;
  std::size_t high =
      lines_.size();  // lines before low begin at or before the byte, lines from high behind it
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (lines_[middle].begin_byte <= source_byte) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low == 0 ? 0 : low - 1;
}

}  // namespace broadsheet::exporting

// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_SUPPORT_LINE_RANGES_H_
#define BROADSHEET_EXPORTER_SUPPORT_LINE_RANGES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "broadsheet/cpp/document.hpp"
#include "exporter_support/line_index.h"

namespace broadsheet::exporting {

/// Physical source lines [first, last], from 1.
struct LineRange {
  std::size_t first;
  std::size_t last;
  bool operator==(const LineRange&) const = default;
};

/// The source lines that a block's text was taken from, in reading order: each line as its first
/// copied or replaced slice appears, consecutive lines merged. Segments of lines 3, 5, 6, 7, 2 give
/// 3-3, 5-7, 2-2.
std::vector<LineRange> line_ranges(const Document& document, const LineIndex& lines,
                                   const broadsheet_block_t& block);

/// The same for the part [text_begin_byte, text_end_byte) of the block's text: a sentence's own
/// lines. Takes time in proportion to what it finds (and the logarithm of the block's segments).
std::vector<LineRange> line_ranges(const Document& document, const LineIndex& lines,
                                   const broadsheet_block_t& block, std::uint64_t text_begin_byte,
                                   std::uint64_t text_end_byte);

/// "3 5-7": for cells and attributes.
std::string line_ranges_text(const std::vector<LineRange>& ranges);

}  // namespace broadsheet::exporting

#endif

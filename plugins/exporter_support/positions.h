// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_SUPPORT_POSITIONS_H_
#define BROADSHEET_EXPORTER_SUPPORT_POSITIONS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "broadsheet/cpp/document.hpp"
#include "exporter_support/code_point_index.h"
#include "exporter_support/line_index.h"

namespace broadsheet::exporting {

/// A piece of one physical line, in code points from the line's start.
struct LineSlice {
  std::size_t line;  // from 1; 0 where the document has no lines
  std::size_t begin;
  std::size_t end;
};

/// Byte offsets of a document in the units that records state: code points of a block, of a source
/// line. Built in one pass over the texts; the document is borrowed.
class Positions {
 public:
  explicit Positions(const Document& document);

  const LineIndex& lines() const { return lines_; }
  /// Code points of the block's text before `byte` of it.
  std::size_t in_block(const broadsheet_block_t& block, std::uint64_t byte) const;
  /// A slice of the source, cut at the end of the line in which it begins.
  LineSlice in_line(std::uint64_t source_begin_byte, std::uint64_t source_end_byte) const;
  /// The same for a slice over several lines: a piece a line, without line terminators and empty
  /// pieces.
  std::vector<LineSlice> in_lines(std::uint64_t source_begin_byte,
                                  std::uint64_t source_end_byte) const;

 private:
  LineIndex lines_;
  CodePointIndex source_;
  CodePointIndex blocks_;
};

}  // namespace broadsheet::exporting

#endif

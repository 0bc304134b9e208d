// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_SUPPORT_LINE_INDEX_H_
#define BROADSHEET_EXPORTER_SUPPORT_LINE_INDEX_H_

#include <cstddef>
#include <cstdint>

#include "broadsheet/cpp/document.hpp"

namespace broadsheet::exporting {

/// Which physical line a byte of the source text is in. The document's lines are borrowed.
class LineIndex {
 public:
  explicit LineIndex(const Document& document) : lines_(document.lines()) {}

  std::size_t size() const { return lines_.size(); }
  broadsheet_line_t operator[](std::size_t index) const { return lines_[index]; }
  /// The index (from 0) of the last line that begins at or before the byte; 0 where there is none.
  /// A byte of a line terminator counts with the line that it ends.
  std::size_t find(std::uint64_t source_byte) const;

 private:
  Records<broadsheet_line_t> lines_;
};

}  // namespace broadsheet::exporting

#endif

// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_DOCX_ORIGIN_INDEX_H_
#define BROADSHEET_EXPORTER_DOCX_ORIGIN_INDEX_H_

#include <cstdint>

#include "broadsheet/cpp/document.hpp"

namespace broadsheet::docx {

/// The bytes [begin, end) of an input.
struct OriginRange {
  std::uint64_t begin_byte = 0;
  std::uint64_t end_byte = 0;
};

/// From bytes of the source text to bytes of the original file. Document::locate() also counts the
/// column, which on one line of many blocks takes quadratic time; this is a binary search.
class OriginIndex {
 public:
  explicit OriginIndex(const Document& document) : runs_(document.encoding_runs()) {}

  /// The character that holds this byte of the source text.
  OriginRange character_at(std::uint64_t source_byte) const;
  /// From the first to the last character that the block's text was taken from; 0, 0 where there is
  /// none.
  OriginRange hull_of(const Document& document, const broadsheet_block_t& block) const;

 private:
  Records<broadsheet_encoding_run_t> runs_;
};

}  // namespace broadsheet::docx

#endif

// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_SUPPORT_ORIGIN_INDEX_H_
#define BROADSHEET_EXPORTER_SUPPORT_ORIGIN_INDEX_H_

#include <cstdint>

#include "broadsheet/cpp/document.hpp"

namespace broadsheet::exporting {

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
  /// What a slice of the source text, not empty, was decoded from.
  OriginRange slice(std::uint64_t source_begin_byte, std::uint64_t source_end_byte) const {
    return {character_at(source_begin_byte).begin_byte, character_at(source_end_byte - 1).end_byte};
  }
  /// From the first to the last character that the block's text was taken from; 0, 0 where there is
  /// none.
  OriginRange hull_of(const Document& document, const broadsheet_block_t& block) const;

 private:
  Records<broadsheet_encoding_run_t> runs_;
};

}  // namespace broadsheet::exporting

#endif

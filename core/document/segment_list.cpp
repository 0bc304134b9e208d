// SPDX-License-Identifier: Apache-2.0
#include "document/segment_list.h"

#include <cstring>

namespace broadsheet::document {

SegmentList::SegmentList(std::string_view source, std::size_t expected) : source_(source) {
  pieces_.reserve(expected);
}

void SegmentList::go_back_to(const Mark& mark) {
  pieces_.resize(mark.size);
  given_.resize(mark.given_bytes);
  text_bytes_ = mark.text_bytes;
}

void SegmentList::take_from(Coverage& coverage) const {
  for (const Piece& piece : pieces_) coverage.take(piece.source_begin, piece.source_end);
}

void SegmentList::write(std::span<const broadsheet_block_t> blocks,
                        std::span<const std::uint32_t> places, char* texts,
                        broadsheet_segment_t* records) const {
  const Piece* piece = pieces_.data();
  const char* given = given_.data();
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Piece* const end = piece + blocks[i].segment_count;
    std::uint64_t at = 0;  // in the block's text
    for (; piece < end; ++piece, ++records) {
      const bool is_copy = piece->kind() == BROADSHEET_SEGMENT_COPY;
      const char* const text = is_copy ? source_.data() + piece->source_begin : given;
      if (!is_copy) given += piece->text_bytes;
      std::memcpy(texts + at, text, piece->text_bytes);
      *records = {piece->source_begin, piece->source_end, at,        at + piece->text_bytes,
                  piece->kind(),       piece->reason(),   places[i], 0};
      at += piece->text_bytes;
    }
    texts += at;
  }
}

}  // namespace broadsheet::document

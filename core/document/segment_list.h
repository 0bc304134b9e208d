// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/cpp/abi.hpp"
#include "broadsheet/writers.h"
#include "document/coverage.h"
#include "document/region_memory.h"

namespace broadsheet::document {

/// The segments of the blocks in the making, a third as large as the records that they become.
/// Texts are made with the records: until then a copy is only its slice of the source.
class SegmentList {
 public:
  /// @param source    at most 2 GiB, as every document's; must outlive the list
  /// @param expected  how many segments there may well be: what is not filled takes no memory
  SegmentList(std::string_view source, std::size_t expected);

  std::size_t size() const { return pieces_.size(); }
  /// Of all texts.
  std::uint64_t text_bytes() const { return text_bytes_; }

  /// Behind the segments of the block begun last. `spec` is without fault.
  void append(const broadsheet_segment_spec_t& spec, std::uint32_t reason) {
    auto begin = static_cast<std::uint32_t>(spec.source_begin_byte);
    auto end = static_cast<std::uint32_t>(spec.source_end_byte);
    std::uint32_t size = spec.kind == BROADSHEET_SEGMENT_REMOVE ? 0 : end - begin;
    if (spec.kind == BROADSHEET_SEGMENT_INSERT) begin = end = last_end_;
    if (spec.kind == BROADSHEET_SEGMENT_INSERT || spec.kind == BROADSHEET_SEGMENT_REPLACE) {
      size = static_cast<std::uint32_t>(spec.text.length_bytes);
      given_ += view(spec.text);
    }
    pieces_.push_back({begin, end, size, reason * 4 + spec.kind});
    text_bytes_ += size;
    last_end_ = end;
  }
  void begin_block() { last_end_ = 0; }

  /// How far the list goes, to take back what comes behind.
  struct Mark {
    std::size_t size;
    std::size_t given_bytes;
    std::uint64_t text_bytes;
  };
  Mark mark() const { return {pieces_.size(), given_.size(), text_bytes_}; }
  void go_back_to(const Mark& mark);

  /// Takes every slice; those of two segments may overlap.
  void take_from(Coverage& coverage) const;

  /// The texts, one behind the other, and a record for each segment. Block i of `blocks`, in the
  /// order in which they were begun, gets the number places[i].
  void write(std::span<const broadsheet_block_t> blocks, std::span<const std::uint32_t> places,
             char* texts, broadsheet_segment_t* records) const;

 private:
  struct Piece {
    std::uint32_t source_begin;
    std::uint32_t source_end;
    std::uint32_t text_bytes;
    std::uint32_t kind_and_reason;  // no bit fields: those would read memory that is new

    std::uint32_t kind() const { return kind_and_reason % 4; }
    std::uint32_t reason() const { return kind_and_reason / 4; }
  };

  std::string_view source_;
  RegionVector<Piece> pieces_;
  std::string given_;  // the texts that are no copies
  std::uint64_t text_bytes_ = 0;
  std::uint32_t last_end_ = 0;  // of the block's last slice: where an insertion stands
};

}  // namespace broadsheet::document

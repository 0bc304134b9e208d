// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "broadsheet/writers.h"
#include "document/document.h"
#include "document/region_memory.h"
#include "document/segment_list.h"
#include "document/stage_records.h"
#include "document/string_table.h"

namespace broadsheet::document {

/// Collects what a cleaner writes and seals the next version of the document, with the structure
/// replaced and all annotations gone. Block texts are made here, from the segments: a cleaner
/// cannot hand in a text.
class StructureBuilder {
 public:
  /// @param base  must outlive the builder
  explicit StructureBuilder(const Document& base);

  std::uint32_t add_article();
  Outcome add_block(std::uint32_t article, std::uint32_t role, float confidence,
                    broadsheet_array_t segment_specs, std::uint32_t* out_block);
  Outcome add_removal(std::uint64_t source_begin_byte, std::uint64_t source_end_byte,
                      std::string_view reason);
  /// A key that the target has already gets the new value.
  Outcome set_property(std::uint32_t target_kind, std::uint32_t target_index, std::string_view key,
                       std::string_view value);

  /// Stages and messages: the reader's, and the cleaner's own once it is done.
  StageRecords& records() { return records_; }

  /// Blocks sorted by article, furniture last, uncovered white space recorded as removed.
  Document seal() const;

 private:
  enum class Fault : std::uint8_t {
    none,
    unknown_kind,
    empty_slice,
    not_in_one_line,
    cut_character,
    bad_reason,
    long_text,
    not_white_space,
    bad_replacement
  };

  /// @param sound_reason  of a segment before, in the same array
  Fault find_fault(const broadsheet_segment_spec_t& spec, const broadsheet_text_t& sound_reason);
  Fault find_fault_of_slice(std::uint64_t begin_byte, std::uint64_t end_byte);
  bool is_in_one_line(std::uint64_t begin_byte, std::uint64_t end_byte);
  void look_at_line_of(std::uint64_t byte);
  bool is_reason(std::string_view reason) const;
  static Outcome refusal(Fault fault, const broadsheet_segment_spec_t& spec);
  std::uint32_t reason_id(std::string_view reason);
  /// The articles with the blocks that they will have.
  std::vector<broadsheet_article_t> list_articles() const;
  /// Where each block will stand.
  std::vector<std::uint32_t> place_blocks(const std::vector<broadsheet_article_t>& articles) const;
  /// What no segment covers, as removals.
  std::vector<broadsheet_segment_t> list_white_space(std::uint32_t reason_id) const;

  const Document& base_;
  StringTable strings_;
  StageRecords records_;
  SegmentList segments_;
  RegionVector<broadsheet_block_t> blocks_;  // in the order in which they were added
  std::vector<broadsheet_segment_t> removals_;
  std::vector<broadsheet_property_t> properties_;
  // By target kind, target index and key: where it stands in properties_.
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, std::size_t> property_places_;
  std::uint32_t article_count_ = 0;
  std::size_t line_ = 0;  // of the slice before: most slices are in the same line or the next
  std::uint64_t line_begin_ = 0, line_end_ = 0;
  std::string last_reason_;
  std::uint32_t last_reason_id_ = 0;
};

}  // namespace broadsheet::document

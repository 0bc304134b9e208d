// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "broadsheet/writers.h"
#include "document/document.h"
#include "document/stage_records.h"
#include "document/string_table.h"

namespace broadsheet::document {

/// Collects what an annotator adds, or the host itself (stages, messages), and seals the next
/// version.
class AnnotationBuilder {
 public:
  /// @param base  must outlive the builder
  explicit AnnotationBuilder(const Document& base);

  Outcome add_sentences(broadsheet_array_t sentences);
  Outcome add_label(const broadsheet_label_spec_t& label);
  Outcome add_layer(std::string_view name, broadsheet_array_t attributes, std::uint32_t* out_layer);
  Outcome add_annotation(std::uint32_t layer, std::uint32_t target_kind, std::uint32_t target_index,
                         std::uint64_t begin_byte, std::uint64_t end_byte,
                         broadsheet_array_t values);

  /// Stages and messages. The host begins a stage before it hands the builder out.
  StageRecords& records() { return records_; }

  Document seal() const;

 private:
  std::string_view text_of(std::uint32_t block) const;
  Outcome check_target(std::uint32_t kind, std::uint32_t index) const;
  bool is_range(std::uint32_t block, std::uint64_t begin_byte, std::uint64_t end_byte) const;
  Outcome refuse(const broadsheet_sentence_t& sentence) const;
  Outcome check_range(std::uint32_t block, std::uint64_t begin_byte, std::uint64_t end_byte) const;
  Outcome block_of(std::uint32_t kind, std::uint32_t index, std::uint32_t* out_block) const;

  const Document& base_;
  StringTable strings_;
  std::vector<broadsheet_sentence_t> sentences_;
  std::vector<broadsheet_label_t> labels_;
  std::vector<broadsheet_evidence_t> evidence_;
  std::vector<broadsheet_layer_t> layers_;
  std::vector<broadsheet_attribute_t> attributes_;
  std::vector<broadsheet_annotation_t> annotations_;
  std::vector<broadsheet_value_t> values_;
  StageRecords records_;
};

}  // namespace broadsheet::document

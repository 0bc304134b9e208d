// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_JSON_RECORD_ANNOTATIONS_H_
#define BROADSHEET_EXPORTER_JSON_RECORD_ANNOTATIONS_H_

#include <cstdint>

#include "exporter_support/document_index.h"
#include "exporter_support/json_stream.h"
#include "exporter_support/positions.h"

namespace broadsheet::exporting {

/// The parts of a record that annotators made: labels with their evidence, and layers.
class RecordAnnotations {
 public:
  /// All borrowed; must outlive this.
  RecordAnnotations(const Document& document, const DocumentIndex& index,
                    const Positions& positions, JsonStream& json);

  /// The labels of a target as an array, even where there are none.
  void write_labels(std::uint32_t target_kind, std::size_t target_index);
  /// "labels": [...], only where the target has any.
  void write_labels_member(std::uint32_t target_kind, std::size_t target_index);
  /// "layers": [...], only where there are any.
  void write_layers_member();

 private:
  void write_label(const broadsheet_label_t& label);
  void write_evidence(const broadsheet_label_t& label);
  void write_evidence_elsewhere(const Records<broadsheet_evidence_t>& evidence,
                                std::uint32_t own_block);
  void write_layer(const broadsheet_layer_t& layer, std::span<const std::uint32_t> annotations);
  void write_annotation(const broadsheet_layer_t& layer, const broadsheet_annotation_t& annotation);
  void write_value(const broadsheet_value_t& value);
  std::string_view component_of(std::uint32_t stage) const;

  const Document& document_;
  const DocumentIndex& index_;
  const Positions& positions_;
  JsonStream& json_;
  Records<broadsheet_label_t> labels_;
  Records<broadsheet_evidence_t> evidence_;
  Records<broadsheet_block_t> blocks_;
  bool has_several_labellers_ = false;  // only then does a label say who made it
};

}  // namespace broadsheet::exporting

#endif

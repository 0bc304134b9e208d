// SPDX-License-Identifier: Apache-2.0
#include "record_annotations.h"

#include <algorithm>
#include <vector>

#include "exporter_support/layer_notes.h"

namespace broadsheet::exporting {

RecordAnnotations::RecordAnnotations(const Document& document, const DocumentIndex& index,
                                     const Positions& positions, JsonStream& json)
    : document_(document),
      index_(index),
      positions_(positions),
      json_(json),
      labels_(document.labels()),
      evidence_(document.evidence()),
      blocks_(document.blocks()) {
  for (const broadsheet_label_t label : labels_) {
    if (label.stage != labels_[0].stage) has_several_labellers_ = true;
  }
}

std::string_view RecordAnnotations::component_of(std::uint32_t stage) const {
  const Records<broadsheet_stage_t> stages = document_.stages();
  return stage < stages.size() ? document_.string(stages[stage].component) : std::string_view();
}

void RecordAnnotations::write_labels(std::uint32_t target_kind, std::size_t target_index) {
  json_.begin_array();
  for (const std::uint32_t label : index_.labels_of(target_kind, target_index))
    write_label(labels_[label]);
  json_.end_array();
}

void RecordAnnotations::write_labels_member(std::uint32_t target_kind, std::size_t target_index) {
  if (index_.labels_of(target_kind, target_index).empty()) return;
  json_.key("labels");
  write_labels(target_kind, target_index);
}

void RecordAnnotations::write_label(const broadsheet_label_t& label) {
  json_.begin_leaf().begin_object();
  json_.member("scheme", document_.string(label.scheme));
  json_.member("label", document_.string(label.label));
  json_.member("score", label.score);
  write_evidence(label);
  if (has_several_labellers_) json_.member("by", component_of(label.stage));
  json_.end_object().end_leaf();
}

/// Evidence of a label on a block or sentence lies in that block's text: pairs are enough. Evidence
/// of labels on articles and documents names its block.
void RecordAnnotations::write_evidence(const broadsheet_label_t& label) {
  const Records<broadsheet_evidence_t> evidence =
      evidence_.slice(label.first_evidence, label.evidence_count);
  const std::uint32_t own_block = index_.block_of(label.target_kind, label.target_index);
  bool is_elsewhere = false;
  bool is_weighted = false;
  json_.key("evidence").begin_array();
  for (const broadsheet_evidence_t range : evidence) {
    if (range.block != own_block || own_block >= blocks_.size()) {
      is_elsewhere = true;
      continue;
    }
    is_weighted = is_weighted || range.contribution != 0;
    const broadsheet_block_t block = blocks_[own_block];
    json_.begin_array();
    json_.value(positions_.in_block(block, range.begin_byte));
    json_.value(positions_.in_block(block, range.end_byte));
    json_.end_array();
  }
  json_.end_array();
  if (is_weighted) {
    json_.key("contributions").begin_array();
    for (const broadsheet_evidence_t range : evidence) {
      if (range.block == own_block) json_.value(range.contribution);
    }
    json_.end_array();
  }
  if (is_elsewhere) write_evidence_elsewhere(evidence, own_block);
}

void RecordAnnotations::write_evidence_elsewhere(const Records<broadsheet_evidence_t>& evidence,
                                                 std::uint32_t own_block) {
  json_.key("evidence_in").begin_array();
  for (const broadsheet_evidence_t range : evidence) {
    if (range.block == own_block || range.block >= blocks_.size()) continue;
    const broadsheet_block_t block = blocks_[range.block];
    json_.begin_object();
    json_.member("block", index_.block_id(range.block));
    json_.member("begin", positions_.in_block(block, range.begin_byte));
    json_.member("end", positions_.in_block(block, range.end_byte));
    if (range.contribution != 0) json_.member("contribution", range.contribution);
    json_.end_object();
  }
  json_.end_array();
}

void RecordAnnotations::write_layers_member() {
  const Records<broadsheet_layer_t> layers = document_.layers();
  if (layers.empty()) return;
  std::vector<std::uint32_t> owners;
  for (const broadsheet_annotation_t annotation : document_.annotations())
    owners.push_back(annotation.layer);
  const GroupedIndices by_layer(owners, layers.size());
  json_.key("layers").begin_array();
  for (std::size_t layer = 0; layer < layers.size(); ++layer)
    write_layer(layers[layer], by_layer.of(layer));
  json_.end_array();
}

void RecordAnnotations::write_layer(const broadsheet_layer_t& layer,
                                    std::span<const std::uint32_t> annotations) {
  json_.begin_object();
  json_.member("name", document_.string(layer.name));
  json_.member_if_any("by", component_of(layer.stage));
  json_.key("attributes").begin_array();
  for (const broadsheet_attribute_t attribute :
       document_.attributes().slice(layer.first_attribute, layer.attribute_count)) {
    json_.begin_leaf().begin_object();
    json_.member("name", document_.string(attribute.name));
    json_.member("type", attribute_type_name(attribute.type));
    json_.end_object().end_leaf();
  }
  json_.end_array();
  json_.key("annotations").begin_array();
  const Records<broadsheet_annotation_t> all = document_.annotations();
  for (const std::uint32_t annotation : annotations) write_annotation(layer, all[annotation]);
  json_.end_array();
  json_.end_object();
}

void RecordAnnotations::write_annotation(const broadsheet_layer_t& layer,
                                         const broadsheet_annotation_t& annotation) {
  json_.begin_leaf().begin_object();
  json_.member("target", index_.target_id(annotation.target_kind, annotation.target_index));
  const std::uint32_t block_index =
      index_.block_of(annotation.target_kind, annotation.target_index);
  if (annotation.begin_byte < annotation.end_byte && block_index < blocks_.size()) {
    const broadsheet_block_t block = blocks_[block_index];
    json_.member("begin", positions_.in_block(block, annotation.begin_byte));
    json_.member("end", positions_.in_block(block, annotation.end_byte));
  }
  json_.key("values").begin_object();
  const Records<broadsheet_attribute_t> attributes =
      document_.attributes().slice(layer.first_attribute, layer.attribute_count);
  std::vector<bool> is_written(attributes.size(), false);
  for (const broadsheet_value_t value :
       document_.values().slice(annotation.first_value, annotation.value_count)) {
    if (value.attribute >= attributes.size() || is_written[value.attribute]) continue;
    is_written[value.attribute] = true;
    json_.key(document_.string(attributes[value.attribute].name));
    write_value(value);
  }
  json_.end_object();
  json_.end_object().end_leaf();
}

void RecordAnnotations::write_value(const broadsheet_value_t& value) {
  switch (value.type) {
    case BROADSHEET_TYPE_INTEGER:
      json_.value(value.integer);
      break;
    case BROADSHEET_TYPE_NUMBER:
      json_.value(value.number);
      break;
    case BROADSHEET_TYPE_BOOLEAN:
      json_.value(value.integer != 0);
      break;
    default:
      json_.value(document_.string(static_cast<std::uint32_t>(value.integer)));
  }
}

}  // namespace broadsheet::exporting

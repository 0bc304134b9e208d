// SPDX-License-Identifier: Apache-2.0
#include "tei_stand_off.h"

#include <algorithm>
#include <vector>

#include "exporter_support/layer_notes.h"
#include "exporter_support/numbers.h"

namespace broadsheet::exporting {

TeiStandOff::TeiStandOff(const Document& document, const TeiOptions& options,
                         const DocumentIndex& index, const Positions& positions,
                         const LabelIds& labels, XmlWriter& xml)
    : document_(document),
      options_(options),
      index_(index),
      positions_(positions),
      labels_(labels),
      xml_(xml),
      blocks_(document.blocks()),
      sentences_(document.sentences()) {}

void TeiStandOff::write() {
  const Records<broadsheet_annotation_t> annotations = document_.annotations();
  std::vector<std::uint32_t> layers_of_annotations;
  for (const broadsheet_annotation_t annotation : annotations) {
    const bool is_kept = is_written(annotation.target_kind, annotation.target_index);
    layers_of_annotations.push_back(is_kept ? annotation.layer : BROADSHEET_NONE);
  }
  const std::size_t layer_count = document_.layers().size();
  const GroupedIndices by_layer(layers_of_annotations, layer_count);
  const Records<broadsheet_label_t> labels = document_.labels();
  const bool has_labels =
      std::any_of(labels.begin(), labels.end(), [&](const broadsheet_label_t& label) {
        return is_written(label.target_kind, label.target_index);
      });
  bool has_layers = false;
  for (std::size_t layer = 0; layer < layer_count; ++layer)
    has_layers |= !by_layer.of(layer).empty();
  if (!has_labels && !has_layers) return;

  xml_.open("standOff");
  if (has_labels) write_labels();
  for (std::size_t layer = 0; layer < layer_count; ++layer) {
    if (!by_layer.of(layer).empty()) write_layer(layer, by_layer.of(layer));
  }
  xml_.close();
}

/// False for what points at nothing, since the furniture is left out or no such target exists.
bool TeiStandOff::is_written(std::uint32_t target_kind, std::uint32_t target_index) const {
  if (index_.target_id(target_kind, target_index).empty()) return false;
  const std::uint32_t block = index_.block_of(target_kind, target_index);
  return block >= blocks_.size() || options_.has_furniture ||
         blocks_[block].article < document_.articles().size();
}

std::string TeiStandOff::target_of(std::uint32_t target_kind, std::uint32_t target_index) const {
  if (target_kind == BROADSHEET_TARGET_DOCUMENT) return "#text";
  if (target_kind == BROADSHEET_TARGET_SENTENCE && !options_.has_sentences) {
    return std::string("#").append(index_.block_id(sentences_[target_index].block));
  }
  return std::string("#").append(index_.target_id(target_kind, target_index));
}

void TeiStandOff::open_annotation(const std::string& id, const char* motivation,
                                  std::uint32_t target_kind, std::uint32_t target_index,
                                  std::uint32_t stage) {
  xml_.open("annotation").attribute("xml:id", id);
  xml_.attribute("motivation", motivation)
      .attribute("target", target_of(target_kind, target_index));
  if (stage < document_.stages().size()) {
    xml_.attribute("resp", std::string("#plugin.").append(std::to_string(stage + 1)));
  }
  if (target_kind == BROADSHEET_TARGET_SENTENCE && !options_.has_sentences) {
    const broadsheet_sentence_t sentence = sentences_[target_index];
    write_range(sentence.block, sentence.begin_byte, sentence.end_byte);
  }
}

void TeiStandOff::write_labels() {
  xml_.open("listAnnotation").attribute("type", "labels");
  std::size_t number = 0;
  for (const broadsheet_label_t label : document_.labels()) {
    ++number;
    if (is_written(label.target_kind, label.target_index)) write_label(label, number);
  }
  xml_.close();
}

void TeiStandOff::write_label(const broadsheet_label_t& label, std::size_t number) {
  open_annotation(std::string("ann").append(std::to_string(number)), "classifying",
                  label.target_kind, label.target_index, label.stage);
  xml_.open("ptr").attribute("target", std::string("#").append(labels_.id_of(label))).close();
  xml_.open_inline("note").attribute("type", "score").text(number_text(label.score)).close();
  for (const broadsheet_evidence_t evidence :
       document_.evidence().slice(label.first_evidence, label.evidence_count)) {
    if (is_written(BROADSHEET_TARGET_BLOCK, evidence.block)) write_evidence(evidence);
  }
  xml_.close();
}

void TeiStandOff::write_evidence(const broadsheet_evidence_t& evidence) {
  const broadsheet_block_t block = blocks_[evidence.block];
  const std::string_view text = document_.block_text(block);
  const std::size_t begin = std::min<std::size_t>(evidence.begin_byte, text.size());
  const std::size_t end = std::clamp<std::size_t>(evidence.end_byte, begin, text.size());
  xml_.open_inline("note").attribute("type", "evidence");
  if (evidence.contribution != 0)
    xml_.attribute("subtype", evidence.contribution > 0 ? "for" : "against");
  xml_.attribute("target", std::string("#").append(index_.block_id(evidence.block)));
  xml_.attribute("n", std::to_string(positions_.in_block(block, begin)) + "-" +
                          std::to_string(positions_.in_block(block, end)));
  xml_.text(text.substr(begin, end - begin));
  if (evidence.contribution != 0) {
    xml_.open_inline("num").attribute("type", "contribution");
    xml_.attribute("value", number_text(evidence.contribution)).close();
  }
  xml_.close();
}

void TeiStandOff::write_range(std::uint32_t block_index, std::uint64_t begin_byte,
                              std::uint64_t end_byte) {
  const broadsheet_block_t block = blocks_[block_index];
  xml_.open_inline("note").attribute("type", "range");
  xml_.text(std::to_string(positions_.in_block(block, begin_byte)) + "-" +
            std::to_string(positions_.in_block(block, end_byte)));
  xml_.close();
}

void TeiStandOff::write_layer(std::size_t layer_index, std::span<const std::uint32_t> annotations) {
  const broadsheet_layer_t layer = document_.layers()[layer_index];
  xml_.open("listAnnotation")
      .attribute("type", "layer")
      .attribute("n", document_.string(layer.name));
  const Records<broadsheet_annotation_t> all = document_.annotations();
  for (const std::uint32_t at : annotations) {
    const broadsheet_annotation_t annotation = all[at];
    const std::string id = std::string("layer").append(std::to_string(layer_index + 1)).append(".");
    open_annotation(id + std::to_string(at + 1), "describing", annotation.target_kind,
                    annotation.target_index, layer.stage);
    write_annotation(layer, annotation);
    xml_.close();
  }
  xml_.close();
}

void TeiStandOff::write_annotation(const broadsheet_layer_t& layer,
                                   const broadsheet_annotation_t& annotation) {
  const std::uint32_t block = index_.block_of(annotation.target_kind, annotation.target_index);
  if (annotation.begin_byte < annotation.end_byte && block < blocks_.size()) {
    write_range(block, annotation.begin_byte, annotation.end_byte);
  }
  const Records<broadsheet_attribute_t> attributes =
      document_.attributes().slice(layer.first_attribute, layer.attribute_count);
  for (const broadsheet_value_t value :
       document_.values().slice(annotation.first_value, annotation.value_count)) {
    if (value.attribute < attributes.size()) {
      write_value(value, document_.string(attributes[value.attribute].name));
    }
  }
}

void TeiStandOff::write_value(const broadsheet_value_t& value, std::string_view name) {
  xml_.open_inline("note").attribute("type", "value").attribute("n", name);
  xml_.text(value_text(document_, value)).close();
}

}  // namespace broadsheet::exporting

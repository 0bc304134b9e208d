// SPDX-License-Identifier: Apache-2.0
#include "document/annotation_builder.h"

#include <algorithm>
#include <cmath>

#include "broadsheet/cpp/abi.hpp"
#include "broadsheet/cpp/text.hpp"
#include "document/utf8.h"

namespace broadsheet::document {
namespace {

template <class Record>
std::vector<Record> copy_of(std::span<const Record> records) {
  return {records.begin(), records.end()};
}

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= 256 && find_invalid_utf8(text) == std::string_view::npos;
}

// The member that the type asks for; the others are 0, so that equal values are equal records.
broadsheet_value_t value_record(std::uint32_t attribute, std::uint32_t type,
                                const broadsheet_value_spec_t& value, StringTable& strings) {
  broadsheet_value_t record{attribute, type, 0, 0.0};
  if (type == BROADSHEET_TYPE_STRING) {
    record.integer = strings.intern(view(value.string));
  } else if (type == BROADSHEET_TYPE_NUMBER) {
    record.number = value.number;
  } else {
    record.integer = value.integer;
  }
  return record;
}

std::string place(std::uint32_t block, std::uint64_t begin, std::uint64_t end) {
  return "[" + std::to_string(begin) + ", " + std::to_string(end) + ") of block " +
         std::to_string(block + 1);
}

}  // namespace

AnnotationBuilder::AnnotationBuilder(const Document& base)
    : base_(base),
      strings_(base.contents().string_bytes, base.contents().string_ends),
      sentences_(copy_of(base.contents().sentences)),
      labels_(copy_of(base.contents().labels)),
      evidence_(copy_of(base.contents().evidence)),
      layers_(copy_of(base.contents().layers)),
      attributes_(copy_of(base.contents().attributes)),
      annotations_(copy_of(base.contents().annotations)),
      values_(copy_of(base.contents().values)),
      records_(base, strings_) {}

std::string_view AnnotationBuilder::text_of(std::uint32_t block) const {
  return base_.block_text(base_.contents().blocks[block]);
}

bool AnnotationBuilder::is_range(std::uint32_t block, std::uint64_t begin,
                                 std::uint64_t end) const {
  if (block >= base_.contents().blocks.size()) return false;
  const std::string_view text = text_of(block);
  const auto is_boundary = [&](std::uint64_t byte) {
    return byte == text.size() || (byte < text.size() && is_code_point_start(text[byte]));
  };
  return begin <= end && is_boundary(begin) && is_boundary(end);
}

Outcome AnnotationBuilder::check_range(std::uint32_t block, std::uint64_t begin,
                                       std::uint64_t end) const {
  if (block >= base_.contents().blocks.size()) {
    return Outcome::invalid("there is no block " + std::to_string(block));
  }
  if (!is_range(block, begin, end)) {
    return Outcome::invalid("the range " + place(block, begin, end) +
                            " lies outside its text or cuts a character");
  }
  return Outcome::ok();
}

// Outcomes are made only for what is refused: this is called with every sentence of a document.
Outcome AnnotationBuilder::add_sentences(broadsheet_array_t sentences) {
  const std::size_t before = sentences_.size();
  if (before == 0) sentences_.reserve(sentences.count);
  for (std::uint64_t i = 0; i < sentences.count; ++i) {
    const auto sentence = record_at<broadsheet_sentence_t>(sentences, i);
    const bool is_behind = sentences_.empty() || sentence.block > sentences_.back().block ||
                           (sentence.block == sentences_.back().block &&
                            sentence.begin_byte >= sentences_.back().end_byte);
    if (!is_behind || sentence.begin_byte == sentence.end_byte ||
        !is_range(sentence.block, sentence.begin_byte, sentence.end_byte)) {
      sentences_.resize(before);
      return refuse(sentence);
    }
    sentences_.push_back(sentence);
  }
  return Outcome::ok();
}

Outcome AnnotationBuilder::refuse(const broadsheet_sentence_t& sentence) const {
  Outcome range = check_range(sentence.block, sentence.begin_byte, sentence.end_byte);
  if (!range.is_ok()) return range;
  const std::string named =
      "the sentence " + place(sentence.block, sentence.begin_byte, sentence.end_byte);
  if (sentence.begin_byte == sentence.end_byte) return Outcome::invalid(named + " is empty");
  return Outcome::invalid(
      named + " does not come behind the one before it",
      "add sentences in the order of the blocks; only one stage of a pipeline can write sentences");
}

Outcome AnnotationBuilder::check_target(std::uint32_t kind, std::uint32_t index) const {
  const DocumentContents& contents = base_.contents();
  const bool exists = kind == BROADSHEET_TARGET_DOCUMENT ||
                      (kind == BROADSHEET_TARGET_ARTICLE && index < contents.articles.size()) ||
                      (kind == BROADSHEET_TARGET_BLOCK && index < contents.blocks.size()) ||
                      (kind == BROADSHEET_TARGET_SENTENCE && index < sentences_.size());
  return exists ? Outcome::ok()
                : Outcome::invalid("there is no target of kind " + std::to_string(kind) +
                                   " with index " + std::to_string(index));
}

Outcome AnnotationBuilder::add_label(const broadsheet_label_spec_t& label) {
  if (Outcome target = check_target(label.target_kind, label.target_index); !target.is_ok())
    return target;
  if (!is_name(view(label.scheme)) || !is_name(view(label.label))) {
    return Outcome::invalid(
        "a label's scheme or name is empty, longer than 256 bytes, or not UTF-8");
  }
  if (!(label.score >= 0.0 && label.score <= 1.0))
    return Outcome::invalid("expected a label's score from 0 to 1");
  for (std::uint64_t i = 0; i < label.evidence.count; ++i) {
    const auto evidence = record_at<broadsheet_evidence_t>(label.evidence, i);
    if (Outcome checked = check_range(evidence.block, evidence.begin_byte, evidence.end_byte);
        !checked.is_ok()) {
      return checked;
    }
    if (!std::isfinite(evidence.contribution))
      return Outcome::invalid("evidence with a contribution that is no number");
  }
  const std::uint64_t first_evidence = evidence_.size();
  for (std::uint64_t i = 0; i < label.evidence.count; ++i) {
    evidence_.push_back(record_at<broadsheet_evidence_t>(label.evidence, i));
  }
  const std::uint32_t index =
      label.target_kind == BROADSHEET_TARGET_DOCUMENT ? 0 : label.target_index;
  labels_.push_back({label.score, first_evidence, static_cast<std::uint32_t>(label.evidence.count),
                     strings_.intern(view(label.scheme)), strings_.intern(view(label.label)),
                     label.target_kind, index, records_.current_stage()});
  return Outcome::ok();
}

Outcome AnnotationBuilder::add_layer(std::string_view name, broadsheet_array_t attributes,
                                     std::uint32_t* out_layer) {
  if (!is_name(name))
    return Outcome::invalid("a layer's name is empty, longer than 256 bytes, or not UTF-8");
  const std::uint32_t name_id = strings_.intern(name);
  for (const auto& layer : layers_) {
    if (layer.name == name_id)
      return Outcome::invalid("there is a layer '" + std::string(name) + "' already");
  }
  const auto first = static_cast<std::uint32_t>(attributes_.size());
  for (std::uint64_t i = 0; i < attributes.count; ++i) {
    const auto attribute = record_at<broadsheet_attribute_spec_t>(attributes, i);
    if (!is_name(view(attribute.name)) || attribute.type > BROADSHEET_TYPE_BOOLEAN) {
      attributes_.resize(first);
      return Outcome::invalid("an attribute of layer '" + std::string(name) +
                              "' has no name or an unknown type");
    }
    const std::uint32_t attribute_name = strings_.intern(view(attribute.name));
    for (std::size_t earlier = first; earlier < attributes_.size(); ++earlier) {
      if (attributes_[earlier].name != attribute_name) continue;
      attributes_.resize(first);
      return Outcome::invalid("layer '" + std::string(name) + "' has two attributes '" +
                              std::string(view(attribute.name)) + "'");
    }
    attributes_.push_back({attribute_name, attribute.type});
  }
  *out_layer = static_cast<std::uint32_t>(layers_.size());
  layers_.push_back(
      {name_id, records_.current_stage(), first, static_cast<std::uint32_t>(attributes.count)});
  return Outcome::ok();
}

Outcome AnnotationBuilder::block_of(std::uint32_t kind, std::uint32_t index,
                                    std::uint32_t* out_block) const {
  if (kind == BROADSHEET_TARGET_BLOCK) {
    *out_block = index;
  } else if (kind == BROADSHEET_TARGET_SENTENCE) {
    *out_block = sentences_[index].block;
  } else {
    return Outcome::invalid("only an annotation of a block or a sentence can have a range");
  }
  return Outcome::ok();
}

Outcome AnnotationBuilder::add_annotation(std::uint32_t layer, std::uint32_t target_kind,
                                          std::uint32_t target_index, std::uint64_t begin_byte,
                                          std::uint64_t end_byte, broadsheet_array_t values) {
  if (layer >= layers_.size())
    return Outcome::invalid("there is no layer " + std::to_string(layer));
  if (Outcome target = check_target(target_kind, target_index); !target.is_ok()) return target;
  if (begin_byte != end_byte) {
    std::uint32_t block = 0;
    if (Outcome found = block_of(target_kind, target_index, &block); !found.is_ok()) return found;
    if (Outcome range = check_range(block, begin_byte, end_byte); !range.is_ok()) return range;
  }
  const std::size_t first_value = values_.size();
  for (std::uint64_t i = 0; i < values.count; ++i) {
    const auto value = record_at<broadsheet_value_spec_t>(values, i);
    const std::string_view text = view(value.string);
    if (value.attribute >= layers_[layer].attribute_count ||
        find_invalid_utf8(text) != std::string_view::npos) {
      values_.resize(first_value);
      return Outcome::invalid(
          "a value for an attribute that the layer does not have, or that is not UTF-8");
    }
    const std::uint32_t type = attributes_[layers_[layer].first_attribute + value.attribute].type;
    if ((type == BROADSHEET_TYPE_NUMBER && !std::isfinite(value.number)) ||
        (type == BROADSHEET_TYPE_BOOLEAN && value.integer != 0 && value.integer != 1)) {
      values_.resize(first_value);
      return Outcome::invalid("a number that is none, or a boolean that is neither 0 nor 1");
    }
    values_.push_back(value_record(value.attribute, type, value, strings_));
  }
  const bool is_whole = begin_byte == end_byte;
  annotations_.push_back({is_whole ? 0 : begin_byte, is_whole ? 0 : end_byte, first_value,
                          static_cast<std::uint32_t>(values.count), layer, target_kind,
                          target_kind == BROADSHEET_TARGET_DOCUMENT ? 0 : target_index});
  return Outcome::ok();
}

Document AnnotationBuilder::seal() const {
  DocumentContents contents = base_.contents();
  contents.sentences = sentences_;
  contents.labels = labels_;
  contents.evidence = evidence_;
  contents.layers = layers_;
  contents.attributes = attributes_;
  contents.annotations = annotations_;
  contents.values = values_;
  records_.put_into(contents);
  contents.string_bytes = strings_.bytes();
  contents.string_ends = strings_.ends();
  return Document::seal(contents);
}

}  // namespace broadsheet::document

// SPDX-License-Identifier: Apache-2.0
#include "exporter_support/layer_notes.h"

#include <algorithm>

#include "exporter_support/numbers.h"

namespace broadsheet::exporting {
namespace {

/// The annotation's own range of its block's text, else its target's.
ByteRange range_of(const Document& document, const broadsheet_annotation_t& annotation,
                   std::size_t text_bytes) {
  std::uint64_t begin = annotation.begin_byte;
  std::uint64_t end = annotation.end_byte;
  if (begin >= end) {
    end = text_bytes;
    if (annotation.target_kind == BROADSHEET_TARGET_SENTENCE) {
      const broadsheet_sentence_t sentence = document.sentences()[annotation.target_index];
      begin = sentence.begin_byte;
      end = sentence.end_byte;
    }
  }
  const std::size_t first = std::min<std::size_t>(begin, text_bytes);
  return {first, std::clamp<std::size_t>(end, first, text_bytes)};
}

}  // namespace

std::string_view attribute_type_name(std::uint32_t type) {
  static constexpr std::string_view kNames[] = {"string", "integer", "number", "boolean"};
  return kNames[std::min<std::uint32_t>(type, BROADSHEET_TYPE_BOOLEAN)];
}

std::string value_text(const Document& document, const broadsheet_value_t& value) {
  switch (value.type) {
    case BROADSHEET_TYPE_INTEGER:
      return std::to_string(value.integer);
    case BROADSHEET_TYPE_NUMBER:
      return number_text(value.number);
    case BROADSHEET_TYPE_BOOLEAN:
      return value.integer != 0 ? "true" : "false";
    default:
      return std::string(document.string(static_cast<std::uint32_t>(value.integer)));
  }
}

std::string LayerNote::in_words() const {
  std::string in_words(layer);
  for (const Value& value : values) {
    in_words.append(&value == &values.front() ? ": " : ", ").append(value.attribute);
    in_words.append("=").append(value.text);
  }
  return in_words;
}

LayerNote layer_note(const DocumentIndex& index, std::size_t annotation_index) {
  const Document& document = index.document();
  const broadsheet_annotation_t annotation = document.annotations()[annotation_index];
  LayerNote note;
  note.block = index.block_of(annotation.target_kind, annotation.target_index);
  if (note.block < document.blocks().size()) {
    const std::string_view text = document.block_text(document.blocks()[note.block]);
    note.range = range_of(document, annotation, text.size());
    note.words = text.substr(note.range.begin_byte, note.range.end_byte - note.range.begin_byte);
  }
  if (annotation.layer >= document.layers().size()) return note;
  const broadsheet_layer_t layer = document.layers()[annotation.layer];
  note.layer = document.string(layer.name);
  const Records<broadsheet_attribute_t> attributes =
      document.attributes().slice(layer.first_attribute, layer.attribute_count);
  for (const broadsheet_value_t value :
       document.values().slice(annotation.first_value, annotation.value_count)) {
    if (value.attribute >= attributes.size()) continue;
    note.values.push_back({document.string(attributes[value.attribute].name),
                           attribute_type_name(value.type), value_text(document, value)});
  }
  return note;
}

void report_left_out_layers(const Context& context, const Document& document, const char* help) {
  const std::size_t count = document.annotations().size();
  if (count == 0) return;
  context.report(BROADSHEET_NOTE, "left-out-layers",
                 std::to_string(count) + " annotation(s) of layers were left out of the file",
                 help);
}

}  // namespace broadsheet::exporting

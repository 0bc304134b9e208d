// SPDX-License-Identifier: Apache-2.0
#include "document/soundness.h"

#include <algorithm>
#include <cmath>

#include "broadsheet/context.h"
#include "broadsheet/cpp/text.hpp"
#include "document/source_builder.h"
#include "document/utf8.h"

namespace broadsheet::document {
namespace {

bool is_share(double value) { return value >= 0.0 && value <= 1.0; }

// One check a table; all of them are true of what builders seal.
class SoundnessCheck {
 public:
  explicit SoundnessCheck(const DocumentContents& contents) : contents_(contents) {}

  bool run() const {
    return are_texts_sound() && are_lines_sound() && are_runs_sound() && are_blocks_sound() &&
           are_segments_sound() && are_articles_sound() &&
           all(contents_.properties,
               [this](auto& p) {
                 return is_target(p.target_kind, p.target_index) && is_string(p.key) &&
                        is_string(p.value);
               }) &&
           are_sentences_sound() && are_labels_sound() && are_layers_sound() &&
           are_annotations_sound() &&
           all(contents_.stages,
               [this](auto& stage) {
                 return is_string(stage.component) && is_string(stage.version) &&
                        is_string(stage.sha256);
               }) &&
           are_messages_sound();
  }

 private:
  template <class Records, class Check>
  static bool all(const Records& records, Check&& check) {
    return std::all_of(records.begin(), records.end(), check);
  }

  static bool is_part(std::uint64_t first, std::uint64_t count, std::uint64_t size) {
    return first <= size && count <= size - first;
  }

  static bool is_range(std::uint64_t begin, std::uint64_t end, std::string_view text) {
    const auto is_boundary = [&](std::uint64_t byte) {
      return byte == text.size() || (byte < text.size() && is_code_point_start(text[byte]));
    };
    return begin <= end && is_boundary(begin) && is_boundary(end);
  }

  bool is_string(std::uint32_t id) const { return id == 0 || id < contents_.string_ends.size(); }
  bool is_stage(std::uint32_t stage) const {
    return stage == BROADSHEET_NONE || stage < contents_.stages.size();
  }
  std::string_view block_text(std::uint32_t block) const {
    const auto& record = contents_.blocks[block];
    return contents_.block_texts.substr(record.text_begin_byte,
                                        record.text_end_byte - record.text_begin_byte);
  }
  bool is_range_of_block(std::uint32_t block, std::uint64_t begin, std::uint64_t end) const {
    return block < contents_.blocks.size() && is_range(begin, end, block_text(block));
  }
  bool is_target(std::uint32_t kind, std::uint32_t index) const {
    switch (kind) {
      case BROADSHEET_TARGET_DOCUMENT:
        return true;
      case BROADSHEET_TARGET_ARTICLE:
        return index < contents_.articles.size();
      case BROADSHEET_TARGET_BLOCK:
        return index < contents_.blocks.size();
      case BROADSHEET_TARGET_SENTENCE:
        return index < contents_.sentences.size();
      default:
        return false;
    }
  }

  bool are_texts_sound() const {
    if (contents_.source_text.size() > SourceBuilder::kMaxTextBytes) return false;
    const auto ends = contents_.string_ends;
    if (!std::is_sorted(ends.begin(), ends.end())) return false;
    if (!ends.empty() && (ends.front() != 0 || ends.back() > contents_.string_bytes.size()))
      return false;
    for (std::size_t i = 1; i < ends.size(); ++i) {
      if (!is_range(ends[i - 1], ends[i], contents_.string_bytes)) return false;
    }
    return find_invalid_utf8(contents_.source_text) == std::string_view::npos &&
           find_invalid_utf8(contents_.block_texts) == std::string_view::npos &&
           find_invalid_utf8(contents_.string_bytes) == std::string_view::npos;
  }

  bool are_lines_sound() const {
    std::uint64_t end = 0;
    return all(contents_.lines, [&](auto& line) {
      const bool ascends = line.begin_byte >= end;
      end = line.end_byte;
      return ascends && is_range(line.begin_byte, line.end_byte, contents_.source_text);
    });
  }

  bool are_runs_sound() const {
    std::uint64_t begin = 0;
    return all(contents_.encoding_runs, [&](auto& run) {
      const bool ascends = run.text_begin_byte >= begin;
      begin = run.text_begin_byte;
      return ascends && run.text_step_bytes > 0;
    });
  }

  bool are_blocks_sound() const {
    std::uint64_t segment_count = 0;
    for (std::uint32_t i = 0; i < contents_.blocks.size(); ++i) {
      const auto& block = contents_.blocks[i];
      if (!is_range(block.text_begin_byte, block.text_end_byte, contents_.block_texts) ||
          !is_part(block.first_segment, block.segment_count, contents_.segments.size()) ||
          block.role >= BROADSHEET_ROLE_COUNT || !is_share(block.confidence) ||
          (block.article != BROADSHEET_NONE && block.article >= contents_.articles.size())) {
        return false;
      }
      segment_count += block.segment_count;
      for (std::uint64_t s = 0; s < block.segment_count; ++s) {
        if (contents_.segments[block.first_segment + s].block != i) return false;
      }
    }
    const auto in_blocks =
        std::count_if(contents_.segments.begin(), contents_.segments.end(),
                      [](const auto& segment) { return segment.block != BROADSHEET_NONE; });
    return segment_count == static_cast<std::uint64_t>(in_blocks);
  }

  // A segment of no block is a removal; every slice lies in one line.
  bool are_segments_sound() const {
    return all(contents_.segments, [this](auto& segment) {
      const bool is_insert = segment.kind == BROADSHEET_SEGMENT_INSERT;
      if (segment.kind > BROADSHEET_SEGMENT_REMOVE || !is_string(segment.reason)) return false;
      if (!is_range(segment.source_begin_byte, segment.source_end_byte, contents_.source_text))
        return false;
      if (!is_insert && !is_slice(segment.source_begin_byte, segment.source_end_byte)) return false;
      if (segment.block == BROADSHEET_NONE) {
        return segment.kind == BROADSHEET_SEGMENT_REMOVE && segment.text_begin_byte == 0 &&
               segment.text_end_byte == 0;
      }
      return is_range_of_block(segment.block, segment.text_begin_byte, segment.text_end_byte);
    });
  }

  bool is_slice(std::uint64_t begin, std::uint64_t end) const {
    const auto after = std::upper_bound(
        contents_.lines.begin(), contents_.lines.end(), begin,
        [](std::uint64_t byte, const auto& line) { return byte < line.begin_byte; });
    return begin < end && after != contents_.lines.begin() && end <= (after - 1)->end_byte;
  }

  bool are_articles_sound() const {
    for (std::uint32_t i = 0; i < contents_.articles.size(); ++i) {
      const auto& article = contents_.articles[i];
      if (!is_part(article.first_block, article.block_count, contents_.blocks.size())) return false;
      for (std::uint32_t b = 0; b < article.block_count; ++b) {
        if (contents_.blocks[article.first_block + b].article != i) return false;
      }
    }
    return true;
  }

  bool are_sentences_sound() const {
    return all(contents_.sentences, [this](auto& sentence) {
      return is_range_of_block(sentence.block, sentence.begin_byte, sentence.end_byte);
    });
  }

  bool are_labels_sound() const {
    const auto is_label = [this](auto& label) {
      return is_share(label.score) && is_string(label.scheme) && is_string(label.label) &&
             is_target(label.target_kind, label.target_index) && is_stage(label.stage) &&
             is_part(label.first_evidence, label.evidence_count, contents_.evidence.size());
    };
    return all(contents_.labels, is_label) && all(contents_.evidence, [this](auto& evidence) {
             return std::isfinite(evidence.contribution) &&
                    is_range_of_block(evidence.block, evidence.begin_byte, evidence.end_byte);
           });
  }

  bool are_layers_sound() const {
    const auto is_layer = [this](auto& layer) {
      return is_string(layer.name) && is_stage(layer.stage) &&
             is_part(layer.first_attribute, layer.attribute_count, contents_.attributes.size());
    };
    return all(contents_.layers, is_layer) && all(contents_.attributes, [this](auto& attribute) {
             return is_string(attribute.name) && attribute.type <= BROADSHEET_TYPE_BOOLEAN;
           });
  }

  bool are_annotations_sound() const {
    return all(contents_.annotations, [this](auto& annotation) {
      return annotation.layer < contents_.layers.size() &&
             is_target(annotation.target_kind, annotation.target_index) &&
             is_annotated_range(annotation) &&
             is_part(annotation.first_value, annotation.value_count, contents_.values.size()) &&
             all(contents_.values.subspan(annotation.first_value, annotation.value_count),
                 [&](auto& value) {
                   return is_value_of(value, contents_.layers[annotation.layer]);
                 });
    });
  }

  bool is_annotated_range(const broadsheet_annotation_t& annotation) const {
    if (annotation.begin_byte == annotation.end_byte) return annotation.begin_byte == 0;
    if (annotation.target_kind == BROADSHEET_TARGET_BLOCK)
      return is_range_of_block(annotation.target_index, annotation.begin_byte, annotation.end_byte);
    return annotation.target_kind == BROADSHEET_TARGET_SENTENCE &&
           is_range_of_block(contents_.sentences[annotation.target_index].block,
                             annotation.begin_byte, annotation.end_byte);
  }

  bool is_value_of(const broadsheet_value_t& value, const broadsheet_layer_t& layer) const {
    if (value.attribute >= layer.attribute_count ||
        value.type != contents_.attributes[layer.first_attribute + value.attribute].type ||
        !std::isfinite(value.number)) {
      return false;
    }
    if (value.type == BROADSHEET_TYPE_BOOLEAN) return value.integer == 0 || value.integer == 1;
    if (value.type != BROADSHEET_TYPE_STRING) return true;
    return value.integer >= 0 && value.integer <= UINT32_MAX &&
           is_string(static_cast<std::uint32_t>(value.integer));
  }

  bool are_messages_sound() const {
    return all(contents_.messages, [this](auto& message) {
      const bool has_place = message.source_begin_byte != BROADSHEET_NO_OFFSET ||
                             message.source_end_byte != BROADSHEET_NO_OFFSET;
      return message.severity <= BROADSHEET_ERROR && is_string(message.code) &&
             is_string(message.message) && is_string(message.help) && is_stage(message.stage) &&
             (!has_place || (message.source_begin_byte <= message.source_end_byte &&
                             message.source_end_byte <= contents_.source_text.size()));
    });
  }

  const DocumentContents& contents_;
};

}  // namespace

bool is_sound(const DocumentContents& contents) { return SoundnessCheck(contents).run(); }

}  // namespace broadsheet::document

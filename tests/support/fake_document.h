// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_TESTS_SUPPORT_FAKE_DOCUMENT_H_
#define BROADSHEET_TESTS_SUPPORT_FAKE_DOCUMENT_H_

// A document in memory, without the host: vectors of records behind the C table. Built line by line
// and block by block; what a builder call gives back is an index.
//
//   FakeDocument page;
//   page.add_line("Head"), page.add_line("First line,"), page.add_line("second.");
//   page.add_article();
//   page.add_block(0, BROADSHEET_ROLE_HEADLINE, {copy(0)});
//   page.add_block(0, BROADSHEET_ROLE_PARAGRAPH, {copy(1), insert(" ", "line_join"), copy(2)});
//   exporting::... (Document(page.table()))
//
// It checks nothing: a test may build what no host would let pass.

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/context.h"
#include "broadsheet/cpp/document.hpp"
#include "broadsheet/cpp/text.hpp"

namespace broadsheet::testing {

/// A segment to be made: of a whole line, or of bytes [begin, end) of it.
struct Piece {
  std::uint32_t kind;
  std::size_t line = 0;  // from 0
  std::size_t begin = 0;
  std::size_t end = SIZE_MAX;
  std::string text;
  std::string reason;
};
inline Piece copy(std::size_t line, std::size_t begin = 0, std::size_t end = SIZE_MAX) {
  return {BROADSHEET_SEGMENT_COPY, line, begin, end, "", ""};
}
inline Piece insert(std::string text, std::string reason) {
  return {BROADSHEET_SEGMENT_INSERT, 0, 0, 0, std::move(text), std::move(reason)};
}
inline Piece replace(std::size_t line, std::size_t begin, std::size_t end, std::string text,
                     std::string reason) {
  return {BROADSHEET_SEGMENT_REPLACE, line, begin, end, std::move(text), std::move(reason)};
}
inline Piece remove(std::size_t line, std::size_t begin, std::size_t end, std::string reason) {
  return {BROADSHEET_SEGMENT_REMOVE, line, begin, end, "", std::move(reason)};
}

/// A range of a block's text that speaks for a label.
struct Evidence {
  std::uint32_t block;
  std::uint64_t begin;
  std::uint64_t end;
  double contribution = 0;
};

class FakeDocument {
 public:
  FakeDocument() {
    table_.struct_size = sizeof table_;
    table_.host_data = this;
    table_.get_table = [](const broadsheet_document_t* document, std::uint32_t id) {
      return self(document).array(id);
    };
    table_.get_arena = [](const broadsheet_document_t* document, std::uint32_t id) {
      const FakeDocument& fake = self(document);
      return borrow(id == BROADSHEET_ARENA_SOURCE   ? std::string_view(fake.source)
                    : id == BROADSHEET_ARENA_BLOCKS ? std::string_view(fake.block_texts)
                                                    : std::string_view());
    };
    table_.get_string = [](const broadsheet_document_t* document, std::uint32_t id) {
      const FakeDocument& fake = self(document);
      return borrow(id < fake.strings.size() ? std::string_view(fake.strings[id])
                                             : std::string_view());
    };
    table_.get_property = [](const broadsheet_document_t* document, broadsheet_text_t key) {
      const auto found = self(document).document_properties.find(std::string(view(key)));
      return borrow(found == self(document).document_properties.end()
                        ? std::string_view()
                        : std::string_view(found->second));
    };
    table_.locate = locate;
    table_.get_interface = [](const broadsheet_document_t*, const char*) -> const void* {
      return nullptr;
    };
  }
  FakeDocument(const FakeDocument&) = delete;
  FakeDocument& operator=(const FakeDocument&) = delete;

  const broadsheet_document_t* table() const { return &table_; }

  std::uint32_t string_id(std::string_view text) {
    if (text.empty()) return 0;
    const auto found = std::find(strings.begin(), strings.end(), text);
    if (found != strings.end()) return static_cast<std::uint32_t>(found - strings.begin());
    strings.emplace_back(text);
    return static_cast<std::uint32_t>(strings.size() - 1);
  }

  std::uint32_t add_line(std::string_view text, std::uint32_t page = 1) {
    broadsheet_line_t line{};
    line.begin_byte = source.size();
    source += text;
    line.end_byte = source.size();
    line.page = page;
    line.confidence = 1;
    source += '\n';
    lines.push_back(line);
    return static_cast<std::uint32_t>(lines.size() - 1);
  }
  std::uint32_t add_article() {
    articles.push_back({static_cast<std::uint32_t>(blocks.size()), 0});
    return static_cast<std::uint32_t>(articles.size() - 1);
  }
  /// Blocks of an article one after the other, furniture (article BROADSHEET_NONE) last.
  std::uint32_t add_block(std::uint32_t article, std::uint32_t role,
                          const std::vector<Piece>& pieces, float confidence = 1.0F) {
    broadsheet_block_t block{};
    block.text_begin_byte = block_texts.size();
    block.first_segment = segments.size();
    block.segment_count = static_cast<std::uint32_t>(pieces.size());
    block.role = role;
    block.article = article;
    block.confidence = confidence;
    for (const Piece& piece : pieces) {
      add_segment(piece, static_cast<std::uint32_t>(blocks.size()), block.text_begin_byte);
    }
    block.text_end_byte = block_texts.size();
    blocks.push_back(block);
    if (article != BROADSHEET_NONE) ++articles[article].block_count;
    return static_cast<std::uint32_t>(blocks.size() - 1);
  }
  /// A block with a line of its own.
  std::uint32_t add_text_block(std::uint32_t article, std::uint32_t role, std::string_view text) {
    return add_block(article, role, {copy(add_line(text))});
  }
  std::uint32_t add_furniture(std::string_view text) {
    return add_text_block(BROADSHEET_NONE, BROADSHEET_ROLE_FURNITURE, text);
  }
  /// After all blocks.
  void add_removal(std::size_t line, std::size_t begin, std::size_t end, std::string_view reason) {
    add_segment(remove(line, begin, end, std::string(reason)), BROADSHEET_NONE, 0);
  }
  std::uint32_t add_sentence(std::uint32_t block, std::uint64_t begin, std::uint64_t end,
                             std::uint32_t marks = 0) {
    sentences.push_back({begin, end, block, marks});
    return static_cast<std::uint32_t>(sentences.size() - 1);
  }
  void add_label(std::uint32_t target_kind, std::uint32_t target_index, std::string_view scheme,
                 std::string_view label, double score, const std::vector<Evidence>& ranges = {}) {
    labels.push_back({score, evidence.size(), static_cast<std::uint32_t>(ranges.size()),
                      string_id(scheme), string_id(label), target_kind, target_index, 0});
    for (const Evidence& range : ranges) {
      evidence.push_back({range.begin, range.end, range.contribution, range.block, 0});
    }
  }
  void set_property(std::string_view key, std::string_view value) {
    document_properties[std::string(key)] = value;
    properties.push_back({BROADSHEET_TARGET_DOCUMENT, 0, string_id(key), string_id(value)});
  }
  void set_property(std::uint32_t kind, std::uint32_t index, std::string_view key,
                    std::string_view value) {
    properties.push_back({kind, index, string_id(key), string_id(value)});
  }
  void add_stage(std::string_view component, std::string_view version, std::string_view sha256) {
    stages.push_back({string_id(component), string_id(version), string_id(sha256), 0});
  }
  void add_message(std::uint32_t severity, std::string_view code, std::string_view message,
                   std::string_view help, std::uint64_t begin = BROADSHEET_NO_OFFSET,
                   std::uint64_t end = BROADSHEET_NO_OFFSET) {
    messages.push_back(
        {begin, end, severity, string_id(code), string_id(message), string_id(help), 0, 0});
  }
  std::uint32_t add_layer(
      std::string_view name,
      const std::vector<std::pair<std::string, std::uint32_t>>& layer_attributes) {
    layers.push_back({string_id(name), 0, static_cast<std::uint32_t>(attributes.size()),
                      static_cast<std::uint32_t>(layer_attributes.size())});
    for (const auto& [attribute, type] : layer_attributes)
      attributes.push_back({string_id(attribute), type});
    return static_cast<std::uint32_t>(layers.size() - 1);
  }
  void add_annotation(std::uint32_t layer, std::uint32_t kind, std::uint32_t index,
                      std::uint64_t begin, std::uint64_t end,
                      const std::vector<broadsheet_value_t>& annotation_values) {
    annotations.push_back({begin, end, values.size(),
                           static_cast<std::uint32_t>(annotation_values.size()), layer, kind,
                           index});
    values.insert(values.end(), annotation_values.begin(), annotation_values.end());
  }

  std::string source;
  std::string block_texts;
  std::deque<std::string> strings{""};
  std::map<std::string, std::string> document_properties;
  std::vector<broadsheet_line_t> lines;
  std::vector<broadsheet_block_t> blocks;
  std::vector<broadsheet_segment_t> segments;
  std::vector<broadsheet_article_t> articles;
  std::vector<broadsheet_property_t> properties;
  std::vector<broadsheet_sentence_t> sentences;
  std::vector<broadsheet_label_t> labels;
  std::vector<broadsheet_evidence_t> evidence;
  std::vector<broadsheet_layer_t> layers;
  std::vector<broadsheet_attribute_t> attributes;
  std::vector<broadsheet_annotation_t> annotations;
  std::vector<broadsheet_value_t> values;
  std::vector<broadsheet_stage_t> stages;
  std::vector<broadsheet_message_t> messages;

 private:
  static const FakeDocument& self(const broadsheet_document_t* document) {
    return *static_cast<const FakeDocument*>(document->host_data);
  }

  void add_segment(const Piece& piece, std::uint32_t block, std::uint64_t block_begin) {
    broadsheet_segment_t segment{};
    segment.kind = piece.kind;
    segment.block = block;
    segment.reason = string_id(piece.reason);
    if (piece.kind != BROADSHEET_SEGMENT_INSERT) {
      const broadsheet_line_t& line = lines[piece.line];
      segment.source_begin_byte = line.begin_byte + piece.begin;
      segment.source_end_byte = std::min<std::uint64_t>(
          piece.end == SIZE_MAX ? line.end_byte : line.begin_byte + piece.end, line.end_byte);
    }
    segment.text_begin_byte = block == BROADSHEET_NONE ? 0 : block_texts.size() - block_begin;
    if (piece.kind == BROADSHEET_SEGMENT_COPY) {
      block_texts += source.substr(segment.source_begin_byte,
                                   segment.source_end_byte - segment.source_begin_byte);
    } else if (piece.kind != BROADSHEET_SEGMENT_REMOVE) {
      block_texts += piece.text;
    }
    segment.text_end_byte = block == BROADSHEET_NONE ? 0 : block_texts.size() - block_begin;
    segments.push_back(segment);
  }

  template <class Record>
  static broadsheet_array_t array_over(const std::vector<Record>& records) {
    return array_of(records.data(), records.size());
  }

  broadsheet_array_t array(std::uint32_t id) const {
    switch (id) {
      case BROADSHEET_TABLE_LINES:
        return array_over(lines);
      case BROADSHEET_TABLE_BLOCKS:
        return array_over(blocks);
      case BROADSHEET_TABLE_SEGMENTS:
        return array_over(segments);
      case BROADSHEET_TABLE_ARTICLES:
        return array_over(articles);
      case BROADSHEET_TABLE_PROPERTIES:
        return array_over(properties);
      case BROADSHEET_TABLE_SENTENCES:
        return array_over(sentences);
      case BROADSHEET_TABLE_LABELS:
        return array_over(labels);
      case BROADSHEET_TABLE_EVIDENCE:
        return array_over(evidence);
      case BROADSHEET_TABLE_LAYERS:
        return array_over(layers);
      case BROADSHEET_TABLE_ATTRIBUTES:
        return array_over(attributes);
      case BROADSHEET_TABLE_ANNOTATIONS:
        return array_over(annotations);
      case BROADSHEET_TABLE_VALUES:
        return array_over(values);
      case BROADSHEET_TABLE_STAGES:
        return array_over(stages);
      case BROADSHEET_TABLE_MESSAGES:
        return array_over(messages);
      default:
        return {};
    }
  }

  static broadsheet_status_t locate(const broadsheet_document_t* document, std::uint64_t byte,
                                    broadsheet_location_t* out) {
    const FakeDocument& fake = self(document);
    if (byte > fake.source.size()) return BROADSHEET_INVALID_ARGUMENT;
    for (std::size_t i = fake.lines.size(); i-- > 0;) {
      const broadsheet_line_t& line = fake.lines[i];
      if (line.begin_byte > byte) continue;
      out->line = static_cast<std::uint32_t>(i + 1);
      out->page = line.page;
      const std::string_view before =
          std::string_view(fake.source).substr(line.begin_byte, byte - line.begin_byte);
      out->column = static_cast<std::uint32_t>(count_code_points(before) + 1);
      out->origin_byte = byte;
      return BROADSHEET_OK;
    }
    return BROADSHEET_OK;
  }

  broadsheet_document_t table_{};
};

}  // namespace broadsheet::testing

#endif

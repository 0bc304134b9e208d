// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_CPP_DOCUMENT_HPP_
#define BROADSHEET_CPP_DOCUMENT_HPP_

#include <cstdint>
#include <string_view>

#include "broadsheet/cpp/records.hpp"
#include "broadsheet/document.h"

namespace broadsheet {

namespace defaults {

/// What a document of an older host answers in slots that it does not have.
inline broadsheet_document_t document() noexcept {
  broadsheet_document_t table{};
  table.get_table = [](const broadsheet_document_t*, std::uint32_t) {
    return broadsheet_array_t{};
  };
  table.get_arena = [](const broadsheet_document_t*, std::uint32_t) { return broadsheet_text_t{}; };
  table.get_string = [](const broadsheet_document_t*, std::uint32_t) {
    return broadsheet_text_t{};
  };
  table.get_property = [](const broadsheet_document_t*, broadsheet_text_t) {
    return broadsheet_text_t{};
  };
  table.locate = [](const broadsheet_document_t*, std::uint64_t,
                    broadsheet_location_t*) -> broadsheet_status_t {
    return BROADSHEET_UNSUPPORTED;
  };
  table.get_interface = [](const broadsheet_document_t*, const char*) -> const void* {
    return nullptr;
  };
  return table;
}

}  // namespace defaults

/// Read access to the document of a call; everything it gives is borrowed and valid during that
/// call.
class Document {
 public:
  explicit Document(const broadsheet_document_t* given)
      : given_(given), table_(complete_table(given, defaults::document())) {
    source_text_ = view(table_.get_arena(given_, BROADSHEET_ARENA_SOURCE));
    block_texts_ = view(table_.get_arena(given_, BROADSHEET_ARENA_BLOCKS));
    lines_ = table<broadsheet_line_t>(BROADSHEET_TABLE_LINES);
    blocks_ = table<broadsheet_block_t>(BROADSHEET_TABLE_BLOCKS);
    segments_ = table<broadsheet_segment_t>(BROADSHEET_TABLE_SEGMENTS);
  }

  std::string_view source_text() const { return source_text_; }
  const Records<broadsheet_line_t>& lines() const { return lines_; }
  const Records<broadsheet_block_t>& blocks() const { return blocks_; }
  /// All segments; those of a block stand together, removals outside of blocks stand last.
  const Records<broadsheet_segment_t>& segments() const { return segments_; }
  Records<broadsheet_encoding_run_t> encoding_runs() const {
    return table<broadsheet_encoding_run_t>(BROADSHEET_TABLE_ENCODING_RUNS);
  }
  Records<broadsheet_article_t> articles() const {
    return table<broadsheet_article_t>(BROADSHEET_TABLE_ARTICLES);
  }
  Records<broadsheet_property_t> properties() const {
    return table<broadsheet_property_t>(BROADSHEET_TABLE_PROPERTIES);
  }
  Records<broadsheet_sentence_t> sentences() const {
    return table<broadsheet_sentence_t>(BROADSHEET_TABLE_SENTENCES);
  }
  Records<broadsheet_label_t> labels() const {
    return table<broadsheet_label_t>(BROADSHEET_TABLE_LABELS);
  }
  Records<broadsheet_evidence_t> evidence() const {
    return table<broadsheet_evidence_t>(BROADSHEET_TABLE_EVIDENCE);
  }
  Records<broadsheet_layer_t> layers() const {
    return table<broadsheet_layer_t>(BROADSHEET_TABLE_LAYERS);
  }
  Records<broadsheet_attribute_t> attributes() const {
    return table<broadsheet_attribute_t>(BROADSHEET_TABLE_ATTRIBUTES);
  }
  Records<broadsheet_annotation_t> annotations() const {
    return table<broadsheet_annotation_t>(BROADSHEET_TABLE_ANNOTATIONS);
  }
  Records<broadsheet_value_t> values() const {
    return table<broadsheet_value_t>(BROADSHEET_TABLE_VALUES);
  }
  Records<broadsheet_stage_t> stages() const {
    return table<broadsheet_stage_t>(BROADSHEET_TABLE_STAGES);
  }
  Records<broadsheet_message_t> messages() const {
    return table<broadsheet_message_t>(BROADSHEET_TABLE_MESSAGES);
  }

  std::string_view line_text(const broadsheet_line_t& line) const {
    return source_text_.substr(line.begin_byte, line.end_byte - line.begin_byte);
  }
  std::string_view block_text(const broadsheet_block_t& block) const {
    return block_texts_.substr(block.text_begin_byte, block.text_end_byte - block.text_begin_byte);
  }
  Records<broadsheet_segment_t> segments_of(const broadsheet_block_t& block) const {
    return segments_.slice(block.first_segment, block.segment_count);
  }
  /// The string of an id of a record; empty for 0.
  std::string_view string(std::uint32_t id) const { return view(table_.get_string(given_, id)); }
  /// A property of the whole document, or empty ("source.sha256": see broadsheet_document_t).
  std::string_view property(std::string_view key) const {
    return view(table_.get_property(given_, borrow(key)));
  }
  /// A property of an article or a block, or empty.
  std::string_view property(std::uint32_t target_kind, std::uint32_t target_index,
                            std::string_view key) const {
    for (const broadsheet_property_t property : properties()) {
      if (property.target_kind == target_kind && property.target_index == target_index &&
          string(property.key) == key) {
        return string(property.value);
      }
    }
    return "";
  }
  /// The place of a byte of the source text; all 0 where it is behind the end.
  broadsheet_location_t locate(std::uint64_t source_byte) const {
    broadsheet_location_t location{};
    location.struct_size = sizeof location;
    table_.locate(given_, source_byte, &location);
    return location;
  }
  /// An optional interface of the document, or nullptr.
  const void* interface(const char* id) const { return table_.get_interface(given_, id); }

 private:
  template <class Record>
  Records<Record> table(std::uint32_t id) const {
    return Records<Record>(table_.get_table(given_, id));
  }

  const broadsheet_document_t* given_;
  broadsheet_document_t table_;
  std::string_view source_text_;
  std::string_view block_texts_;
  Records<broadsheet_line_t> lines_;
  Records<broadsheet_block_t> blocks_;
  Records<broadsheet_segment_t> segments_;
};

}  // namespace broadsheet

#endif

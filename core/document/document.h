// SPDX-License-Identifier: Apache-2.0
#pragma once

// A sealed document: one contiguous, position-independent region of bytes.
//
//     | header | section table: id, stride, offset, count | lines | runs | blocks | ... | texts |
//
// Builders (source_builder.h, structure_builder.h, annotation_builder.h) read a sealed document and
// make the next one; nothing ever changes a sealed one, so threads share it freely, a failed stage
// leaves no trace, and handing a document to another process is handing over the region.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "broadsheet/document.h"
#include "document/outcome.h"
#include "document/region_memory.h"

namespace broadsheet::document {

/// Views of everything that a document holds; of a sealed document, or of what is to be sealed.
struct DocumentContents {
  std::string_view source_text;
  std::string_view block_texts;
  std::string_view string_bytes;
  std::span<const std::uint64_t> string_ends;
  std::span<const broadsheet_line_t> lines;
  std::span<const broadsheet_encoding_run_t> encoding_runs;
  std::span<const broadsheet_block_t> blocks;
  std::span<const broadsheet_segment_t> segments;
  std::span<const broadsheet_article_t> articles;
  std::span<const broadsheet_property_t> properties;
  std::span<const broadsheet_sentence_t> sentences;
  std::span<const broadsheet_label_t> labels;
  std::span<const broadsheet_evidence_t> evidence;
  std::span<const broadsheet_layer_t> layers;
  std::span<const broadsheet_attribute_t> attributes;
  std::span<const broadsheet_annotation_t> annotations;
  std::span<const broadsheet_value_t> values;
  std::span<const broadsheet_stage_t> stages;
  std::span<const broadsheet_message_t> messages;
};

/// Where a character of the source stands, for people.
struct SourcePlace {
  std::uint32_t line = 0;  // from 1
  std::uint32_t page = 0;
  std::uint32_t column = 0;  // in code points, from 1
  std::uint64_t origin_byte = 0;
};

/// A sealed document. Copies share the region. Safe for concurrent use: it has no state that
/// changes.
class Document {
 public:
  /// Copies the contents into one new region.
  static Document seal(const DocumentContents& contents);
  /// The same, but of block texts and segments only the sizes count, and their places in memory are
  /// null: `write` makes them where they will lie.
  using WriteStructure =
      std::function<void(std::span<char> block_texts, std::span<broadsheet_segment_t> segments)>;
  static Document seal(const DocumentContents& contents, const WriteStructure& write);
  /// Takes a region from elsewhere (another process, say); nullopt where it is not one, or
  /// where anything in it leads out of its bounds (soundness.h).
  static std::optional<Document> open(Region region);

  std::span<const std::byte> region() const { return *region_; }
  const DocumentContents& contents() const { return contents_; }

  /// The records of a table of the ABI (BROADSHEET_TABLE_...); empty for others.
  broadsheet_array_t table(std::uint32_t id) const;
  std::string_view string(std::uint32_t id) const;
  /// A property of the document, or empty.
  std::string_view property(std::string_view key) const;
  std::string_view block_text(const broadsheet_block_t& block) const;
  /// nullopt behind the end of the source. Takes time in proportion to the line's length.
  std::optional<SourcePlace> locate(std::uint64_t source_byte) const;
  /// The original bytes' offset of a byte of the source text.
  std::uint64_t origin_byte(std::uint64_t source_byte) const;

 private:
  Document() = default;
  explicit Document(Region region);
  bool read_sections();

  std::shared_ptr<const Region> region_;
  DocumentContents contents_;
};

}  // namespace broadsheet::document

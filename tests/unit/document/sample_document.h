// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_TESTS_UNIT_DOCUMENT_SAMPLE_DOCUMENT_H_
#define BROADSHEET_TESTS_UNIT_DOCUMENT_SAMPLE_DOCUMENT_H_

// Documents made through the builders themselves, in as few words as a test needs:
//
//   const Document page = page_of({"Head", "First line,", "second."});
//   StructureBuilder builder(page);
//   add_block(builder, builder.add_article(), {copy(page, 0)});

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/cpp/abi.hpp"
#include "document/document.h"
#include "document/source_builder.h"
#include "document/structure_builder.h"

namespace broadsheet::document {

/// Lines of one page, each with its terminator behind it.
inline SourceBuilder source_of(const std::vector<std::string>& lines) {
  SourceBuilder builder;
  std::uint64_t begin = 0;
  for (const std::string& text : lines) {
    EXPECT_TRUE(builder.append_text(text + "\n").is_ok());
    broadsheet_line_t line{};
    line.begin_byte = begin;
    line.end_byte = begin + text.size();
    line.page = 1;
    line.confidence = 1;
    EXPECT_TRUE(builder.add_lines({&line, 1}).is_ok());
    begin = line.end_byte + 1;
  }
  return builder;
}

inline Document sealed(const SourceBuilder& builder) {
  std::optional<Document> document;
  const Outcome outcome = builder.seal(document);
  EXPECT_TRUE(outcome.is_ok()) << outcome.message;
  return *document;
}

inline Document page_of(const std::vector<std::string>& lines) { return sealed(source_of(lines)); }

/// A segment of bytes [begin, end) of a line (from 0).
inline broadsheet_segment_spec_t slice(const Document& page, std::uint32_t kind, std::size_t line,
                                       std::uint64_t begin, std::uint64_t end) {
  broadsheet_segment_spec_t spec{};
  spec.kind = kind;
  spec.source_begin_byte = page.contents().lines[line].begin_byte + begin;
  spec.source_end_byte = page.contents().lines[line].begin_byte + end;
  return spec;
}
inline broadsheet_segment_spec_t copy(const Document& page, std::size_t line, std::uint64_t begin,
                                      std::uint64_t end) {
  return slice(page, BROADSHEET_SEGMENT_COPY, line, begin, end);
}
inline broadsheet_segment_spec_t copy(const Document& page, std::size_t line) {
  const auto& whole = page.contents().lines[line];
  return copy(page, line, 0, whole.end_byte - whole.begin_byte);
}
inline broadsheet_segment_spec_t insert(std::string_view text, std::string_view reason) {
  broadsheet_segment_spec_t spec{};
  spec.kind = BROADSHEET_SEGMENT_INSERT;
  spec.text = borrow(text);
  spec.reason = borrow(reason);
  return spec;
}
inline broadsheet_segment_spec_t replace(const Document& page, std::size_t line,
                                         std::uint64_t begin, std::uint64_t end,
                                         std::string_view text, std::string_view reason) {
  broadsheet_segment_spec_t spec = slice(page, BROADSHEET_SEGMENT_REPLACE, line, begin, end);
  spec.text = borrow(text);
  spec.reason = borrow(reason);
  return spec;
}
inline broadsheet_segment_spec_t remove(const Document& page, std::size_t line, std::uint64_t begin,
                                        std::uint64_t end, std::string_view reason) {
  broadsheet_segment_spec_t spec = slice(page, BROADSHEET_SEGMENT_REMOVE, line, begin, end);
  spec.reason = borrow(reason);
  return spec;
}

inline Outcome try_block(StructureBuilder& builder, std::uint32_t article,
                         const std::vector<broadsheet_segment_spec_t>& segments,
                         std::uint32_t role = BROADSHEET_ROLE_PARAGRAPH, float confidence = 1,
                         std::uint32_t* out_block = nullptr) {
  return builder.add_block(article, role, confidence, array_of(segments.data(), segments.size()),
                           out_block);
}

/// A block that must be taken; its handle.
inline std::uint32_t add_block(StructureBuilder& builder, std::uint32_t article,
                               const std::vector<broadsheet_segment_spec_t>& segments,
                               std::uint32_t role = BROADSHEET_ROLE_PARAGRAPH) {
  std::uint32_t block = BROADSHEET_NONE;
  const Outcome outcome = try_block(builder, article, segments, role, 1, &block);
  EXPECT_TRUE(outcome.is_ok()) << outcome.message;
  return block;
}

/// One paragraph of all the lines, joined by spaces.
inline Document one_paragraph_of(const Document& page) {
  StructureBuilder builder(page);
  std::vector<broadsheet_segment_spec_t> segments;
  for (std::size_t i = 0; i < page.contents().lines.size(); ++i) {
    if (i > 0) segments.push_back(insert(" ", "line_join"));
    segments.push_back(copy(page, i));
  }
  add_block(builder, builder.add_article(), segments);
  return builder.seal();
}

}  // namespace broadsheet::document

#endif  // BROADSHEET_TESTS_UNIT_DOCUMENT_SAMPLE_DOCUMENT_H_

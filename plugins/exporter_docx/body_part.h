// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_DOCX_BODY_PART_H_
#define BROADSHEET_EXPORTER_DOCX_BODY_PART_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "broadsheet/cpp/context.hpp"
#include "exporter_docx/comments_part.h"
#include "exporter_docx/docx_options.h"
#include "exporter_docx/text_runs.h"
#include "exporter_docx/wordml.h"
#include "exporter_support/document_index.h"

namespace broadsheet::docx {

/// How many bytes at the text's beginning the paragraph leaves out: the two full-width spaces that
/// indent a Chinese paragraph, where the style indents by itself and the provenance part keeps the
/// original.
std::size_t stripped_indent_bytes(std::uint32_t role, std::string_view text,
                                  const DocxOptions& options);

/// word/document.xml: one paragraph a block, in reading order; furniture behind all articles.
class BodyWriter {
 public:
  BodyWriter(XmlWriter& xml, const exporting::DocumentIndex& index, const DocxOptions& options,
             Comments& comments, const Context& context);

  void write();
  /// Characters of the blocks' texts that became U+FFFD.
  std::uint64_t replaced_characters() const { return replaced_characters_; }

 private:
  /// What begins and ends at the block's paragraph besides itself.
  struct Surroundings {
    bool begins_article = false;
    bool ends_article = false;
  };
  struct Anchor {
    std::size_t begin_byte;
    std::size_t end_byte;
    std::size_t comment;
  };

  void choose_styles();
  void write_title();
  void write_contents();
  void write_contents_entry(std::size_t block, bool is_first, bool is_last);
  void write_articles();
  void write_furniture();
  void write_block(std::size_t block, Surroundings surroundings);
  void write_text(std::size_t block);
  void write_empty_body();
  void write_section();

  void request_comment(std::uint32_t target_kind, std::size_t target_index);
  std::vector<Anchor> sentence_anchors(std::size_t block);
  void begin_comment(std::size_t comment);
  void end_comment(std::size_t comment);
  void begin_bookmark(std::size_t number, std::string_view id);
  void end_bookmark(std::size_t number);

  XmlWriter& xml_;
  const exporting::DocumentIndex& index_;
  const Document& document_;
  const DocxOptions& options_;
  Comments& comments_;
  const Context& context_;
  const bool has_bookmarks_;
  std::vector<const char*> styles_;            // of every block
  std::vector<std::size_t> waiting_comments_;  // about the whole of the next paragraph
  std::size_t paragraph_count_ = 0;
  std::uint64_t replaced_characters_ = 0;
};

}  // namespace broadsheet::docx

#endif

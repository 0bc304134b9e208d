// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_TEI_TEI_INLINE_H_
#define BROADSHEET_EXPORTER_TEI_TEI_INLINE_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "exporter_support/document_index.h"
#include "exporter_support/positions.h"
#include "exporter_support/xml_writer.h"
#include "tei_facsimile.h"
#include "tei_writer.h"

namespace broadsheet::exporting {

/// Writes the text of a block inside its element: sentences as <s>, and, where asked for, <lb/>,
/// <cb/> and <pb/> where the source's lines, columns (where their places are known) and pages
/// begin. White space is the text's own; nothing is added.
class TeiInline {
 public:
  /// All borrowed; must outlive this.
  TeiInline(const Document& document, const TeiOptions& options, const DocumentIndex& index,
            const Positions& positions, const TeiFacsimile& facsimile, XmlWriter& xml)
      : document_(document),
        options_(options),
        index_(index),
        positions_(positions),
        facsimile_(facsimile),
        xml_(xml) {}

  void write(std::size_t block_index);

 private:
  /// Where a source line begins in the block's text.
  struct LineStart {
    std::size_t text_byte;
    std::size_t line;  // from 1
    std::uint32_t page;
    bool is_inside_word;  // nothing was put between it and the line before
  };

  void find_line_starts(const broadsheet_block_t& block);
  void write_sentence(const broadsheet_sentence_t& sentence, std::size_t sentence_index,
                      std::string_view text);
  void write_until(std::string_view text, std::size_t end_byte);
  void write_line_starts(std::size_t last_byte);
  void write_break(const char* element, std::size_t number, const std::string& facsimile,
                   bool is_inside_word);

  const Document& document_;
  const TeiOptions& options_;
  const DocumentIndex& index_;
  const Positions& positions_;
  const TeiFacsimile& facsimile_;
  XmlWriter& xml_;
  std::vector<LineStart> line_starts_;
  std::size_t next_line_start_ = 0;
  std::size_t written_byte_ = 0;  // of the block's text
  std::uint32_t page_ = 0;        // of the last page begun, over all blocks
};

}  // namespace broadsheet::exporting

#endif

// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_TEI_TEI_ARTICLE_H_
#define BROADSHEET_EXPORTER_TEI_TEI_ARTICLE_H_

// Articles as TEI divisions, valid in whatever order the blocks come.
//
// TEI's <div> is strict: heads and bylines at its top, then paragraphs, then nested divisions, then
// bylines again; once a nested <div> was closed no paragraph may follow. Newspapers are not strict.
// So a small state machine:
//
//   - heads (kicker, headline, deck) and bylines go to the top of the division at hand while it has
//   a top;
//   - a heading, or a head that comes later, opens a nested division that runs to the next one, so
//   that no
//     paragraph ever follows a nested division;
//   - a byline behind the last paragraph may close its division; one in between becomes a note;
//   - notes, figures (captions) and furniture are allowed anywhere.
//
//   headline, byline, paragraph, heading, paragraph, credit   gives
//   <div type="article"> <head/> <byline/> <p/> <div type="section"> <head/> <p/> <note/> </div>
//   </div>
//
// Tested by exporter_tei_test.cpp, which puts all roles in all orders and asks a validator.

#include <cstddef>
#include <cstdint>

#include "broadsheet/cpp/context.hpp"
#include "exporter_support/document_index.h"
#include "exporter_support/xml_writer.h"
#include "tei_facsimile.h"
#include "tei_inline.h"
#include "tei_writer.h"

namespace broadsheet::exporting {

/// Writes <text> with a division an article and one for the furniture.
class TeiArticles {
 public:
  /// All borrowed; must outlive this.
  TeiArticles(const Context& context, const Document& document, const TeiOptions& options,
              const DocumentIndex& index, const TeiFacsimile& facsimile, TeiInline& inline_text,
              XmlWriter& xml)
      : context_(context),
        document_(document),
        options_(options),
        index_(index),
        facsimile_(facsimile),
        inline_text_(inline_text),
        xml_(xml),
        blocks_(document.blocks()) {}

  void write();

 private:
  void write_article(std::size_t article);
  void write_block(std::size_t block_index, std::size_t last_body_block);
  void write_head(std::size_t block_index, const char* type);
  void write_byline(std::size_t block_index, std::size_t last_body_block);
  void write_body_element(const char* name, std::size_t block_index);
  void write_list_item(std::size_t block_index);
  void write_note(const char* type, std::size_t block_index);
  void write_caption(std::size_t block_index);
  void write_furniture_block(std::size_t block_index);
  void write_furniture();

  void open_section();
  void close_section();
  void close_list();
  void open_element(const char* name, std::size_t block_index);
  void close_element(std::size_t block_index);

  const Context& context_;
  const Document& document_;
  const TeiOptions& options_;
  const DocumentIndex& index_;
  const TeiFacsimile& facsimile_;
  TeiInline& inline_text_;
  XmlWriter& xml_;
  const Records<broadsheet_block_t> blocks_;
  // Of the division at hand:
  bool is_at_top_ = true;  // heads and bylines may still come
  bool is_in_section_ = false;
  bool is_in_list_ = false;
};

}  // namespace broadsheet::exporting

#endif

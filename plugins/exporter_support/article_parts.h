// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_SUPPORT_ARTICLE_PARTS_H_
#define BROADSHEET_EXPORTER_SUPPORT_ARTICLE_PARTS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "exporter_support/document_index.h"

namespace broadsheet::exporting {

// What formats state about an article apart from its blocks. Texts are borrowed from the document
// and may be empty.

/// What a cleaner named the headline, or else the article's first headline block.
std::string_view headline_of(const DocumentIndex& index, std::size_t article);
/// The same for who wrote it.
std::string_view byline_of(const DocumentIndex& index, std::size_t article);
/// The article's date as a W3C date, or else the document's; empty where neither is one.
std::string date_of(const DocumentIndex& index, std::size_t article);
/// The page that the block's text begins on; 1 where it has no source.
std::uint32_t page_of(const Document& document, const broadsheet_block_t& block);
/// The words of an evidence range as they stand in its block's text; empty where it lies outside.
std::string_view evidence_text(const Document& document, const broadsheet_evidence_t& range);

}  // namespace broadsheet::exporting

#endif

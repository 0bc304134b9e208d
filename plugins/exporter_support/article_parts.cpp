// SPDX-License-Identifier: Apache-2.0
#include "exporter_support/article_parts.h"

#include <algorithm>

#include "exporter_support/dates.h"
#include "exporter_support/line_index.h"

namespace broadsheet::exporting {
namespace {

std::string_view named_or_first(const DocumentIndex& index, std::size_t article,
                                std::string_view property, std::uint32_t role) {
  const std::string_view named = index.property(BROADSHEET_TARGET_ARTICLE, article, property);
  if (!named.empty()) return named;
  const Document& document = index.document();
  const BlockSpan span = blocks_of(document, document.articles()[article]);
  for (std::size_t block = span.first; block < span.last; ++block) {
    if (document.blocks()[block].role == role) return document.block_text(document.blocks()[block]);
  }
  return "";
}

}  // namespace

std::string_view headline_of(const DocumentIndex& index, std::size_t article) {
  return named_or_first(index, article, "headline", BROADSHEET_ROLE_HEADLINE);
}

std::string_view byline_of(const DocumentIndex& index, std::size_t article) {
  return named_or_first(index, article, "byline", BROADSHEET_ROLE_BYLINE);
}

std::string date_of(const DocumentIndex& index, std::size_t article) {
  const std::string own = w3c_date_of(index.property(BROADSHEET_TARGET_ARTICLE, article, "date"));
  return own.empty() ? w3c_date_of(index.document().property("date")) : own;
}

std::uint32_t page_of(const Document& document, const broadsheet_block_t& block) {
  const LineIndex lines(document);
  for (const broadsheet_segment_t segment : document.segments_of(block)) {
    const bool has_source = segment.source_begin_byte < segment.source_end_byte;
    if (has_source && lines.size() > 0)
      return std::max(1U, lines[lines.find(segment.source_begin_byte)].page);
  }
  return 1;
}

std::string_view evidence_text(const Document& document, const broadsheet_evidence_t& range) {
  const Records<broadsheet_block_t> blocks = document.blocks();
  if (range.block >= blocks.size()) return "";
  const std::string_view text = document.block_text(blocks[range.block]);
  const std::size_t begin = std::min<std::size_t>(range.begin_byte, text.size());
  const std::size_t end = std::clamp<std::size_t>(range.end_byte, begin, text.size());
  return text.substr(begin, end - begin);
}

}  // namespace broadsheet::exporting

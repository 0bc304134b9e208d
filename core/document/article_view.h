// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "document/document.h"

namespace broadsheet::document {

/// A document with one article of `whole` and what belongs to it: its blocks, their segments and
/// sentences, the labels, annotations and properties of these. The source is there in full, so that
/// lines keep their numbers; furniture and what the page left out are not. The property
/// "article.number" tells which article it is, from 1, for its ids to be those of the whole.
/// Takes time in proportion to the whole document; `article` is an index of its articles.
Document article_view(const Document& whole, std::uint32_t article);

/// The article's own date, else the document's, as "2024-06-24", "2024-06" or "2024"; "undated"
/// where neither tells. For file names: nothing else is in it.
std::string date_of(const Document& document, std::optional<std::uint32_t> article);
/// The page that the text of the document's first block with a source is from; 1 where none has.
std::uint32_t first_page_of(const Document& document);

}  // namespace broadsheet::document

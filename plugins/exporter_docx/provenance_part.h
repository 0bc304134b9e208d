// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_DOCX_PROVENANCE_PART_H_
#define BROADSHEET_EXPORTER_DOCX_PROVENANCE_PART_H_

#include <string>
#include <string_view>

#include "exporter_docx/docx_options.h"
#include "exporter_docx/wordml.h"
#include "exporter_support/document_index.h"

namespace broadsheet::docx {

inline constexpr const char* kProvenanceNamespace = "https://broadsheet.example/ns/provenance/1";

using exporting::bookmark_name;

/// customXml/item1.xml: where every bookmarked block came from, its labels, and the layers of other
/// plugins.
///
///   <provenance unit="codepoint" ...>
///     <source path="page.txt" sha256="..."/>
///     <article id="a1" bookmark="bs_a1">
///       <block id="a1.b1" bookmark="bs_a1_b1" role="headline" confidence="0.93" page="1"
///       lines="3-4"
///              source_begin_byte="120" source_end_byte="183">
///         <label scheme="news.topic" name="science" score="0.91" by="annotator_topics"/>
///
/// `begin` and `end` count code points of the block's text, source bytes those of the original
/// file.
void write_provenance(XmlWriter& xml, const exporting::DocumentIndex& index,
                      const DocxOptions& options);

/// customXml/itemProps1.xml; the id is a UUID version 5 of the part's content.
void write_provenance_properties(XmlWriter& xml, std::string_view provenance);

}  // namespace broadsheet::docx

#endif

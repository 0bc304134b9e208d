// SPDX-License-Identifier: Apache-2.0
#include "table_columns.h"

#include <algorithm>
#include <iterator>

namespace broadsheet::exporting {

TableColumn column_of(std::string_view name) {
  static constexpr TableColumn kColumns[] = {
      {"document_id", "string",
       "The document's own id, else the path of its source file (and :line in JSON Lines)"},
      {"article_id", "string", "Article, a1 being the first; empty for furniture of the page"},
      {"block_id", "string", "Block: a1.b2 is the second of the first article, f1 furniture"},
      {"sentence_id", "string", "Sentence: a1.b2.s3; empty for a block without sentences"},
      {"page", "integer", "Page of the source on which the row's text begins, from 1"},
      {"order", "integer", "Number of the row in reading order, from 1"},
      {"role", "string", "What the block is: headline, byline, paragraph, ..."},
      {"headline", "string", "Headline of the article"},
      {"byline", "string", "Who wrote the article"},
      {"date", "string", "Date of the article, as it is printed"},
      {"section", "string", "Section of the newspaper in which the article stands"},
      {"text", "string", "The text, to the letter"},
      {"begin", "integer", "Where the text begins in its block, in Unicode code points from 0"},
      {"end", "integer", "Where the text ends in its block, in code points, not included"},
      {"lines", "string", "Physical source lines from 1, in reading order: 3 5-7"},
      {"confidence", "number", "How sure the block is, 0 to 1"},
      {"blocks", "integer", "Blocks of the article"},
      {"labels", "string", "scheme=label of each label, joined by ' | '"},
      {"label_scores", "string", "Scores of the labels in the same order, joined by ' | '"},
      {"scheme", "string", "Taxonomy and facet of the label"},
      {"label", "string", "The label's id in its taxonomy"},
      {"score", "number", "How sure the label is, 0 to 1"},
      {"evidence", "string", "Words that speak for the label, joined by ' | '"},
      {"contributions", "string",
       "Places of the evidence in the block, in code points, with their part of the score, "
       "begin-end:part joined by ' | '; the parts add up to the score"},
      {"layer", "string", "Annotation layer of another plugin"},
      {"annotation", "integer", "Number of the annotation in the document, from 1"},
      {"attribute", "string", "Attribute of the layer; empty where the annotation has no value"},
      {"type", "string", "Type of the value: string, integer, number or boolean"},
      {"value", "string", "The value, as text"},
      {"source_path", "string", "Path of the source file below the folder that was read"},
      {"source_sha256", "string", "SHA-256 of the source's bytes"},
  };
  const auto* found = std::find_if(std::begin(kColumns), std::end(kColumns),
                                   [&](const TableColumn& column) { return column.name == name; });
  return found == std::end(kColumns) ? TableColumn{name, "string", ""} : *found;
}

}  // namespace broadsheet::exporting

// SPDX-License-Identifier: Apache-2.0
// The pass over one paragraph.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "language.h"
#include "mark_scan.h"
#include "sentence_splitter.h"

namespace broadsheet::sentences {

// What all paragraphs of a text share.
struct TextPass {
  std::string_view text;
  const LanguageRules* rules;
  const Options* options;
  MarkScan* marks;                     // of `text`
  std::span<const LineEnd> line_ends;  // from the paragraph on; see split()
};

// Appends the sentences of the paragraph [begin, end) of the text, offsets counted from the text's
// first byte. Paragraphs are to be passed in their order.
void split_paragraph(const TextPass& text, std::size_t begin, std::size_t end,
                     std::vector<Sentence>& out);

}  // namespace broadsheet::sentences

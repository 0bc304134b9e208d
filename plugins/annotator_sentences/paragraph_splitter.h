// SPDX-License-Identifier: Apache-2.0
// The pass over one paragraph.
#pragma once

#include <string_view>
#include <vector>

#include "language.h"
#include "sentence_splitter.h"

namespace broadsheet::sentences {

// Appends the sentences of a paragraph, offsets counted from its first byte.
void split_paragraph(std::string_view text, const LanguageRules& rules, const Options& options,
                     std::vector<Sentence>& out);

}  // namespace broadsheet::sentences

// SPDX-License-Identifier: Apache-2.0
// Thai, Khmer and Lao, which set no stop between sentences: a space is an end where the words
// beside it say so (languages/th.txt); ICU's iterator gives the stops there are.
#pragma once

#include <string_view>
#include <vector>

#include "language.h"
#include "sentence_splitter.h"

namespace broadsheet::sentences {

void split_dictionary_script(std::string_view text, const LanguageRules& rules,
                             const Options& options, std::vector<Sentence>& out);

}  // namespace broadsheet::sentences

// SPDX-License-Identifier: Apache-2.0
// Thai, Khmer and Lao, which set no stop between sentences: a space is an end where the words
// beside it say so (languages/th.txt); ICU's iterator gives the stops there are.
#pragma once

#include <cstddef>
#include <vector>

#include "paragraph_splitter.h"

namespace broadsheet::sentences {

// As split_paragraph().
void split_dictionary_script(const TextPass& text, std::size_t begin, std::size_t end,
                             std::vector<Sentence>& out);

}  // namespace broadsheet::sentences

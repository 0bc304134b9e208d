// SPDX-License-Identifier: Apache-2.0
// Finds the next mark of punctuation that the pass must look at.
#pragma once

#include <cstddef>
#include <string_view>

namespace broadsheet::sentences {

// The place of the first character at or after `at` whose class is not kOther; with `clauses` false
// full-width clause marks and commas are gone over too. text.size() where there is none.
std::size_t find_mark(std::string_view text, std::size_t at, bool clauses);

}  // namespace broadsheet::sentences

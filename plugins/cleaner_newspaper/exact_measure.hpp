// SPDX-License-Identifier: Apache-2.0
// The measure that explains every line break of a stretch of roman rows, where there is one.
//
// Each row was as wide as its measure or narrower, and the next row's first word made it wider: a
// measure that (nearly) all rows agree on to a fraction of a letter says that the page was set with
// natural word spaces in a face whose widths are known. Then a row into which the next word would
// have fitted surely ends a paragraph. Rows whose spaces were stretched or squeezed, or set in
// other widths, agree on none. Source: Knuth and Plass 1981, on greedy line breaking.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "rows.hpp"

namespace broadsheet::newspaper {

struct ExactMeasure {
  float measure_em = 0;
  bool is_exact = false;
};

// Of the rows [begin, end), of which `about_em` is roughly the measure; `is_silent` rows, where
// given, are left aside.
ExactMeasure find_exact_measure(const Page& page, std::size_t begin, std::size_t end,
                                float about_em, const std::vector<std::uint8_t>& is_silent);

// The indent of paragraphs' first rows, known to `slack_em`: from rows of exact measures that
// follow a short end of a sentence. An em, roughly, where they agree on none.
struct ExactIndent {
  float indent_em = 1.0F;
  float slack_em = 0.2F;
};
ExactIndent find_exact_indent(const Page& page, const std::vector<float>& measure_em,
                              const std::vector<std::uint8_t>& is_exact);

}  // namespace broadsheet::newspaper

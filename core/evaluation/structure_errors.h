// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "evaluation/page_structure.h"

namespace broadsheet::evaluation {

/// One difference between gold and what was found, at a line of the source.
struct StructureError {
  enum class Kind {
    lost,     // lines that are in no block
    split,    // gold's block goes on behind the line, the system's ends
    joined,   // gold's block ends with the line, the system's goes on
    line,     // both go on, with different lines
    order,    // gold's next block is not the system's
    role,     // lines of a block with another role
    article,  // lines in another article
  };
  Kind kind = Kind::lost;
  std::uint32_t first_line = 0;
  std::uint32_t last_line = 0;  // blank ones between them are not meant
  std::string expected;
  std::string found;
  std::string line_begins;  // how first_line begins; for who has the source to fill
};

/// "split", "role", ...: stable, for programs.
std::string_view word_of(StructureError::Kind kind);

/// Every difference, by line, then kind. What follows from another one at the same place is left
/// out: where blocks were joined wrongly, that the second does not begin. Takes time in proportion
/// to the page's lines (and the logarithm for sorting).
///
/// @param gold_article_ids  by gold's articles
std::vector<StructureError> structure_errors(const PageStructure& gold, const PageStructure& system,
                                             const std::vector<bool>& non_blank,
                                             const std::vector<std::string>& gold_article_ids);

}  // namespace broadsheet::evaluation

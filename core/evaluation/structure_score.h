// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "evaluation/page_structure.h"

namespace broadsheet::evaluation {

/// How near a page's structure is to gold. All but lines_lost from 0 to 1, 1 being best.
struct StructureFigures {
  double paragraph_f1 = 0;  // body blocks whose lines are exactly those of a gold block
  double join_f1 = 0;       // decisions that two lines run on in one block
  double role_acc = 0;      // share of lines with the gold role
  double article_f1 = 0;    // B-cubed F1 of lines grouped into articles, furniture being one group
  double order = 0;         // share of gold neighbour pairs of blocks that are neighbours
  double conserved = 0;     // see conserved_share()
  double lines_lost = 0;    // lines that are in no block

  /// Names and members, in the order in which they are shown.
  static constexpr std::array<std::pair<std::string_view, double StructureFigures::*>, 7>
  members() {
    return {{{"paragraph_f1", &StructureFigures::paragraph_f1},
             {"join_f1", &StructureFigures::join_f1},
             {"role_acc", &StructureFigures::role_acc},
             {"article_f1", &StructureFigures::article_f1},
             {"order", &StructureFigures::order},
             {"conserved", &StructureFigures::conserved},
             {"lines_lost", &StructureFigures::lines_lost}}};
  }
};

/// The mean over pages; zeros where there are none.
StructureFigures mean_of(const std::vector<StructureFigures>& pages);

/// A line, and the line that comes next: in one block, or at the border of two.
struct LinePair {
  std::uint32_t line;
  std::uint32_t next;
  friend auto operator<=>(const LinePair&, const LinePair&) = default;
};

/// Lines that run on in one block, ascending, each pair once.
std::vector<LinePair> joins_of(const PageStructure& structure);
/// The last line of a block and the first of the next in its article, ascending, each pair once.
std::vector<LinePair> follows_of(const PageStructure& structure);
/// Gold's pairs for `order`. A heading and a question side by side may stand either way round: of
/// the two ways the one that is nearer to the system's.
std::vector<LinePair> gold_follows(const PageStructure& gold, const std::vector<LinePair>& system);
/// What is in both of two ascending lists.
std::size_t count_shared(const std::vector<LinePair>& left, const std::vector<LinePair>& right);

/// The roles of each line as bits (1 << role); 0 for lines in no block.
std::vector<std::uint32_t> roles_of_lines(const PageStructure& structure);

/// The article of each line, furniture being one more; kNoGroup for lines in no block. Of a line
/// that is split between blocks, the last article counts.
inline constexpr std::uint32_t kNoGroup = BROADSHEET_NONE - 1;
std::vector<std::uint32_t> articles_of_lines(const PageStructure& structure);

/// How many lines are together in an article of gold and in one of the system.
struct SharedLines {
  std::uint32_t gold;    // BROADSHEET_NONE: furniture
  std::uint32_t system;  // kNoGroup: lines in no block
  std::uint64_t count;
};
/// For each pair of articles that shares lines, by gold's article, then the system's.
std::vector<SharedLines> shared_lines(const std::vector<std::uint32_t>& gold_articles,
                                      const std::vector<std::uint32_t>& system_articles);

/// All figures but `conserved`, which the document alone gives.
///
/// @param gold    with a line at least, each line in one block
/// @param system  of the same source
StructureFigures score_structure(const PageStructure& gold, const PageStructure& system,
                                 const std::vector<bool>& non_blank);

}  // namespace broadsheet::evaluation

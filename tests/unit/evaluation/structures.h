// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <vector>

#include "evaluation/page_structure.h"

namespace broadsheet::evaluation {

/// A block written down in a test.
struct WrittenBlock {
  std::uint32_t article;  // from 0, or BROADSHEET_NONE
  std::uint32_t role;
  std::vector<std::uint32_t> lines;
};

inline PageStructure structure(std::uint32_t line_count,
                               std::initializer_list<WrittenBlock> blocks) {
  PageStructure result;
  result.line_count = line_count;
  for (const WrittenBlock& block : blocks) {
    result.blocks.push_back({block.role, block.article, result.lines.size(), block.lines.size()});
    result.lines.insert(result.lines.end(), block.lines.begin(), block.lines.end());
  }
  return result;
}

/// Lines 1 to `line_count`, none of them blank but those that are named.
inline std::vector<bool> non_blank(std::uint32_t line_count,
                                   std::initializer_list<std::uint32_t> blank = {}) {
  std::vector<bool> lines(line_count + std::size_t{1}, true);
  lines[0] = false;
  for (const std::uint32_t line : blank) lines[line] = false;
  return lines;
}

inline constexpr std::uint32_t kHeadline = BROADSHEET_ROLE_HEADLINE;
inline constexpr std::uint32_t kHeading = BROADSHEET_ROLE_HEADING;
inline constexpr std::uint32_t kQuestion = BROADSHEET_ROLE_QUESTION;
inline constexpr std::uint32_t kParagraph = BROADSHEET_ROLE_PARAGRAPH;
inline constexpr std::uint32_t kFurniture = BROADSHEET_ROLE_FURNITURE;
inline constexpr std::uint32_t kNone = BROADSHEET_NONE;

}  // namespace broadsheet::evaluation

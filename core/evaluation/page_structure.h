// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "broadsheet/document.h"
#include "document/document.h"

namespace broadsheet::evaluation {

/// A page as blocks of source lines: what gold says and what a pipeline found, in one form.
struct PageStructure {
  struct Block {
    std::uint32_t role = BROADSHEET_ROLE_PARAGRAPH;
    std::uint32_t article = BROADSHEET_NONE;  // from 0; BROADSHEET_NONE: furniture
    std::size_t first_line = 0;               // index into `lines`
    std::size_t line_count = 0;
  };

  std::vector<Block> blocks;         // articles in order, their blocks in reading order; furniture
  std::vector<std::uint32_t> lines;  // source lines from 1; never blank ones
  std::uint32_t line_count = 0;      // of the source

  std::span<const std::uint32_t> lines_of(const Block& block) const {
    return std::span(lines).subspan(block.first_line, block.line_count);
  }
};

/// Which lines of the source are more than white space, by number; [0] is false.
std::vector<bool> non_blank_lines(const document::Document& document);

/// The structure of a document, its lines as exporter_json gives them: each as its first copied or
/// replaced slice appears. A line that is split between two blocks stands in both.
PageStructure structure_of(const document::Document& document, const std::vector<bool>& non_blank);

/// 1 where every character of the source that is no white space is in the blocks' texts or on
/// record as removed, exactly as often; else how large the share of the others is, below 1.
double conserved_share(const document::Document& document);

/// Line `number`, from 1, without its end.
std::string_view source_line(const document::Document& document, std::uint32_t number);

}  // namespace broadsheet::evaluation

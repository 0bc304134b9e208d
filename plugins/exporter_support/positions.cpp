// SPDX-License-Identifier: Apache-2.0
#include "exporter_support/positions.h"

#include <algorithm>

namespace broadsheet::exporting {
namespace {

/// The texts of all blocks, which the wrapper only gives block by block.
std::string_view all_block_texts(const Document& document) {
  broadsheet_block_t whole{};
  whole.text_end_byte = UINT64_MAX;
  return document.block_text(whole);
}

}  // namespace

Positions::Positions(const Document& document)
    : lines_(document), source_(document.source_text()), blocks_(all_block_texts(document)) {}

std::size_t Positions::in_block(const broadsheet_block_t& block, std::uint64_t byte) const {
  const std::uint64_t length = block.text_end_byte - block.text_begin_byte;
  return blocks_.between(block.text_begin_byte, block.text_begin_byte + std::min(byte, length));
}

LineSlice Positions::in_line(std::uint64_t source_begin_byte, std::uint64_t source_end_byte) const {
  if (lines_.size() == 0) return {0, 0, 0};
  const std::size_t index = lines_.find(source_begin_byte);
  const broadsheet_line_t line = lines_[index];
  const auto column = [&](std::uint64_t byte) {
    return source_.between(line.begin_byte, std::clamp(byte, line.begin_byte, line.end_byte));
  };
  return {index + 1, column(source_begin_byte),
          column(std::max(source_begin_byte, source_end_byte))};
}

std::vector<LineSlice> Positions::in_lines(std::uint64_t source_begin_byte,
                                           std::uint64_t source_end_byte) const {
  std::vector<LineSlice> slices;
  if (lines_.size() == 0) return slices;
  for (std::size_t index = lines_.find(source_begin_byte); index < lines_.size(); ++index) {
    const broadsheet_line_t line = lines_[index];
    if (line.begin_byte >= source_end_byte) break;
    const LineSlice slice = in_line(std::max(source_begin_byte, line.begin_byte), source_end_byte);
    if (slice.line == index + 1 && slice.begin < slice.end) slices.push_back(slice);
  }
  return slices;
}

}  // namespace broadsheet::exporting

// SPDX-License-Identifier: Apache-2.0
#include "evaluation/page_structure.h"

#include <algorithm>
#include <unordered_map>

#include "broadsheet/cpp/text.hpp"
#include "document/utf8.h"

namespace broadsheet::evaluation {
namespace {

// How often each character stands in texts, white space left out.
class CharacterCounts {
 public:
  void add(std::string_view text, std::int64_t times) {
    for (std::size_t at = 0; at < text.size();) {
      const CodePoint c = code_point_at(text, at);
      if (!is_white_space(c.value)) counts_[c.value] += times;
      at += c.length_bytes;
    }
  }

  std::uint64_t total() const {
    return sum([](std::int64_t count) { return count; });
  }
  std::uint64_t total_of_differences() const {
    return sum([](std::int64_t count) { return count < 0 ? -count : count; });
  }

 private:
  template <class Value>
  std::uint64_t sum(Value&& value) const {
    std::uint64_t total = 0;
    for (const auto& [character, count] : counts_)
      total += static_cast<std::uint64_t>(value(count));
    return total;
  }

  std::unordered_map<char32_t, std::int64_t> counts_;
};

std::uint32_t line_of(std::span<const broadsheet_line_t> lines, std::uint64_t source_byte) {
  const auto after =
      std::upper_bound(lines.begin(), lines.end(), source_byte,
                       [](std::uint64_t byte, const auto& line) { return byte < line.begin_byte; });
  return static_cast<std::uint32_t>(after - lines.begin());
}

void append_block(const document::DocumentContents& contents, const broadsheet_block_t& block,
                  const std::vector<bool>& non_blank, PageStructure& structure) {
  PageStructure::Block added{block.role, block.article, structure.lines.size(), 0};
  std::uint32_t last_line = 0;
  for (std::uint64_t i = 0; i < block.segment_count; ++i) {
    const broadsheet_segment_t& segment = contents.segments[block.first_segment + i];
    if (segment.kind != BROADSHEET_SEGMENT_COPY && segment.kind != BROADSHEET_SEGMENT_REPLACE)
      continue;
    const std::uint32_t line = line_of(contents.lines, segment.source_begin_byte);
    if (line == last_line || line == 0) continue;
    last_line = line;
    if (non_blank[line]) structure.lines.push_back(line);
  }
  added.line_count = structure.lines.size() - added.first_line;
  structure.blocks.push_back(added);
}

}  // namespace

std::vector<bool> non_blank_lines(const document::Document& document) {
  std::vector<bool> non_blank{false};
  for (const broadsheet_line_t& line : document.contents().lines) {
    non_blank.push_back(!document::is_all_white_space(
        document.contents().source_text.substr(line.begin_byte, line.end_byte - line.begin_byte)));
  }
  return non_blank;
}

PageStructure structure_of(const document::Document& document, const std::vector<bool>& non_blank) {
  const document::DocumentContents& contents = document.contents();
  PageStructure structure;
  structure.line_count = static_cast<std::uint32_t>(contents.lines.size());
  for (const broadsheet_block_t& block : contents.blocks)
    append_block(contents, block, non_blank, structure);
  return structure;
}

double conserved_share(const document::Document& document) {
  const document::DocumentContents& contents = document.contents();
  CharacterCounts counts;
  counts.add(contents.source_text, 1);
  const std::uint64_t total = counts.total();
  counts.add(contents.block_texts, -1);
  for (const broadsheet_segment_t& segment : contents.segments) {
    if (segment.kind != BROADSHEET_SEGMENT_REMOVE) continue;
    counts.add(contents.source_text.substr(segment.source_begin_byte,
                                           segment.source_end_byte - segment.source_begin_byte),
               -1);
  }
  const std::uint64_t differences = counts.total_of_differences();
  if (differences == 0) return 1.0;
  return 1.0 - static_cast<double>(differences) / static_cast<double>(total);
}

std::string_view source_line(const document::Document& document, std::uint32_t number) {
  const auto lines = document.contents().lines;
  if (number == 0 || number > lines.size()) return {};
  const broadsheet_line_t& line = lines[number - 1];
  return document.contents().source_text.substr(line.begin_byte, line.end_byte - line.begin_byte);
}

}  // namespace broadsheet::evaluation

// SPDX-License-Identifier: Apache-2.0
#include "document/conservation.h"

#include <algorithm>
#include <optional>

#include "broadsheet/cpp/text.hpp"
#include "document/utf8.h"

namespace broadsheet::document {
namespace {

struct Slice {
  std::uint64_t begin_byte;
  std::uint64_t end_byte;
  std::uint32_t block;
};

// Whether the segment's slice is in the result or on record: in its block's own list, or a removal
// by itself. Others cover nothing, whatever they say.
bool does_cover(const DocumentContents& contents, std::uint64_t index) {
  const broadsheet_segment_t& segment = contents.segments[index];
  if (segment.kind == BROADSHEET_SEGMENT_INSERT) return false;
  if (segment.block == BROADSHEET_NONE) return segment.kind == BROADSHEET_SEGMENT_REMOVE;
  if (segment.block >= contents.blocks.size()) return false;
  const broadsheet_block_t& block = contents.blocks[segment.block];
  return index >= block.first_segment && index - block.first_segment < block.segment_count;
}

// What the slices cover, and all between the lines; nullopt where two of these overlap.
std::optional<Coverage> cover_once(const DocumentContents& contents) {
  Coverage coverage(contents.source_text.size());
  std::uint64_t covered_to = 0;
  for (const auto& line : contents.lines) {
    const bool is_behind = covered_to <= line.begin_byte && line.begin_byte <= line.end_byte;
    if (!is_behind || !coverage.take(covered_to, line.begin_byte)) return std::nullopt;
    covered_to = line.end_byte;
  }
  const std::uint64_t size = contents.source_text.size();
  if (covered_to > size || !coverage.take(covered_to, size)) return std::nullopt;
  for (std::uint64_t i = 0; i < contents.segments.size(); ++i) {
    const broadsheet_segment_t& segment = contents.segments[i];
    if (does_cover(contents, i) &&
        !coverage.take(segment.source_begin_byte, segment.source_end_byte))
      return std::nullopt;
  }
  return coverage;
}

std::vector<Slice> slices_in_source_order(const DocumentContents& contents) {
  std::vector<Slice> slices;
  slices.reserve(contents.segments.size());
  for (std::uint64_t i = 0; i < contents.segments.size(); ++i) {
    if (!does_cover(contents, i)) continue;
    const broadsheet_segment_t& segment = contents.segments[i];
    slices.push_back({segment.source_begin_byte, segment.source_end_byte, segment.block});
  }
  std::sort(slices.begin(), slices.end(),
            [](const Slice& a, const Slice& b) { return a.begin_byte < b.begin_byte; });
  return slices;
}

// As sweep, of slices that may overlap.
template <class Uncovered, class Doubled>
void sweep_in_source_order(const DocumentContents& contents, Uncovered&& uncovered,
                           Doubled&& doubled) {
  const std::vector<Slice> slices = slices_in_source_order(contents);
  std::size_t next = 0;
  std::uint64_t covered_to = 0;
  for (const auto& line : contents.lines) {
    covered_to = std::max(covered_to, line.begin_byte);
    while (next < slices.size() && slices[next].begin_byte < line.end_byte) {
      const Slice& slice = slices[next++];
      if (slice.begin_byte > covered_to) uncovered(covered_to, slice.begin_byte);
      if (slice.begin_byte < covered_to && slice.end_byte > slice.begin_byte) {
        doubled(slice.begin_byte, std::min(slice.end_byte, covered_to), slice.block);
      }
      covered_to = std::max(covered_to, slice.end_byte);
    }
    if (covered_to < line.end_byte) uncovered(covered_to, line.end_byte);
  }
}

// Calls uncovered(begin, end) for each stretch of a line that no slice covers, and doubled(begin,
// end, block) for each that two do, in the order of the source.
template <class Uncovered, class Doubled>
void sweep(const DocumentContents& contents, Uncovered&& uncovered, Doubled&& doubled) {
  const std::optional<Coverage> coverage = cover_once(contents);
  if (!coverage) return sweep_in_source_order(contents, uncovered, doubled);
  for (const auto& line : contents.lines)
    coverage->for_each_free(line.begin_byte, line.end_byte, uncovered);
}

bool is_text_of_segments(const DocumentContents& contents, std::uint32_t block_index) {
  const broadsheet_block_t& block = contents.blocks[block_index];
  const std::string_view text = contents.block_texts.substr(
      block.text_begin_byte, block.text_end_byte - block.text_begin_byte);
  std::uint64_t at = 0;
  for (std::uint64_t i = block.first_segment; i < block.first_segment + block.segment_count; ++i) {
    const broadsheet_segment_t& segment = contents.segments[i];
    if (segment.block != block_index || segment.text_begin_byte != at ||
        segment.text_end_byte < at || segment.text_end_byte > text.size())
      return false;
    const std::string_view made = text.substr(at, segment.text_end_byte - at);
    const std::string_view slice = contents.source_text.substr(
        segment.source_begin_byte, segment.source_end_byte - segment.source_begin_byte);
    if (segment.kind == BROADSHEET_SEGMENT_COPY && made != slice) return false;
    if (segment.kind == BROADSHEET_SEGMENT_INSERT && !is_all_white_space(made)) return false;
    if (segment.kind == BROADSHEET_SEGMENT_REPLACE &&
        (slice.empty() || made.empty() || segment.reason == 0))
      return false;
    if (segment.kind == BROADSHEET_SEGMENT_REMOVE && (!made.empty() || segment.reason == 0))
      return false;
    at = segment.text_end_byte;
  }
  return at == text.size();
}

// Calls found(begin, end) for each run of white space, or of other characters, in [begin, end).
template <class Found>
void for_each_run(std::string_view source, std::uint64_t begin, std::uint64_t end,
                  bool of_white_space, Found&& found) {
  std::uint64_t run_begin = begin;
  bool is_in_run = false;
  for (std::uint64_t at = begin; at < end;) {
    const CodePoint c = code_point_at(source, at);
    const bool is_wanted = is_white_space(c.value) == of_white_space;
    if (is_wanted && !is_in_run) run_begin = at;
    if (!is_wanted && is_in_run) found(run_begin, at);
    is_in_run = is_wanted;
    at += c.length_bytes;
  }
  if (is_in_run) found(run_begin, end);
}

}  // namespace

std::vector<ConservationProblem> check_conservation(const DocumentContents& contents,
                                                    std::size_t limit) {
  std::vector<ConservationProblem> problems;
  const auto add = [&](ConservationProblem::Kind kind, std::uint64_t begin, std::uint64_t end,
                       std::uint32_t block) {
    if (problems.size() < limit) problems.push_back({kind, begin, end, block});
  };
  for (std::uint32_t i = 0; i < contents.blocks.size(); ++i) {
    if (!is_text_of_segments(contents, i)) add(ConservationProblem::Kind::invented, 0, 0, i);
  }
  sweep(
      contents,
      [&](std::uint64_t begin, std::uint64_t end) {
        for_each_run(contents.source_text, begin, end, false,
                     [&](std::uint64_t run_begin, std::uint64_t run_end) {
                       add(ConservationProblem::Kind::dropped, run_begin, run_end, BROADSHEET_NONE);
                     });
      },
      [&](std::uint64_t begin, std::uint64_t end, std::uint32_t block) {
        add(ConservationProblem::Kind::doubled, begin, end, block);
      });
  return problems;
}

std::string describe(const ConservationProblem& problem, const Document& source) {
  const std::string block =
      problem.block == BROADSHEET_NONE ? "" : " in block " + std::to_string(problem.block + 1);
  if (problem.kind == ConservationProblem::Kind::invented)
    return "invents text that is not in the source" + block;
  const auto place = source.locate(problem.source_begin_byte).value_or(SourcePlace{});
  std::string_view text = source.contents().source_text.substr(
      problem.source_begin_byte, problem.source_end_byte - problem.source_begin_byte);
  const std::size_t count = count_code_points(text);
  constexpr std::size_t kShown = 48;
  if (text.size() > kShown) {
    std::size_t cut = kShown;
    while (!is_code_point_start(text[cut])) --cut;
    text = text.substr(0, cut);
  }
  return (problem.kind == ConservationProblem::Kind::dropped ? "drops " : "doubles ") +
         std::to_string(count) + (count == 1 ? " character" : " characters") + " at line " +
         std::to_string(place.line) + ", column " + std::to_string(place.column) + " ('" +
         std::string(text) + "')" + block;
}

std::vector<broadsheet_segment_t> uncovered_white_space(const DocumentContents& contents,
                                                        const Coverage& taken,
                                                        std::uint32_t reason_id) {
  std::vector<broadsheet_segment_t> removals;
  const auto remove = [&](std::uint64_t begin, std::uint64_t end) {
    removals.push_back(
        {begin, end, 0, 0, BROADSHEET_SEGMENT_REMOVE, reason_id, BROADSHEET_NONE, 0});
  };
  for (const auto& line : contents.lines) {
    taken.for_each_free(line.begin_byte, line.end_byte,
                        [&](std::uint64_t begin, std::uint64_t end) {
                          for_each_run(contents.source_text, begin, end, true, remove);
                        });
  }
  return removals;
}

}  // namespace broadsheet::document

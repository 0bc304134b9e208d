// SPDX-License-Identifier: Apache-2.0
#include "plain_paragraphs.h"

#include <algorithm>
#include <map>
#include <string>

#include "broadsheet/cpp/text.hpp"
#include "line_join.h"
#include "list_marker.h"

namespace broadsheet::plain_cleaner {
namespace {

/// Lines without the white space at their ends, and without those that are nothing else.
struct TrimmedLine {
  std::uint64_t begin_byte;
  std::string_view text;
};

TrimmedLine trim(std::string_view source, const LineRange& line) {
  const std::string_view text = source.substr(line.begin_byte, line.end_byte - line.begin_byte);
  const ByteRange range = trimmed_range(text);
  return {line.begin_byte + range.begin_byte,
          text.substr(range.begin_byte, range.end_byte - range.begin_byte)};
}

/// Which of a run's lines begin an item of a list.
std::vector<bool> find_items(std::span<const TrimmedLine> run) {
  std::map<std::string, int> lines_of_kind;
  std::vector<ListMarker> markers;
  for (const TrimmedLine& line : run) {
    markers.push_back(find_list_marker(line.text));
    ++lines_of_kind[markers.back().kind];
  }
  std::vector<bool> is_item;
  for (const ListMarker& marker : markers) {
    is_item.push_back(!marker.kind.empty() &&
                      (marker.is_bullet || lines_of_kind[marker.kind] >= 2));
  }
  return is_item;
}

void append_copy(const TrimmedLine& line, std::size_t length, Paragraph& paragraph) {
  paragraph.pieces.push_back({Piece::Kind::kCopy, line.begin_byte, line.begin_byte + length});
}

Paragraph join(std::span<const TrimmedLine> lines, bool is_list_item) {
  Paragraph paragraph;
  paragraph.is_list_item = is_list_item;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const TrimmedLine& line = lines[i];
    const LineJoin how =
        i + 1 < lines.size() ? join_lines(line.text, lines[i + 1].text) : LineJoin::kNothing;
    const bool has_soft_hyphen = how == LineJoin::kDropHyphen;
    const std::size_t length = line.text.size() - (has_soft_hyphen ? kSoftHyphen.size() : 0);
    append_copy(line, length, paragraph);
    if (has_soft_hyphen) {
      paragraph.pieces.push_back(
          {Piece::Kind::kRemoved, line.begin_byte + length, line.begin_byte + line.text.size()});
    }
    if (how == LineJoin::kSpace) paragraph.pieces.push_back({Piece::Kind::kSpace});
  }
  return paragraph;
}

/// Cuts a run of lines before each item.
void append_run(std::span<const TrimmedLine> run, std::vector<Paragraph>& out) {
  const std::vector<bool> is_item = find_items(run);
  for (std::size_t begin = 0; begin < run.size();) {
    std::size_t end = begin + 1;
    while (end < run.size() && !is_item[end]) ++end;
    out.push_back(join(run.subspan(begin, end - begin), is_item[begin]));
    begin = end;
  }
}

}  // namespace

std::vector<Paragraph> find_paragraphs(std::string_view source, std::span<const LineRange> lines,
                                       ParagraphRule rule) {
  std::vector<Paragraph> paragraphs;
  std::vector<TrimmedLine> run;
  const auto end_run = [&] {
    append_run(run, paragraphs);
    run.clear();
  };
  for (const LineRange& line : lines) {
    const TrimmedLine trimmed = trim(source, line);
    if (trimmed.text.empty() || rule == ParagraphRule::kLine) end_run();
    if (!trimmed.text.empty()) run.push_back(trimmed);
  }
  end_run();
  return paragraphs;
}

}  // namespace broadsheet::plain_cleaner

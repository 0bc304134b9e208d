// SPDX-License-Identifier: Apache-2.0
// Line and column from a byte offset.
//
// Problem: a file of one line of a megabyte with an error at each of its hundred thousand values
// must not cost a scan of the line for each.
// Approach: the starts of all lines, and the number of code points before each block of 1024
// bytes; a column is then the difference of two counts, each at most one block away.
// Tested by source_text_test.cpp.

#include "diagnostics/source_text.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "diagnostics/printable_text.h"

namespace broadsheet::diagnostics {
namespace {

constexpr std::size_t kBlockBytes = 1024;
constexpr std::uint32_t kExcerptCodePoints =
    400;  // before and behind the column; more than printed

}  // namespace

struct SourceText::Content {
  // A block's count may stand a few bytes behind the block's start, where a code point crosses it.
  struct Block {
    std::size_t begin_byte;
    std::size_t code_points_before;
  };

  Content(std::string name_, std::string text_) : name(std::move(name_)), text(std::move(text_)) {
    line_starts.push_back(0);
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\n') line_starts.push_back(i + 1);
    }
    std::size_t count = 0;
    for (std::size_t offset = 0; offset < text.size(); ++count) {
      if (offset >= blocks.size() * kBlockBytes) blocks.push_back({offset, count});
      offset += code_point_at(text, offset).length_bytes;
    }
  }

  std::size_t code_points_before(std::size_t offset) const {
    if (blocks.empty()) return 0;
    std::size_t index = std::min(offset / kBlockBytes, blocks.size() - 1);
    if (blocks[index].begin_byte > offset) --index;  // block 0 begins at 0
    const std::size_t begin = blocks[index].begin_byte;
    return blocks[index].code_points_before +
           count_code_points(std::string_view(text).substr(begin, offset - begin));
  }

  // The other way round; `count` is at most that of the whole text.
  std::size_t offset_of(std::size_t count) const {
    const auto after = std::upper_bound(
        blocks.begin(), blocks.end(), count,
        [](std::size_t wanted, const Block& block) { return wanted < block.code_points_before; });
    if (after == blocks.begin()) return 0;  // there is no text
    std::size_t offset = std::prev(after)->begin_byte;
    for (std::size_t at = std::prev(after)->code_points_before; at < count && offset < text.size();
         ++at) {
      offset += code_point_at(text, offset).length_bytes;
    }
    return offset;
  }

  std::string_view line(std::size_t index) const {
    const std::size_t begin = line_starts[index];
    std::size_t end = index + 1 < line_starts.size() ? line_starts[index + 1] - 1 : text.size();
    if (end > begin && index + 1 < line_starts.size() && text[end - 1] == '\r') --end;
    return std::string_view(text).substr(begin, end - begin);
  }

  std::string name;
  std::string text;
  std::vector<std::size_t> line_starts;
  std::vector<Block> blocks;
};

SourceText::SourceText(std::string name, std::string text)
    : content_(std::make_shared<const Content>(std::move(name), std::move(text))) {}

const std::string& SourceText::name() const { return content_->name; }

std::string_view SourceText::text() const { return content_->text; }

Location SourceText::locate(std::size_t begin_byte, std::size_t length_bytes) const {
  const Content& content = *content_;
  const std::size_t begin = std::min(begin_byte, content.text.size());
  const auto after =
      std::upper_bound(content.line_starts.begin(), content.line_starts.end(), begin);
  const auto index = static_cast<std::size_t>(after - content.line_starts.begin()) - 1;
  const std::string_view line_text = content.line(index);
  const std::size_t line_end = content.line_starts[index] + line_text.size();
  const std::size_t end =
      std::max(begin, std::min(line_end, begin + std::min(length_bytes, content.text.size())));

  const std::size_t before_line = content.code_points_before(content.line_starts[index]);
  const std::size_t before_begin = content.code_points_before(begin);
  Location location;
  location.file = content.name;
  location.line = static_cast<std::uint32_t>(index + 1);
  location.column = static_cast<std::uint32_t>(before_begin - before_line + 1);
  location.length = static_cast<std::uint32_t>(content.code_points_before(end) - before_begin);
  return location;
}

std::uint32_t SourceText::line_count() const {
  return static_cast<std::uint32_t>(content_->line_starts.size());
}

std::string_view SourceText::line(std::uint32_t number) const {
  if (number == 0 || number > line_count()) return {};
  return content_->line(number - 1);
}

void SourceText::excerpt(Diagnostic& diagnostic) const {
  const Content& content = *content_;
  const std::uint32_t number = diagnostic.location.line;
  diagnostic.source_line.clear();
  diagnostic.source_line_first_column = 1;
  if (number == 0 || number > line_count()) return;
  const std::size_t line_begin = content.line_starts[number - 1];
  const std::size_t line_end = line_begin + content.line(number - 1).size();
  const std::size_t before_line = content.code_points_before(line_begin);
  const std::uint32_t column = std::max(diagnostic.location.column, 1U);
  const std::uint32_t skipped = column > kExcerptCodePoints ? column - 1 - kExcerptCodePoints : 0;
  const std::size_t begin = std::min(line_end, content.offset_of(before_line + skipped));
  const std::size_t end =
      std::min(line_end, content.offset_of(before_line + skipped + 2 * kExcerptCodePoints));
  diagnostic.source_line = content.text.substr(begin, end - begin);
  diagnostic.source_line_first_column = skipped + 1;
}

void SourceSet::add(SourceText source) { sources_.push_back(std::move(source)); }

const SourceText* SourceSet::find(std::string_view name) const {
  const auto found = std::find_if(sources_.begin(), sources_.end(),
                                  [&](const SourceText& source) { return source.name() == name; });
  return found == sources_.end() ? nullptr : &*found;
}

void SourceSet::excerpt(Diagnostic& diagnostic) const {
  if (const SourceText* source = find(diagnostic.location.file)) source->excerpt(diagnostic);
}

}  // namespace broadsheet::diagnostics

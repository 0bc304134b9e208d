// SPDX-License-Identifier: Apache-2.0
#include "document/source_builder.h"

#include <algorithm>
#include <cmath>

#include "broadsheet/cpp/text.hpp"
#include "document/string_table.h"
#include "document/utf8.h"

namespace broadsheet::document {
namespace {

std::string number(std::uint64_t value) { return std::to_string(value); }

// Between lines there may be nothing that a reader of the result would miss.
bool is_line_terminators(std::string_view gap) {
  return gap.find_first_not_of("\r\n\f\v") == std::string_view::npos;
}

// What exporters write as they are: a figure that is no number would break their files.
bool has_sound_figures(const broadsheet_line_t& line) {
  if (!(line.confidence >= 0.0F && line.confidence <= 1.0F)) return false;
  if (!(line.font_size >= 0.0F && std::isfinite(line.font_size))) return false;
  if (line.has_box == 0) return true;
  return std::isfinite(line.left) && std::isfinite(line.top) && std::isfinite(line.right) &&
         std::isfinite(line.bottom);
}

}  // namespace

Outcome SourceBuilder::append_text(std::string_view text) {
  if (text.size() > kMaxTextBytes - text_.size()) {
    return Outcome::refused(BROADSHEET_LIMIT_EXCEEDED, "the document's text is larger than 2 GiB",
                            "split the input into smaller files");
  }
  text_ += text;
  return Outcome::ok();
}

Outcome SourceBuilder::add_lines(std::span<const broadsheet_line_t> lines) {
  lines_.insert(lines_.end(), lines.begin(), lines.end());
  return Outcome::ok();
}

Outcome SourceBuilder::add_encoding_runs(std::span<const broadsheet_encoding_run_t> runs) {
  runs_.insert(runs_.end(), runs.begin(), runs.end());
  return Outcome::ok();
}

Outcome SourceBuilder::set_origin(std::uint64_t begin_byte, std::uint64_t end_byte) {
  if (begin_byte > end_byte) return Outcome::invalid("the origin ends before it begins");
  has_origin_ = true;
  origin_begin_byte_ = begin_byte;
  origin_end_byte_ = end_byte;
  return Outcome::ok();
}

Outcome SourceBuilder::set_property(std::string_view key, std::string_view value) {
  if (key.empty() || find_invalid_utf8(key) != std::string_view::npos ||
      find_invalid_utf8(value) != std::string_view::npos) {
    return Outcome::invalid("a property's key is empty, or key or value is not UTF-8");
  }
  for (auto& [known_key, known_value] : properties_) {
    if (known_key == key) {
      known_value = value;
      return Outcome::ok();
    }
  }
  properties_.emplace_back(key, value);
  return Outcome::ok();
}

Outcome SourceBuilder::check_line(const broadsheet_line_t& line, const std::string& name) const {
  const std::string_view text =
      std::string_view(text_).substr(line.begin_byte, line.end_byte - line.begin_byte);
  if (line.page == 0) return Outcome::invalid(name + " is on page 0; pages count from 1");
  if (line.end_byte < text_.size() && !is_code_point_start(text_[line.end_byte]))
    return Outcome::invalid(name + " cuts a character in two");
  if (text.find_first_of("\r\n") != std::string_view::npos)
    return Outcome::invalid(name + " holds a line terminator");
  if (!has_sound_figures(line)) {
    return Outcome::invalid(
        name + " has a box, a font size or a confidence that is no number, or out of range");
  }
  return Outcome::ok();
}

Outcome SourceBuilder::check_lines() const {
  std::uint64_t end = 0;
  std::uint32_t page = 1;
  const auto gap_before = [&](std::uint64_t begin) {
    return is_line_terminators(std::string_view(text_).substr(end, begin - end));
  };
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const auto& line = lines_[i];
    const std::string name = "line " + number(i + 1);
    if (line.begin_byte < end || line.end_byte < line.begin_byte || line.end_byte > text_.size()) {
      return Outcome::invalid(name + " overlaps the one before it, or lies outside the text");
    }
    if (Outcome line_checked = check_line(line, name); !line_checked.is_ok()) return line_checked;
    if (line.page < page)
      return Outcome::invalid(name + " is on an earlier page than the one before it");
    if (!gap_before(line.begin_byte))
      return Outcome::invalid("there is text before " + name + " that is in no line");
    end = line.end_byte;
    page = line.page;
  }
  if (!gap_before(text_.size())) return Outcome::invalid("there is text behind the last line");
  return Outcome::ok();
}

Outcome SourceBuilder::check_runs() const {
  std::uint64_t text_byte = 0;
  std::uint64_t origin_byte = 0;
  for (const auto& run : runs_) {
    if (run.text_begin_byte < text_byte || run.text_begin_byte > text_.size() ||
        run.origin_begin_byte < origin_byte || run.text_step_bytes == 0) {
      return Outcome::invalid("the encoding runs do not ascend, or lie outside the text");
    }
    text_byte = run.text_begin_byte;
    origin_byte = run.origin_begin_byte;
  }
  return Outcome::ok();
}

Outcome SourceBuilder::seal(std::optional<Document>& out) const {
  if (const std::size_t bad = find_invalid_utf8(text_); bad != std::string_view::npos) {
    return Outcome::invalid("the text is not valid UTF-8 at byte " + number(bad));
  }
  if (Outcome lines = check_lines(); !lines.is_ok()) return lines;
  if (Outcome runs = check_runs(); !runs.is_ok()) return runs;

  StringTable strings;
  std::vector<broadsheet_property_t> properties;
  for (const auto& [key, value] : properties_) {
    properties.push_back(
        {BROADSHEET_TARGET_DOCUMENT, 0, strings.intern(key), strings.intern(value)});
  }
  DocumentContents contents;
  contents.source_text = text_;
  contents.lines = lines_;
  const broadsheet_encoding_run_t identity{0, origin_begin_byte_, 1, 1};
  contents.encoding_runs = runs_.empty() ? std::span(&identity, 1) : std::span(runs_);
  contents.properties = properties;
  contents.string_bytes = strings.bytes();
  contents.string_ends = strings.ends();
  out = Document::seal(contents);
  return Outcome::ok();
}

}  // namespace broadsheet::document

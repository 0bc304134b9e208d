// SPDX-License-Identifier: Apache-2.0
//
// Problem. Six characters are shared by Chinese and Latin typography: “ ” ‘ ’ … —. Word sets them
// in the Latin font (narrow, and the quotes look wrong between Han) unless their run says
// w:hint="eastAsia". Said on every run, the hint spoils Latin text (pandoc issues 9909 and 9910).
//
// Approach. Only a sequence of these characters that has an East Asian character on either side
// becomes a run of its own, with the hint:
//
//   他说“Hello, world”。   runs:  他说 | “ (hint) | Hello, world | ” (hint) | 。
//   He said “Hello”.       runs:  He said “Hello”.
//
// Tabs and line breaks become w:tab and w:br; everything else stays as it is. Each byte is looked
// at a fixed number of times. Tested by tests/plugins/exporter_docx_test.cpp (TextRuns).
#include "exporter_docx/text_runs.h"

#include <algorithm>

namespace broadsheet::docx {
namespace {

bool is_shared_punctuation(char32_t c) {
  return c == 0x2014 || c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D || c == 0x2026;
}

bool is_east_asian(char32_t c) {
  return (c >= 0x2E80 && c <= 0x9FFF) ||    // radicals, CJK punctuation, kana, Han
         (c >= 0xF900 && c <= 0xFAFF) ||    // compatibility ideographs
         (c >= 0xFF00 && c <= 0xFFEF) ||    // full-width forms
         (c >= 0x20000 && c <= 0x3FFFF) ||  // Han of the supplementary planes
         (c >= 0xAC00 && c <= 0xD7AF);      // Hangul
}

bool is_east_asian_before(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  std::size_t start = at - 1;
  while (start > 0 && !is_code_point_start(text[start])) --start;
  return is_east_asian(code_point_at(text, start).value);
}

/// Where the sequence of shared punctuation that starts at `at` ends; `at` where none starts there.
std::size_t end_of_sequence(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const CodePoint c = code_point_at(text, at);
    if (!is_shared_punctuation(c.value)) break;
    at += c.length_bytes;
  }
  return at;
}

}  // namespace

std::vector<ByteRange> east_asian_punctuation(std::string_view text) {
  constexpr std::string_view kCommonPrefix = "\xE2\x80";  // of all six, in UTF-8
  std::vector<ByteRange> found;
  std::size_t at = text.find(kCommonPrefix);
  while (at != std::string_view::npos) {
    const std::size_t end = end_of_sequence(text, at);
    const bool is_next_to_han =
        end > at && (is_east_asian_before(text, at) ||
                     (end < text.size() && is_east_asian(code_point_at(text, end).value)));
    if (is_next_to_han) found.push_back({at, end});
    at = text.find(kCommonPrefix, std::max(end, at + 1));
  }
  return found;
}

void RunWriter::skip_to(std::size_t end_byte) {
  at_byte_ = std::max(at_byte_, std::min(end_byte, text_.size()));
}

void RunWriter::write_to(std::size_t end_byte) {
  end_byte = std::min(end_byte, text_.size());
  while (at_byte_ < end_byte) {
    while (next_punctuation_ < punctuation_.size() &&
           punctuation_[next_punctuation_].end_byte <= at_byte_) {
      ++next_punctuation_;
    }
    const bool has_next = next_punctuation_ < punctuation_.size();
    const ByteRange next =
        has_next ? punctuation_[next_punctuation_] : ByteRange{text_.size(), text_.size()};
    const bool is_inside = at_byte_ >= next.begin_byte;
    const std::size_t stop = std::min(end_byte, is_inside ? next.end_byte : next.begin_byte);
    write_run(text_.substr(at_byte_, stop - at_byte_), is_inside);
    at_byte_ = stop;
  }
}

void RunWriter::write_run(std::string_view slice, bool is_east_asian) {
  xml_.open("w:r");
  if (is_east_asian || is_right_to_left_) {
    xml_.open("w:rPr");
    if (is_east_asian) xml_.open("w:rFonts").attribute("w:hint", "eastAsia").close();
    if (is_right_to_left_) mark(xml_, "w:rtl");
    xml_.close();
  }
  while (!slice.empty()) {
    const std::size_t end = std::min(slice.find_first_of("\t\n\r"), slice.size());
    if (end > 0) {
      xml_.open("w:t").attribute("xml:space", "preserve").text(slice.substr(0, end)).close();
    }
    if (end < slice.size()) mark(xml_, slice[end] == '\t' ? "w:tab" : "w:br");
    const bool is_pair = slice.substr(end, 2) == "\r\n";
    slice.remove_prefix(std::min(end + (is_pair ? 2 : 1), slice.size()));
  }
  xml_.close();
}

}  // namespace broadsheet::docx

// SPDX-License-Identifier: Apache-2.0
#include "rows.hpp"

#include <algorithm>

#include "characters.hpp"
#include "gram_table.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr std::size_t kSampledBytes = 1 << 16;  // enough to tell the script of a page
constexpr float kFoldedSpace = 0.25F;

Script find_script(std::span<const InputLine> lines, Language language) {
  if (language == Language::chinese) return Script::full_width;
  if (language == Language::english) return Script::roman;
  std::size_t ideographs = 0, letters = 0, bytes = 0;
  for (const InputLine& line : lines) {
    for (std::size_t at = 0; at < line.text.size() && bytes < kSampledBytes; ++bytes) {
      const char32_t c = next_code_point(line.text, at);
      ideographs += is_ideograph(c) ? 1 : 0;
      letters += is_latin_letter(c) ? 1 : 0;
    }
    if (bytes >= kSampledBytes) break;
  }
  return ideographs * 4 >= letters && ideographs > 0 ? Script::full_width : Script::roman;
}

// White space becomes one space; between characters of a letter-spaced line it goes.
void append_folded(std::string_view line, bool is_spaced, std::u32string& text) {
  bool pending_space = false;
  const std::size_t begin = text.size();
  for (std::size_t at = 0; at < line.size();) {
    const char32_t c = next_code_point(line, at);
    if (is_space(c)) {
      pending_space = text.size() > begin;
      continue;
    }
    if (pending_space && !(is_spaced && (is_full_width(c) || is_full_width(text.back())))) {
      text.push_back(U' ');
    }
    pending_space = false;
    text.push_back(c);
  }
}

bool is_quote(char32_t c) { return c >= 0x2018 && c <= 0x201D; }

float row_width(std::u32string_view text, Script script) {
  float width = 0;
  for (const char32_t c : text) {
    if (c == U' ') {
      width += kFoldedSpace;
    } else {
      width += script == Script::full_width && is_quote(c) ? 1.0F : width_in_em(c);
    }
  }
  return width;
}

float row_squeeze(std::u32string_view text) {
  float squeeze = 0;
  for (const char32_t c : text) squeeze += squeeze_in_em(c);
  return std::min(squeeze, 1.5F);
}

bool is_word_part(char32_t c) { return !is_full_width(c) && !is_space(c); }

// The piece at the head of a row that the line breaker would not have cut.
float head_unit(std::u32string_view text, Script script) {
  std::size_t end = 0;
  const std::size_t limit = std::min<std::size_t>(text.size(), 40);
  while (end < limit && is_opening(text[end])) ++end;
  if (end < limit && is_word_part(text[end])) {
    while (end < limit && is_word_part(text[end])) {
      if (text[end++] == U'-') break;
    }
  } else if (end < limit) {
    ++end;
  }
  while (end < limit && is_closing(text[end])) ++end;
  return row_width(text.substr(0, end), script) + (script == Script::roman ? kFoldedSpace : 0.0F);
}

Tail row_tail(std::u32string_view text) {
  std::size_t end = text.size();
  while (end > 0 && is_closing_quote_or_bracket(text[end - 1])) --end;
  const bool has_closing = end < text.size();
  if (end == 0) return Tail::none;
  const char32_t c = text[end - 1];
  if (is_sentence_stop(c)) return Tail::stop;
  if (c == U'：' || c == U':') return Tail::colon;
  if (c == U'；' || c == U';') return Tail::semicolon;
  if (c == U'，' || c == U'、' || c == U',') return Tail::comma;
  if (is_dash(c)) return Tail::dash;
  if (c == U'-' && end >= 2 && is_latin_letter(text[end - 2])) return Tail::hyphen;
  return has_closing ? Tail::quote : Tail::none;
}

std::int8_t quote_balance(std::u32string_view text) {
  int balance = 0;
  for (const char32_t c : text) {
    if (c == U'“' || c == U'（' || c == U'《' || c == U'「' || c == U'(') ++balance;
    if (c == U'”' || c == U'）' || c == U'》' || c == U'」' || c == U')') --balance;
  }
  return static_cast<std::int8_t>(std::clamp(balance, -100, 100));
}

bool has_inner_stop(std::u32string_view text) {
  if (text.size() < 2) return false;
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    if (text[i] == U'。' || text[i] == U'！' || text[i] == U'；') return true;
    if (text[i] == U'.' && text[i + 1] == U' ' && is_lower(text[i > 0 ? i - 1 : 0])) return true;
  }
  return false;
}

float indent_of(std::string_view line, std::uint32_t begin_byte) {
  float indent = 0;
  for (std::size_t at = 0; at < begin_byte;) {
    const char32_t c = next_code_point(line, at);
    indent += c == 0x3000 ? 1.0F : (c == U'\t' ? 2.0F : (is_space(c) ? 0.5F : 0.0F));
  }
  return std::min(indent, 8.0F);
}

void measure_row(Page& page, Row& row) {
  const std::u32string_view text = page.row_text(row);
  row.width_em = row_width(text, page.script);
  row.squeeze_em = page.script == Script::full_width ? row_squeeze(text) : 0.3F;
  row.head_unit_em = head_unit(text, page.script);
  row.tail = row_tail(text);
  row.quote_balance = quote_balance(text);
  row.has_inner_stop = has_inner_stop(text);
  row.cue = find_cue(text);
}

bool is_fragment_of_line(const Page& page, const Row& row) {
  const std::u32string_view text = page.row_text(row);
  if (row.tail != Tail::none || row.cue == Cue::page_number) return false;
  if (page.script == Script::full_width) return text.size() == 1 && is_full_width(text[0]);
  return text.size() < 24 && text.size() > 1 && text.find(U' ') == text.npos && !is_all_caps(text);
}

// Single words on lines of their own, or single characters: pieces of one line.
void merge_split_lines(Page& page) {
  std::vector<Row> merged;
  merged.reserve(page.rows.size());
  for (std::size_t i = 0; i < page.rows.size();) {
    std::size_t end = i;
    while (end < page.rows.size() && end - i < 12 && is_fragment_of_line(page, page.rows[end]) &&
           (end == i || page.rows[end].blank_before == 0)) {
      ++end;
    }
    merged.push_back(page.rows[i]);
    if (end - i < 2) {
      ++i;
      continue;
    }
    Row& row = merged.back();
    row.line_count = static_cast<std::uint32_t>(end - i);
    row.text_end = page.rows[end - 1].text_end;
    measure_row(page, row);
    i = end;
  }
  page.rows = std::move(merged);
}

// A page number glued to the first line of the text hides what the line begins with.
void find_glued_number(Page& page) {
  if (page.rows.empty() || page.script != Script::full_width) return;
  Row& row = page.rows.front();
  const std::u32string_view text = page.row_text(row);
  std::size_t digits = 0;
  while (digits < 3 && digits < text.size() && text[digits] >= U'0' && text[digits] <= U'9')
    ++digits;
  if (digits == 0 || digits > 2 || digits >= text.size() || row.cue != Cue::none) return;
  if (is_ideograph(text[digits]) || is_opening(text[digits]))
    row.cue = find_cue(text.substr(digits));
}

// A row is repeated if nearly all of it lies in runs that stand on the page twice. Runs may reach
// into the rows around, so that the short last row of a pull quote counts as well.
void find_repetitions(Page& page) {
  const GramTable grams(page.text, page.script == Script::full_width ? 5 : 14);
  const std::vector<bool> repeated = grams.repeated_characters(page.text);
  for (Row& row : page.rows) {
    const auto begin = repeated.begin() + row.text_begin, end = repeated.begin() + row.text_end;
    const auto share = static_cast<float>(std::count(begin, end, true)) /
                       static_cast<float>(row.text_end - row.text_begin);
    row.is_repeated = share >= 0.85F;
  }
}

}  // namespace

Trimmed trim_line(std::string_view line, bool is_first_of_text) {
  std::size_t begin = line.size(), end = 0;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(line, at);
    if (is_space(c) || (is_first_of_text && start == 0 && c == 0xFEFF)) continue;
    begin = std::min(begin, start);
    end = at;
  }
  if (begin > end) begin = end = 0;
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

bool is_letter_spaced(std::string_view line) {
  std::size_t gaps = 0, spaced = 0;
  char32_t previous = 0;
  bool has_space = false;
  for (std::size_t at = 0; at < line.size();) {
    const char32_t c = next_code_point(line, at);
    if (is_space(c)) {
      has_space = previous != 0;
      continue;
    }
    if (previous != 0 && is_full_width(previous) && is_full_width(c)) {
      ++gaps;
      spaced += has_space ? 1 : 0;
    }
    previous = c;
    has_space = false;
  }
  return spaced >= 2 && spaced * 10 >= gaps * 6;
}

Page measure_page(std::span<const InputLine> lines, std::uint32_t line_offset, Language language) {
  Page page;
  page.lines = lines;
  page.line_offset = line_offset;
  page.script = find_script(lines, language);
  std::uint32_t blanks = 0;
  for (std::uint32_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = lines[i].text;
    const Trimmed trimmed = trim_line(line, line_offset + i == 0);
    if (trimmed.begin_byte == trimmed.end_byte) {
      ++blanks;
      continue;
    }
    Row row;
    row.first_line = i;
    row.blank_before = blanks;
    blanks = 0;
    const std::string_view content =
        line.substr(trimmed.begin_byte, trimmed.end_byte - trimmed.begin_byte);
    row.is_letter_spaced = is_letter_spaced(content);
    row.indent_em = indent_of(line, trimmed.begin_byte);
    row.text_begin = static_cast<std::uint32_t>(page.text.size());
    append_folded(content, row.is_letter_spaced, page.text);
    row.text_end = static_cast<std::uint32_t>(page.text.size());
    measure_row(page, row);
    page.rows.push_back(row);
    if (page.script == Script::roman) page.text.push_back(U' ');
  }
  find_glued_number(page);
  merge_split_lines(page);
  find_repetitions(page);
  return page;
}

}  // namespace broadsheet::newspaper

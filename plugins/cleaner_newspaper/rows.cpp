// SPDX-License-Identifier: Apache-2.0
#include "rows.hpp"

#include <algorithm>
#include <cstring>

#include "characters.hpp"
#include "gram_table.hpp"
#include "row_measure.hpp"
#include "row_reader.hpp"
#include "sentence_marks.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr float kFoldedSpace = 0.25F;  // as width_in_em says

// A character of a vertical motto, or a word that a stretched line was cut into.
bool is_fragment_of_line(const Page& page, const Row& row) {
  if (page.script == Script::full_width && row.text_end - row.text_begin > 1) return false;
  const std::u32string_view text = page.row_text(row);
  if (row.cue == Cue::page_number) return false;
  if (page.script == Script::full_width) return row.tail == Tail::none && is_full_width(text[0]);
  if (text.size() == 1) return text[0] == U'A' || text[0] == U'I' || text[0] == U'a';
  return text.size() < 24 && row.tail != Tail::hyphen && text.find(U' ') == text.npos &&
         !is_all_caps(text);
}

// What rows of several words around [begin, end) are wide: their median.
float usual_width_around(const std::vector<Row>& rows, const Page& page, std::size_t begin,
                         std::size_t end) {
  constexpr std::size_t kOnEachSide = 6, kReach = 24, kFewestSpaces = 2;
  std::vector<float> widths;
  const auto take = [&](const Row& row) {
    const std::u32string_view text = page.row_text(row);
    if (std::count(text.begin(), text.end(), U' ') >= static_cast<std::ptrdiff_t>(kFewestSpaces))
      widths.push_back(row.width_em);
  };
  for (std::size_t k = begin; k > 0 && begin - k < kReach && widths.size() < kOnEachSide; --k)
    take(rows[k - 1]);
  const std::size_t above = widths.size();
  for (std::size_t k = end;
       k < rows.size() && k - end < kReach && widths.size() < above + kOnEachSide; ++k)
    take(rows[k]);
  if (widths.empty()) return 0.0F;
  const auto middle = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2);
  std::nth_element(widths.begin(), middle, widths.end());
  return *middle;
}

// How many of the words [begin, end) were one roman line of about `usual_em`: as many as fit, and
// no further than a stop behind which the words that are left make a line of their own.
std::size_t words_of_line(const std::vector<Row>& rows, std::size_t begin, std::size_t end,
                          float usual_em) {
  constexpr float kOverEm = 0.8F, kIndentEm = 1.0F;
  float left = 0;  // the width of the words behind
  for (std::size_t k = begin; k < end; ++k) left += rows[k].width_em + kFoldedSpace;
  const float next_unit = end < rows.size() ? std::min(rows[end].head_unit_em, usual_em) : usual_em;
  float width = 0;
  std::size_t k = begin;
  for (; k < end; ++k) {
    const float grown = width + (k > begin ? kFoldedSpace : 0.0F) + rows[k].width_em;
    if (k > begin && grown > usual_em + kOverEm) break;
    width = grown;
    left -= rows[k].width_em + kFoldedSpace;
    if (rows[k].tail == Tail::stop && k + 1 < end && left + kIndentEm + next_unit > usual_em)
      return k + 1 - begin;
  }
  return k - begin;
}

// Single words on lines of their own, or single characters: pieces of one line.
void merge_split_lines(Page& page, Direction direction) {
  constexpr std::size_t kMost = 12, kMostVertical = 60;
  if (direction == Direction::horizontal) return;
  const std::size_t most = direction == Direction::vertical ? kMostVertical : kMost;
  const bool has_fragments =
      std::adjacent_find(page.rows.begin(), page.rows.end(), [&](const Row& row, const Row& next) {
        return is_fragment_of_line(page, row) && is_fragment_of_line(page, next);
      }) != page.rows.end();
  if (!has_fragments) return;
  std::vector<Row> merged;
  merged.reserve(page.rows.size());
  for (std::size_t i = 0; i < page.rows.size();) {
    std::size_t end = i;
    while (end < page.rows.size() && end - i < most && is_fragment_of_line(page, page.rows[end]) &&
           (end == i || page.rows[end].blank_before == 0)) {
      ++end;
    }
    if (end - i > 1 && page.script == Script::roman)
      end = i + words_of_line(page.rows, i, end, usual_width_around(page.rows, page, i, end));
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

// The rows of a caption above the one that tells who took the picture: from a blank line on, or
// else from the last sentence's end, where the page is roman: a Chinese caption mostly is one row.
void find_captions(Page& page) {
  constexpr std::size_t kMostRows = 4;
  std::vector<Row>& rows = page.rows;
  const auto ends_other = [&](const Row& row) {
    return row.tail == Tail::stop || row.cue != Cue::none;
  };
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (rows[i].cue != Cue::caption) continue;
    const std::u32string_view text = page.row_text(rows[i]);
    if (!names_photographer(text)) continue;
    const std::size_t highest = i - std::min(i, kMostRows);
    const auto is_border = [&](std::size_t k) {
      const Cue above = rows[k - 1].cue;
      return rows[k].blank_before > 0 || (above != Cue::none && above != Cue::caption);
    };
    std::size_t first = i;
    while (first > highest && !is_border(first)) --first;
    if (page.script == Script::full_width && rows[first].blank_before == 0) continue;
    if (first == highest) {
      first = begins_with_photographer(text) ? i - 1 : i;
      while (first > highest && !ends_other(rows[first - 1])) --first;
      if (first == highest) continue;
    }
    for (std::size_t k = first; k < i; ++k) rows[k].leads_caption = true;
  }
}

// Before one or two captions ▲ points at a picture; more, and without who took it, are a list's.
void find_items(Page& page) {
  constexpr std::size_t kFewest = 3;
  const auto has_triangle = [&](const Row& row) {
    if (row.cue != Cue::caption || page.text[row.text_begin] != U'▲') return false;
    const std::u32string_view text = page.row_text(row);
    return text.substr(1, 1) != U"图" && !names_photographer(text);
  };
  if (std::ranges::count_if(page.rows, has_triangle) < std::ptrdiff_t{kFewest}) return;
  for (Row& row : page.rows)
    if (has_triangle(row)) row.cue = Cue::bullet;
}

// Are nearly all of these marked? Of most rows none are, which the first few tell; eight marks can
// be read, whatever the size.
bool are_nearly_all_marked(const std::uint8_t* marks, std::size_t size) {
  std::uint64_t first;
  std::memcpy(&first, marks, sizeof first);
  if (first == 0 && size < 4 * sizeof first) return false;
  std::size_t marked = 0;
  for (std::size_t i = 0; i < size; ++i) {
    marked += marks[i];
    if ((i + 1 - marked) * 4 > size) return false;
  }
  return static_cast<float>(marked) / static_cast<float>(size) >= 0.85F;
}

// A row is repeated if nearly all of it lies in runs that stand on the page twice. Runs may reach
// into the rows around, so that the short last row of a pull quote counts as well.
void find_repetitions(Page& page) {
  page.solid.read(page.text, page.rare);
  page.clauses.find_runs(page.text, page.solid, page.script == Script::full_width ? 5 : 14,
                         page.is_repeated);
  for (Row& row : page.rows)
    row.is_repeated = are_nearly_all_marked(page.is_repeated.data() + row.text_begin,
                                            row.text_end - row.text_begin);
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
  SpacedGaps gaps;
  bool has_space = false, after_square = false;
  for (std::size_t at = 0; at < line.size();) {
    const char32_t c = next_code_point(line, at);
    if (is_space(c)) {
      has_space = true;
      continue;
    }
    const bool is_square = is_full_width(c);
    if (is_square && after_square) {
      ++gaps.gaps;
      gaps.spaced += has_space ? 1 : 0;
    }
    after_square = is_square;
    has_space = false;
  }
  return gaps.is_letter_spaced();
}

Page measure_page(std::span<const InputLine> lines, std::uint32_t line_offset,
                  const Options& options) {
  Page page;
  measure_page(lines, line_offset, options, page);
  return page;
}

void measure_page(std::span<const InputLine> lines, std::uint32_t line_offset,
                  const Options& options, Page& page) {
  page.parts = options.parts;
  page.min_confidence = options.min_confidence;
  page.lines = lines;
  page.line_offset = line_offset;
  read_rows(page, options.language);
  const auto hyphens = std::count_if(page.rows.begin(), page.rows.end(),
                                     [](const Row& row) { return row.tail == Tail::hyphen; });
  page.has_hyphens = static_cast<std::size_t>(hyphens) * 100 > page.rows.size();
  find_glued_number(page);
  merge_split_lines(page, options.direction);
  read_sentence_marks(page);
  find_items(page);
  find_captions(page);
  find_repetitions(page);
}

}  // namespace broadsheet::newspaper

// SPDX-License-Identifier: Apache-2.0
// Diagnostics for people, in the shape that compilers have taught editors and eyes to read.
//
// Problem: the caret must stand under the right character whatever the line holds: tabs, wide
// characters, combining marks, escapes, a million characters.
// Approach: the source line becomes a row of cells, one a code point, each with its printable text
// and its columns; caret and window are computed in columns of that row. "日本: x" with an error at
// the fifth code point has its caret under column 7, as the two before take two columns each.
// Tested by diagnostic_printer_test.cpp.

#include "diagnostics/diagnostic_printer.h"

#include <algorithm>
#include <ostream>
#include <string_view>
#include <vector>

#include "diagnostics/printable_text.h"

namespace broadsheet::diagnostics {
namespace {

constexpr std::uint32_t kTabColumns = 4;
constexpr std::uint32_t kMinColumns = 40;
constexpr std::size_t kLineNumberColumns = 5;
constexpr std::string_view kCut = "...";

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kRed = "\x1b[1;31m";
constexpr std::string_view kMagenta = "\x1b[1;35m";
constexpr std::string_view kCyan = "\x1b[1;36m";
constexpr std::string_view kGreen = "\x1b[1;32m";
constexpr std::string_view kPlain = "\x1b[0m";

// One code point of the source line as printed.
struct Cell {
  std::string text;
  std::uint32_t begin_column;  // from 0
  std::uint32_t columns;
};

struct Row {
  std::vector<Cell> cells;
  std::uint32_t columns = 0;

  std::uint32_t begin_column(std::size_t cell) const {
    return cell < cells.size() ? cells[cell].begin_column : columns;
  }
};

// A range of columns, end exclusive.
struct Columns {
  std::uint32_t begin;
  std::uint32_t end;
};

std::string_view word_of(Severity severity) {
  switch (severity) {
    case Severity::note:
      return "note";
    case Severity::warning:
      return "warning";
    case Severity::error:
      break;
  }
  return "error";
}

std::string_view colour_of(Severity severity) {
  switch (severity) {
    case Severity::note:
      return kCyan;
    case Severity::warning:
      return kMagenta;
    case Severity::error:
      break;
  }
  return kRed;
}

std::string paint(std::string_view colour, std::string_view text, const PrintOptions& options) {
  if (!options.has_colour || text.empty()) return std::string(text);
  return std::string(colour) + std::string(text) + std::string(kPlain);
}

Row lay_out(std::string_view line) {
  Row row;
  for (std::size_t offset = 0; offset < line.size();) {
    const CodePoint point = code_point_at(line, offset);
    PrintableGlyph glyph = printable_glyph(line, offset, point);
    if (point.is_valid && point.value == U'\t') {
      glyph.columns = kTabColumns - row.columns % kTabColumns;
      glyph.text.assign(glyph.columns, ' ');
    }
    row.cells.push_back({std::move(glyph.text), row.columns, glyph.columns});
    row.columns += glyph.columns;
    offset += point.length_bytes;
  }
  return row;
}

// Where the caret and its tail stand; an empty range if the column is not known or not in the line.
Columns caret_columns(const Row& row, const Diagnostic& diagnostic) {
  const Location& location = diagnostic.location;
  if (location.column < diagnostic.source_line_first_column) return {0, 0};
  const std::size_t first = location.column - diagnostic.source_line_first_column;
  if (first > row.cells.size()) return {0, 0};
  const std::size_t last = first + std::max(location.length, 1U);
  const std::uint32_t begin = row.begin_column(first);
  return {begin, std::max(begin + 1, row.begin_column(last))};
}

// The columns of the row to print: all of it, or as much as fits with the caret in the first third.
Columns window_columns(const Row& row, const Columns& caret, std::uint32_t budget) {
  if (row.columns <= budget) return {0, row.columns};
  const auto cuts = static_cast<std::uint32_t>(2 * kCut.size());
  const std::uint32_t width = budget - cuts;
  std::uint32_t begin = caret.begin > width / 3 ? caret.begin - width / 3 : 0;
  begin = std::min(begin, row.columns - width);
  return {begin, begin + width};
}

std::string without_trailing_spaces(std::string text) {
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

// The source line within the window, and the caret line below it; each ended by \n.
std::string source_lines(const Diagnostic& diagnostic, const PrintOptions& options) {
  const std::uint32_t line = diagnostic.location.line;
  std::string number = line > 0 ? std::to_string(line) : std::string();
  if (number.size() < kLineNumberColumns) {
    number.insert(0, kLineNumberColumns - number.size(), ' ');
  }
  const auto gutter_columns = static_cast<std::uint32_t>(number.size()) + 3;
  const std::uint32_t budget = std::max(options.max_columns, kMinColumns) - gutter_columns;

  const Row row = lay_out(diagnostic.source_line);
  const Columns caret = caret_columns(row, diagnostic);
  const Columns window = window_columns(row, caret, budget);
  const bool is_cut_before = window.begin > 0 || diagnostic.source_line_first_column > 1;

  std::string text = is_cut_before ? std::string(kCut) : std::string();
  auto shift = static_cast<std::uint32_t>(text.size());  // from the row's to the printed columns
  std::uint32_t first_column = window.begin;
  bool has_cell = false;
  for (const Cell& cell : row.cells) {
    if (cell.begin_column < window.begin || cell.begin_column + cell.columns > window.end) continue;
    if (!has_cell) first_column = cell.begin_column;
    has_cell = true;
    text += cell.text;
  }
  if (window.end < row.columns) text += kCut;

  std::string result = number + " | " + without_trailing_spaces(text) + "\n";
  if (line == 0) result = without_trailing_spaces(std::move(result));
  if (caret.end == 0) return result;
  const std::uint32_t indent = shift + std::max(caret.begin, first_column) - first_column;
  const std::uint32_t last = std::max(caret.begin + 1, std::min(caret.end, window.end));
  const std::string marks = "^" + std::string(last - caret.begin - 1, '~');
  return result + std::string(number.size(), ' ') + " | " + std::string(indent, ' ') +
         paint(kGreen, marks, options) + "\n";
}

std::string place_of(const Location& location) {
  std::string place = printable(location.file);
  if (location.line == 0) return place;
  if (!place.empty()) place += ":";
  place += std::to_string(location.line);
  if (location.column > 0) place += ":" + std::to_string(location.column);
  return place;
}

}  // namespace

std::string format_diagnostic(const Diagnostic& diagnostic, const PrintOptions& options) {
  std::string text;
  const std::string place = place_of(diagnostic.location);
  if (!place.empty()) text += paint(kBold, place + ":", options) + " ";
  text += paint(colour_of(diagnostic.severity), std::string(word_of(diagnostic.severity)) + ":",
                options);
  text += " " + paint(kBold, printable(diagnostic.message), options) + "\n";
  if (!diagnostic.source_line.empty()) text += source_lines(diagnostic, options);
  if (!diagnostic.help.empty()) {
    text += "  " + paint(kCyan, "help:", options) + " " + printable(diagnostic.help) + "\n";
  }
  return text;
}

std::string format_diagnostics(const DiagnosticList& diagnostics, const PrintOptions& options) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics.items()) {
    text += format_diagnostic(diagnostic, options);
  }
  if (diagnostics.left_out_count() > 0) {
    Diagnostic note;
    note.severity = Severity::note;
    note.message = std::to_string(diagnostics.left_out_count()) + " more are not shown";
    text += format_diagnostic(note, options);
  }
  return text;
}

void print_diagnostics(std::ostream& out, const DiagnosticList& diagnostics,
                       const PrintOptions& options) {
  out << format_diagnostics(diagnostics, options);
}

}  // namespace broadsheet::diagnostics

// SPDX-License-Identifier: Apache-2.0
#include "sheet_writer.h"

#include "sheet_text.h"

namespace broadsheet::exporting {
namespace {

constexpr std::size_t kMaxRows = 1048576;

bool is_running_text(std::string_view column) { return column == "text" || column == "evidence"; }

/// The schema knows no xml:space, yet Excel drops white space at the ends without it (and writes it
/// itself): so it stands where it is needed only.
bool has_white_end(std::string_view text) {
  constexpr std::string_view kWhite = " \t\n\r";
  return kWhite.find(text.front()) != std::string_view::npos ||
         kWhite.find(text.back()) != std::string_view::npos;
}

/// In characters of the default font.
int width_of(std::string_view column) {
  if (column == "text") return 80;
  if (column == "headline" || column == "evidence" || column == "labels") return 32;
  if (column == "page" || column == "order" || column == "begin" || column == "end") return 8;
  return 14;
}

void write_columns(std::initializer_list<std::string_view> names, XmlWriter& xml) {
  xml.open("cols");
  std::size_t number = 0;
  for (const std::string_view name : names) {
    ++number;
    xml.open("col").attribute("min", number).attribute("max", number);
    xml.attribute("width", width_of(name)).attribute("customWidth", 1).close();
  }
  xml.close();
}

}  // namespace

std::string column_name(std::size_t column) {
  std::string name;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return name;
}

SheetWriter::SheetWriter() : xml_(sink_, XmlWriter::Layout::kCompact) {}

void SheetWriter::header(std::initializer_list<std::string_view> names) {
  xml_.declaration(true)
      .open("worksheet")
      .attribute("xmlns", "http://schemas.openxmlformats.org/spreadsheetml/2006/main");
  xml_.open("sheetViews").open("sheetView").attribute("workbookViewId", 0);
  xml_.open("pane").attribute("ySplit", 1).attribute("topLeftCell", "A2");
  xml_.attribute("activePane", "bottomLeft").attribute("state", "frozen").close();
  xml_.close().close();
  write_columns(names, xml_);
  xml_.open("sheetData");
  for (const std::string_view name : names) {
    write_text(name, CellFormat::kHeader);
    is_long_.push_back(is_running_text(name));
  }
  end_row();
}

void SheetWriter::begin_cell(CellFormat format) {
  if (!is_row_open_) {
    xml_.open("row").attribute("r", ++row_);
    is_row_open_ = true;
  }
  xml_.open("c").attribute("r", column_name(column_++).append(std::to_string(row_)));
  xml_.attribute("s", static_cast<int>(format));
}

void SheetWriter::write_text(std::string_view text, CellFormat format) {
  begin_cell(format);
  const std::string_view kept = cut_to_cell(text);
  if (kept.size() < text.size()) ++cut_cells_;
  if (!kept.empty()) {
    xml_.attribute("t", "inlineStr").open("is").open("t");
    if (has_white_end(kept)) xml_.attribute("xml:space", "preserve");
    xml_.text(sheet_text(kept)).close().close();
  }
  xml_.close();
}

SheetWriter& SheetWriter::text(std::string_view cell) {
  if (row_ == kMaxRows && !is_row_open_) return *this;
  const bool is_long = column_ < is_long_.size() && is_long_[column_];
  write_text(cell, is_long ? CellFormat::kLongText : CellFormat::kText);
  return *this;
}

SheetWriter& SheetWriter::number(std::string_view digits) {
  if (row_ == kMaxRows && !is_row_open_) return *this;
  begin_cell(CellFormat::kNumber);
  if (!digits.empty()) xml_.open("v").text(digits).close();
  xml_.close();
  return *this;
}

void SheetWriter::end_row() {
  if (is_row_open_) {
    xml_.close();
  } else {
    ++left_out_rows_;
  }
  is_row_open_ = false;
  column_ = 0;
}

std::string SheetWriter::finish() {
  xml_.close().open("autoFilter");
  xml_.attribute("ref", "A1:" + column_name(is_long_.size() - 1) + std::to_string(row_)).close();
  xml_.close();
  return sink_.take();
}

}  // namespace broadsheet::exporting

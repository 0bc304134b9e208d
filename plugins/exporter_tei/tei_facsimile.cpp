// SPDX-License-Identifier: Apache-2.0
#include "tei_facsimile.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "exporter_support/line_ranges.h"
#include "exporter_support/numbers.h"

namespace broadsheet::exporting {
namespace {

bool has_zone(const broadsheet_line_t& line) {
  return line.has_box != 0 && std::isfinite(line.left) && std::isfinite(line.top) &&
         std::isfinite(line.right) && std::isfinite(line.bottom);
}

/// The corners of a zone, or of the surface that holds all of its zones.
struct Box {
  float left = 0;
  float top = 0;
  float right = 0;
  float bottom = 0;
};

void write_box(const Box& box, XmlWriter& xml) {
  xml.attribute("ulx", number_text(box.left)).attribute("uly", number_text(box.top));
  xml.attribute("lrx", number_text(box.right)).attribute("lry", number_text(box.bottom));
}

}  // namespace

TeiFacsimile::TeiFacsimile(const Document& document, const Positions& positions)
    : document_(document), positions_(positions) {
  const Records<broadsheet_line_t>& lines = document.lines();
  is_known_ = std::any_of(lines.begin(), lines.end(), has_zone);
}

void TeiFacsimile::write(XmlWriter& xml) const {
  if (!is_known_) return;
  const Records<broadsheet_line_t>& lines = document_.lines();
  xml.open("facsimile");
  std::set<std::uint32_t> known_pages;  // a reader may come back to a page: it has one id
  for (std::size_t first = 0; first < lines.size();) {
    const std::uint32_t page = lines[first].page;
    std::size_t end = first;
    Box surface;
    for (; end < lines.size() && lines[end].page == page; ++end) {
      if (!has_zone(lines[end])) continue;
      surface.right = std::max(surface.right, lines[end].right);
      surface.bottom = std::max(surface.bottom, lines[end].bottom);
    }
    xml.open("surface").attribute("n", page);
    if (known_pages.insert(page).second) xml.attribute("xml:id", "page." + std::to_string(page));
    write_box(surface, xml);
    for (std::size_t line = first; line < end; ++line) {
      const broadsheet_line_t record = lines[line];
      if (!has_zone(record)) continue;
      xml.open("zone").attribute("xml:id", "line." + std::to_string(line + 1));
      write_box({record.left, record.top, record.right, record.bottom}, xml);
      xml.close();
    }
    xml.close();
    first = end;
  }
  xml.close();
}

std::string TeiFacsimile::pointer_to_line(std::size_t line) const {
  const bool is_there = line > 0 && line <= document_.lines().size();
  return is_there && has_zone(document_.lines()[line - 1]) ? "#line." + std::to_string(line) : "";
}

std::string TeiFacsimile::pointer_to_page(std::uint32_t page) const {
  return is_known_ ? "#page." + std::to_string(page) : "";
}

std::string TeiFacsimile::pointers_of(const broadsheet_block_t& block) const {
  std::string pointers;
  if (!is_known_) return pointers;
  for (const LineRange& range : line_ranges(document_, positions_.lines(), block)) {
    for (std::size_t line = range.first; line <= range.last; ++line) {
      const std::string pointer = pointer_to_line(line);
      if (pointer.empty()) continue;
      pointers.append(pointers.empty() ? "" : " ").append(pointer);
    }
  }
  return pointers;
}

bool TeiFacsimile::begins_column(std::size_t line) const {
  if (line < 2 || line > document_.lines().size()) return false;
  const broadsheet_line_t before = document_.lines()[line - 2];
  const broadsheet_line_t own = document_.lines()[line - 1];
  return has_zone(before) && has_zone(own) && before.page == own.page &&
         (own.left >= before.right || own.right <= before.left);
}

}  // namespace broadsheet::exporting

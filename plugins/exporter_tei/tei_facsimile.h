// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_TEI_TEI_FACSIMILE_H_
#define BROADSHEET_EXPORTER_TEI_TEI_FACSIMILE_H_

#include <cstdint>
#include <string>

#include "broadsheet/cpp/document.hpp"
#include "exporter_support/positions.h"
#include "exporter_support/xml_writer.h"

namespace broadsheet::exporting {

/// Where the page's lines stand on it, for documents whose reader knew: a <surface> a page, a
/// <zone> a line in the page's own units, and pointers to these from the text.
class TeiFacsimile {
 public:
  /// All borrowed; must outlive this.
  TeiFacsimile(const Document& document, const Positions& positions);

  /// Whether any line has a box. Where none has, nothing below writes anything.
  bool is_known() const { return is_known_; }
  void write(XmlWriter& xml) const;
  /// "#line.3 #line.4": the zones of the block's lines, in reading order; empty where it has none.
  std::string pointers_of(const broadsheet_block_t& block) const;
  /// "#line.3" for a line from 1, "#page.1" for its page; empty where it has no zone.
  std::string pointer_to_line(std::size_t line) const;
  std::string pointer_to_page(std::uint32_t page) const;
  /// Whether the line begins another column than the one before it: they stand side by side.
  bool begins_column(std::size_t line) const;

 private:
  const Document& document_;
  const Positions& positions_;
  bool is_known_ = false;
};

}  // namespace broadsheet::exporting

#endif

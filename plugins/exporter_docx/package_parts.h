// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_DOCX_PACKAGE_PARTS_H_
#define BROADSHEET_EXPORTER_DOCX_PACKAGE_PARTS_H_

#include <span>
#include <string>

#include "exporter_docx/typography.h"
#include "exporter_docx/wordml.h"

namespace broadsheet::docx {

/// [Content_Types].xml for the parts that are in the package.
struct ContentType {
  const char* part;  // "/word/document.xml"
  const char* type;
};
void write_content_types(XmlWriter& xml, std::span<const ContentType> overrides);

/// A .rels part; ids are rId1, rId2, ... in this order.
struct Relationship {
  const char* type;
  const char* target;
};
void write_relationships(XmlWriter& xml, std::span<const Relationship> relationships);

/// word/settings.xml: how Chinese text is set.
void write_settings(XmlWriter& xml, const Typography& type);
/// word/fontTable.xml
void write_font_table(XmlWriter& xml, const Typography& type);
/// word/footer1.xml: the page number.
void write_footer(XmlWriter& xml);

}  // namespace broadsheet::docx

#endif

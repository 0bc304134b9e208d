// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_DOCX_PACKAGE_PARTS_H_
#define BROADSHEET_EXPORTER_DOCX_PACKAGE_PARTS_H_

#include "exporter_docx/typography.h"
#include "exporter_docx/wordml.h"

namespace broadsheet::docx {

/// word/settings.xml: how Chinese text is set.
void write_settings(XmlWriter& xml, const Typography& type);
/// word/fontTable.xml
void write_font_table(XmlWriter& xml, const Typography& type);
/// word/footer1.xml: the page number.
void write_footer(XmlWriter& xml);

}  // namespace broadsheet::docx

#endif

// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_DOCX_STYLES_PART_H_
#define BROADSHEET_EXPORTER_DOCX_STYLES_PART_H_

#include "exporter_docx/typography.h"
#include "exporter_docx/wordml.h"

namespace broadsheet::docx {

/// word/styles.xml
void write_styles(XmlWriter& xml, const Typography& type);

}  // namespace broadsheet::docx

#endif

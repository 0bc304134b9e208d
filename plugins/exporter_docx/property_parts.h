// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_DOCX_PROPERTY_PARTS_H_
#define BROADSHEET_EXPORTER_DOCX_PROPERTY_PARTS_H_

#include <string_view>

#include "exporter_docx/wordml.h"
#include "exporter_support/document_index.h"

namespace broadsheet::docx {

/// docProps/core.xml: title, creator, subject, keywords, identifier, language, dates. Never the
/// clock.
void write_core_properties(XmlWriter& xml, const exporting::DocumentIndex& index,
                           std::string_view language);
/// docProps/app.xml
void write_application_properties(XmlWriter& xml);
/// docProps/custom.xml: the source's hash, and what made the document.
void write_custom_properties(XmlWriter& xml, const Document& document);

}  // namespace broadsheet::docx

#endif

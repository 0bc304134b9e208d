// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_SUPPORT_OPC_PROPERTIES_H_
#define BROADSHEET_EXPORTER_SUPPORT_OPC_PROPERTIES_H_

#include <string_view>

#include "exporter_support/document_index.h"
#include "exporter_support/xml_writer.h"

namespace broadsheet::exporting {

/// Screen readers and file lists show a title, so there always is one: the document's, else the
/// headline of its only article, else the source's file name.
std::string_view title_of(const Document& document);

/// docProps/core.xml: title, creator, subject, keywords, identifier, language, dates. Never the
/// clock.
void write_core_properties(XmlWriter& xml, const DocumentIndex& index, std::string_view language);
/// docProps/app.xml
void write_application_properties(XmlWriter& xml);
/// docProps/custom.xml: the source's hash, and what made the document.
void write_custom_properties(XmlWriter& xml, const Document& document);

}  // namespace broadsheet::exporting

#endif

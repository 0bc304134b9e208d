// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_TEI_TEI_HEADER_H_
#define BROADSHEET_EXPORTER_TEI_TEI_HEADER_H_

#include "broadsheet/cpp/document.hpp"
#include "exporter_support/xml_writer.h"
#include "tei_names.h"
#include "tei_writer.h"

namespace broadsheet::exporting {

/// Writes the teiHeader: what the source is, what made the file, and the taxonomies of roles and
/// labels.
void write_tei_header(const Document& document, const TeiOptions& options, const LabelIds& labels,
                      XmlWriter& xml);

}  // namespace broadsheet::exporting

#endif

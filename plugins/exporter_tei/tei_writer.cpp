// SPDX-License-Identifier: Apache-2.0
#include "tei_writer.h"

#include "exporter_support/document_index.h"
#include "exporter_support/positions.h"
#include "exporter_support/xml_characters.h"
#include "exporter_support/xml_writer.h"
#include "tei_article.h"
#include "tei_facsimile.h"
#include "tei_header.h"
#include "tei_inline.h"
#include "tei_names.h"
#include "tei_stand_off.h"

namespace broadsheet::exporting {

void write_tei(const Context& context, const Document& document, const TeiOptions& options,
               ByteSink& sink) {
  const DocumentIndex index(document);
  const Positions positions(document);
  const LabelIds labels(document);
  XmlWriter xml(sink, XmlWriter::Layout::kIndented);

  xml.declaration().open("TEI").attribute("xmlns", "http://www.tei-c.org/ns/1.0");
  const std::string_view language = document.property("language");
  if (is_language_tag(language)) xml.attribute("xml:lang", language);
  write_tei_header(document, options, labels, xml);
  const TeiFacsimile facsimile(document, positions);
  facsimile.write(xml);
  TeiStandOff(document, options, index, positions, labels, xml).write();
  TeiInline inline_text(document, options, index, positions, facsimile, xml);
  TeiArticles(context, document, options, index, facsimile, inline_text, xml).write();
  xml.close();

  report_replaced_characters(context, xml.replaced_characters());
}

}  // namespace broadsheet::exporting

// SPDX-License-Identifier: Apache-2.0
//
// A DOCX file is a ZIP archive of XML parts that point at each other by relationships. The body is
// written first, since it decides whether there are comments; the archive then takes only the parts
// that have something in them, always in the same order, content types first. Tested by
// tests/plugins/exporter_docx_test.cpp, which also has the file validated, converted and read by
// others.
#include "exporter_docx/docx_writer.h"

#include <utility>
#include <vector>

#include "exporter_docx/body_part.h"
#include "exporter_docx/comments_part.h"
#include "exporter_docx/package_parts.h"
#include "exporter_docx/provenance_part.h"
#include "exporter_docx/styles_part.h"
#include "exporter_support/opc_package.h"
#include "exporter_support/opc_properties.h"

namespace broadsheet::docx {
namespace {

#define WORD_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define RELATIONSHIP "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

using exporting::OpcPackage;
using exporting::Relationship;
using exporting::xml_part;

void add_main_relationships(OpcPackage& package) {
  const Relationship relationships[] = {
      {RELATIONSHIP "officeDocument", "word/document.xml"},
      {"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
       "docProps/core.xml"},
      {RELATIONSHIP "extended-properties", "docProps/app.xml"},
      {RELATIONSHIP "custom-properties", "docProps/custom.xml"}};
  package.add_relationships("/_rels/.rels", relationships);
}

void add_word_relationships(OpcPackage& package, bool has_comments, bool has_provenance) {
  std::vector<Relationship> relationships = {
      {RELATIONSHIP "footer", "footer1.xml"},  // rId1: the section's properties name it
      {RELATIONSHIP "styles", "styles.xml"},
      {RELATIONSHIP "settings", "settings.xml"},
      {RELATIONSHIP "fontTable", "fontTable.xml"}};
  if (has_comments) relationships.push_back({RELATIONSHIP "comments", "comments.xml"});
  if (has_provenance) relationships.push_back({RELATIONSHIP "customXml", "../customXml/item1.xml"});
  package.add_relationships("/word/_rels/document.xml.rels", relationships);
}

void add_looks(OpcPackage& package, const Typography& type) {
  package.add("/word/styles.xml", WORD_TYPE "styles+xml",
              xml_part([&](XmlWriter& xml) { write_styles(xml, type); }));
  package.add("/word/settings.xml", WORD_TYPE "settings+xml",
              xml_part([&](XmlWriter& xml) { write_settings(xml, type); }));
  package.add("/word/fontTable.xml", WORD_TYPE "fontTable+xml",
              xml_part([&](XmlWriter& xml) { write_font_table(xml, type); }));
  package.add("/word/footer1.xml", WORD_TYPE "footer+xml", xml_part(write_footer));
}

void add_provenance(OpcPackage& package, std::string provenance) {
  const Relationship to_properties[] = {{RELATIONSHIP "customXmlProps", "itemProps1.xml"}};
  std::string properties =
      xml_part([&](XmlWriter& xml) { write_provenance_properties(xml, provenance); });
  package.add("/customXml/item1.xml", nullptr, std::move(provenance));
  package.add_relationships("/customXml/_rels/item1.xml.rels", to_properties);
  package.add("/customXml/itemProps1.xml",
              "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
              std::move(properties));
}

void add_properties(OpcPackage& package, const exporting::DocumentIndex& index,
                    const Typography& type) {
  package.add("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml",
              xml_part([&](XmlWriter& xml) {
                exporting::write_core_properties(xml, index, type.language);
              }));
  package.add("/docProps/app.xml",
              "application/vnd.openxmlformats-officedocument.extended-properties+xml",
              xml_part(exporting::write_application_properties));
  package.add(
      "/docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml",
      xml_part([&](XmlWriter& xml) { exporting::write_custom_properties(xml, index.document()); }));
}

#undef WORD_TYPE
#undef RELATIONSHIP

}  // namespace

DocxFile write_docx(const Document& document, const DocxOptions& options, const Context& context) {
  const exporting::DocumentIndex index(document);
  const Typography type = choose_typography(document, options);
  DocxFile file;
  Comments comments(index, options);
  std::string body = xml_part([&](XmlWriter& xml) {
    BodyWriter writer(xml, index, options, comments, context);
    writer.write();
    file.replaced_characters = writer.replaced_characters();
  });
  file.comment_count = comments.count();
  if (!options.keeps_furniture) file.dropped_furniture = index.furniture().size();

  OpcPackage package;
  add_main_relationships(package);
  package.add("/word/document.xml",
              "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
              std::move(body));
  add_word_relationships(package, comments.count() > 0, options.has_provenance);
  add_looks(package, type);
  if (comments.count() > 0) {
    package.add("/word/comments.xml",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
                comments.finish());
  }
  if (options.has_provenance) {
    context.stop_if_cancelled();
    add_provenance(package,
                   xml_part([&](XmlWriter& xml) { write_provenance(xml, index, options); }));
  }
  add_properties(package, index, type);
  context.stop_if_cancelled();
  file.bytes = package.finish();
  return file;
}

}  // namespace broadsheet::docx

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
#include "exporter_docx/property_parts.h"
#include "exporter_docx/provenance_part.h"
#include "exporter_docx/styles_part.h"
#include "exporter_support/zip_archive.h"

namespace broadsheet::docx {
namespace {

#define WORD_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define RELATIONSHIP "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

/// A part's bytes, from a function that writes it.
template <class Write>
std::string part(Write&& write) {
  exporting::StringSink sink;
  XmlWriter xml(sink, XmlWriter::Layout::kCompact);
  write(xml);
  return sink.take();
}

/// Collects parts with their content types and relationships; the archive is made at the end.
struct Package {
  void add(const char* name, const char* content_type, std::string bytes) {
    if (content_type != nullptr) content_types.push_back({name, content_type});
    parts.emplace_back(name + 1, std::move(bytes));  // names in the archive have no leading '/'
  }

  std::string finish() {
    exporting::ZipArchive zip;
    zip.add("[Content_Types].xml",
            part([&](XmlWriter& xml) { write_content_types(xml, content_types); }));
    for (auto& [name, bytes] : parts) zip.add(name, std::move(bytes));
    return zip.finish();
  }

  std::vector<ContentType> content_types;
  std::vector<std::pair<const char*, std::string>> parts;
};

void add_main_relationships(Package& package) {
  constexpr Relationship kRelationships[] = {
      {RELATIONSHIP "officeDocument", "word/document.xml"},
      {"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
       "docProps/core.xml"},
      {RELATIONSHIP "extended-properties", "docProps/app.xml"},
      {RELATIONSHIP "custom-properties", "docProps/custom.xml"}};
  package.add("/_rels/.rels", nullptr,
              part([&](XmlWriter& xml) { write_relationships(xml, kRelationships); }));
}

void add_word_relationships(Package& package, bool has_comments, bool has_provenance) {
  std::vector<Relationship> relationships = {
      {RELATIONSHIP "footer", "footer1.xml"},  // rId1: the section's properties name it
      {RELATIONSHIP "styles", "styles.xml"},
      {RELATIONSHIP "settings", "settings.xml"},
      {RELATIONSHIP "fontTable", "fontTable.xml"}};
  if (has_comments) relationships.push_back({RELATIONSHIP "comments", "comments.xml"});
  if (has_provenance) relationships.push_back({RELATIONSHIP "customXml", "../customXml/item1.xml"});
  package.add("/word/_rels/document.xml.rels", nullptr,
              part([&](XmlWriter& xml) { write_relationships(xml, relationships); }));
}

void add_looks(Package& package, const Typography& type) {
  package.add("/word/styles.xml", WORD_TYPE "styles+xml",
              part([&](XmlWriter& xml) { write_styles(xml, type); }));
  package.add("/word/settings.xml", WORD_TYPE "settings+xml",
              part([&](XmlWriter& xml) { write_settings(xml, type); }));
  package.add("/word/fontTable.xml", WORD_TYPE "fontTable+xml",
              part([&](XmlWriter& xml) { write_font_table(xml, type); }));
  package.add("/word/footer1.xml", WORD_TYPE "footer+xml", part(write_footer));
}

void add_provenance(Package& package, std::string provenance) {
  constexpr Relationship kProperties[] = {{RELATIONSHIP "customXmlProps", "itemProps1.xml"}};
  std::string properties =
      part([&](XmlWriter& xml) { write_provenance_properties(xml, provenance); });
  package.add("/customXml/item1.xml", nullptr, std::move(provenance));
  package.add("/customXml/_rels/item1.xml.rels", nullptr,
              part([&](XmlWriter& xml) { write_relationships(xml, kProperties); }));
  package.add("/customXml/itemProps1.xml",
              "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
              std::move(properties));
}

void add_properties(Package& package, const exporting::DocumentIndex& index,
                    const Typography& type) {
  package.add("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml",
              part([&](XmlWriter& xml) { write_core_properties(xml, index, type.language); }));
  package.add("/docProps/app.xml",
              "application/vnd.openxmlformats-officedocument.extended-properties+xml",
              part(write_application_properties));
  package.add("/docProps/custom.xml",
              "application/vnd.openxmlformats-officedocument.custom-properties+xml",
              part([&](XmlWriter& xml) { write_custom_properties(xml, index.document()); }));
}

#undef WORD_TYPE
#undef RELATIONSHIP

}  // namespace

DocxFile write_docx(const Document& document, const DocxOptions& options, const Context& context) {
  const exporting::DocumentIndex index(document);
  const Typography type = choose_typography(document, options);
  DocxFile file;
  Comments comments(index, options);
  std::string body = part([&](XmlWriter& xml) {
    BodyWriter writer(xml, index, options, comments, context);
    writer.write();
    file.replaced_characters = writer.replaced_characters();
  });
  file.comment_count = comments.count();
  if (!options.keeps_furniture) file.dropped_furniture = index.furniture().size();

  Package package;
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
    add_provenance(package, part([&](XmlWriter& xml) { write_provenance(xml, index, options); }));
  }
  add_properties(package, index, type);
  context.stop_if_cancelled();
  file.bytes = package.finish();
  return file;
}

}  // namespace broadsheet::docx

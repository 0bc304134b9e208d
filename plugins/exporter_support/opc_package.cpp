// SPDX-License-Identifier: Apache-2.0
#include "exporter_support/opc_package.h"

#include "exporter_support/zip_archive.h"

namespace broadsheet::exporting {
namespace {

void write_default(XmlWriter& xml, const char* extension, const char* type) {
  xml.open("Default").attribute("Extension", extension).attribute("ContentType", type).close();
}

}  // namespace

void write_relationships(XmlWriter& xml, std::span<const Relationship> relationships) {
  xml.declaration(true)
      .open("Relationships")
      .attribute("xmlns", "http://schemas.openxmlformats.org/package/2006/relationships");
  std::size_t number = 0;
  for (const Relationship& relationship : relationships) {
    xml.open("Relationship").attribute("Id", "rId" + std::to_string(++number));
    xml.attribute("Type", relationship.type).attribute("Target", relationship.target).close();
  }
  xml.close();
}

void OpcPackage::add(std::string name, const char* content_type, std::string bytes) {
  parts_.push_back({std::move(name), content_type, std::move(bytes)});
}

void OpcPackage::add_relationships(std::string name, std::span<const Relationship> relationships) {
  add(std::move(name), nullptr,
      xml_part([&](XmlWriter& xml) { write_relationships(xml, relationships); }));
}

std::string OpcPackage::finish() {
  ZipArchive zip;
  zip.add("[Content_Types].xml", xml_part([&](XmlWriter& xml) {
            xml.declaration(true).open("Types").attribute(
                "xmlns", "http://schemas.openxmlformats.org/package/2006/content-types");
            write_default(xml, "rels", "application/vnd.openxmlformats-package.relationships+xml");
            write_default(xml, "xml", "application/xml");
            for (const Part& part : parts_) {
              if (part.content_type == nullptr) continue;
              xml.open("Override").attribute("PartName", part.name);
              xml.attribute("ContentType", part.content_type).close();
            }
            xml.close();
          }));
  // Names in the archive have no '/' in front.
  for (Part& part : parts_) {
    zip.add(std::string_view(part.name).substr(1), part.bytes);
    part.bytes = {};  // one uncompressed part at a time
  }
  return zip.finish();
}

}  // namespace broadsheet::exporting

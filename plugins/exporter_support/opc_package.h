// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_SUPPORT_OPC_PACKAGE_H_
#define BROADSHEET_EXPORTER_SUPPORT_OPC_PACKAGE_H_

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "exporter_support/xml_writer.h"

namespace broadsheet::exporting {

/// A link of a part to another, or of the package to a part.
struct Relationship {
  const char* type;
  std::string target;
};
/// A .rels part; ids are rId1, rId2, ... in this order.
void write_relationships(XmlWriter& xml, std::span<const Relationship> relationships);

/// A part's bytes, from a function that writes its XML.
template <class Write>
std::string xml_part(Write&& write) {
  StringSink sink;
  XmlWriter xml(sink, XmlWriter::Layout::kCompact);
  write(xml);
  return sink.take();
}

/// A package of the Open Packaging Conventions (DOCX, XLSX): a ZIP archive of parts, their content
/// types first. Parts keep the order in which they are added.
class OpcPackage {
 public:
  /// @param name          "/word/document.xml"
  /// @param content_type  nullptr for parts that their extension tells of (.rels, plain .xml)
  void add(std::string name, const char* content_type, std::string bytes);
  void add_relationships(std::string name, std::span<const Relationship> relationships);
  /// The archive. Call once.
  std::string finish();

 private:
  struct Part {
    std::string name;
    const char* content_type;
    std::string bytes;
  };
  std::vector<Part> parts_;
};

}  // namespace broadsheet::exporting

#endif

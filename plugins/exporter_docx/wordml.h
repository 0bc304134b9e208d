// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_DOCX_WORDML_H_
#define BROADSHEET_EXPORTER_DOCX_WORDML_H_

// Words that every part of the package spells the same way.

#include <concepts>
#include <string_view>

#include "exporter_support/xml_writer.h"

namespace broadsheet::docx {

using exporting::XmlWriter;

inline constexpr const char* kWordNamespace =
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
inline constexpr const char* kRelationshipNamespace =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// <w:name/>
inline void mark(XmlWriter& xml, const char* name) { xml.open(name).close(); }

/// <w:name w:val="value"/>
inline void value(XmlWriter& xml, const char* name, std::string_view text) {
  xml.open(name).attribute("w:val", text).close();
}
template <std::integral Integer>
void value(XmlWriter& xml, const char* name, Integer number) {
  xml.open(name).attribute("w:val", number).close();
}

/// <w:r><w:t xml:space="preserve">text</w:t></w:r>, for our own words, which hold no tab and no
/// line break.
inline void plain_run(XmlWriter& xml, std::string_view text) {
  xml.open("w:r").open("w:t").attribute("xml:space", "preserve").text(text).close().close();
}

/// <w:rPr><w:rStyle w:val="style"/></w:rPr>
inline void run_style(XmlWriter& xml, const char* style) {
  xml.open("w:rPr");
  value(xml, "w:rStyle", style);
  xml.close();
}

/// <w:pPr><w:pStyle w:val="style"/></w:pPr>, with <w:bidi/> for text that begins at the right
inline void paragraph_style(XmlWriter& xml, std::string_view style, bool is_right_to_left = false) {
  xml.open("w:pPr");
  value(xml, "w:pStyle", style);
  if (is_right_to_left) mark(xml, "w:bidi");
  xml.close();
}

}  // namespace broadsheet::docx

#endif

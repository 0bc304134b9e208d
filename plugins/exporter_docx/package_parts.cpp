// SPDX-License-Identifier: Apache-2.0
#include "exporter_docx/package_parts.h"

namespace broadsheet::docx {
namespace {

void write_font(XmlWriter& xml, const EastAsianFont& font) {
  xml.open("w:font").attribute("w:name", font.name);
  if (*font.native_name != '\0') value(xml, "w:altName", font.native_name);
  if (*font.panose != '\0') value(xml, "w:panose1", font.panose);
  value(xml, "w:charset", font.charset);
  value(xml, "w:family", font.family);
  value(xml, "w:pitch", "variable");
  xml.close();
}

/// What Word's own Chinese templates set, in the schema's order.
void write_compatibility(XmlWriter& xml) {
  xml.open("w:compat");
  for (const char* rule :
       {"w:spaceForUL", "w:balanceSingleByteDoubleByteWidth", "w:doNotLeaveBackslashAlone",
        "w:ulTrailSpace", "w:doNotExpandShiftReturn", "w:adjustLineHeightInTable",
        "w:useFELayout"}) {
    mark(xml, rule);
  }
  xml.open("w:compatSetting").attribute("w:name", "compatibilityMode");
  xml.attribute("w:uri", "http://schemas.microsoft.com/office/word").attribute("w:val", 15).close();
  xml.close();
}

}  // namespace

void write_settings(XmlWriter& xml, const Typography& type) {
  xml.declaration(true).open("w:settings").attribute("xmlns:w", kWordNamespace);
  xml.open("w:zoom").attribute("w:percent", 100).close();
  mark(xml, "w:bordersDoNotSurroundHeader");
  mark(xml, "w:bordersDoNotSurroundFooter");
  value(xml, "w:defaultTabStop", 420);
  value(xml, "w:drawingGridVerticalSpacing", 156);
  value(xml, "w:characterSpacingControl", "compressPunctuation");
  write_compatibility(xml);
  xml.open("w:themeFontLang").attribute("w:val", type.latin_language);
  xml.attribute("w:eastAsia", type.east_asian_language).close();
  value(xml, "w:decimalSymbol", ".");
  value(xml, "w:listSeparator", ",");
  xml.close();
}

void write_font_table(XmlWriter& xml, const Typography& type) {
  xml.declaration(true).open("w:fonts").attribute("xmlns:w", kWordNamespace);
  write_font(xml, type.body);
  if (type.display.name != type.body.name) write_font(xml, type.display);
  if (type.accent.name != type.body.name) write_font(xml, type.accent);
  xml.open("w:font").attribute("w:name", type.latin_font);
  value(xml, "w:charset", "00");
  value(xml, "w:family", "roman");
  value(xml, "w:pitch", "variable");
  xml.close().close();
}

void write_footer(XmlWriter& xml) {
  xml.declaration(true).open("w:ftr").attribute("xmlns:w", kWordNamespace).open("w:p");
  paragraph_style(xml, "Footer");
  xml.open("w:fldSimple").attribute("w:instr", " PAGE ");
  plain_run(xml, "1");
  xml.close().close().close();
}

}  // namespace broadsheet::docx

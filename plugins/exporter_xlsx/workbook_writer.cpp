// SPDX-License-Identifier: Apache-2.0
#include "workbook_writer.h"

#include <span>
#include <utility>
#include <vector>

#include "exporter_support/opc_package.h"
#include "exporter_support/opc_properties.h"
#include "sheet_writer.h"
#include "table_writer.h"

namespace broadsheet::exporting {
namespace {

#define SHEET_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml."
#define RELATIONSHIP "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

constexpr const char* kNamespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

struct Sheet {
  const char* name;
  TableRows rows;
};

void write_book(XmlWriter& xml, std::span<const Sheet> sheets) {
  xml.declaration(true).open("workbook").attribute("xmlns", kNamespace);
  xml.attribute("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships");
  xml.open("bookViews").open("workbookView").close().close().open("sheets");
  std::size_t number = 0;
  for (const Sheet& sheet : sheets) {
    ++number;
    xml.open("sheet").attribute("name", sheet.name).attribute("sheetId", number);
    xml.attribute("r:id", "rId" + std::to_string(number)).close();
  }
  xml.close().close();
}

void write_font(XmlWriter& xml, bool is_bold) {
  xml.open("font");
  if (is_bold) xml.open("b").close();
  xml.open("sz").attribute("val", 11).close().open("name").attribute("val", "Calibri").close();
  xml.open("family").attribute("val", 2).close().close();
}

void write_fill(XmlWriter& xml, const char* pattern, const char* colour) {
  xml.open("fill").open("patternFill").attribute("patternType", pattern);
  if (colour != nullptr) xml.open("fgColor").attribute("rgb", colour).close();
  xml.close().close();
}

/// One cell format, in the order of CellFormat; number format 49 is "Text", 0 "General".
void write_format(XmlWriter& xml, int number_format, int font, int fill, bool is_wrapped) {
  xml.open("xf").attribute("numFmtId", number_format).attribute("fontId", font);
  xml.attribute("fillId", fill).attribute("borderId", 0).attribute("xfId", 0);
  xml.attribute("applyNumberFormat", 1).attribute("applyAlignment", 1);
  xml.open("alignment").attribute("vertical", "top");
  if (is_wrapped) xml.attribute("wrapText", 1);
  xml.close().close();
}

void write_styles(XmlWriter& xml) {
  xml.declaration(true).open("styleSheet").attribute("xmlns", kNamespace);
  xml.open("fonts").attribute("count", 2);
  write_font(xml, false);
  write_font(xml, true);
  xml.close().open("fills").attribute("count", 3);
  write_fill(xml, "none", nullptr);
  write_fill(xml, "gray125", nullptr);  // the format reserves the first two
  write_fill(xml, "solid", "FFE7E6E6");
  xml.close().open("borders").attribute("count", 1).open("border");
  for (const char* side : {"left", "right", "top", "bottom", "diagonal"}) xml.open(side).close();
  xml.close().close().open("cellStyleXfs").attribute("count", 1).open("xf").close().close();
  xml.open("cellXfs").attribute("count", 4);
  write_format(xml, 0, 0, 0, false);
  write_format(xml, 49, 0, 0, false);
  write_format(xml, 49, 0, 0, true);
  write_format(xml, 49, 1, 2, false);
  xml.close().close();
}

void add_relationships(OpcPackage& package, std::size_t sheet_count) {
  const Relationship of_package[] = {
      {RELATIONSHIP "officeDocument", "xl/workbook.xml"},
      {"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
       "docProps/core.xml"},
      {RELATIONSHIP "extended-properties", "docProps/app.xml"},
      {RELATIONSHIP "custom-properties", "docProps/custom.xml"}};
  package.add_relationships("/_rels/.rels", of_package);
  std::vector<Relationship> of_book;
  for (std::size_t number = 1; number <= sheet_count; ++number) {
    of_book.push_back(
        {RELATIONSHIP "worksheet", "worksheets/sheet" + std::to_string(number) + ".xml"});
  }
  of_book.push_back({RELATIONSHIP "styles", "styles.xml"});
  package.add_relationships("/xl/_rels/workbook.xml.rels", of_book);
}

void add_properties(OpcPackage& package, const Document& document) {
  const DocumentIndex index(document);
  package.add("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml",
              xml_part([&](XmlWriter& xml) {
                write_core_properties(xml, index, document.property("language"));
              }));
  package.add("/docProps/app.xml",
              "application/vnd.openxmlformats-officedocument.extended-properties+xml",
              xml_part(write_application_properties));
  package.add("/docProps/custom.xml",
              "application/vnd.openxmlformats-officedocument.custom-properties+xml",
              xml_part([&](XmlWriter& xml) { write_custom_properties(xml, document); }));
}

}  // namespace

Workbook write_workbook(const Context& context, const Document& document, bool has_blocks) {
  std::vector<Sheet> sheets = {{"articles", TableRows::kArticles},
                               {"sentences", TableRows::kSentences},
                               {"labels", TableRows::kLabels}};
  if (has_blocks) sheets.push_back({"blocks", TableRows::kBlocks});
  if (!document.annotations().empty()) sheets.push_back({"layers", TableRows::kLayers});
  Workbook workbook;
  OpcPackage package;
  add_relationships(package, sheets.size());
  package.add("/xl/workbook.xml", SHEET_TYPE "sheet.main+xml",
              xml_part([&](XmlWriter& xml) { write_book(xml, sheets); }));
  package.add("/xl/styles.xml", SHEET_TYPE "styles+xml", xml_part(write_styles));
  std::size_t number = 0;
  for (const Sheet& sheet : sheets) {
    SheetWriter writer;
    write_table(context, document, sheet.rows, writer);
    package.add("/xl/worksheets/sheet" + std::to_string(++number) + ".xml",
                SHEET_TYPE "worksheet+xml", writer.finish());
    workbook.cut_cells += writer.cut_cells();
    workbook.left_out_rows += writer.left_out_rows();
  }
  add_properties(package, document);
  context.stop_if_cancelled();
  workbook.bytes = package.finish();
  return workbook;
}

#undef SHEET_TYPE
#undef RELATIONSHIP

}  // namespace broadsheet::exporting

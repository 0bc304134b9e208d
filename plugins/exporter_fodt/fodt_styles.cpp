// SPDX-License-Identifier: Apache-2.0
#include "fodt_styles.h"

#include "broadsheet/document.h"

namespace broadsheet::exporting {
namespace {

/// A named paragraph style. Sizes in points; 0: as the parent.
struct StyleRow {
  const char* name;
  const char* display_name;
  const char* parent;
  int outline_level;
  const char* size;    // "16pt", or ""
  bool is_bold;        // and in the display font
  const char* indent;  // of the first line
  const char* above;   // space
  const char* below;
};

constexpr StyleRow kStyles[] = {
    {"Standard", "Default Paragraph Style", "", 0, "", false, "", "", ""},
    {"Title", "Title", "Standard", 0, "20pt", true, "", "0cm", "0.5cm"},
    {"Subtitle", "Subtitle", "Standard", 0, "13pt", false, "", "", "0.3cm"},
    {"Heading_20_1", "Heading 1", "Standard", 1, "16pt", true, "", "0.7cm", "0.3cm"},
    {"Heading_20_2", "Heading 2", "Standard", 2, "13pt", true, "", "0.4cm", "0.2cm"},
    {"Text_20_body", "Text body", "Standard", 0, "", false, "", "", "0.1cm"},
    {"First_20_line_20_indent", "First line indent", "Text_20_body", 0, "", false, "0.74cm", "",
     ""},
    {"Quotations", "Quotations", "Text_20_body", 0, "12pt", false, "", "0.2cm", "0.2cm"},
    {"List", "List", "Text_20_body", 0, "", false, "", "", ""},
    {"Caption", "Caption", "Standard", 0, "9pt", false, "", "", "0.2cm"},
    {"Kicker", "Kicker", "Standard", 0, "", false, "", "0.5cm", "0cm"},
    {"Byline", "Byline", "Standard", 0, "", false, "", "", "0.2cm"},
    {"Question", "Question", "Text_20_body", 0, "", true, "", "", ""},
    {"Editor_20_note", "Editor note", "Text_20_body", 0, "9pt", false, "", "", ""},
    {"Author_20_note", "Author note", "Text_20_body", 0, "9pt", false, "", "", ""},
    {"Credit", "Credit", "Text_20_body", 0, "9pt", false, "", "", ""},
    {"Page_20_furniture", "Page furniture", "Standard", 0, "8pt", false, "", "", ""},
    {kFodtContents, "Contents 1", "Standard", 0, "", false, "", "", "0.1cm"},
    {"Footer", "Footer", "Standard", 0, "9pt", false, "", "", ""},
};

bool is_traditional(std::string_view language) {
  return language.starts_with("zh-Hant") || language.starts_with("zh-TW") ||
         language.starts_with("zh-HK");
}

void write_default_style(bool is_hant, XmlWriter& xml) {
  xml.open("style:default-style").attribute("style:family", "paragraph");
  xml.open("style:text-properties").attribute("fo:font-family", "Times New Roman");
  xml.attribute("style:font-family-asian", is_hant ? "PMingLiU" : "SimSun");
  xml.attribute("fo:font-size", "10.5pt").attribute("style:font-size-asian", "10.5pt");
  xml.attribute("fo:language", "en").attribute("fo:country", "US");
  xml.attribute("style:language-asian", "zh");
  xml.attribute("style:country-asian", is_hant ? "TW" : "CN").close().close();
}

void write_paragraph_properties(const StyleRow& row, XmlWriter& xml) {
  const bool has_any = *row.indent != '\0' || *row.above != '\0' || *row.below != '\0';
  if (!has_any && row.outline_level == 0) return;
  xml.open("style:paragraph-properties");
  if (*row.above != '\0') xml.attribute("fo:margin-top", row.above);
  if (*row.below != '\0') xml.attribute("fo:margin-bottom", row.below);
  if (*row.indent != '\0') {
    xml.attribute("fo:text-indent", row.indent).attribute("style:auto-text-indent", "false");
  }
  if (row.outline_level > 0) xml.attribute("fo:keep-with-next", "always");
  xml.close();
}

void write_text_properties(const StyleRow& row, bool is_hant, XmlWriter& xml) {
  if (*row.size == '\0' && !row.is_bold) return;
  xml.open("style:text-properties");
  if (*row.size != '\0')
    xml.attribute("fo:font-size", row.size).attribute("style:font-size-asian", row.size);
  if (row.is_bold) {
    xml.attribute("style:font-family-asian", is_hant ? "Microsoft JhengHei" : "SimHei");
    xml.attribute("fo:font-weight", "bold").attribute("style:font-weight-asian", "bold");
  }
  xml.close();
}

}  // namespace

FodtStyle fodt_style_of(std::uint32_t role, bool is_below_title) {
  switch (role) {
    case BROADSHEET_ROLE_KICKER:
      return {"Kicker", 0};
    case BROADSHEET_ROLE_HEADLINE:
      return {is_below_title ? "Heading_20_1" : kFodtTitle, is_below_title ? 1 : 0};
    case BROADSHEET_ROLE_DECK:
      return {"Subtitle", 0};
    case BROADSHEET_ROLE_BYLINE:
      return {"Byline", 0};
    case BROADSHEET_ROLE_EDITOR_NOTE:
      return {"Editor_20_note", 0};
    case BROADSHEET_ROLE_HEADING:
      return {is_below_title ? "Heading_20_2" : "Heading_20_1", is_below_title ? 2 : 1};
    case BROADSHEET_ROLE_QUESTION:
      return {"Question", 0};
    case BROADSHEET_ROLE_LIST_ITEM:
      return {"List", 0};
    case BROADSHEET_ROLE_PULL_QUOTE:
      return {"Quotations", 0};
    case BROADSHEET_ROLE_CAPTION:
      return {"Caption", 0};
    case BROADSHEET_ROLE_AUTHOR_NOTE:
      return {"Author_20_note", 0};
    case BROADSHEET_ROLE_CREDIT:
      return {"Credit", 0};
    case BROADSHEET_ROLE_FURNITURE:
      return {"Page_20_furniture", 0};
    default:
      return {"First_20_line_20_indent", 0};
  }
}

void write_fodt_styles(std::string_view language, XmlWriter& xml) {
  const bool is_hant = is_traditional(language);
  xml.open("office:styles");
  write_default_style(is_hant, xml);
  for (const StyleRow& row : kStyles) {
    xml.open("style:style").attribute("style:name", row.name);
    xml.attribute("style:display-name", row.display_name);
    xml.attribute("style:family", "paragraph");
    if (*row.parent != '\0') xml.attribute("style:parent-style-name", row.parent);
    if (row.outline_level > 0) xml.attribute("style:default-outline-level", row.outline_level);
    xml.attribute("style:class", "text");
    write_paragraph_properties(row, xml);
    write_text_properties(row, is_hant, xml);
    xml.close();
  }
  xml.close();
}

void write_fodt_page(XmlWriter& xml) {
  xml.open("office:automatic-styles").open("style:page-layout").attribute("style:name", "page");
  xml.open("style:page-layout-properties").attribute("fo:page-width", "21cm");
  xml.attribute("fo:page-height", "29.7cm").attribute("style:print-orientation", "portrait");
  for (const char* side :
       {"fo:margin-top", "fo:margin-bottom", "fo:margin-left", "fo:margin-right"})
    xml.attribute(side, "2.54cm");
  xml.close().open("style:footer-style").close().close().close();
  xml.open("office:master-styles").open("style:master-page");
  xml.attribute("style:name", "Standard").attribute("style:page-layout-name", "page");
  xml.open("style:footer").open_inline("text:p").attribute("text:style-name", "Footer");
  xml.open("text:page-number").attribute("text:select-page", "current").text("1").close();
  xml.close().close().close().close();
}

}  // namespace broadsheet::exporting

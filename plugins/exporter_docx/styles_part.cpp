// SPDX-License-Identifier: Apache-2.0
//
// Every look is a style; the body has no direct formatting, so that an office changes the look in
// one place. Ids are English and names are Word's built-in ones where there is one: a Chinese Word
// then shows 标题 1, and its navigation pane and tables of contents work. Elements stand in the
// schema's order.
#include "exporter_docx/styles_part.h"

#include <array>

#include "exporter_docx/style_of_role.h"

namespace broadsheet::docx {
namespace {

enum class Face { kInherited, kDisplay, kAccent };

constexpr int kNone = -1;

/// A paragraph style. Lengths in twentieths of a point; sizes in half points; kNone: as in the
/// base.
struct ParagraphStyle {
  const char* id;
  const char* name;
  const char* base;
  int priority;  // place in Word's list of styles
  bool is_in_gallery = false;
  bool is_custom = false;  // not one of Word's own
  bool keeps_with_next = false;
  bool has_rule_above = false;
  bool snaps_to_grid = true;    // to the page's grid of lines; display sizes would take two
  bool joins_its_like = false;  // no space between paragraphs of this style
  int space_before = kNone;
  int space_after = kNone;
  int indent_left = kNone;
  int indent_right = kNone;
  int indent_hanging = kNone;
  bool indents_first_line = false;  // by two characters
  const char* alignment = nullptr;
  int outline_level = kNone;
  Face face = Face::kInherited;
  bool is_bold = false;
  int half_points = kNone;
};

using S = ParagraphStyle;
constexpr std::array kParagraphStyles = {
    S{.id = "BodyText",
      .name = "Body Text",
      .base = "Normal",
      .priority = 1,
      .is_in_gallery = true,
      .space_after = 0},
    S{.id = "BodyTextFirstIndent",
      .name = "Body Text First Indent",
      .base = "BodyText",
      .priority = 1,
      .is_in_gallery = true,
      .indents_first_line = true},
    S{.id = "Title",
      .name = "Title",
      .base = "Normal",
      .priority = 10,
      .is_in_gallery = true,
      .keeps_with_next = true,
      .snaps_to_grid = false,
      .space_before = 240,
      .space_after = 120,
      .alignment = "center",
      .face = Face::kDisplay,
      .is_bold = true,
      .half_points = 36},
    S{.id = "Subtitle",
      .name = "Subtitle",
      .base = "Normal",
      .priority = 11,
      .is_in_gallery = true,
      .keeps_with_next = true,
      .snaps_to_grid = false,
      .space_before = 60,
      .space_after = 60,
      .alignment = "center",
      .face = Face::kAccent,
      .half_points = 26},
    S{.id = "Kicker",
      .name = "Kicker",
      .base = "Normal",
      .priority = 12,
      .is_in_gallery = true,
      .is_custom = true,
      .keeps_with_next = true,
      .snaps_to_grid = false,
      .space_before = 320,
      .space_after = 0,
      .alignment = "center",
      .face = Face::kAccent,
      .half_points = 24},
    S{.id = "Heading1",
      .name = "heading 1",
      .base = "Normal",
      .priority = 9,
      .is_in_gallery = true,
      .keeps_with_next = true,
      .snaps_to_grid = false,
      .space_before = 200,
      .space_after = 160,
      .alignment = "center",
      .outline_level = 0,
      .face = Face::kDisplay,
      .is_bold = true,
      .half_points = 32},
    S{.id = "Heading2",
      .name = "heading 2",
      .base = "Normal",
      .priority = 9,
      .is_in_gallery = true,
      .keeps_with_next = true,
      .snaps_to_grid = false,
      .space_before = 160,
      .space_after = 80,
      .alignment = "left",
      .outline_level = 1,
      .face = Face::kDisplay,
      .is_bold = true,
      .half_points = 24},
    S{.id = "Heading3",
      .name = "heading 3",
      .base = "Normal",
      .priority = 9,
      .is_in_gallery = true,
      .keeps_with_next = true,
      .snaps_to_grid = false,
      .space_before = 120,
      .space_after = 60,
      .alignment = "left",
      .outline_level = 2,
      .face = Face::kDisplay,
      .is_bold = true,
      .half_points = 22},
    S{.id = "Byline",
      .name = "Byline",
      .base = "Normal",
      .priority = 13,
      .is_in_gallery = true,
      .is_custom = true,
      .space_before = 60,
      .space_after = 120,
      .alignment = "center",
      .face = Face::kAccent},
    S{.id = "EditorNote",
      .name = "Editor Note",
      .base = "Normal",
      .priority = 14,
      .is_in_gallery = true,
      .is_custom = true,
      .space_before = 60,
      .space_after = 120,
      .indent_left = 420,
      .indent_right = 420,
      .face = Face::kAccent},
    S{.id = "Question",
      .name = "Question",
      .base = "BodyText",
      .priority = 15,
      .is_in_gallery = true,
      .is_custom = true,
      .keeps_with_next = true,
      .space_before = 120,
      .face = Face::kDisplay,
      .is_bold = true},
    S{.id = "List",
      .name = "List",
      .base = "BodyText",
      .priority = 16,
      .is_in_gallery = true,
      .indent_left = 420,
      .indent_hanging = 420},
    S{.id = "Quote",
      .name = "Quote",
      .base = "Normal",
      .priority = 29,
      .is_in_gallery = true,
      .space_before = 120,
      .space_after = 120,
      .indent_left = 840,
      .indent_right = 840,
      .face = Face::kAccent,
      .half_points = 24},
    S{.id = "Caption",
      .name = "caption",
      .base = "Normal",
      .priority = 35,
      .is_in_gallery = true,
      .space_before = 60,
      .space_after = 60,
      .alignment = "center",
      .face = Face::kDisplay,
      .half_points = 18},
    S{.id = "AuthorNote",
      .name = "Author Note",
      .base = "Normal",
      .priority = 17,
      .is_in_gallery = true,
      .is_custom = true,
      .space_before = 60,
      .face = Face::kAccent},
    S{.id = "Credit",
      .name = "Credit",
      .base = "Normal",
      .priority = 18,
      .is_in_gallery = true,
      .is_custom = true,
      .alignment = "right",
      .face = Face::kAccent,
      .half_points = 18},
    S{.id = "Furniture",
      .name = "Page Furniture",
      .base = "Normal",
      .priority = 19,
      .is_in_gallery = true,
      .is_custom = true,
      .has_rule_above = true,
      .joins_its_like = true,
      .space_before = 360,
      .alignment = "left",
      .half_points = 16},
    S{.id = "TOC1", .name = "toc 1", .base = "Normal", .priority = 39, .alignment = "left"},
    S{.id = "FootnoteText",
      .name = "footnote text",
      .base = "Normal",
      .priority = 99,
      .snaps_to_grid = false,
      .alignment = "left",
      .half_points = 18},
    S{.id = "CommentText",
      .name = "annotation text",
      .base = "Normal",
      .priority = 99,
      .alignment = "left"},
    S{.id = "Footer",
      .name = "footer",
      .base = "Normal",
      .priority = 99,
      .snaps_to_grid = false,
      .alignment = "center",
      .half_points = 18},
};

void write_fonts(XmlWriter& xml, const std::string& latin, const std::string& east_asian) {
  xml.open("w:rFonts").attribute("w:ascii", latin).attribute("w:hAnsi", latin);
  xml.attribute("w:eastAsia", east_asian).attribute("w:cs", latin).close();
}

void write_size(XmlWriter& xml, int half_points) {
  value(xml, "w:sz", half_points);
  value(xml, "w:szCs", half_points);
}

void write_defaults(XmlWriter& xml, const Typography& type) {
  xml.open("w:docDefaults").open("w:rPrDefault").open("w:rPr");
  write_fonts(xml, type.latin_font, type.body.name);
  value(xml, "w:kern", 2);
  write_size(xml, 21);  // 五号, the size of Chinese body text
  xml.open("w:lang").attribute("w:val", type.latin_language);
  xml.attribute("w:eastAsia", type.east_asian_language).attribute("w:bidi", "ar-SA").close();
  xml.close().close().open("w:pPrDefault").open("w:pPr");
  for (const char* rule :
       {"w:widowControl", "w:kinsoku", "w:overflowPunct", "w:autoSpaceDE", "w:autoSpaceDN"}) {
    mark(xml, rule);
  }
  xml.close().close().close();
}

void write_indents(XmlWriter& xml, const ParagraphStyle& style) {
  if (style.indents_first_line) {
    xml.open("w:ind").attribute("w:firstLineChars", 200).attribute("w:firstLine", 420).close();
  } else if (style.indent_left != kNone) {
    xml.open("w:ind").attribute("w:left", style.indent_left);
    if (style.indent_right != kNone) xml.attribute("w:right", style.indent_right);
    if (style.indent_hanging != kNone) xml.attribute("w:hanging", style.indent_hanging);
    xml.close();
  }
}

void write_rule_above(XmlWriter& xml) {
  xml.open("w:pBdr").open("w:top").attribute("w:val", "single").attribute("w:sz", 4);
  xml.attribute("w:space", 4).attribute("w:color", "auto").close().close();
}

void write_paragraph_properties(XmlWriter& xml, const ParagraphStyle& style) {
  xml.open("w:pPr");
  if (style.keeps_with_next) mark(xml, "w:keepNext");
  if (style.keeps_with_next) mark(xml, "w:keepLines");
  if (style.has_rule_above) write_rule_above(xml);
  if (!style.snaps_to_grid) value(xml, "w:snapToGrid", 0);
  if (style.space_before != kNone || style.space_after != kNone) {
    xml.open("w:spacing");
    if (style.space_before != kNone) xml.attribute("w:before", style.space_before);
    if (style.space_after != kNone) xml.attribute("w:after", style.space_after);
    xml.close();
  }
  write_indents(xml, style);
  if (style.joins_its_like) mark(xml, "w:contextualSpacing");
  if (style.alignment != nullptr) value(xml, "w:jc", style.alignment);
  if (style.outline_level != kNone) value(xml, "w:outlineLvl", style.outline_level);
  xml.close();
}

void write_run_properties(XmlWriter& xml, const ParagraphStyle& style, const Typography& type) {
  if (style.face == Face::kInherited && !style.is_bold && style.half_points == kNone) return;
  xml.open("w:rPr");
  if (style.face == Face::kDisplay) write_fonts(xml, "Arial", type.display.name);
  if (style.face == Face::kAccent) write_fonts(xml, type.latin_font, type.accent.name);
  if (style.is_bold) mark(xml, "w:b");
  if (style.is_bold) mark(xml, "w:bCs");
  if (style.half_points != kNone) write_size(xml, style.half_points);
  xml.close();
}

void open_style(XmlWriter& xml, const char* kind, const char* id, const char* name,
                bool is_default = false, bool is_custom = false) {
  xml.open("w:style").attribute("w:type", kind);
  if (is_default) xml.attribute("w:default", "1");
  if (is_custom) xml.attribute("w:customStyle", "1");
  xml.attribute("w:styleId", id);
  value(xml, "w:name", name);
}

void write_paragraph_style(XmlWriter& xml, const ParagraphStyle& style, const Typography& type) {
  open_style(xml, "paragraph", style.id, style.name, false, style.is_custom);
  value(xml, "w:basedOn", style.base);
  if (style.keeps_with_next) value(xml, "w:next", kIndentedBodyStyle);
  value(xml, "w:uiPriority", style.priority);
  if (style.is_in_gallery) mark(xml, "w:qFormat");
  write_paragraph_properties(xml, style);
  write_run_properties(xml, style, type);
  xml.close();
}

void write_normal_style(XmlWriter& xml) {
  open_style(xml, "paragraph", "Normal", "Normal", true);
  value(xml, "w:uiPriority", 0);
  mark(xml, "w:qFormat");
  xml.open("w:pPr");
  value(xml, "w:jc", "both");
  xml.close().close();
}

void write_character_styles(XmlWriter& xml) {
  open_style(xml, "character", "DefaultParagraphFont", "Default Paragraph Font", true);
  value(xml, "w:uiPriority", 1);
  mark(xml, "w:semiHidden");
  xml.close();
  open_style(xml, "character", "FootnoteReference", "footnote reference");
  value(xml, "w:basedOn", "DefaultParagraphFont");
  value(xml, "w:uiPriority", 99);
  xml.open("w:rPr");
  value(xml, "w:vertAlign", "superscript");
  xml.close().close();
  open_style(xml, "character", "CommentReference", "annotation reference");
  value(xml, "w:basedOn", "DefaultParagraphFont");
  value(xml, "w:uiPriority", 99);
  xml.open("w:rPr");
  write_size(xml, 21);
  xml.close().close();
}

void write_table_and_list_defaults(XmlWriter& xml) {
  open_style(xml, "table", "TableNormal", "Normal Table", true);
  value(xml, "w:uiPriority", 99);
  mark(xml, "w:semiHidden");
  xml.open("w:tblPr").open("w:tblInd").attribute("w:w", 0).attribute("w:type", "dxa").close();
  xml.open("w:tblCellMar");
  for (const auto& [side, width] :
       {std::pair{"w:top", 0}, {"w:left", 108}, {"w:bottom", 0}, {"w:right", 108}}) {
    xml.open(side).attribute("w:w", width).attribute("w:type", "dxa").close();
  }
  xml.close().close().close();
  open_style(xml, "numbering", "NoList", "No List", true);
  value(xml, "w:uiPriority", 99);
  mark(xml, "w:semiHidden");
  xml.close();
}

}  // namespace

void write_styles(XmlWriter& xml, const Typography& type) {
  xml.declaration(true).open("w:styles").attribute("xmlns:w", kWordNamespace);
  write_defaults(xml, type);
  write_normal_style(xml);
  for (const ParagraphStyle& style : kParagraphStyles) write_paragraph_style(xml, style, type);
  write_character_styles(xml);
  write_table_and_list_defaults(xml);
  xml.close();
}

}  // namespace broadsheet::docx

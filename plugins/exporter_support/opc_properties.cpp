// SPDX-License-Identifier: Apache-2.0
#include "exporter_support/opc_properties.h"

#include <algorithm>
#include <string>

#include "broadsheet/cpp/text.hpp"
#include "exporter_support/dates.h"
#include "exporter_support/signature.h"

namespace broadsheet::exporting {
namespace {

constexpr std::size_t kLongestPropertyBytes = 1000;  // Word cuts or refuses longer ones

std::string_view cut(std::string_view text) {
  std::size_t length = std::min(text.size(), kLongestPropertyBytes);
  while (length > 0 && length < text.size() && !is_code_point_start(text[length])) --length;
  return text.substr(0, length);
}

/// The source's own keywords, else the labels of the document as a whole.
std::string keywords_of(const DocumentIndex& index) {
  const Document& document = index.document();
  std::string keywords(document.property("keywords"));
  if (!keywords.empty()) return keywords;
  for (const std::uint32_t i : index.labels_of(BROADSHEET_TARGET_DOCUMENT, 0)) {
    if (keywords.size() > kLongestPropertyBytes) break;
    if (!keywords.empty()) keywords += "; ";
    keywords += document.string(document.labels()[i].label);
  }
  return keywords;
}

std::string stages_of(const Document& document) {
  std::string text;
  for (const broadsheet_stage_t stage : document.stages()) {
    if (!text.empty()) text += "; ";
    text.append(document.string(stage.component))
        .append(" ")
        .append(document.string(stage.version));
  }
  return text;
}

void write_property(XmlWriter& xml, const char* name, std::string_view text) {
  if (!text.empty()) xml.element(name, cut(text));
}

void write_date(XmlWriter& xml, const char* name, std::string_view date) {
  if (date.empty()) return;
  xml.open(name).attribute("xsi:type", "dcterms:W3CDTF").text(date).close();
}

}  // namespace

std::string_view title_of(const Document& document) {
  const std::string_view title = document.property("title");
  if (!title.empty()) return title;
  const bool is_one_article = document.articles().size() == 1;
  for (const broadsheet_block_t block : document.blocks()) {
    if (is_one_article && block.role == BROADSHEET_ROLE_HEADLINE) return document.block_text(block);
  }
  const std::string_view path = document.property("source.path");
  const std::string_view name = path.substr(path.find_last_of("/\\") + 1);
  return name.empty() ? "Untitled" : name;
}

void write_core_properties(XmlWriter& xml, const DocumentIndex& index, std::string_view language) {
  const Document& document = index.document();
  const std::string date = deterministic_timestamp(document);
  const std::string_view creator = document.property("creator");
  xml.declaration(true).open("cp:coreProperties");
  xml.attribute("xmlns:cp",
                "http://schemas.openxmlformats.org/package/2006/metadata/core-properties");
  xml.attribute("xmlns:dc", "http://purl.org/dc/elements/1.1/");
  xml.attribute("xmlns:dcterms", "http://purl.org/dc/terms/");
  xml.attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
  write_property(xml, "dc:title", title_of(document));
  write_property(xml, "dc:subject", document.property("subject"));
  write_property(xml, "dc:creator", creator.empty() ? kSignature : creator);
  write_property(xml, "cp:keywords", keywords_of(index));
  write_property(xml, "dc:identifier", document.property("id"));
  write_property(xml, "dc:language", language);
  write_property(xml, "cp:lastModifiedBy", kSignature);
  write_property(xml, "cp:revision", "1");
  write_date(xml, "dcterms:created", date);
  write_date(xml, "dcterms:modified", date);
  xml.close();
}

void write_application_properties(XmlWriter& xml) {
  xml.declaration(true)
      .open("Properties")
      .attribute("xmlns",
                 "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties");
  xml.element("Application", "Broadsheet").element("DocSecurity", "0");
  xml.element("AppVersion", "16.0000").close();
}

void write_custom_properties(XmlWriter& xml, const Document& document) {
  xml.declaration(true)
      .open("Properties")
      .attribute("xmlns",
                 "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties");
  xml.attribute("xmlns:vt", "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes");
  std::size_t number = 2;  // 0 and 1 are reserved by the format
  const auto write = [&](const char* name, std::string_view text) {
    if (text.empty()) return;
    xml.open("property").attribute("fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}");
    xml.attribute("pid", number++).attribute("name", name).element("vt:lpwstr", cut(text)).close();
  };
  write("broadsheet.version", kProgramVersion);
  write("broadsheet.source-path", document.property("source.path"));
  write("broadsheet.source-sha256", document.property("source.sha256"));
  write("broadsheet.pipeline", document.property("pipeline.name"));
  write("broadsheet.pipeline-fingerprint", document.property("pipeline.fingerprint"));
  write("broadsheet.stages", stages_of(document));
  xml.close();
}

}  // namespace broadsheet::exporting

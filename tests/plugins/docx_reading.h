// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_TESTS_PLUGINS_DOCX_READING_H_
#define BROADSHEET_TESTS_PLUGINS_DOCX_READING_H_

// Reads a DOCX file back without any code of the exporter: libzip and tinyxml2 only.

#include <gtest/gtest.h>
#include <tinyxml2.h>
#include <zip.h>

#include <string>
#include <string_view>
#include <vector>

namespace broadsheet::testing {

struct ZipPart {
  std::string name;
  std::string bytes;
};

inline std::vector<ZipPart> unzip(const std::string& archive_bytes) {
  std::vector<ZipPart> parts;
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source =
      zip_source_buffer_create(archive_bytes.data(), archive_bytes.size(), 0, &error);
  zip_t* archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
  if (archive == nullptr) {
    ADD_FAILURE() << "not a ZIP file: " << zip_error_strerror(&error);
    return parts;
  }
  for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i) {
    zip_stat_t stat;
    zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &stat);
    ZipPart part{stat.name, std::string(stat.size, '\0')};
    zip_file_t* file = zip_fopen_index(archive, static_cast<zip_uint64_t>(i), 0);
    EXPECT_EQ(zip_fread(file, part.bytes.data(), part.bytes.size()),
              static_cast<zip_int64_t>(part.bytes.size()));
    zip_fclose(file);
    parts.push_back(std::move(part));
  }
  zip_close(archive);
  return parts;
}

/// A part's bytes, or empty where the archive does not have it.
inline std::string part_named(const std::string& archive_bytes, std::string_view name) {
  for (const ZipPart& part : unzip(archive_bytes)) {
    if (part.name == name) return part.bytes;
  }
  return "";
}

struct Paragraph {
  std::string style;
  std::string text;      // tabs and line breaks as characters
  std::string bookmark;  // the last one that begins in it
};

inline void read_runs(const tinyxml2::XMLElement* parent, Paragraph& paragraph) {
  for (const auto* child = parent->FirstChildElement(); child != nullptr;
       child = child->NextSiblingElement()) {
    const std::string_view name = child->Name();
    if (name == "w:bookmarkStart") paragraph.bookmark = child->Attribute("w:name");
    if (name == "w:hyperlink") read_runs(child, paragraph);
    if (name != "w:r") continue;
    for (const auto* piece = child->FirstChildElement(); piece != nullptr;
         piece = piece->NextSiblingElement()) {
      const std::string_view kind = piece->Name();
      if (kind == "w:tab") paragraph.text += '\t';
      if (kind == "w:br") paragraph.text += '\n';
      if (kind == "w:t" && piece->GetText() != nullptr) paragraph.text += piece->GetText();
    }
  }
}

inline void read_paragraphs(const tinyxml2::XMLElement* parent, std::vector<Paragraph>& out) {
  for (const auto* child = parent->FirstChildElement(); child != nullptr;
       child = child->NextSiblingElement()) {
    const std::string_view name = child->Name();
    if (name == "w:sdt") read_paragraphs(child->FirstChildElement("w:sdtContent"), out);
    if (name != "w:p") continue;
    Paragraph paragraph;
    if (const auto* properties = child->FirstChildElement("w:pPr")) {
      paragraph.style = properties->FirstChildElement("w:pStyle")->Attribute("w:val");
    }
    read_runs(child, paragraph);
    out.push_back(std::move(paragraph));
  }
}

inline std::vector<Paragraph> paragraphs_of(const std::string& archive_bytes) {
  const std::string part = part_named(archive_bytes, "word/document.xml");
  tinyxml2::XMLDocument xml(true, tinyxml2::PRESERVE_WHITESPACE);
  std::vector<Paragraph> paragraphs;
  if (xml.Parse(part.data(), part.size()) != tinyxml2::XML_SUCCESS) {
    ADD_FAILURE() << xml.ErrorStr();
    return paragraphs;
  }
  read_paragraphs(xml.RootElement()->FirstChildElement("w:body"), paragraphs);
  return paragraphs;
}

inline std::size_t count_of(std::string_view needle, std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = text.find(needle); at != std::string_view::npos;
       at = text.find(needle, at + needle.size())) {
    ++count;
  }
  return count;
}

}  // namespace broadsheet::testing

#endif

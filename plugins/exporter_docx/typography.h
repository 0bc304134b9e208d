// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_DOCX_TYPOGRAPHY_H_
#define BROADSHEET_EXPORTER_DOCX_TYPOGRAPHY_H_

#include <string>

#include "broadsheet/cpp/document.hpp"
#include "exporter_docx/docx_options.h"

namespace broadsheet::docx {

/// An East Asian font as the font table describes it, so that a program without it finds the next
/// best.
struct EastAsianFont {
  std::string name;
  const char* native_name;  // empty where the user named a font that we know nothing about
  const char* panose;
  const char* charset;  // 86: GBK, 88: Big5
  const char* family;
};

/// A document's language and the fonts that go with it.
struct Typography {
  std::string language;             // of the document: "zh-CN", "zh-TW", "en-US", ...
  std::string latin_language;       // what Word checks Latin words against
  std::string east_asian_language;  // what Word checks Chinese against
  std::string latin_font;
  EastAsianFont body;     // 宋体
  EastAsianFont display;  // 黑体: headlines, headings, captions
  EastAsianFont accent;   // 楷体: bylines, decks, quotes, notes
};

/// By the document's property "language" where it has one, else by the script of its text and its
/// encoding.
Typography choose_typography(const Document& document, const DocxOptions& options);

/// "zh-CN", "zh-TW" or "en-US", by counting characters.
std::string language_of_text(std::string_view text, std::string_view encoding);

}  // namespace broadsheet::docx

#endif

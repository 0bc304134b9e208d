// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_DOCX_DOCX_OPTIONS_H_
#define BROADSHEET_EXPORTER_DOCX_DOCX_OPTIONS_H_

#include <string>

#include "exporter_support/signature.h"

namespace broadsheet::docx {

enum class CommentChoice { kNone, kLow, kAll };
enum class PageSize { kA4, kLetter };

/// The options of the manifest, with its defaults.
struct DocxOptions {
  CommentChoice comments = CommentChoice::kNone;
  double low_score = 0.5;
  bool has_contributions = false;
  bool has_provenance = true;
  bool keeps_furniture = true;
  bool has_contents = false;
  bool has_content_controls = false;
  std::string east_asian_font;  // empty: by language
  std::string latin_font = "Times New Roman";
  PageSize page_size = PageSize::kA4;
  bool is_vertical = false;
};

using exporting::kSignature;

}  // namespace broadsheet::docx

#endif

// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_FODT_FODT_STYLES_H_
#define BROADSHEET_EXPORTER_FODT_FODT_STYLES_H_

#include <cstdint>
#include <string_view>

#include "exporter_support/xml_writer.h"

namespace broadsheet::exporting {

/// The paragraph style of a role, and its outline level where it is a heading (0: it is none).
struct FodtStyle {
  const char* name;
  int outline_level;
};
FodtStyle fodt_style_of(std::uint32_t role, bool is_below_title);

inline constexpr const char* kFodtTitle = "Title";
inline constexpr const char* kFodtContents = "Contents_20_1";

/// <office:styles>. Chinese in SimSun and SimHei, or by `language` in the fonts of traditional
/// Chinese.
void write_fodt_styles(std::string_view language, XmlWriter& xml);
/// <office:automatic-styles> and <office:master-styles>: A4 with a page number.
void write_fodt_page(XmlWriter& xml);

}  // namespace broadsheet::exporting

#endif

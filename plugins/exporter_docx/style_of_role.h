// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_DOCX_STYLE_OF_ROLE_H_
#define BROADSHEET_EXPORTER_DOCX_STYLE_OF_ROLE_H_

#include <cstdint>

namespace broadsheet::docx {

/// Style ids that are used by name in the code; the others stand in the table of styles_part.cpp
/// only.
inline constexpr const char* kTitleStyle = "Title";
inline constexpr const char* kHeading1Style = "Heading1";
inline constexpr const char* kHeading2Style = "Heading2";
inline constexpr const char* kBodyStyle = "BodyText";
inline constexpr const char* kIndentedBodyStyle = "BodyTextFirstIndent";
inline constexpr const char* kContentsStyle = "TOC1";

/// Where a block stands, as far as its style depends on it.
struct StylePlace {
  bool is_only_article = false;    // the headline is the document's title
  bool is_below_headline = false;  // the block's article has had a headline before
};

/// The paragraph style of a block. Heading levels have no gap: a heading stands one level below its
/// article's headline, at the top where there is none.
///
///   several articles, with headline      headline Heading1, heading Heading2
///   several articles, without headline   heading Heading1
///   one article                          headline Title, heading Heading1
const char* style_of_role(std::uint32_t role, StylePlace place);

}  // namespace broadsheet::docx

#endif

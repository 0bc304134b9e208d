// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_MARKDOWN_MARKDOWN_TEXT_H_
#define BROADSHEET_EXPORTER_MARKDOWN_MARKDOWN_TEXT_H_

#include <string>
#include <string_view>

namespace broadsheet::exporting {

/// Text as the inside of one CommonMark block, which a parser gives back to the letter.
///
/// What could be markup gets a backslash; what begins a line as a list, heading or quotation does
/// gets one at a line's beginning only, so that prose stays readable. Line breaks inside a block
/// become hard breaks. White space that CommonMark strips or joins (at the ends, tabs, runs of
/// spaces, carriage returns) becomes a character reference.
///
///   "1. *a*  b"  gives  "1\. \*a\* &#32;b"
std::string markdown_text(std::string_view text);

/// Text as a quoted scalar of YAML, in one line.
std::string yaml_text(std::string_view text);

/// Text that may stand inside of an HTML comment: without "--" and '>'.
std::string comment_text(std::string_view text);

}  // namespace broadsheet::exporting

#endif

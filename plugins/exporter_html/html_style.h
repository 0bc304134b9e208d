// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_HTML_HTML_STYLE_H_
#define BROADSHEET_EXPORTER_HTML_HTML_STYLE_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace broadsheet::exporting {

/// The page's style sheet. Holds neither '<' nor '&', so that it is the same text in HTML and XML.
std::string_view page_style();

/// The rule that gives label number `label` its colour: hues as far apart as the golden angle makes
/// them, light ones on a light page and dark ones on a dark page.
std::string label_rule(std::size_t label);

}  // namespace broadsheet::exporting

#endif

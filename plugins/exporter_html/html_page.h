// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_HTML_HTML_PAGE_H_
#define BROADSHEET_EXPORTER_HTML_HTML_PAGE_H_

#include "broadsheet/cpp/context.hpp"
#include "broadsheet/cpp/document.hpp"
#include "exporter_support/byte_sink.h"

namespace broadsheet::exporting {

struct HtmlOptions {
  bool has_labels = true;
  bool has_layers = true;
  double min_score = 0;
  bool has_source_lines = true;
  bool has_furniture = true;
};

/// Writes the document as one HTML page that needs nothing else (README.md has what is on it).
/// A block's text is the text of its first element, to the letter: what is shown beside it is
/// made by the style sheet, or stands in elements of its own.
void write_html(const Context& context, const Document& document, const HtmlOptions& options,
                ByteSink& sink);

}  // namespace broadsheet::exporting

#endif

// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_MARKDOWN_MARKDOWN_WRITER_H_
#define BROADSHEET_EXPORTER_MARKDOWN_MARKDOWN_WRITER_H_

#include "broadsheet/cpp/context.hpp"
#include "broadsheet/cpp/document.hpp"
#include "exporter_support/byte_sink.h"

namespace broadsheet::exporting {

struct MarkdownOptions {
  bool has_front_matter = true;
  bool has_provenance = false;
  bool has_furniture = true;
};

/// Writes the document as CommonMark (README.md has what becomes what).
void write_markdown(const Context& context, const Document& document,
                    const MarkdownOptions& options, ByteSink& sink);

}  // namespace broadsheet::exporting

#endif

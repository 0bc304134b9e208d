// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_FODT_FODT_WRITER_H_
#define BROADSHEET_EXPORTER_FODT_FODT_WRITER_H_

#include "broadsheet/cpp/context.hpp"
#include "broadsheet/cpp/document.hpp"
#include "exporter_support/byte_sink.h"

namespace broadsheet::exporting {

struct FodtOptions {
  bool has_comments = false;
  bool has_bookmarks = true;
  bool has_contents = false;
  bool has_furniture = true;
};

/// Writes the document as flat OpenDocument text (README.md has what becomes what).
void write_fodt(const Context& context, const Document& document, const FodtOptions& options,
                ByteSink& sink);

}  // namespace broadsheet::exporting

#endif

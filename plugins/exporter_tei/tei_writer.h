// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_TEI_TEI_WRITER_H_
#define BROADSHEET_EXPORTER_TEI_TEI_WRITER_H_

#include <string>

#include "broadsheet/cpp/context.hpp"
#include "broadsheet/cpp/document.hpp"
#include "exporter_support/byte_sink.h"

namespace broadsheet::exporting {

struct TeiOptions {
  bool has_sentences = true;
  bool has_furniture = true;
  bool has_line_breaks = false;
  std::string publisher;
  std::string host = "broadsheet 1.0.0";  // name and version of the program
};

/// Writes the document as TEI P5, valid against tei_all whatever is in it (README.md has the
/// mapping).
void write_tei(const Context& context, const Document& document, const TeiOptions& options,
               ByteSink& sink);

}  // namespace broadsheet::exporting

#endif

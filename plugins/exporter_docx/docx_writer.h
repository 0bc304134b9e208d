// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_DOCX_DOCX_WRITER_H_
#define BROADSHEET_EXPORTER_DOCX_DOCX_WRITER_H_

#include <cstdint>
#include <string>

#include "broadsheet/cpp/context.hpp"
#include "broadsheet/cpp/document.hpp"
#include "exporter_docx/docx_options.h"

namespace broadsheet::docx {

/// A DOCX file and what is worth telling about how it was made.
struct DocxFile {
  std::string bytes;
  std::uint64_t replaced_characters = 0;  // of the blocks' texts, by U+FFFD
  std::size_t comment_count = 0;
  std::size_t dropped_furniture = 0;
};

/// The document as an Office Open XML package (ECMA-376, transitional). Same document and options,
/// same bytes. Throws Error(BROADSHEET_CANCELLED) where the context asks to stop.
DocxFile write_docx(const Document& document, const DocxOptions& options, const Context& context);

}  // namespace broadsheet::docx

#endif

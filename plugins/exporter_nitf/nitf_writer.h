// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_NITF_NITF_WRITER_H_
#define BROADSHEET_EXPORTER_NITF_NITF_WRITER_H_

#include <string>

#include "broadsheet/cpp/context.hpp"
#include "broadsheet/cpp/document.hpp"
#include "exporter_support/byte_sink.h"

namespace broadsheet::exporting {

struct NitfOptions {
  std::string publication;
  bool has_furniture = true;
};

/// Writes the document as NITF 3.6, valid whatever is in it (README.md has the mapping).
void write_nitf(const Context& context, const Document& document, const NitfOptions& options,
                ByteSink& sink);

}  // namespace broadsheet::exporting

#endif

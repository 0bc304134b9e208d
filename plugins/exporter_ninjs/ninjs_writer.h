// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_NINJS_NINJS_WRITER_H_
#define BROADSHEET_EXPORTER_NINJS_NINJS_WRITER_H_

#include <string>

#include "broadsheet/cpp/context.hpp"
#include "broadsheet/cpp/document.hpp"
#include "exporter_support/byte_sink.h"

namespace broadsheet::exporting {

struct NinjsOptions {
  std::string publication;
  std::string time_zone = "Z";
  bool has_html = true;
};

/// True for what may stand behind a time: "Z", "+08:00", "-03:30".
bool is_time_zone(std::string_view text);

/// Writes the document as one ninjs 3.1 item (README.md has the mapping).
void write_ninjs(const Context& context, const Document& document, const NinjsOptions& options,
                 ByteSink& sink);

}  // namespace broadsheet::exporting

#endif

// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_JSON_RECORD_WRITER_H_
#define BROADSHEET_EXPORTER_JSON_RECORD_WRITER_H_

#include "broadsheet/cpp/context.hpp"
#include "broadsheet/cpp/document.hpp"
#include "exporter_support/byte_sink.h"

namespace broadsheet::exporting {

struct RecordOptions {
  bool has_segments = true;
  bool has_sentences = true;
  unsigned indent = 0;  // 0: one line
};

/// Writes the document as one broadsheet-json/1 object (README.md of exporter_json has its
/// members), without a line feed at the end. Throws Error where the sink does, or where the call
/// was cancelled.
void write_record(const Context& context, const Document& document, const RecordOptions& options,
                  ByteSink& sink);

}  // namespace broadsheet::exporting

#endif

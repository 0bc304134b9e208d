// SPDX-License-Identifier: Apache-2.0
#include "exporter_support/byte_sink.h"

namespace broadsheet::exporting {

void OutputSink::write(std::string_view bytes) {
  if (chunk_.size() + bytes.size() > kChunkBytes) flush();
  if (bytes.size() >= kChunkBytes) {
    output_.write(bytes);
  } else {
    chunk_.append(bytes);
  }
}

void OutputSink::flush() {
  if (chunk_.empty()) return;
  output_.write(chunk_);
  chunk_.clear();
}

}  // namespace broadsheet::exporting

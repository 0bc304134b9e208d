// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "broadsheet/streams.h"
#include "document/outcome.h"

namespace broadsheet::plugin_host {

/// Bytes that a reader reads from. Safe for concurrent use.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  virtual std::string_view name() const = 0;  // valid UTF-8
  virtual std::uint64_t size_bytes() const = 0;
  /// Fewer bytes than `capacity` only at the end.
  virtual document::Outcome read_at(std::uint64_t offset_byte, void* buffer, std::uint64_t capacity,
                                    std::uint64_t* out_read) const = 0;
};

/// Where an exporter's bytes go.
class ByteSink {
 public:
  virtual ~ByteSink() = default;
  virtual document::Outcome write(std::string_view bytes) = 0;
};

/// The ABI's faces of both; what they are made from must outlive them.
broadsheet_input_t input_table(const ByteSource& source);
broadsheet_output_t output_table(ByteSink& sink);

}  // namespace broadsheet::plugin_host

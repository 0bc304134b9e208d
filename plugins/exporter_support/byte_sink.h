// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_SUPPORT_BYTE_SINK_H_
#define BROADSHEET_EXPORTER_SUPPORT_BYTE_SINK_H_

#include <string>
#include <string_view>

#include "broadsheet/cpp/context.hpp"

namespace broadsheet::exporting {

/// Where a format's writer puts its bytes, one after the other.
class ByteSink {
 public:
  virtual ~ByteSink() = default;
  virtual void write(std::string_view bytes) = 0;
  void put(char byte) { write(std::string_view(&byte, 1)); }
};

/// Gathers small writes and hands them to the document's file in chunks. Call flush() at the end:
/// what is not flushed is not written, so that a writer that threw leaves nothing half done behind.
class OutputSink : public ByteSink {
 public:
  explicit OutputSink(Output& output) : output_(output) { chunk_.reserve(kChunkBytes); }

  void write(std::string_view bytes) override;
  /// Throws Error where the disk is full, ...
  void flush();

 private:
  static constexpr std::size_t kChunkBytes = 64 * 1024;

  Output& output_;
  std::string chunk_;
};

/// Keeps everything in memory: for parts of an archive, and for tests.
class StringSink : public ByteSink {
 public:
  void write(std::string_view bytes) override { bytes_.append(bytes); }
  const std::string& bytes() const { return bytes_; }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

}  // namespace broadsheet::exporting

#endif

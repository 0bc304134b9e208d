// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "plugin_host/stream_tables.h"

namespace broadsheet::batch {

/// A regular file that is open for reading. Read with pread, never mapped: a file that somebody
/// cuts short during the run gives an error, not a crash.
class InputFile : public plugin_host::ByteSource {
 public:
  /// nullptr and `failure` set where the file cannot be opened, is not a regular file, or is empty.
  /// Never blocks on a FIFO.
  static std::unique_ptr<InputFile> open(const std::filesystem::path& file,
                                         document::Outcome& failure);
  ~InputFile() override;
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  std::string_view name() const override { return name_; }
  std::uint64_t size_bytes() const override { return size_bytes_; }
  document::Outcome read_at(std::uint64_t offset_byte, void* buffer, std::uint64_t capacity,
                            std::uint64_t* out_read) const override;
  /// SHA-256 of the bytes [begin, end), cut at the file's end.
  document::Outcome hash(std::uint64_t begin_byte, std::uint64_t end_byte,
                         std::string& out_sha256) const;

 private:
  InputFile(int descriptor, std::string name, std::uint64_t size_bytes)
      : descriptor_(descriptor), name_(std::move(name)), size_bytes_(size_bytes) {}

  int descriptor_;
  std::string name_;
  std::uint64_t size_bytes_;
};

}  // namespace broadsheet::batch

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "plugin_host/stream_tables.h"

namespace broadsheet::batch {

/// A file in the making. Its bytes go to a temporary name beside the final one; publish() renames,
/// so that nobody ever sees half a file. What is not published is removed.
class OutputFile : public plugin_host::ByteSink {
 public:
  explicit OutputFile(std::filesystem::path file);
  ~OutputFile() override;
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  /// Makes the folder and the temporary file. Fails where the final name could not be given later:
  /// it is too long, or a folder has it.
  document::Outcome open();
  document::Outcome write(std::string_view bytes) override;
  /// Writes out what is buffered and closes; the file is complete under its temporary name.
  document::Outcome close();
  /// Gives the closed file its name, in the place of one that has it.
  document::Outcome publish();
  /// Takes a published file away again: what it belongs to is not whole.
  void withdraw();

  const std::filesystem::path& file() const { return file_; }

 private:
  document::Outcome make_temporary();
  document::Outcome flush();
  document::Outcome failure(const char* doing, int code);

  std::filesystem::path file_;
  std::filesystem::path temporary_;
  std::string buffer_;
  int descriptor_ = -1;
  bool is_made_ = false;
  bool is_published_ = false;
};

}  // namespace broadsheet::batch

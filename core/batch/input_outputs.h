// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "batch/output_file.h"

namespace broadsheet::batch {

/// The files that hold all documents of one input, one behind the other in the input's order, while
/// several workers finish them in any order. Safe for concurrent use.
///
/// A worker that is far ahead waits for those before it, so that no more than `max_ahead` documents
/// are kept.
class InputOutputs {
 public:
  InputOutputs(std::vector<std::filesystem::path> files, std::uint64_t max_ahead);

  std::size_t file_count() const { return files_.size(); }
  /// Document `number` (from 1, each once) as one piece a file; no pieces where the document
  /// failed.
  ///
  /// @return false where the files cannot be written any more: publish() will say why
  bool append(std::uint64_t number, std::vector<std::string> pieces);
  /// Why the files cannot be written, if they cannot.
  document::Outcome failure() const;
  /// After the last document: publishes the files, all or none, or says why not.
  document::Outcome publish();

 private:
  void write_ready_pieces();

  std::vector<std::unique_ptr<OutputFile>> files_;
  std::uint64_t max_ahead_;
  mutable std::mutex mutex_;  // guards what follows and the files
  std::condition_variable has_moved_;
  std::map<std::uint64_t, std::vector<std::string>> waiting_;
  std::uint64_t next_ = 1;
  document::Outcome failure_;
};

}  // namespace broadsheet::batch

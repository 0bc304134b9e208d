// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "diagnostics/diagnostic.h"

namespace broadsheet::batch {

/// A file to read.
struct Input {
  std::filesystem::path file;  // as the user wrote it, or found it in a folder
  std::filesystem::path
      relative_path;  // below the folder that was given: the record's name of the file
  std::uint64_t size_bytes = 0;

  /// What its outputs are called below the output folder, without suffix.
  std::filesystem::path output_stem() const {
    return std::filesystem::path(relative_path).replace_extension();
  }
};

/// Names that begin with a dot: what a Mac writes beside each file (._page.txt), snapshots, .git.
inline constexpr char kHiddenNames[] = "hidden names";

struct InputRequest {
  std::vector<std::string> arguments;   // files and folders, as the user gave them
  std::filesystem::path output_folder;  // files in it are no inputs
  std::vector<std::string>
      extensions;           // of the files to take from folders, lower case, without dot
  std::uint32_t shard = 1;  // this run takes every input whose place in the order is its shard's
  std::uint32_t shard_count = 1;
};

/// What to read, in a fixed order; what cannot be read stands in `refused`, one diagnostic each.
struct InputList {
  std::vector<Input> inputs;
  std::vector<diagnostics::Diagnostic> refused;  // inputs that fail; the others go on
  /// What is in the folders and no input: how many files, by an extension that no reader names,
  /// and kHiddenNames. A file a day that nobody reads should not be noticed years later.
  std::map<std::string, std::size_t> passed_over;
  diagnostics::DiagnosticList
      conflicts;  // inputs that would write the same files: nothing may start
};

/// Lists the files of the request. Folders are searched with all their sub-folders, hidden names
/// are left out, links to folders are not followed; a sub-folder that cannot be listed is refused
/// by itself. A file that is named twice is read once.
///
/// A file argument's outputs are named after the file, a folder's files after their path in the
/// folder. Where files of several folders have one name (zh_01/page.txt zh_02/page.txt), all keep
/// their path from the folder that they share.
InputList list_inputs(const InputRequest& request);

}  // namespace broadsheet::batch

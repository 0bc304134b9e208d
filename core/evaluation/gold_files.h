// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "diagnostics/diagnostic.h"

namespace broadsheet::evaluation {

/// A gold file, and what its page is called.
struct GoldFile {
  std::filesystem::path file;            // as the user would write it
  std::string page;                      // "1923/0007", below the folder that was given
  std::filesystem::path default_source;  // the page's file where the gold does not name it
};

/// The gold files of a folder and its sub-folders, by page: NAME.gold.json for NAME.txt, and
/// FOLDER/gold.json for FOLDER/page.txt. Links to folders are not followed. What cannot be listed
/// is an error.
std::vector<GoldFile> list_gold_files(const std::filesystem::path& folder,
                                      diagnostics::DiagnosticList& diagnostics);

}  // namespace broadsheet::evaluation

// SPDX-License-Identifier: Apache-2.0
#include "evaluation/gold_files.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <system_error>

namespace broadsheet::evaluation {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kEnding = ".gold.json";

void add_error(const fs::path& file, std::string code, std::string message, std::string help,
               diagnostics::DiagnosticList& diagnostics) {
  diagnostics::Diagnostic diagnostic;
  diagnostic.code = std::move(code);
  diagnostic.message = std::move(message);
  diagnostic.help = std::move(help);
  diagnostic.location.file = file.string();
  diagnostics.add(std::move(diagnostic));
}

// nullopt where the name is not a gold file's.
std::optional<GoldFile> as_gold_file(const fs::path& file, const fs::path& folder) {
  const std::string name = file.filename().string();
  const fs::path parent = file.parent_path();
  if (name == "gold.json") {
    std::string page = parent.lexically_relative(folder).string();
    if (page == ".") page = fs::absolute(folder).lexically_normal().filename().string();
    if (page.empty()) page = "page";
    return GoldFile{file, page, parent / "page.txt"};
  }
  if (!name.ends_with(kEnding) || name.size() == kEnding.size()) return std::nullopt;
  const fs::path stem = parent / name.substr(0, name.size() - kEnding.size());
  return GoldFile{file, stem.lexically_relative(folder).string(), fs::path(stem) += ".txt"};
}

}  // namespace

std::vector<GoldFile> list_gold_files(const fs::path& folder,
                                      diagnostics::DiagnosticList& diagnostics) {
  std::error_code code;
  if (!fs::is_directory(folder, code)) {
    add_error(folder, "not-found", "expected a folder with gold files",
              "name a folder that holds NAME.gold.json beside NAME.txt, or NAME/gold.json beside "
              "NAME/page.txt",
              diagnostics);
    return {};
  }
  std::vector<GoldFile> files;
  std::vector<fs::path> folders = {folder};
  while (!folders.empty()) {
    const fs::path next = std::move(folders.back());
    folders.pop_back();
    fs::directory_iterator entry(next, code);
    for (const fs::directory_iterator end; !code && entry != end; entry.increment(code)) {
      std::error_code ignored;
      if (entry->is_directory(ignored)) {
        if (!entry->is_symlink(ignored)) folders.push_back(entry->path());
      } else if (auto gold = as_gold_file(entry->path(), folder)) {
        files.push_back(*std::move(gold));
      }
    }
    if (code) {
      add_error(next, "io-error", "cannot list the folder: " + code.message(),
                "check its permissions", diagnostics);
    }
  }
  if (files.empty() && !diagnostics.has_errors()) {
    add_error(folder, "no-gold", "the folder has no gold file",
              "expected NAME.gold.json beside NAME.txt, or NAME/gold.json beside NAME/page.txt",
              diagnostics);
  }
  std::sort(files.begin(), files.end(), [](const GoldFile& left, const GoldFile& right) {
    return std::pair(left.page, left.file) < std::pair(right.page, right.file);
  });
  return files;
}

}  // namespace broadsheet::evaluation

// SPDX-License-Identifier: Apache-2.0
#include "batch/document_files.h"

#include <algorithm>

#include "document/utf8.h"

namespace broadsheet::batch {
namespace {

constexpr std::size_t kMaxFilesOfACall = 16;

}  // namespace

DocumentFiles::Call::Call(DocumentFiles& files, std::filesystem::path main,
                          std::vector<std::string> companions)
    : files_(files),
      main_path_(std::move(main)),
      main_name_(document::replace_invalid_utf8(main_path_.filename().string())),
      companions_(std::move(companions)) {}

OutputFile& DocumentFiles::Call::add(std::filesystem::path file) {
  files_.files_.push_back(std::make_unique<OutputFile>(std::move(file)));
  opened_.push_back(files_.files_.back().get());
  return *opened_.back();
}

document::Outcome DocumentFiles::Call::open() {
  main_ = &add(main_path_);
  return main_->open();
}

document::Outcome DocumentFiles::Call::open_companion(std::string_view suffix,
                                                      broadsheet_output_t** out) {
  if (std::find(companions_.begin(), companions_.end(), suffix) == companions_.end()) {
    return document::Outcome::invalid("the manifest declares no companion '" +
                                      document::replace_invalid_utf8(suffix) +
                                      "', or an option turns it off");
  }
  if (opened_.size() == kMaxFilesOfACall) {
    return document::Outcome::refused(BROADSHEET_LIMIT_EXCEEDED,
                                      "more than 16 files in one call of an exporter");
  }
  std::filesystem::path file = main_path_;
  file += "." + std::string(suffix);
  const bool is_known = std::any_of(opened_.begin(), opened_.end(),
                                    [&](const OutputFile* other) { return other->file() == file; });
  if (is_known) return document::Outcome::invalid("a file that is open already");
  OutputFile& opened = add(std::move(file));
  if (document::Outcome result = opened.open(); !result.is_ok()) return result;
  tables_.push_back(plugin_host::output_table(opened));
  *out = &tables_.back();
  return document::Outcome::ok();
}

document::Outcome DocumentFiles::Call::close() {
  for (OutputFile* file : opened_) {
    if (document::Outcome closed = file->close(); !closed.is_ok()) return closed;
  }
  return document::Outcome::ok();
}

document::Outcome DocumentFiles::publish() {
  for (const auto& file : files_) {
    document::Outcome published = file->publish();
    if (published.is_ok()) continue;
    for (const auto& other : files_) other->withdraw();
    return published;
  }
  return document::Outcome::ok();
}

}  // namespace broadsheet::batch

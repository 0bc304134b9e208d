// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "batch/output_file.h"
#include "plugin_host/output_set.h"

namespace broadsheet::batch {

/// The files of one document, from all its exporters: they get their names together, or none does.
/// What is not published leaves nothing behind. Used by one worker.
class DocumentFiles {
 public:
  /// The files of one call of an exporter: the main one, and companions that the plugin opens.
  class Call : public plugin_host::OutputSet {
   public:
    /// @param companions  what the names of further files may add to the main one's
    Call(DocumentFiles& files, std::filesystem::path main, std::vector<std::string> companions);

    document::Outcome open();
    plugin_host::ByteSink& sink() { return *main_; }
    /// After the call: every file is complete under its temporary name.
    document::Outcome close();

    std::string_view main_name() const override { return main_name_; }
    document::Outcome open_companion(std::string_view suffix, broadsheet_output_t** out) override;

   private:
    OutputFile& add(std::filesystem::path file);

    DocumentFiles& files_;
    std::filesystem::path main_path_;
    std::string main_name_;
    std::vector<std::string> companions_;
    OutputFile* main_ = nullptr;
    std::vector<OutputFile*> opened_;
    std::deque<broadsheet_output_t> tables_;
  };

  /// Gives every file its name. Where one cannot have it, all are taken away again.
  document::Outcome publish();

 private:
  std::vector<std::unique_ptr<OutputFile>> files_;
};

}  // namespace broadsheet::batch

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "diagnostics/diagnostic.h"
#include "document/document.h"
#include "document/source_builder.h"
#include "pipeline/pipeline.h"

namespace broadsheet::pipeline {

/// What happened to one document on its way.
struct DocumentResult {
  enum class State { done, quarantined, aborted };
  State state = State::done;
  std::string failed_part;                     // component id, where not done
  diagnostics::DiagnosticList diagnostics;     // for people; located in the input
  std::map<std::string, double> metrics;       // as plugins gave them
  std::optional<document::Document> document;  // after the last stage; only where done
};

/// Takes one document from the reader's words to the last stage. One a worker; not shared.
class DocumentRunner {
 public:
  /// How far a stage is with a document, 0 to 1.
  using StageProgress = std::function<void(const std::string& part, double fraction)>;

  /// @param worker     which worker this is, from 0
  /// @param cancelled  set where calls under way should stop; outlives the runner
  DocumentRunner(const Pipeline& pipeline, unsigned worker, const std::atomic<bool>& cancelled,
                 plugin_host::CallContext::Log log, StageProgress progress = {});

  /// @param source  as a reader filled it, with the host's properties
  /// @param reader  the part that read it, with the messages that it reported
  /// @param name    of the document, for diagnostics
  DocumentResult run(document::SourceBuilder& source, const Part& reader,
                     std::vector<plugin_host::PluginMessage> reader_messages,
                     const std::string& name) const;

  /// Writes a finished document, or the view of an article of one, through an exporter.
  ///
  /// @param output_set  the further files that the exporter may open; nullptr: none
  plugin_host::CallResult write(const Part& exporter, const document::Document& document,
                                plugin_host::ByteSink& sink, plugin_host::OutputSet* output_set,
                                DocumentResult& result, const std::string& name) const;

 private:
  struct StageRecord;
  class Journey;

  const Pipeline& pipeline_;
  unsigned worker_;
  const std::atomic<bool>& cancelled_;
  plugin_host::CallContext::Log log_;
  StageProgress progress_;
};

}  // namespace broadsheet::pipeline

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "broadsheet/component.h"
#include "config/component.h"
#include "config/option_schema.h"
#include "document/document.h"
#include "plugin_host/call_context.h"
#include "plugin_host/failure.h"
#include "plugin_host/stream_tables.h"
#include "plugin_host/writer_tables.h"

namespace broadsheet::plugin_host {

/// The documents of one input, as a reader's cursor gives them. One call at a time.
class DocumentCursor {
 public:
  DocumentCursor(broadsheet_cursor_t* given, std::mutex* process_mutex, std::mutex* instance_mutex);
  ~DocumentCursor();
  DocumentCursor(const DocumentCursor&) = delete;
  DocumentCursor& operator=(const DocumentCursor&) = delete;

  /// BROADSHEET_OK: a document is in `builder`; BROADSHEET_END: there is none; else why this one
  /// could not be read.
  CallResult next(const CallContext& context, document::SourceBuilder& builder);

 private:
  broadsheet_cursor_t* given_;
  broadsheet_cursor_t table_;
  std::mutex* process_mutex_;  // nullptr where calls may meet
  std::mutex* instance_mutex_;
};

/// A component at work. Calls may come from any thread: what the component declared of its
/// concurrency is honoured here, by locks. Made and ended on the main thread.
class ComponentInstance {
 public:
  /// @param process_mutex  shared by all instances of components that bear one call per process
  /// @return nullptr and `failure` set where the component refused its options
  static std::unique_ptr<ComponentInstance> create(const broadsheet_component_t& component,
                                                   const config::ComponentDescription& description,
                                                   const config::OptionValues& options,
                                                   std::mutex& process_mutex, CallResult& failure);
  ~ComponentInstance();
  ComponentInstance(const ComponentInstance&) = delete;
  ComponentInstance& operator=(const ComponentInstance&) = delete;

  // Each fits the component's kind only. Builders are filled, and left for the host to check and to
  // seal.
  std::uint32_t probe(const broadsheet_input_t& input);
  std::unique_ptr<DocumentCursor> open(const CallContext& context, const broadsheet_input_t& input,
                                       CallResult& failure);
  CallResult clean(const CallContext& context, const document::Document& document,
                   document::StructureBuilder& builder);
  CallResult annotate(const CallContext& context, const document::Document& document,
                      document::AnnotationBuilder& builder);
  CallResult write(const CallContext& context, const document::Document& document, ByteSink& sink);

 private:
  ComponentInstance() = default;
  bool find_interface(const broadsheet_component_t& component);
  std::unique_lock<std::mutex> lock_process() const;
  std::unique_lock<std::mutex> lock_instance();

  config::Concurrency concurrency_ = config::Concurrency::one_per_process;
  std::mutex* process_mutex_ = nullptr;
  std::mutex instance_mutex_;
  broadsheet_instance_t* given_ = nullptr;
  broadsheet_instance_t instance_{};
  // Completed with defaults; that of the component's kind is in use.
  broadsheet_reader_t reader_{};
  broadsheet_cleaner_t cleaner_{};
  broadsheet_annotator_t annotator_{};
  broadsheet_exporter_t exporter_{};
};

}  // namespace broadsheet::plugin_host

// SPDX-License-Identifier: Apache-2.0
#include "pipeline/document_runner.h"

#include "document/annotation_builder.h"
#include "document/conservation.h"
#include "document/structure_builder.h"

namespace broadsheet::pipeline {
namespace {

using plugin_host::CallContext;
using plugin_host::CallResult;
using plugin_host::PluginMessage;

constexpr std::size_t kShownProblems = 3;

CallResult failure(broadsheet_status_t status, std::string message, std::string help) {
  CallResult result;
  result.status = status;
  result.message = std::move(message);
  result.help = std::move(help);
  return result;
}

// What a plugin did to the promise that nothing is lost, as the failure of its stage.
CallResult check_promise(const document::Document& document) {
  const auto problems = document::check_conservation(document.contents(), kShownProblems);
  if (problems.empty()) return {};
  std::string message;
  for (const auto& problem : problems) {
    message += (message.empty() ? "" : "; ") + document::describe(problem, document);
  }
  return failure(BROADSHEET_INTERNAL, message,
                 "this is a fault of the plugin: report it to its authors");
}

// A late result counts as none, whatever the plugin says: what a timeout does must not depend on
// luck.
CallResult check_deadline(CallResult result, const CallContext& context,
                          const config::StageConfig& stage) {
  if (!context.is_past_deadline()) return result;
  return failure(BROADSHEET_TIMED_OUT,
                 "took longer than its timeout of " + std::to_string(*stage.timeout_ms) + " ms",
                 "give the stage a longer timeout, or none");
}

diagnostics::Severity severity_of(std::uint32_t severity) {
  if (severity == BROADSHEET_NOTE) return diagnostics::Severity::note;
  return severity == BROADSHEET_WARNING ? diagnostics::Severity::warning
                                        : diagnostics::Severity::error;
}

// A plugin's message as a diagnostic of the run, located in the source where it has a place there.
diagnostics::Diagnostic to_diagnostic(const PluginMessage& message, const Part& part,
                                      const document::Document& document, const std::string& name) {
  diagnostics::Diagnostic diagnostic;
  diagnostic.severity = severity_of(message.severity);
  diagnostic.code = message.code;
  diagnostic.message = part.id() + ": " + message.message;
  diagnostic.help = message.help;
  diagnostic.location.file = name;
  if (const auto place = document.locate(message.source_begin_byte); place) {
    diagnostic.location.line = place->line;
    diagnostic.location.column = place->column;
  }
  return diagnostic;
}

}  // namespace

// A part that took part in the document, with its messages: written into the document together.
struct DocumentRunner::StageRecord {
  const Part* part;
  std::vector<PluginMessage> messages;
};

// One document on its way through the stages.
class DocumentRunner::Journey {
 public:
  Journey(const DocumentRunner& runner, const std::string& name) : runner_(runner), name_(name) {}

  void start(const Part& reader, std::vector<PluginMessage> messages, document::Document document) {
    result_.document = std::move(document);
    show(reader, messages);
    pending_.push_back({&reader, std::move(messages)});
  }

  void run_stage(const Part& stage) {
    CallContext context(&runner_.cancelled_, stage.config().timeout_ms, runner_.log_,
                        [this, &stage](double fraction) {
                          if (runner_.progress_) runner_.progress_(stage.id(), fraction);
                        });
    const bool is_cleaner = stage.description().kind == config::ComponentKind::cleaner;
    CallResult called = is_cleaner ? clean(stage, context) : annotate(stage, context);
    for (const auto& [metric, value] : context.take_metrics()) result_.metrics[metric] += value;
    if (called.is_ok()) return;
    show(stage, context.take_messages());  // they may say more than the failure itself
    fail(stage, called);
    if (result_.state == DocumentResult::State::done) {
      pending_.push_back({&stage,
                          {{BROADSHEET_ERROR, "stage-skipped", called.message, called.help,
                            BROADSHEET_NO_OFFSET, BROADSHEET_NO_OFFSET}}});
    }
  }

  bool goes_on() const { return result_.state == DocumentResult::State::done; }

  void fail(const Part& part, const CallResult& called) {
    auto diagnostic = plugin_host::to_diagnostic(called, name_, part.id());
    const bool is_skipped = part.config().on_error == config::OnError::skip_stage;
    if (is_skipped) {
      diagnostic.severity = diagnostics::Severity::warning;
      diagnostic.message += " (the stage was skipped)";
    } else {
      result_.state = part.config().on_error == config::OnError::abort
                          ? DocumentResult::State::aborted
                          : DocumentResult::State::quarantined;
      result_.failed_part = part.id();
    }
    result_.diagnostics.add(std::move(diagnostic));
  }

  DocumentResult finish() {
    if (goes_on() && !pending_.empty()) {
      document::AnnotationBuilder builder(*result_.document);
      write_pending(builder.records());
      result_.document = builder.seal();
    }
    if (!goes_on()) result_.document.reset();
    return std::move(result_);
  }

 private:
  CallResult clean(const Part& stage, CallContext& context) {
    document::StructureBuilder builder(*result_.document);
    auto& instance = stage.instance(runner_.worker_);
    CallResult called = check_deadline(instance.clean(context, *result_.document, builder), context,
                                       stage.config());
    if (!called.is_ok()) return called;
    const auto messages = context.take_messages();
    write_pending(builder.records());
    begin_stage(stage, builder.records());
    write_messages(messages, builder.records());
    document::Document cleaned = builder.seal();
    if (CallResult promise = check_promise(cleaned); !promise.is_ok()) {
      show(stage, messages);
      return promise;
    }
    result_.document = std::move(cleaned);
    has_structure_ = true;
    pending_.clear();
    show(stage, messages);
    return called;
  }

  CallResult annotate(const Part& stage, CallContext& context) {
    document::AnnotationBuilder builder(*result_.document);
    write_pending(builder.records());
    begin_stage(stage, builder.records());
    auto& instance = stage.instance(runner_.worker_);
    CallResult called = check_deadline(instance.annotate(context, *result_.document, builder),
                                       context, stage.config());
    if (!called.is_ok()) return called;
    const auto messages = context.take_messages();
    write_messages(messages, builder.records());
    document::Document annotated = builder.seal();
    if (has_structure_) {
      if (CallResult promise = check_promise(annotated); !promise.is_ok()) {
        show(stage, messages);
        return promise;
      }
    }
    result_.document = std::move(annotated);
    pending_.clear();
    show(stage, messages);
    return called;
  }

  static void begin_stage(const Part& part, document::StageRecords& records) {
    records.begin_stage(part.id(), part.description().version, part.plugin_sha256());
  }

  void write_pending(document::StageRecords& records) const {
    for (const StageRecord& record : pending_) {
      begin_stage(*record.part, records);
      write_messages(record.messages, records);
    }
  }

  static void write_messages(const std::vector<PluginMessage>& messages,
                             document::StageRecords& records) {
    for (const PluginMessage& message : messages) {
      records.add_message(message.severity, message.code, message.message, message.help,
                          message.source_begin_byte, message.source_end_byte);
    }
  }

  void show(const Part& part, const std::vector<PluginMessage>& messages) {
    for (const PluginMessage& message : messages) {
      result_.diagnostics.add(to_diagnostic(message, part, *result_.document, name_));
    }
  }

  const DocumentRunner& runner_;
  const std::string& name_;
  DocumentResult result_;
  std::vector<StageRecord> pending_;
  bool has_structure_ = false;
};

DocumentRunner::DocumentRunner(const Pipeline& pipeline, unsigned worker,
                               const std::atomic<bool>& cancelled, CallContext::Log log,
                               StageProgress progress)
    : pipeline_(pipeline),
      worker_(worker),
      cancelled_(cancelled),
      log_(std::move(log)),
      progress_(std::move(progress)) {}

DocumentResult DocumentRunner::run(document::SourceBuilder& source, const Part& reader,
                                   std::vector<PluginMessage> reader_messages,
                                   const std::string& name) const {
  Journey journey(*this, name);
  std::optional<document::Document> document;
  const document::Outcome sealed = source.seal(document);
  if (!sealed.is_ok()) {
    journey.fail(reader, plugin_host::call_result(sealed));
    return journey.finish();
  }
  journey.start(reader, std::move(reader_messages), *std::move(document));
  for (const Part& stage : pipeline_.stages()) {
    if (journey.goes_on()) journey.run_stage(stage);
  }
  return journey.finish();
}

CallResult DocumentRunner::write(const Part& exporter, const document::Document& document,
                                 plugin_host::ByteSink& sink, plugin_host::OutputSet* output_set,
                                 DocumentResult& result, const std::string& name) const {
  CallContext context(&cancelled_, std::nullopt, log_);
  if (output_set != nullptr) context.offer(*output_set);
  CallResult called = exporter.instance(worker_).write(context, document, sink);
  for (const PluginMessage& message : context.take_messages()) {
    result.diagnostics.add(to_diagnostic(message, exporter, document, name));
  }
  for (const auto& [metric, value] : context.take_metrics()) result.metrics[metric] += value;
  return called;
}

}  // namespace broadsheet::pipeline

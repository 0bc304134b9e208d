// SPDX-License-Identifier: Apache-2.0
#include "batch/batch_run.h"

#include <algorithm>
#include <chrono>
#include <new>

#include "batch/document_files.h"
#include "batch/input_job.h"
#include "batch/output_names.h"
#include "batch/stop_signals.h"
#include "batch/workers.h"
#include "config/output_suffixes.h"
#include "document/article_view.h"
#include "pipeline/document_runner.h"

namespace broadsheet::batch {
namespace {

using pipeline::DocumentResult;
using pipeline::Part;

constexpr std::uint64_t kMaxShownFailures = 50;
constexpr std::size_t kMaxMetrics = 1000;  // names; a plugin must not fill the memory with them

// A per-input exporter's piece of one document.
class StringSink : public plugin_host::ByteSink {
 public:
  document::Outcome write(std::string_view bytes) override {
    text += bytes;
    return document::Outcome::ok();
  }
  std::string text;
};

// The run's state that workers share, each part under the mutex.
class Run {
 public:
  Run(const pipeline::Pipeline& pipeline, const RunRequest& request, Progress& progress)
      : pipeline_(pipeline),
        request_(request),
        progress_(progress),
        feed_(pipeline, request.inputs, request.output_folder, request.worker_count,
              StopSignals::is_cancelled(), log()) {
    for (const Input& input : request.inputs) summary_.bytes += input.size_bytes;
    summary_.inputs = request.inputs.size();
  }

  RunSummary run() {
    const auto start = std::chrono::steady_clock::now();
    stop_if_too_many_failed();
    run_workers(
        request_.worker_count, [this](unsigned worker) { work(worker); },
        [this](const std::string& why) { progress_.print_line(why); });
    summary_.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    std::stable_sort(failures_.begin(), failures_.end(), [](const auto& a, const auto& b) {
      return std::pair(a.first, a.second.number) < std::pair(b.first, b.second.number);
    });
    for (auto& [input, failure] : failures_) summary_.failures.push_back(std::move(failure));
    if (StopSignals::is_stopping() && summary_.end == RunSummary::End::finished) {
      summary_.end = RunSummary::End::interrupted;
    }
    return std::move(summary_);
  }

 private:
  // What plugins log: from warnings up, and everything where notes are shown.
  plugin_host::CallContext::Log log() {
    return [this](std::uint32_t severity, const std::string& message) {
      const bool is_shown =
          severity >= BROADSHEET_WARNING || request_.shown_from == diagnostics::Severity::note;
      if (is_shown) progress_.print_line("log: " + message);
    };
  }

  void work(unsigned worker) {
    const pipeline::DocumentRunner runner(
        pipeline_, worker, StopSignals::is_cancelled(), log(),
        [this](const std::string& part, double fraction) { progress_.show_stage(part, fraction); });
    std::shared_ptr<InputJob> current;
    while (!feed_.is_stopped() && !StopSignals::is_stopping()) {
      std::optional<Ticket> ticket = feed_.next(worker, current);
      if (!ticket) return;
      if (!ticket->is_end) take_through(runner, *ticket);
      finish_job_if_last(*ticket->job);
    }
    feed_.abandon();
  }

  // Whatever becomes of the document, its place in the input's files is filled, or the workers
  // behind it would wait for ever.
  void take_through(const pipeline::DocumentRunner& runner, Ticket& ticket) {
    InputJob& job = *ticket.job;
    DocumentResult result;
    std::vector<std::string> pieces;
    try {
      pieces = convert(runner, ticket, result);
    } catch (const std::bad_alloc&) {
      fail(result, "", out_of_memory(), job.input().file.string());
    }
    if (result.state != DocumentResult::State::done) pieces.clear();
    if (ticket.number > 0) {
      if (!job.outputs()->append(ticket.number, std::move(pieces))) job.give_up();
      if (result.state == DocumentResult::State::done) job.count_success();
    }
    record(job.index(), ticket.number, std::move(result));
  }

  static plugin_host::CallResult out_of_memory() {
    return plugin_host::call_result(document::Outcome::refused(
        BROADSHEET_OUT_OF_MEMORY, "out of memory",
        "take fewer documents at once with --jobs, or split the input into smaller files"));
  }

  std::vector<std::string> convert(const pipeline::DocumentRunner& runner, Ticket& ticket,
                                   DocumentResult& result) {
    const std::string name = name_of(ticket);
    const std::string reader_id = ticket.job->reader() != nullptr ? ticket.job->reader()->id() : "";
    if (!ticket.read.is_ok()) {
      // A reader's line counts in the file, others' in the document.
      fail(result, reader_id, ticket.read,
           ticket.read.line > 0 ? ticket.job->input().file.string() : name);
      return {};
    }
    if (const document::Outcome described = describe_source(ticket, pipeline_, request_.run_date);
        !described.is_ok()) {
      fail(result, "", plugin_host::call_result(described), name);
      return {};
    }
    result = runner.run(ticket.source, *ticket.job->reader(), std::move(ticket.messages), name);
    if (result.state != DocumentResult::State::done) return {};
    return write_outputs(runner, ticket, result, name);
  }

  // Writes all exporters' files; publishes them only when every one is complete, all or none.
  std::vector<std::string> write_outputs(const pipeline::DocumentRunner& runner,
                                         const Ticket& ticket, DocumentResult& result,
                                         const std::string& name) {
    DocumentFiles files;
    std::vector<std::string> pieces;
    const document::Document document = *result.document;
    for (const Part& exporter : pipeline_.exporters()) {
      plugin_host::CallResult written;
      if (exporter.description().output == config::OutputUnit::per_input) {
        StringSink sink;
        written = runner.write(exporter, document, sink, nullptr, result, name);
        pieces.push_back(std::move(sink.text));
      } else if (exporter.config().name.is_by_article()) {
        written = write_articles(runner, ticket, exporter, document, files, result, name);
      } else {
        written = write_file(runner, ticket, exporter, document, std::nullopt, files, result, name);
      }
      if (!written.is_ok()) {
        fail(result, exporter.id(), written, name);
        return {};
      }
    }
    if (const document::Outcome published = files.publish(); !published.is_ok()) {
      fail(result, "", plugin_host::call_result(published), name);
      return {};
    }
    count_left_out(document, result, name);
    return pieces;
  }

  // What belongs to no article is in none of the articles' files. Where no exporter writes the
  // document as a whole, the report counts it.
  void count_left_out(const document::Document& document, DocumentResult& result,
                      const std::string& name) const {
    const auto writes_articles = [](const Part& part) {
      return part.config().name.is_by_article();
    };
    const auto& exporters = pipeline_.exporters();
    if (!std::all_of(exporters.begin(), exporters.end(), writes_articles)) return;
    const auto& contents = document.contents();
    const auto count =
        std::count_if(contents.blocks.begin(), contents.blocks.end(),
                      [](const auto& block) { return block.article == BROADSHEET_NONE; });
    if (count > 0) result.metrics["blocks_in_no_file"] += static_cast<double>(count);
    if (count == 0 && !contents.articles.empty()) return;
    diagnostics::Diagnostic diagnostic;
    diagnostic.severity =
        contents.articles.empty() ? diagnostics::Severity::warning : diagnostics::Severity::note;
    diagnostic.code = "blocks-in-no-file";
    diagnostic.message =
        contents.articles.empty()
            ? "has no articles, so that no file was written: every exporter writes articles only"
            : std::to_string(count) +
                  " block(s) of page furniture are in no file: every exporter writes articles only";
    diagnostic.help = "add an exporter whose name has no {article}; it writes the whole document";
    diagnostic.location.file = name;
    result.diagnostics.add(std::move(diagnostic));
  }

  plugin_host::CallResult write_articles(const pipeline::DocumentRunner& runner,
                                         const Ticket& ticket, const Part& exporter,
                                         const document::Document& document, DocumentFiles& files,
                                         DocumentResult& result, const std::string& name) const {
    const auto count = static_cast<std::uint32_t>(document.contents().articles.size());
    for (std::uint32_t article = 0; article < count; ++article) {
      plugin_host::CallResult written =
          write_file(runner, ticket, exporter, document::article_view(document, article), article,
                     files, result, name);
      if (!written.is_ok()) return written;
    }
    return {};
  }

  plugin_host::CallResult write_file(const pipeline::DocumentRunner& runner, const Ticket& ticket,
                                     const Part& exporter, const document::Document& document,
                                     std::optional<std::uint32_t> article, DocumentFiles& files,
                                     DocumentResult& result, const std::string& name) const {
    DocumentFiles::Call call(
        files,
        request_.output_folder /
            output_name(exporter, ticket.job->output_stem(ticket.number), document, article),
        config::companion_suffixes(exporter.config(), exporter.description()));
    if (const document::Outcome opened = call.open(); !opened.is_ok())
      return plugin_host::call_result(opened);
    plugin_host::CallResult written =
        runner.write(exporter, document, call.sink(), &call, result, name);
    if (!written.is_ok()) return written;
    return plugin_host::call_result(call.close());
  }

  static void fail(DocumentResult& result, const std::string& part,
                   const plugin_host::CallResult& why, const std::string& name) {
    result.state = DocumentResult::State::quarantined;
    result.failed_part = part;
    result.diagnostics.add(plugin_host::to_diagnostic(why, name, part));
  }

  void finish_job_if_last(InputJob& job) {
    if (!job.release_document()) return;
    const document::Outcome published =
        job.outputs() != nullptr ? job.outputs()->publish() : document::Outcome::ok();
    if (!published.is_ok()) record_lost_files(job, published);
    progress_.add_input(job.input().size_bytes);
  }

  // The documents of an input whose files could not be written are lost, whatever they seemed to
  // be before.
  void record_lost_files(const InputJob& job, const document::Outcome& why) {
    DocumentResult result;
    fail(result, "", plugin_host::call_result(why), job.input().file.string());
    const std::uint64_t lost_count = job.succeeded_count();
    {
      const std::lock_guard lock(mutex_);
      summary_.succeeded -= lost_count;
      summary_.failed += lost_count;
    }
    record(job.index(), 0, std::move(result));
  }

  std::string name_of(const Ticket& ticket) const {
    const std::string file = ticket.job->input().file.string();
    return ticket.job->holds_many() ? file + "#" + std::to_string(ticket.number) : file;
  }

  void record(std::size_t input, std::uint64_t number, DocumentResult result) {
    const bool did_succeed = result.state == DocumentResult::State::done;
    show(result.diagnostics, did_succeed);
    progress_.add_document(did_succeed);
    const std::lock_guard lock(mutex_);
    ++summary_.documents;
    ++(did_succeed ? summary_.succeeded : summary_.failed);
    for (const auto& [metric, value] : result.metrics) {
      if (summary_.metrics.size() < kMaxMetrics || summary_.metrics.contains(metric))
        summary_.metrics[metric] += value;
    }
    for (const auto& diagnostic : result.diagnostics.items()) {
      summary_.warnings += diagnostic.severity == diagnostics::Severity::warning ? 1 : 0;
    }
    if (did_succeed) return;
    if (failures_.size() < RunSummary::kMaxFailures) {
      failures_.emplace_back(
          input, FailedDocument{request_.inputs[input].file.string(), number, result.failed_part,
                                std::move(result.diagnostics)});
    }
    if (result.state == DocumentResult::State::aborted) stop();
    stop_if_too_many_failed();
  }

  void stop_if_too_many_failed() {
    const std::uint64_t limit = pipeline_.max_failed();
    if (limit > 0 && summary_.failed + request_.failed_before >= limit) stop();
  }

  void stop() {
    summary_.end = RunSummary::End::stopped_by_policy;
    feed_.stop();
  }

  void show(const diagnostics::DiagnosticList& all, bool did_succeed) {
    if (!did_succeed) {
      const std::uint64_t shown_before = shown_failures_.fetch_add(1);
      if (shown_before == kMaxShownFailures)
        progress_.print_line("further failures are not shown; --report FILE lists them all");
      if (shown_before >= kMaxShownFailures) return;
    }
    diagnostics::DiagnosticList shown;
    for (const auto& diagnostic : all.items()) {
      if (diagnostic.severity >= request_.shown_from) shown.add(diagnostic);
    }
    if (!shown.items().empty()) progress_.print(shown);
  }

  const pipeline::Pipeline& pipeline_;
  const RunRequest& request_;
  Progress& progress_;
  InputFeed feed_;
  std::atomic<std::uint64_t> shown_failures_{0};
  std::mutex mutex_;  // guards what follows
  RunSummary summary_;
  std::vector<std::pair<std::size_t, FailedDocument>> failures_;
};

}  // namespace

RunSummary run_batch(const pipeline::Pipeline& pipeline, const RunRequest& request,
                     Progress& progress) {
  return Run(pipeline, request, progress).run();
}

}  // namespace broadsheet::batch

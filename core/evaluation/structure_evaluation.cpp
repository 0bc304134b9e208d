// SPDX-License-Identifier: Apache-2.0
#include "evaluation/structure_evaluation.h"

#include <algorithm>
#include <new>
#include <utility>

#include "batch/input_file.h"
#include "batch/input_job.h"
#include "batch/stop_signals.h"
#include "batch/workers.h"
#include "broadsheet/cpp/text.hpp"
#include "evaluation/gold_files.h"
#include "evaluation/positioned_json.h"
#include "evaluation/structure_gold.h"
#include "pipeline/document_runner.h"

namespace broadsheet::evaluation {
namespace {

using batch::StopSignals;
using pipeline::DocumentResult;

// How a line begins, for people to find it.
std::string beginning_of(std::string_view line) {
  constexpr std::size_t kMaxCodePoints = 24;
  const ByteRange range = trimmed_range(line);
  line = line.substr(0, range.end_byte).substr(range.begin_byte);
  std::size_t at = 0;
  for (std::size_t count = 0; at < line.size(); ++count) {
    if (count == kMaxCodePoints) return std::string(line.substr(0, at)) + "…";
    at += code_point_at(line, at).length_bytes;
  }
  return std::string(line);
}

// The whole file; nullopt where it cannot be read.
std::optional<std::string> content_of(const std::filesystem::path& file,
                                      document::Outcome& failure) {
  const auto opened = batch::InputFile::open(file, failure);
  if (!opened) return std::nullopt;
  if (opened->size_bytes() > PositionedJson::kMaxBytes) {
    failure = document::Outcome::refused(BROADSHEET_LIMIT_EXCEEDED, "is larger than 256 MiB",
                                         "a gold file describes one page");
    return std::nullopt;
  }
  std::string content(opened->size_bytes(), '\0');
  std::uint64_t length = 0;
  failure = opened->read_at(0, content.data(), content.size(), &length);
  if (!failure.is_ok()) return std::nullopt;
  content.resize(length);
  return content;
}

class Evaluator {
 public:
  Evaluator(const pipeline::Pipeline& pipeline, const StructureRequest& request)
      : pipeline_(pipeline), request_(request) {}

  StructureEvaluation run() {
    for (GoldFile& file : list_gold_files(request_.gold_folder, result_.diagnostics)) {
      add_page(file);
    }
    batch::InputFeed feed(pipeline_, inputs_, no_output_folder_, request_.worker_count,
                          StopSignals::is_cancelled(), log());
    batch::run_workers(
        request_.worker_count, [&](unsigned worker) { work(feed, worker); }, request_.log);
    result_.is_interrupted = StopSignals::is_stopping();
    return std::move(result_);
  }

 private:
  void add_page(const GoldFile& file) {
    EvaluatedPage& page = result_.pages.emplace_back();
    page.name = file.page;
    page.gold_file = file.file;
    document::Outcome failure;
    std::optional<std::string> content = content_of(file.file, failure);
    if (!content) {
      page.diagnostics.add(
          plugin_host::to_diagnostic(plugin_host::call_result(failure), file.file.string(), ""));
      return;
    }
    auto gold = StructureGold::parse({file.file.string(), *std::move(content)}, page.diagnostics);
    if (gold) add_input(page, file, *std::move(gold));
  }

  void add_input(EvaluatedPage& page, const GoldFile& file, StructureGold gold) {
    page.source_file =
        gold.source().empty() ? file.default_source : file.file.parent_path() / gold.source();
    document::Outcome failure;
    const auto opened = batch::InputFile::open(page.source_file, failure);
    if (!opened) {
      page.diagnostics.add(gold.error_at_source(
          "no-source", "the page's source " + page.source_file.string() + ": " + failure.message,
          failure.help + (gold.source().empty() ? "; \"source\" in the gold can name another file"
                                                : "; it is relative to the gold's folder")));
      return;
    }
    inputs_.push_back({page.source_file, page.source_file.filename(), opened->size_bytes()});
    page_of_input_.push_back(result_.pages.size() - 1);
    golds_.push_back(std::move(gold));
  }

  plugin_host::CallContext::Log log() const {
    return [this](std::uint32_t severity, const std::string& message) {
      if (severity >= BROADSHEET_WARNING) request_.log("log: " + message);
    };
  }

  void work(batch::InputFeed& feed, unsigned worker) {
    const pipeline::DocumentRunner runner(pipeline_, worker, StopSignals::is_cancelled(), log());
    std::shared_ptr<batch::InputJob> current;
    while (!StopSignals::is_stopping()) {
      std::optional<batch::Ticket> ticket = feed.next(worker, current);
      if (!ticket) return;
      if (!ticket->is_end) take(runner, *ticket);
    }
    feed.abandon();
  }

  // Only its first document touches a page, so that each page has one thread.
  void take(const pipeline::DocumentRunner& runner, batch::Ticket& ticket) {
    if (ticket.number > 1) return;
    const std::size_t input = ticket.job->index();
    EvaluatedPage& page = result_.pages[page_of_input_[input]];
    try {
      measure(runner, ticket, golds_[input], page);
    } catch (const std::bad_alloc&) {
      page.figures.reset();
      fail(page, "",
           document::Outcome::refused(BROADSHEET_OUT_OF_MEMORY, "out of memory",
                                      "take fewer pages at once with --jobs"));
    }
  }

  static void fail(EvaluatedPage& page, const std::string& part, const document::Outcome& why) {
    page.diagnostics.add(
        plugin_host::to_diagnostic(plugin_host::call_result(why), page.source_file.string(), part));
  }

  void measure(const pipeline::DocumentRunner& runner, batch::Ticket& ticket,
               const StructureGold& gold, EvaluatedPage& page) const {
    const std::string name = page.source_file.string();
    const std::string reader = ticket.job->reader() != nullptr ? ticket.job->reader()->id() : "";
    if (!ticket.read.is_ok()) {
      page.diagnostics.add(plugin_host::to_diagnostic(ticket.read, name, reader));
      return;
    }
    if (ticket.job->holds_many()) {
      ticket.job->give_up();
      fail(page, reader,
           document::Outcome::refused(BROADSHEET_BAD_INPUT, "reads many documents from one file",
                                      "gold is for a page: put each page into a file of its own"));
      return;
    }
    if (const auto described = batch::describe_source(ticket, pipeline_, ""); !described.is_ok()) {
      fail(page, "", described);
      return;
    }
    DocumentResult result =
        runner.run(ticket.source, *ticket.job->reader(), std::move(ticket.messages), name);
    page.diagnostics.append(std::move(result.diagnostics));
    if (result.state == DocumentResult::State::done) compare(*result.document, gold, page);
  }

  void compare(const document::Document& document, const StructureGold& gold,
               EvaluatedPage& page) const {
    const std::vector<bool> non_blank = non_blank_lines(document);
    const auto wanted = gold.resolve(non_blank, page.diagnostics);
    if (!wanted) return;
    const PageStructure found = structure_of(document, non_blank);
    page.figures = score_structure(*wanted, found, non_blank);
    page.figures->conserved = conserved_share(document);
    if (!request_.wants_errors) return;
    page.errors = structure_errors(*wanted, found, non_blank, gold.article_ids());
    page.error_count = page.errors.size();
    if (request_.max_errors > 0 && page.errors.size() > request_.max_errors)
      page.errors.resize(request_.max_errors);
    for (StructureError& error : page.errors)
      error.line_begins = beginning_of(source_line(document, error.first_line));
  }

  const pipeline::Pipeline& pipeline_;
  const StructureRequest& request_;
  const std::filesystem::path no_output_folder_;
  StructureEvaluation result_;
  std::vector<batch::Input> inputs_;  // of the pages that can be read
  std::vector<std::size_t> page_of_input_;
  std::vector<StructureGold> golds_;  // by input
};

}  // namespace

std::vector<StructureFigures> StructureEvaluation::figures() const {
  std::vector<StructureFigures> all;
  for (const EvaluatedPage& page : pages) {
    if (page.figures) all.push_back(*page.figures);
  }
  return all;
}

StructureEvaluation evaluate_structure(const pipeline::Pipeline& pipeline,
                                       const StructureRequest& request) {
  return Evaluator(pipeline, request).run();
}

}  // namespace broadsheet::evaluation

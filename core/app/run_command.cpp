// SPDX-License-Identifier: Apache-2.0
#include <sys/ioctl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <optional>
#include <set>
#include <thread>

#include "app/program.h"
#include "batch/batch_run.h"
#include "batch/output_conflicts.h"
#include "batch/output_file.h"
#include "batch/stop_signals.h"
#include "pipeline/pipeline.h"

namespace broadsheet::app {
namespace {

struct RunOptions {
  std::string config;
  std::vector<std::string> inputs;
  std::string output_folder;
  unsigned jobs = 0;  // 0: one a core
  bool is_fresh = false;
  std::string shard;
  std::string report_file;
  std::string progress = "auto";
  std::vector<std::string> overrides;
  bool is_quiet = false;
  bool is_verbose = false;
};

// "2/8" as its two numbers; false where it is not that.
bool parse_shard(const std::string& text, std::uint32_t& shard, std::uint32_t& count) {
  const char* end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, shard);
  if (first.ec != std::errc() || first.ptr == end || *first.ptr != '/') return false;
  const auto second = std::from_chars(first.ptr + 1, end, count);
  return second.ec == std::errc() && second.ptr == end && shard >= 1 && shard <= count;
}

// SOURCE_DATE_EPOCH as W3C date and time, or empty: records carry no clock of their own.
std::string run_date() {
  const char* epoch = std::getenv("SOURCE_DATE_EPOCH");
  if (epoch == nullptr) return "";
  char* end = nullptr;
  const std::time_t seconds = std::strtoll(epoch, &end, 10);
  std::tm utc{};
  char text[32];
  if (*epoch == '\0' || *end != '\0' || gmtime_r(&seconds, &utc) == nullptr) return "";
  return std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc) > 0 ? text : "";
}

batch::ProgressMode progress_mode(const RunOptions& options) {
  if (options.progress == "never" || options.is_quiet) return batch::ProgressMode::off;
  const bool is_terminal = ::isatty(STDERR_FILENO) != 0;
  return options.progress == "always" || is_terminal ? batch::ProgressMode::bar
                                                     : batch::ProgressMode::lines;
}

std::size_t columns_of_terminal() {
  winsize size{};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

// Whether files can be made in the folder; prints why not.
bool can_write_into(const std::string& folder) {
  batch::OutputFile probe(std::filesystem::path(folder) / ".broadsheet-probe");
  const document::Outcome opened = probe.open();
  if (!opened.is_ok())
    print_error("cannot write into the output folder: " + opened.message, opened.help);
  return opened.is_ok();
}

// The report's file, opened before the run: what cannot be written should not be noticed in the
// morning. Empty and true where no report is wanted.
bool open_report(const std::string& file, std::optional<batch::OutputFile>& report) {
  if (file.empty()) return true;
  const document::Outcome opened = report.emplace(file).open();
  if (!opened.is_ok()) print_error("cannot write the report: " + opened.message, opened.help);
  return opened.is_ok();
}

std::vector<std::string> extensions_of(const pipeline::Pipeline& pipeline) {
  std::vector<std::string> extensions;
  for (const pipeline::Part& reader : pipeline.readers()) {
    for (const std::string& extension : reader.description().extensions) {
      if (std::find(extensions.begin(), extensions.end(), extension) == extensions.end())
        extensions.push_back(extension);
    }
  }
  return extensions;
}

bool write_report(batch::OutputFile& output, const std::string& text) {
  document::Outcome written = output.write(text);
  if (written.is_ok()) written = output.close();
  if (written.is_ok()) written = output.publish();
  if (!written.is_ok()) print_error(written.message, written.help);
  return written.is_ok();
}

// Inputs that could not even be listed are failed documents like others.
void add_refused(const batch::InputList& list, batch::RunSummary& summary) {
  for (const auto& diagnostic : list.refused) {
    ++summary.inputs;
    ++summary.documents;
    ++summary.failed;
    if (summary.failures.size() == batch::RunSummary::kMaxFailures) continue;
    batch::FailedDocument failure;
    failure.input = diagnostic.location.file;
    failure.diagnostics.add(diagnostic);
    summary.failures.push_back(std::move(failure));
  }
}

void print_refused(const batch::InputList& list) {
  constexpr std::size_t kMaxShown = 50;
  diagnostics::DiagnosticList shown;
  for (std::size_t i = 0; i < std::min(kMaxShown, list.refused.size()); ++i)
    shown.add(list.refused[i]);
  print(shown);
  if (list.refused.size() > kMaxShown) {
    std::cerr << list.refused.size() - kMaxShown
              << " further inputs cannot be read; --report FILE lists them all\n";
  }
}

void print_summary(const batch::RunSummary& summary) {
  std::cerr << batch::summary_line(summary) << '\n';
  const std::string passed_over = batch::passed_over_line(summary.passed_over);
  if (!passed_over.empty()) std::cerr << passed_over << '\n';
}

void print_end(const batch::RunSummary& summary) {
  if (summary.end == batch::RunSummary::End::interrupted) {
    std::cerr << "interrupted: documents in flight were finished, the others were not begun\n";
  }
  if (summary.end == batch::RunSummary::End::stopped_by_policy) {
    std::cerr << "stopped by the config: as many documents failed as its max_failed says, or a "
                 "stage with 'on_error: abort' failed\n";
  }
}

int exit_code_of(const batch::RunSummary& summary) {
  if (summary.end == batch::RunSummary::End::interrupted) return kInterrupted;
  if (summary.end == batch::RunSummary::End::stopped_by_policy) return kStoppedByPolicy;
  return summary.failed > 0 ? kSomeFailed : kAllSucceeded;
}

int convert(const RunOptions& options, const pipeline::Pipeline& pipeline,
            batch::InputRequest list_request) {
  list_request.arguments = options.inputs;
  list_request.output_folder = options.output_folder;
  list_request.extensions = extensions_of(pipeline);
  batch::InputList list = batch::list_inputs(list_request);
  print_refused(list);
  list.conflicts.append(batch::find_output_conflicts(pipeline, list.inputs));
  if (list.conflicts.has_errors()) {
    print(list.conflicts);
    return kNothingRun;
  }
  if (list.inputs.empty() && !list.refused.empty()) {
    print_error("there is nothing to convert", "");
    return kNothingRun;
  }
  std::optional<batch::OutputFile> report;
  if (!can_write_into(options.output_folder) || !open_report(options.report_file, report))
    return kNothingRun;

  batch::RunRequest request;
  request.inputs = list.inputs;
  request.output_folder = options.output_folder;
  request.failed_before = list.refused.size();
  request.worker_count = options.jobs;
  request.run_date = run_date();
  if (options.is_quiet) request.shown_from = diagnostics::Severity::error;
  if (options.is_verbose) request.shown_from = diagnostics::Severity::note;
  std::uint64_t total_bytes = 0;
  for (const batch::Input& input : list.inputs) total_bytes += input.size_bytes;
  const batch::StopSignals signals;
  batch::Progress progress(std::cerr, progress_mode(options), has_colour_on_stderr(), total_bytes,
                           list.inputs.size(), columns_of_terminal());
  batch::RunSummary summary = batch::run_batch(pipeline, request, progress);
  progress.finish();
  add_refused(list, summary);
  summary.passed_over = list.passed_over;
  if (!options.is_quiet) print_summary(summary);
  print_end(summary);
  if (report && !write_report(*report, batch::report_json(summary, pipeline.name(),
                                                          pipeline.fingerprint()))) {
    return std::max<int>(kSomeFailed, exit_code_of(summary));
  }
  return exit_code_of(summary);
}

int run(const Program& program, RunOptions options) {
  batch::InputRequest list_request;
  if (!options.shard.empty() &&
      !parse_shard(options.shard, list_request.shard, list_request.shard_count)) {
    print_error("expected --shard K/N with K from 1 to N, found '" + options.shard + "'",
                "for example --shard 2/8");
    return kNothingRun;
  }
  if (options.output_folder == "-") {
    print_error("expected a folder behind --output, found the standard output",
                "results are files, one a document and exporter");
    return kNothingRun;
  }
  if (options.jobs == 0) options.jobs = std::max(1U, std::thread::hardware_concurrency());
  plugin_host::PluginRegistry registry = find_plugins(program);
  const auto config = load_proved_config(options.config, options.overrides, registry);
  if (!config) return kNothingRun;
  diagnostics::DiagnosticList diagnostics;
  const auto pipeline = pipeline::build_pipeline(*config, registry, options.jobs, diagnostics);
  print(diagnostics);
  return pipeline ? convert(options, *pipeline, std::move(list_request)) : kNothingRun;
}

}  // namespace

void add_run_command(CLI::App& app, Program& program) {
  CLI::App* command =
      app.add_subcommand("run", "Convert files, or folders of files, as a config says");
  auto options = std::make_shared<RunOptions>();
  command->add_option("CONFIG", options->config, "Pipeline config (YAML)")
      ->required()
      ->type_name("");
  command
      ->add_option("INPUT", options->inputs,
                   "Files, or folders to search for the readers' file types")
      ->required()
      ->type_name("");
  command
      ->add_option("-o,--output", options->output_folder,
                   "Folder for the results; made where it is missing")
      ->required()
      ->type_name("DIR");
  command->add_option("-j,--jobs", options->jobs, "Documents at once; default: one a core")
      ->check(CLI::Range(1U, 1024U))
      ->type_name("N");
  command->add_flag("--fresh", options->is_fresh,
                    "Convert every input anew (this version always does)");
  command
      ->add_option("--shard", options->shard,
                   "Convert the K-th of N shares of the inputs, for runs on several machines")
      ->type_name("K/N");
  command->add_option("--report", options->report_file, "Write what happened as JSON")
      ->type_name("FILE");
  command
      ->add_option("--progress", options->progress,
                   "Progress bar: auto (on a terminal), always, never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->type_name("WHEN");
  command
      ->add_option("--set", options->overrides,
                   "Override a value: --set stages.annotator_policy.timeout=9s; may be repeated")
      ->type_name("PATH=VALUE")
      ->take_all()
      ->allow_extra_args(false);
  auto* quiet = command->add_flag("-q,--quiet", options->is_quiet, "Print errors only");
  command->add_flag("-v,--verbose", options->is_verbose, "Print notes of the plugins too")
      ->excludes(quiet);
  command->callback([&program, options] { program.exit_code = run(program, *options); });
}

}  // namespace broadsheet::app

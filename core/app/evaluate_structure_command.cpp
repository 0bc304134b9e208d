// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <iostream>
#include <mutex>
#include <thread>

#include "app/program.h"
#include "batch/stop_signals.h"
#include "diagnostics/diagnostic.h"
#include "evaluation/structure_evaluation.h"
#include "evaluation/structure_report.h"

namespace broadsheet::app {
namespace {

constexpr char kAllErrors[] = "all";

constexpr char kFooter[] =
    "DIR and its sub-folders hold NAME.gold.json beside NAME.txt, or NAME/gold.json beside "
    "NAME/page.txt;\n"
    "another source may be named in the gold:\n"
    "\n"
    "  {\"source\": \"page.txt\",\n"
    "   \"articles\": [{\"id\": \"a1\", \"blocks\": [{\"role\": \"headline\", \"lines\": [3]},\n"
    "                                       {\"role\": \"paragraph\", \"lines\": [5, [7, 9]]}]}],\n"
    "   \"furniture\": [{\"lines\": [1]}]}\n"
    "\n"
    "Lines count from 1 and stand in reading order; [7, 9] is 7, 8, 9. Each line that is not blank "
    "stands in\n"
    "one block.\n"
    "\n"
    "Figures, from 0 to 1 but the last:\n"
    "  paragraph_f1  body blocks made of exactly the lines of a gold block\n"
    "  join_f1       decisions that two lines run on in one block\n"
    "  role_acc      share of lines with the gold role\n"
    "  article_f1    B-cubed F1 of lines grouped into articles\n"
    "  order         share of gold neighbour blocks in an article that are neighbours\n"
    "  conserved     1: every character is in the result or on record as removed\n"
    "  lines_lost    lines that are in no block\n"
    "\n"
    "Exit codes: 0 every page was measured, 1 some were not (they are listed), 2 usage, config, "
    "plugin or\n"
    "folder error and nothing was measured, 130 interrupted.";

struct EvaluateOptions {
  std::string config;
  std::string gold_folder;
  std::string errors;  // how many of a page, or kAllErrors; empty: none
  bool is_json = false;
  unsigned jobs = 0;  // 0: one a core
  std::vector<std::string> overrides;
};

// A number of 1 and more; false where the text is none.
bool parse_count(const std::string& text, std::size_t& count) {
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, count);
  return parsed.ec == std::errc() && parsed.ptr == end && count > 0;
}

// In '--errors CONFIG' the command line cannot know that CONFIG is not how many errors.
bool sort_out_errors(EvaluateOptions& options, evaluation::StructureRequest& request) {
  request.wants_errors = !options.errors.empty();
  if (options.errors.empty() || options.errors == kAllErrors ||
      parse_count(options.errors, request.max_errors)) {
    return true;
  }
  if (options.config.empty()) {
    options.config = options.errors;
    return true;
  }
  print_error("expected --errors or --errors N with N from 1, found '" + options.errors + "'",
              "for example --errors 20");
  return false;
}

bool has_cleaner(const config::PipelineConfig& config,
                 const plugin_host::PluginRegistry& registry) {
  return std::any_of(config.stages.begin(), config.stages.end(), [&](const auto& stage) {
    const auto* component = registry.catalogue().find(stage.use);
    return component != nullptr && component->kind == config::ComponentKind::cleaner;
  });
}

void print_page_diagnostics(const evaluation::StructureEvaluation& evaluation) {
  for (const evaluation::EvaluatedPage& page : evaluation.pages) {
    diagnostics::DiagnosticList shown;
    for (const diagnostics::Diagnostic& diagnostic : page.diagnostics.items()) {
      if (diagnostic.severity != diagnostics::Severity::note) shown.add(diagnostic);
    }
    print(shown);
  }
}

int print_results(const EvaluateOptions& options, const pipeline::Pipeline& pipeline,
                  const evaluation::StructureEvaluation& evaluation) {
  print(evaluation.diagnostics);
  print_page_diagnostics(evaluation);
  if (evaluation.pages.empty()) return kNothingRun;
  if (evaluation.is_interrupted) {
    std::cerr << "interrupted: not all pages were measured\n";
    return kInterrupted;
  }
  const std::size_t unmeasured = evaluation.pages.size() - evaluation.figures().size();
  if (options.is_json) {
    std::cout << structure_json(evaluation, pipeline, !options.errors.empty());
  } else {
    std::cout << structure_table(evaluation);
    const std::string errors = structure_error_lines(evaluation);
    if (!errors.empty()) std::cout << '\n' << errors;
  }
  if (unmeasured > 0) {
    std::cerr << unmeasured << " of " << evaluation.pages.size()
              << " pages could not be measured\n";
  }
  return unmeasured > 0 || evaluation.diagnostics.has_errors() ? kSomeFailed : kAllSucceeded;
}

int evaluate(const Program& program, EvaluateOptions options) {
  evaluation::StructureRequest request;
  if (!sort_out_errors(options, request)) return kNothingRun;
  if (options.config.empty()) {
    print_error("CONFIG is required",
                "'broadsheet --help' and 'broadsheet COMMAND --help' show how");
    return kNothingRun;
  }
  if (options.jobs == 0) options.jobs = std::max(1U, std::thread::hardware_concurrency());
  plugin_host::PluginRegistry registry = find_plugins(program);
  auto config = load_proved_config(options.config, options.overrides, registry);
  if (!config) return kNothingRun;
  if (!has_cleaner(*config, registry)) {
    print_error(options.config + " has no cleaner, so that there is no structure to measure",
                "add a cleaner to its stages: 'broadsheet plugins' lists them");
    return kNothingRun;
  }
  config->write.clear();
  diagnostics::DiagnosticList diagnostics;
  const auto pipeline = pipeline::build_pipeline(*config, registry, options.jobs, diagnostics);
  print(diagnostics);
  if (!pipeline) return kNothingRun;

  std::mutex mutex;
  request.gold_folder = options.gold_folder;
  request.worker_count = options.jobs;
  request.log = [&mutex](const std::string& line) {
    const std::lock_guard lock(mutex);
    std::cerr << line << '\n';
  };
  const batch::StopSignals signals;
  return print_results(options, *pipeline, evaluation::evaluate_structure(*pipeline, request));
}

}  // namespace

void add_evaluate_structure_command(CLI::App& evaluate_command, Program& program) {
  CLI::App* command = evaluate_command.add_subcommand(
      "structure", "Paragraphs, roles, articles and reading order of pages, against gold");
  command->footer(kFooter);
  auto options = std::make_shared<EvaluateOptions>();
  command->add_option("CONFIG", options->config, "Pipeline config (YAML) with a cleaner")
      ->type_name("");
  command->add_option("--gold", options->gold_folder, "Folder with pages and their gold files")
      ->required()
      ->type_name("DIR");
  command
      ->add_option("--errors", options->errors,
                   "List each error at its line; N: at most so many of a page")
      ->expected(0, 1)
      ->default_str(kAllErrors)
      ->type_name("[N]");
  command->add_flag("--json", options->is_json, "Print JSON, for programs");
  command->add_option("-j,--jobs", options->jobs, "Pages at once; default: one a core")
      ->check(CLI::Range(1U, 1024U))
      ->type_name("N");
  command
      ->add_option("--set", options->overrides,
                   "Override a value: --set stages.cleaner_newspaper.options.min_confidence=0.5; "
                   "may be repeated")
      ->type_name("PATH=VALUE")
      ->take_all()
      ->allow_extra_args(false);
  command->callback([&program, options] { program.exit_code = evaluate(program, *options); });
}

}  // namespace broadsheet::app

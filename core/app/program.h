// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "config/config.h"
#include "diagnostics/diagnostic.h"
#include "plugin_host/plugin_registry.h"

namespace CLI {
class App;
}

namespace broadsheet::app {

/// Exit codes, as --help lists them.
enum ExitCode : int {
  kAllSucceeded = 0,
  kSomeFailed = 1,
  kNothingRun = 2,
  kStoppedByPolicy = 3,
  kInterrupted = 130,
};

/// What every sub-command shares.
struct Program {
  std::vector<std::string> plugin_paths;  // --plugin-path
  int exit_code = kAllSucceeded;          // set by the sub-command that ran
};

// Each adds its sub-command, which runs when it was parsed and sets program.exit_code.
void add_run_command(CLI::App& app, Program& program);
void add_check_command(CLI::App& app, Program& program);
void add_plugins_command(CLI::App& app, Program& program);
void add_schema_command(CLI::App& app, Program& program);
void add_evaluate_command(CLI::App& app, Program& program);
/// The commands that installed plugins serve: train, agree, suggest, taxonomy, summarize.
void add_plugin_commands(CLI::App& app, Program& program);
/// Hands what a command is called with to the plugin that serves it, its own sub-commands aside.
void serve_by_plugins(CLI::App& command, Program& program);

// Sub-commands of evaluate, one a subject.
void add_evaluate_structure_command(CLI::App& evaluate_command, Program& program);

/// The installed plugins.
plugin_host::PluginRegistry find_plugins(const Program& program);

/// Prints diagnostics for people on stderr, in colour on a terminal (unless NO_COLOR is set).
void print(const diagnostics::DiagnosticList& diagnostics);
void print_error(const std::string& message, const std::string& help);
bool has_colour_on_stderr();

/// Reads, checks and proves a config; prints what is wrong. Empty where it cannot be run.
std::optional<config::PipelineConfig> load_proved_config(
    const std::string& file, const std::vector<std::string>& overrides,
    const plugin_host::PluginRegistry& registry);

}  // namespace broadsheet::app

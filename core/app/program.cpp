// SPDX-License-Identifier: Apache-2.0
#include "app/program.h"

#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "config/load_config.h"
#include "config/pipeline_proof.h"
#include "diagnostics/diagnostic_printer.h"
#include "plugin_host/thread_check.h"

namespace broadsheet::app {

plugin_host::PluginRegistry find_plugins(const Program& program) {
  plugin_host::mark_main_thread();
  return plugin_host::PluginRegistry(plugin_host::plugin_folders(program.plugin_paths));
}

bool has_colour_on_stderr() {
  const char* no_colour = std::getenv("NO_COLOR");
  return ::isatty(STDERR_FILENO) != 0 && (no_colour == nullptr || *no_colour == '\0');
}

void print(const diagnostics::DiagnosticList& diagnostics) {
  diagnostics::PrintOptions options;
  options.has_colour = has_colour_on_stderr();
  diagnostics::print_diagnostics(std::cerr, diagnostics, options);
}

void print_error(const std::string& message, const std::string& help) {
  diagnostics::Diagnostic diagnostic;
  diagnostic.message = message;
  diagnostic.help = help;
  diagnostics::DiagnosticList list;
  list.add(std::move(diagnostic));
  print(list);
}

std::optional<config::PipelineConfig> load_proved_config(
    const std::string& file, const std::vector<std::string>& overrides,
    const plugin_host::PluginRegistry& registry) {
  diagnostics::DiagnosticList diagnostics;
  auto config = config::load_config(file, registry.catalogue(), overrides, diagnostics);
  if (config && !config::prove_pipeline(*config, registry.catalogue(), diagnostics)) config.reset();
  print(diagnostics);
  return config;
}

}  // namespace broadsheet::app

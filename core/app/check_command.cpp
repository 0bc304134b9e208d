// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <iostream>

#include "app/program.h"
#include "pipeline/pipeline.h"

namespace broadsheet::app {
namespace {

std::string chain(const std::vector<pipeline::Part>& parts, const std::string& separator) {
  std::string text;
  for (const pipeline::Part& part : parts) text += (text.empty() ? "" : separator) + part.id();
  return text;
}

int check(const Program& program, const std::string& file,
          const std::vector<std::string>& overrides) {
  plugin_host::PluginRegistry registry = find_plugins(program);
  const auto config = load_proved_config(file, overrides, registry);
  if (!config) return kNothingRun;
  diagnostics::DiagnosticList diagnostics;
  const auto pipeline = pipeline::build_pipeline(*config, registry, 1, diagnostics);
  print(diagnostics);
  if (!pipeline) return kNothingRun;
  std::cout << file << ": ok\n"
            << "  " << chain(pipeline->readers(), " | ") << " -> ";
  if (!pipeline->stages().empty()) std::cout << chain(pipeline->stages(), " -> ") << " -> ";
  std::cout << chain(pipeline->exporters(), ", ") << "\n  fingerprint " << pipeline->fingerprint()
            << '\n';
  return kAllSucceeded;
}

}  // namespace

void add_check_command(CLI::App& app, Program& program) {
  CLI::App* command = app.add_subcommand(
      "check", "Prove a config: read it, load its plugins, check that they fit together");
  auto file = std::make_shared<std::string>();
  auto overrides = std::make_shared<std::vector<std::string>>();
  command->add_option("CONFIG", *file, "Pipeline config (YAML)")->required()->type_name("");
  command->add_option("--set", *overrides, "Override a value, as in run")
      ->type_name("PATH=VALUE")
      ->take_all()
      ->allow_extra_args(false);
  command->callback(
      [&program, file, overrides] { program.exit_code = check(program, *file, *overrides); });
}

}  // namespace broadsheet::app

// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include "app/program.h"

namespace broadsheet::app {

void add_evaluate_command(CLI::App& app, Program& program) {
  CLI::App* command = app.add_subcommand(
      "evaluate",
      "Measure a pipeline or a model on data of yours that has gold (known right answers)");
  command->footer("Further subjects are served by plugins: 'broadsheet evaluate' names them.");
  add_evaluate_structure_command(*command, program);
  serve_by_plugins(*command, program);
}

}  // namespace broadsheet::app

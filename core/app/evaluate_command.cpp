// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include "app/program.h"

namespace broadsheet::app {

void add_evaluate_command(CLI::App& app, Program& program) {
  CLI::App* command = app.add_subcommand(
      "evaluate", "Measure a pipeline on pages of yours that have gold (known right answers)");
  command->require_subcommand(1);
  add_evaluate_structure_command(*command, program);
}

}  // namespace broadsheet::app

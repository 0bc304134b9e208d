// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <iostream>

#include "app/program.h"
#include "config/config_schema.h"

namespace broadsheet::app {

void add_schema_command(CLI::App& app, Program& program) {
  CLI::App* command = app.add_subcommand(
      "schema", "Print the JSON Schema of configs, for editors, from the installed plugins");
  command->callback([&program] {
    std::cout << config::config_json_schema(find_plugins(program).catalogue()) << '\n';
    program.exit_code = kAllSucceeded;
  });
}

}  // namespace broadsheet::app

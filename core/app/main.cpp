// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>

#include "app/program.h"

namespace {

constexpr char kDescription[] =
    "Turns the text of newspaper pages into clean, structured, labelled, citable articles.\n"
    "A YAML config says which plugins read, clean, annotate and write; 'broadsheet plugins' lists "
    "them.";

constexpr char kFooter[] =
    "Examples:\n"
    "  broadsheet run configs/newspaper.yaml page.txt -o out\n"
    "  broadsheet run configs/newspaper.yaml archive/1923 -o out -j 8 --report report.json\n"
    "  broadsheet check configs/newspaper.yaml\n"
    "  broadsheet plugins show exporter_csv\n"
    "\n"
    "Exit codes: 0 every document succeeded, 1 some failed (they are listed), 2 usage, config or "
    "plugin\n"
    "error and nothing was run, 3 stopped by the failure policy, 130 interrupted.\n"
    "Messages go to stderr, data to stdout. BROADSHEET_PLUGIN_PATH adds folders with plugins.";

}  // namespace

int main(int argc, char** argv) {
  broadsheet::app::Program program;
  CLI::App app(kDescription, "broadsheet");
  app.footer(kFooter);
  app.set_version_flag("--version", "broadsheet " BROADSHEET_VERSION);
  app.add_option("--plugin-path", program.plugin_paths,
                 "Folder with plugins, searched before the others; may be repeated")
      ->type_name("DIR")
      ->take_all()
      ->allow_extra_args(false);
  app.require_subcommand(1);
  app.fallthrough();
  add_run_command(app, program);
  add_check_command(app, program);
  add_plugins_command(app, program);
  add_schema_command(app, program);

  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help_or_version) {
    return app.exit(help_or_version);
  } catch (const CLI::ParseError& problem) {
    broadsheet::app::print_error(problem.what(),
                                 "'broadsheet --help' and 'broadsheet COMMAND --help' show how");
    return broadsheet::app::kNothingRun;
  } catch (const std::exception& problem) {
    broadsheet::app::print_error(std::string("internal: ") + problem.what(), "please report this");
    return broadsheet::app::kNothingRun;
  }
  return program.exit_code;
}

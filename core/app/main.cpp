// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <exception>
#include <filesystem>
#include <iostream>

#include "app/program.h"
#include "diagnostics/diagnostic.h"
#include "diagnostics/nearest_name.h"

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
    "  broadsheet evaluate structure --gold my_pages configs/newspaper.yaml --errors\n"
    "\n"
    "Exit codes: 0 every document succeeded, 1 some failed (they are listed), 2 usage, config or "
    "plugin\n"
    "error and nothing was run, 3 stopped by the failure policy, 130 interrupted.\n"
    "Messages go to stderr, data to stdout. BROADSHEET_PLUGIN_PATH adds folders with plugins.";

constexpr char kShortFooter[] =
    "Exit codes: 0, or 2 where something is wrong.\n"
    "BROADSHEET_PLUGIN_PATH adds folders with plugins.";

// Commands take over the footer of the command above them when they are made.
void shorten_footer(CLI::App& command) {
  command.footer(kShortFooter);
  for (CLI::App* further : command.get_subcommands([](const CLI::App*) { return true; }))
    shorten_footer(*further);
}

std::string is_folder(const std::string& path) {
  std::error_code code;
  if (std::filesystem::is_directory(path, code)) return "";
  return "expected a folder with plugins, found none called " +
         broadsheet::diagnostics::quote(path);
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(command->get_name());
  return names;
}

// The command that the words lead to as far as they are known.
const CLI::App& deepest_command(const CLI::App& app) {
  const CLI::App* command = &app;
  while (!command->get_subcommands().empty()) command = command->get_subcommands().front();
  return *command;
}

// What CLI11 found wrong with the command line, in our manner.
void print_usage_error(const CLI::App& root, const CLI::ParseError& problem) {
  const std::string help = "'broadsheet --help' and 'broadsheet COMMAND --help' show how";
  const std::vector<std::string> unknown = root.remaining(true);
  const CLI::App& app = deepest_command(root);
  const bool lacks_command = app.get_require_subcommand_min() > 0;
  if (lacks_command && !unknown.empty() && !unknown.front().starts_with("-")) {
    broadsheet::app::print_error(
        "unknown command " + broadsheet::diagnostics::quote(unknown.front()),
        broadsheet::diagnostics::suggest_name(unknown.front(), command_names(app)));
  } else if (dynamic_cast<const CLI::ExtrasError*>(&problem) != nullptr && !unknown.empty()) {
    broadsheet::app::print_error(
        "unknown argument " + broadsheet::diagnostics::quote(unknown.front()), help);
  } else if (lacks_command) {
    broadsheet::app::print_error(
        "expected a command", "one of: " + broadsheet::diagnostics::join_names(command_names(app)));
  } else {
    broadsheet::app::print_error(problem.what(), help);
  }
}

}  // namespace

int main(int argc, char** argv) {
  broadsheet::app::Program program;
  CLI::App app(kDescription, "broadsheet");
  app.footer(kFooter);
  app.set_version_flag("--version", "broadsheet " BROADSHEET_VERSION);
  app.add_option("--plugin-path", program.plugin_paths,
                 "Folder with plugins, searched before the others; may be repeated")
      ->type_name("DIR")
      ->check(is_folder)
      ->take_all()
      ->allow_extra_args(false);
  app.require_subcommand(1);
  app.fallthrough();
  add_run_command(app, program);
  add_check_command(app, program);
  add_plugins_command(app, program);
  add_schema_command(app, program);
  add_evaluate_command(app, program);
  add_plugin_commands(app, program);
  for (const char* name : {"check", "plugins", "schema"}) shorten_footer(*app.get_subcommand(name));

  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help_or_version) {
    return app.exit(help_or_version);
  } catch (const CLI::ParseError& problem) {
    print_usage_error(app, problem);
    return broadsheet::app::kNothingRun;
  } catch (const std::exception& problem) {
    broadsheet::app::print_error(std::string("internal: ") + problem.what(), "please report this");
    return broadsheet::app::kNothingRun;
  }
  return program.exit_code;
}

// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <iostream>

#include "app/plugin_text.h"
#include "app/program.h"
#include "diagnostics/nearest_name.h"
#include "diagnostics/printable_text.h"

namespace broadsheet::app {
namespace {

int list_plugins(const Program& program) {
  const plugin_host::PluginRegistry registry = find_plugins(program);
  for (const auto& plugin : registry.plugins()) std::cout << plugin_line(plugin) << '\n';
  if (registry.plugins().empty()) {
    print_error("no plugin is installed",
                "name a folder with --plugin-path or BROADSHEET_PLUGIN_PATH");
  }
  return kAllSucceeded;
}

int show_plugin(const Program& program, const std::string& name) {
  const plugin_host::PluginRegistry registry = find_plugins(program);
  const auto* component = registry.catalogue().find(name);
  const auto* plugin = registry.find(component != nullptr ? component->plugin_id : name);
  if (plugin == nullptr) {
    std::vector<std::string> names;
    for (const auto& installed : registry.plugins()) names.push_back(installed.name());
    const std::string nearest = diagnostics::nearest_name(name, names);
    print_error(
        "no plugin or component is called '" + name + "'",
        nearest.empty() ? "'broadsheet plugins' lists them" : "did you mean '" + nearest + "'?");
    return kNothingRun;
  }
  std::cout << plugin_description(*plugin);
  return kAllSucceeded;
}

// Loads the file and holds it against its manifest: what the build does with every plugin.
int verify_plugin(const std::string& file, bool is_quiet) {
  if (!file.ends_with(".so")) {
    print_error("expected a plugin's file, NAME.so, found " + diagnostics::quote(file),
                "its manifest, NAME.manifest.json, is looked for beside it");
    return kNothingRun;
  }
  plugin_host::InstalledPlugin plugin = plugin_host::inspect_plugin(file);
  plugin_host::Refusal refusal = plugin.refusal;
  if (!refusal.is_refused()) {
    const auto loaded = plugin_host::LoadedPlugin::load(plugin.file, plugin.manifest, refusal);
    if (loaded && !is_quiet) {
      std::cout << file << ": ok\n  sha256 " << loaded->sha256() << '\n';
    }
  }
  if (!refusal.is_refused()) return kAllSucceeded;
  diagnostics::Diagnostic diagnostic;
  diagnostic.code = plugin_host::refusal_word(refusal.kind);
  diagnostic.message = refusal.message;
  diagnostic.help = refusal.help;
  diagnostic.location.file = file;
  diagnostics::DiagnosticList list;
  list.add(std::move(diagnostic));
  print(list);
  return kNothingRun;
}

}  // namespace

void add_plugins_command(CLI::App& app, Program& program) {
  CLI::App* command =
      app.add_subcommand("plugins", "List plugins, show one, or verify a plugin's file");
  command->require_subcommand(0, 1);
  CLI::App* list = command->add_subcommand(
      "list", "All plugins that were found, and why those that cannot be used were refused");
  CLI::App* show = command->add_subcommand(
      "show", "All that a plugin's manifest says: components, capabilities, options");
  CLI::App* verify =
      command->add_subcommand("verify", "Load a plugin's file and check it against its manifest");
  auto name = std::make_shared<std::string>();
  auto file = std::make_shared<std::string>();
  auto is_quiet = std::make_shared<bool>(false);
  show->add_option("NAME", *name, "Plugin or component")->required()->type_name("");
  verify->add_option("FILE", *file, "The plugin's .so, its manifest beside it")
      ->required()
      ->type_name("");
  verify->add_flag("-q,--quiet", *is_quiet, "Print errors only");
  command->callback([&program, command, list, show, verify, name, file, is_quiet] {
    if (show->parsed()) {
      program.exit_code = show_plugin(program, *name);
    } else if (verify->parsed()) {
      program.exit_code = verify_plugin(*file, *is_quiet);
    } else if (list->parsed() || command->get_subcommands().empty()) {
      program.exit_code = list_plugins(program);
    }
  });
}

}  // namespace broadsheet::app

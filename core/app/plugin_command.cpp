// SPDX-License-Identifier: Apache-2.0
// Commands that plugins serve: the program knows their words from the manifests, and nothing else.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>

#include "app/program.h"
#include "batch/stop_signals.h"
#include "broadsheet/cpp/abi.hpp"
#include "broadsheet/ext/draft/commands.h"
#include "diagnostics/nearest_name.h"
#include "plugin_host/failure.h"

namespace broadsheet::app {
namespace {

using Arguments = std::vector<std::string>;

struct Invocation {
  broadsheet_invocation_t table;  // first: the plugin's pointer is ours
  Arguments arguments;
  bool shows_progress = false;
  int shown_percent = -1;
};

Invocation& self(const broadsheet_invocation_t* table) {
  return *static_cast<Invocation*>(table->host_data);
}

void erase_progress(Invocation& invocation) {
  if (invocation.shown_percent >= 0) std::cerr << "\r\x1b[K";
  invocation.shown_percent = -1;
}

void report(const broadsheet_invocation_t* table, const broadsheet_file_message_t* given) {
  const auto message = complete_table(given, broadsheet_file_message_t{});
  diagnostics::Diagnostic diagnostic;
  diagnostic.severity = static_cast<diagnostics::Severity>(std::min(message.severity, 2U));
  diagnostic.message = view(message.message);
  diagnostic.help = view(message.help);
  diagnostic.location.file = view(message.file);
  diagnostic.location.line = message.line;
  diagnostic.location.column = message.column;
  diagnostics::DiagnosticList list;
  list.add(std::move(diagnostic));
  erase_progress(self(table));
  print(list);
}

void report_progress(const broadsheet_invocation_t* table, double fraction) {
  Invocation& invocation = self(table);
  const int percent = static_cast<int>(100 * std::clamp(fraction, 0.0, 1.0));
  if (!invocation.shows_progress || percent == invocation.shown_percent) return;
  invocation.shown_percent = percent;
  std::cerr << '\r' << percent << " %" << std::flush;
}

broadsheet_status_t write_output(const broadsheet_invocation_t*, broadsheet_text_t bytes) {
  const std::string_view text = view(bytes);
  std::cout.write(text.data(), static_cast<std::streamsize>(text.size()));
  return std::cout.flush() ? BROADSHEET_OK : BROADSHEET_IO_ERROR;
}

void fill_table(Invocation& invocation, std::string_view words) {
  broadsheet_invocation_t& table = invocation.table;
  table = {};
  table.struct_size = sizeof table;
  table.argument_count = static_cast<std::uint32_t>(invocation.arguments.size());
  table.host_data = &invocation;
  table.command = borrow(words);
  table.get_argument = [](const broadsheet_invocation_t* given, std::uint32_t index) {
    const Arguments& arguments = self(given).arguments;
    return index < arguments.size() ? borrow(arguments[index]) : broadsheet_text_t{};
  };
  table.write_output = write_output;
  table.report = report;
  table.report_progress = report_progress;
  table.is_cancelled = [](const broadsheet_invocation_t*) {
    return batch::StopSignals::is_stopping() ? 1U : 0U;
  };
}

int run_command(const broadsheet_component_t& component, const std::string& words,
                const Arguments& arguments) {
  const void* found = component.get_interface(&component, BROADSHEET_COMMANDS_INTERFACE);
  if (found == nullptr) {
    print_error("'" + std::string(component.id) + "' names the command '" + words +
                    "' in its manifest and does not have it",
                "this is a fault of the plugin: report it to its authors");
    return kNothingRun;
  }
  Invocation invocation;
  invocation.arguments = arguments;
  invocation.shows_progress = ::isatty(STDERR_FILENO) != 0;
  fill_table(invocation, words);
  broadsheet_commands_t defaults{};
  defaults.run = [](const broadsheet_invocation_t*, std::int32_t*,
                    broadsheet_error_t*) -> broadsheet_status_t { return BROADSHEET_UNSUPPORTED; };
  const auto commands = complete_table(static_cast<const broadsheet_commands_t*>(found), defaults);
  const batch::StopSignals signals;
  broadsheet_error_t error = broadsheet_error_empty();
  std::int32_t exit_code = 0;
  const broadsheet_status_t status = commands.run(&invocation.table, &exit_code, &error);
  erase_progress(invocation);
  if (status == BROADSHEET_OK) return exit_code == 0 ? kAllSucceeded : kSomeFailed;
  if (status == BROADSHEET_CANCELLED && batch::StopSignals::is_stopping()) return kInterrupted;
  const plugin_host::CallResult result = plugin_host::call_result(status, error);
  print_error(result.message, result.help);
  return kNothingRun;
}

struct Served {
  std::string component_id;
  config::CommandDescription command;
};

// The commands of all installed plugins that begin with `verb`.
std::vector<Served> commands_of(const plugin_host::PluginRegistry& registry,
                                const std::string& verb) {
  std::vector<Served> served;
  for (const config::ComponentDescription& component : registry.catalogue().all()) {
    for (const config::CommandDescription& command : component.commands) {
      if (command.words == verb || command.words.starts_with(verb + " "))
        served.push_back({component.id, command});
    }
  }
  return served;
}

int print_commands(const std::vector<Served>& served, const std::string& verb) {
  if (served.empty()) {
    print_error("no installed plugin serves '" + verb + "'", "'broadsheet plugins' lists them");
    return kNothingRun;
  }
  for (const Served& one : served) {
    std::cout << "broadsheet " << one.command.words << " ...  " << one.command.summary << '\n';
  }
  std::cout << "Each tells more with --help.\n";
  return kAllSucceeded;
}

int dispatch(const Program& program, const std::string& verb, Arguments arguments,
             std::vector<std::string> own_commands) {
  plugin_host::PluginRegistry registry = find_plugins(program);
  const std::vector<Served> served = commands_of(registry, verb);
  const Served* chosen = nullptr;
  for (const Served& one : served) {
    if (one.command.words == verb && chosen == nullptr) chosen = &one;
    if (!arguments.empty() && one.command.words == verb + " " + arguments.front()) {
      chosen = &one;
      arguments.erase(arguments.begin());
      break;
    }
  }
  const bool asks_help = !arguments.empty() && (arguments[0] == "--help" || arguments[0] == "-h");
  if (chosen == nullptr && (served.empty() || asks_help)) return print_commands(served, verb);
  if (chosen == nullptr) {
    for (const Served& one : served) own_commands.push_back(one.command.words);
    print_error("expected what to " + verb + ", found " +
                    (arguments.empty() ? "nothing" : diagnostics::quote(arguments.front())),
                "one of: " + diagnostics::join_names(own_commands));
    return kNothingRun;
  }
  plugin_host::Refusal refusal;
  const plugin_host::LoadedPlugin* plugin = registry.load_for(chosen->component_id, refusal);
  if (plugin == nullptr) {
    print_error("'" + chosen->component_id + "' cannot be used: " + refusal.message, refusal.help);
    return kNothingRun;
  }
  return run_command(*plugin->find_component(chosen->component_id), chosen->command.words,
                     arguments);
}

}  // namespace

void serve_by_plugins(CLI::App& command, Program& program) {
  command.prefix_command();
  command.fallthrough(false);
  command.callback([&program, &command] {
    if (!command.get_subcommands().empty()) return;
    std::vector<std::string> own_commands;
    for (const CLI::App* own : command.get_subcommands([](const CLI::App*) { return true; }))
      own_commands.push_back(command.get_name() + " " + own->get_name());
    program.exit_code =
        dispatch(program, command.get_name(), command.remaining(), std::move(own_commands));
  });
}

void add_plugin_commands(CLI::App& app, Program& program) {
  const std::pair<const char*, const char*> verbs[] = {
      {"train", "Train a model from labelled data"},
      {"agree", "How far two annotators agree"},
      {"suggest", "What to label next"},
      {"taxonomy", "Check a taxonomy"},
      {"summarize", "Tables and charts of a run's labels"},
  };
  for (const auto& [verb, summary] : verbs) {
    CLI::App* command = app.add_subcommand(verb, summary);
    command->set_help_flag("");  // the plugin tells more
    serve_by_plugins(*command, program);
  }
}

}  // namespace broadsheet::app

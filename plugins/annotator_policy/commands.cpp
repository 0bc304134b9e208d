// SPDX-License-Identifier: Apache-2.0
#include "commands.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <utility>

#include "broadsheet/cpp/abi.hpp"
#include "broadsheet/cpp/error.hpp"

namespace broadsheet::policy {
namespace {

constexpr std::array<std::pair<std::string_view, int (*)(const Invocation&)>, 6> kCommands{{
    {"train policy", train_policy},
    {"evaluate policy", evaluate_policy},
    {"agree", agree},
    {"suggest", suggest},
    {"taxonomy lint", lint_taxonomy},
    {"summarize policy", summarize_policy},
}};

broadsheet_status_t run(const broadsheet_invocation_t* given, std::int32_t* out_exit_code,
                        broadsheet_error_t* error) {
  return guarded(error, [&] {
    const Invocation invocation(given);
    for (const auto& [words, command] : kCommands) {
      if (words != invocation.command()) continue;
      *out_exit_code = command(invocation);
      return BROADSHEET_OK;
    }
    throw Error(BROADSHEET_UNSUPPORTED, "no command '" + invocation.command() + "'", "");
  });
}

}  // namespace

const broadsheet_commands_t* commands_table() {
  static const broadsheet_commands_t table{sizeof(broadsheet_commands_t), 0, run};
  return &table;
}

std::string Invocation::command() const { return std::string(view(given_->command)); }

std::vector<std::string> Invocation::arguments() const {
  std::vector<std::string> arguments;
  for (std::uint32_t i = 0; i < given_->argument_count; ++i)
    arguments.emplace_back(view(given_->get_argument(given_, i)));
  return arguments;
}

void Invocation::write(const std::string& text) const {
  if (given_->write_output(given_, borrow(text)) != BROADSHEET_OK)
    throw Error(BROADSHEET_IO_ERROR, "cannot write to standard output", "");
}

void Invocation::report(std::uint32_t severity, const std::string& file, std::size_t line,
                        std::size_t column, const std::string& message,
                        const std::string& help) const {
  broadsheet_file_message_t one{};
  one.struct_size = sizeof one;
  one.severity = severity;
  one.file = borrow(file);
  one.line = static_cast<std::uint32_t>(line);
  one.column = static_cast<std::uint32_t>(column);
  one.message = borrow(message);
  one.help = borrow(help);
  given_->report(given_, &one);
}

bool Invocation::progress(double fraction) const {
  given_->report_progress(given_, fraction);
  return given_->is_cancelled(given_) == 0;
}

std::function<void(const CorpusFinding&)> Invocation::finding_reporter(bool& has_errors) const {
  return [this, &has_errors](const CorpusFinding& finding) {
    has_errors = has_errors || finding.is_error;
    report(finding.is_error ? BROADSHEET_ERROR : BROADSHEET_WARNING, finding.file, finding.line, 0,
           finding.message, finding.help);
  };
}

ArgumentList::ArgumentList(std::string usage, std::vector<Option> options,
                           const std::vector<std::string>& arguments)
    : usage_(std::move(usage)), options_(std::move(options)) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    if (argument == "--help" || argument == "-h") {
      asks_help_ = true;
    } else if (argument.size() < 2 || argument[0] != '-') {
      rest_.push_back(argument);
    } else {
      const auto option = std::find_if(options_.begin(), options_.end(),
                                       [&](const Option& one) { return one.name == argument; });
      if (option == options_.end())
        throw Error(BROADSHEET_INVALID_ARGUMENT, "unknown option '" + argument + "'",
                    "its options: --help");
      if (option->value.empty()) {
        values_.emplace_back(argument, "");
        continue;
      }
      std::size_t taken = 0;
      while (i + 1 < arguments.size() && (arguments[i + 1].empty() || arguments[i + 1][0] != '-') &&
             (taken == 0 || option->takes_many)) {
        values_.emplace_back(argument, arguments[++i]);
        ++taken;
      }
      if (taken == 0) {
        throw Error(BROADSHEET_INVALID_ARGUMENT,
                    "expected " + option->value + " behind '" + argument + "'",
                    "its options: --help");
      }
    }
  }
}

std::string ArgumentList::help() const {
  std::string text = "usage: " + usage_ + "\n";
  for (const Option& option : options_) {
    std::string left = "  " + option.name + (option.value.empty() ? "" : " " + option.value) +
                       (option.takes_many ? "..." : "");
    left.resize(std::max<std::size_t>(left.size() + 2, 28), ' ');
    text += left + option.meaning + "\n";
  }
  return text;
}

bool ArgumentList::has(const std::string& name) const {
  return std::any_of(values_.begin(), values_.end(),
                     [&](const auto& value) { return value.first == name; });
}

std::string ArgumentList::text(const std::string& name, const std::string& fallback) const {
  std::string found = fallback;
  for (const auto& [option, value] : values_) {
    if (option == name) found = value;
  }
  return found;
}

std::string ArgumentList::required(const std::string& name) const {
  if (!has(name))
    throw Error(BROADSHEET_INVALID_ARGUMENT, "expected '" + name + "', found none",
                "its options: --help");
  return text(name);
}

double ArgumentList::number(const std::string& name, double fallback) const {
  if (!has(name)) return fallback;
  const std::string value = text(name);
  char* end = nullptr;
  const double number = std::strtod(value.c_str(), &end);
  if (value.empty() || *end != '\0') {
    throw Error(BROADSHEET_INVALID_ARGUMENT,
                "expected a number behind '" + name + "', found '" + value + "'", "");
  }
  return number;
}

std::vector<std::string> ArgumentList::list(const std::string& name) const {
  std::vector<std::string> found;
  for (const auto& [option, value] : values_) {
    if (option == name) found.push_back(value);
  }
  return found;
}

Taxonomy load_taxonomy(const std::string& path, const Invocation& invocation) {
  std::vector<TaxonomyError> errors;
  std::optional<Taxonomy> taxonomy = parse_taxonomy(read_whole_file(path), errors);
  if (taxonomy) return *std::move(taxonomy);
  for (const TaxonomyError& error : errors)
    invocation.report(BROADSHEET_ERROR, path, error.line, error.column, error.message, error.help);
  throw Error(BROADSHEET_BAD_INPUT,
              "the taxonomy '" + path + "' has " + std::to_string(errors.size()) + " error" +
                  (errors.size() == 1 ? "" : "s"),
              "mend them and try again");
}

void write_file(const std::string& path, const std::string& bytes) {
  const std::string temporary = path + ".part";
  std::ofstream file(temporary, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file || std::rename(temporary.c_str(), path.c_str()) != 0) {
    std::remove(temporary.c_str());
    throw Error(BROADSHEET_IO_ERROR, "cannot write '" + path + "'",
                "name a file in a folder that exists and that you may write to");
  }
}

}  // namespace broadsheet::policy

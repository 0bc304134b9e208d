// SPDX-License-Identifier: Apache-2.0
// The plugin's commands on the program's command line.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "broadsheet/ext/draft/commands.h"
#include "labelled_corpus.h"
#include "taxonomy.h"

namespace broadsheet::policy {

// One use of a command: its arguments, and where its words go.
class Invocation {
 public:
  explicit Invocation(const broadsheet_invocation_t* given) : given_(given) {}

  std::string command() const;
  std::vector<std::string> arguments() const;
  void write(const std::string& text) const;
  void report(std::uint32_t severity, const std::string& file, std::size_t line, std::size_t column,
              const std::string& message, const std::string& help) const;
  void note(const std::string& message) const { report(BROADSHEET_NOTE, {}, 0, 0, message, {}); }
  // Returns false where the user asked to stop.
  bool progress(double fraction) const;
  std::function<void(const CorpusFinding&)> finding_reporter(bool& has_errors) const;

 private:
  const broadsheet_invocation_t* given_;
};

// Arguments of a command: flags, options with a value, the rest. Unknown ones are refused.
class ArgumentList {
 public:
  struct Option {
    std::string name;     // "--taxonomy", "-o"
    std::string meaning;  // for --help
    std::string value;    // name of the value; empty: a flag
    bool takes_many = false;
  };
  // Throws broadsheet::Error for an unknown option or a missing value.
  ArgumentList(std::string usage, std::vector<Option> options,
               const std::vector<std::string>& arguments);

  bool asks_help() const { return asks_help_; }
  std::string help() const;
  bool has(const std::string& name) const;
  std::string text(const std::string& name, const std::string& fallback = {}) const;
  std::string required(const std::string& name) const;
  double number(const std::string& name, double fallback) const;
  std::vector<std::string> list(const std::string& name) const;
  const std::vector<std::string>& rest() const { return rest_; }

 private:
  std::string usage_;
  std::vector<Option> options_;
  std::vector<std::pair<std::string, std::string>> values_;
  std::vector<std::string> rest_;
  bool asks_help_ = false;
};

// Reads a taxonomy; reports each of its errors and throws where there are any.
Taxonomy load_taxonomy(const std::string& path, const Invocation& invocation);
void write_file(const std::string& path, const std::string& bytes);  // whole or not at all

// Each returns the exit code.
int train_policy(const Invocation& invocation);
int evaluate_policy(const Invocation& invocation);
int agree(const Invocation& invocation);
int suggest(const Invocation& invocation);
int lint_taxonomy(const Invocation& invocation);
int summarize_policy(const Invocation& invocation);

const broadsheet_commands_t* commands_table();

}  // namespace broadsheet::policy

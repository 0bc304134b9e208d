// SPDX-License-Identifier: Apache-2.0
//
// Names of one exporter never collide (config/name_pattern.h), nor do those of two whose suffixes
// have nothing in common. What remains are suffixes of which one is the end of the other:
//
//   csv and 2.csv                  page.2.txt beside page.txt: page.2.csv twice
//   json and csv.datapackage.json  page.csv.datapackage.txt beside page.txt
//   {stem}.2 with csv, and 2.csv   every page by itself
//
// For each such pair the names that one makes are read back by the pattern of the other: where that
// gives the stem of an input, two files would get one name. And documents of an input that holds
// many are numbered, which the name of another input may look like. Tested by
// tests/pipeline/output_files_test.cpp.
#include "batch/output_conflicts.h"

#include <algorithm>
#include <regex>
#include <string>
#include <unordered_set>

#include "config/output_suffixes.h"

namespace broadsheet::batch {
namespace {

using config::NamePattern;

/// The files of one suffix that an exporter writes.
struct FileKind {
  const pipeline::Part* exporter;
  std::string suffix;

  const NamePattern& pattern() const { return exporter->config().name; }
};

std::vector<FileKind> file_kinds(const pipeline::Pipeline& pipeline) {
  std::vector<FileKind> kinds;
  for (const pipeline::Part& exporter : pipeline.exporters()) {
    for (std::string& suffix : config::output_suffixes(exporter.config(), exporter.description()))
      kinds.push_back({&exporter, std::move(suffix)});
  }
  return kinds;
}

std::string regex_of(const FileKind& kind) {
  constexpr std::string_view kSpecial = ".^$*+?()[]{}|\\";
  std::string regex = kind.pattern().as_regex() + "\\.";
  for (const char c : kind.suffix) {
    if (kSpecial.find(c) != std::string_view::npos) regex += '\\';
    regex += c;
  }
  return regex;
}

/// Names that files of the kind may have; of those that depend on the document, one of each form.
std::vector<std::string> names_of(const FileKind& kind, const std::string& stem) {
  if (!kind.pattern().has_document_values())
    return {kind.pattern().expand({stem, "", "", ""}) + "." + kind.suffix};
  std::vector<std::string> names;
  for (const char* date : {"undated", "2024", "2024-06", "2024-06-24"}) {
    for (const char* page : {"1", "001"})
      names.push_back(kind.pattern().expand({stem, "001", date, page}) + "." + kind.suffix);
  }
  return names;
}

class ConflictSearch {
 public:
  ConflictSearch(const pipeline::Pipeline& pipeline, const std::vector<Input>& inputs)
      : pipeline_(pipeline), inputs_(inputs), kinds_(file_kinds(pipeline)) {}

  diagnostics::DiagnosticList run() {
    for (const FileKind& longer : kinds_) {
      for (const FileKind& shorter : kinds_) {
        if (longer.suffix.ends_with("." + shorter.suffix)) compare(longer, shorter);
      }
    }
    if (holds_many(nullptr)) find_numbers();
    return std::move(found_);
  }

 private:
  const std::unordered_set<std::string>& stems() {
    if (stems_.empty()) {
      for (const Input& input : inputs_) stems_.insert(input.output_stem().string());
    }
    return stems_;
  }

  /// Whether a reader of the pipeline may find many documents in the input; in any, for nullptr.
  bool holds_many(const Input* input) const {
    std::string extension = input == nullptr ? "" : input->file.extension().string();
    if (!extension.empty()) extension.erase(0, 1);
    return std::any_of(
        pipeline_.readers().begin(), pipeline_.readers().end(), [&](const pipeline::Part& reader) {
          const auto& extensions = reader.description().extensions;
          return reader.description().yields_many &&
                 (input == nullptr ||
                  std::find(extensions.begin(), extensions.end(), extension) != extensions.end());
        });
  }

  /// "page" of "page.000012".
  static std::string without_number(const std::string& stem) {
    constexpr std::string_view kDigits = "0123456789";
    constexpr std::size_t kFewestDigits = 6;
    const std::size_t dot = stem.rfind('.');
    const bool is_numbered = dot != std::string::npos && stem.size() - dot > kFewestDigits &&
                             stem.find_first_not_of(kDigits, dot + 1) == std::string::npos;
    return is_numbered ? stem.substr(0, dot) : "";
  }

  bool is_stem(const std::string& stem) {
    return stems().contains(stem) ||
           (holds_many(nullptr) && stems().contains(without_number(stem)));
  }

  void compare(const FileKind& one, const FileKind& other) {
    const bool reads_other =
        !other.pattern().has_document_values() || one.pattern().has_document_values();
    const FileKind& named = reads_other ? other : one;
    const FileKind& read = reads_other ? one : other;
    const std::regex pattern(regex_of(read));
    const std::string end = "." + read.suffix;
    for (const Input& input : inputs_) {
      for (const std::string& name : names_of(named, input.output_stem().string())) {
        std::smatch match;
        if (!name.ends_with(end)) continue;  // most, of a million; the expression is slow
        if (!std::regex_match(name, match, pattern) || !is_stem(match[1].str())) continue;
        add(input, name);
        break;
      }
    }
  }

  void find_numbers() {
    std::unordered_set<std::string> of_many;
    for (const Input& input : inputs_) {
      if (holds_many(&input)) of_many.insert(input.output_stem().string());
    }
    for (const Input& input : inputs_) {
      const std::string stem = input.output_stem().string();
      if (of_many.contains(without_number(stem)))
        add(input, stem + "." + pipeline_.exporters().front().config().suffix);
    }
  }

  void add(const Input& input, const std::string& name) {
    diagnostics::Diagnostic diagnostic;
    diagnostic.code = "same-output";
    diagnostic.message =
        "would write " + diagnostics::quote(name) + ", as another input or exporter does too";
    diagnostic.help = "rename the file, or give the exporter another suffix or name";
    diagnostic.location.file = input.file.string();
    found_.add(std::move(diagnostic));
  }

  const pipeline::Pipeline& pipeline_;
  const std::vector<Input>& inputs_;
  const std::vector<FileKind> kinds_;
  std::unordered_set<std::string> stems_;
  diagnostics::DiagnosticList found_;
};

}  // namespace

diagnostics::DiagnosticList find_output_conflicts(const pipeline::Pipeline& pipeline,
                                                  const std::vector<Input>& inputs) {
  return ConflictSearch(pipeline, inputs).run();
}

}  // namespace broadsheet::batch

// SPDX-License-Identifier: Apache-2.0
// That a pipeline fits together, before the first document is read.
//
// Problem: a policy annotator without sentences, or two exporters on one file name, must not be
// found out after a night's run.
// Approach: walk the parts in the order in which a document meets them, with the set of
// capabilities that are there at that point; each part must find what it requires and adds what it
// provides. Of several readers any may take a document, so only what all of them provide counts. A
// capability that was found missing counts as there from then on: one gap is one error.
// Example: read [text], stages [policy], where policy requires sentences: one error at policy,
// with the installed annotator that provides sentences and the place to put it.
// Tested by config_case_test.cpp with the cases bad-proof-*.case.

#include "config/pipeline_proof.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "config/output_suffixes.h"

namespace broadsheet::config {
namespace {

using diagnostics::DiagnosticList;
using diagnostics::join_names;
using diagnostics::quote;
using diagnostics::Severity;

struct Part {
  const StageConfig* config;
  const ComponentDescription* component;
};

std::string_view section_of(ComponentKind kind) {
  if (kind == ComponentKind::reader) return "read";
  return kind == ComponentKind::exporter ? "write" : "stages";
}

std::string with_article(ComponentKind kind) {
  const std::string word(to_word(kind));
  return (word[0] == 'a' || word[0] == 'e' ? "an " : "a ") + word;
}

bool has(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Proves one pipeline.
class Proof {
 public:
  Proof(const PipelineConfig& config, const ComponentCatalogue& catalogue)
      : config_(config), catalogue_(catalogue) {}

  DiagnosticList run() {
    readers_ = parts_of(config_.read, "read");
    stages_ = parts_of(config_.stages, "stages");
    exporters_ = parts_of(config_.write, "write");
    check_presence(config_.read, "read", ComponentKind::reader);
    check_presence(config_.write, "write", ComponentKind::exporter);
    check_once(stages_);
    check_cleaners_first();
    check_suffixes();
    provide_by_readers();
    for (const Part& part : stages_) check_needs(part);
    for (const Part& part : exporters_) check_needs(part);
    return std::move(found_);
  }

 private:
  void add(Severity severity, const char* code, const diagnostics::Location& location,
           std::string message, std::string help) {
    diagnostics::Diagnostic diagnostic;
    diagnostic.severity = severity;
    diagnostic.code = code;
    diagnostic.message = std::move(message);
    diagnostic.help = std::move(help);
    diagnostic.location = location;
    if (!found_.is_full()) config_.sources.excerpt(diagnostic);
    found_.add(std::move(diagnostic));
  }

  void refuse(const char* code, const Part& part, std::string message, std::string help) {
    add(Severity::error, code, part.config->location, std::move(message), std::move(help));
  }

  void point_at(const char* code, const Part& part, std::string message) {
    add(Severity::note, code, part.config->location, std::move(message), {});
  }

  // The parts of the right kind; others are reported and left out.
  std::vector<Part> parts_of(const std::vector<StageConfig>& configs, std::string_view section) {
    std::vector<Part> parts;
    for (const StageConfig& config : configs) {
      const Part part{&config, catalogue_.find(config.use)};
      if (part.component == nullptr) continue;  // load_config() has refused it
      const ComponentKind kind = part.component->kind;
      if (section_of(kind) == section) {
        parts.push_back(part);
      } else {
        refuse("kind-misplaced", part,
               quote(config.use) + " is " + with_article(kind) + " and cannot stand below " +
                   quote(section),
               "move it below " + quote(section_of(kind)));
      }
    }
    return parts;
  }

  void check_presence(const std::vector<StageConfig>& configs, std::string_view section,
                      ComponentKind kind) {
    if (!configs.empty()) return;
    const std::string word(to_word(kind));
    const std::vector<std::string> ids = catalogue_.ids(kind);
    add(Severity::error, "section-empty", config_.location,
        "no " + word + ": " + quote(section) + " is missing or empty",
        ids.empty() ? "no " + word +
                          " is installed; add a folder of plugins with --plugin-path or "
                          "BROADSHEET_PLUGIN_PATH"
                    : "add '- use: NAME' below '" + std::string(section) + ":', with one of " +
                          join_names(ids));
  }

  void check_once(const std::vector<Part>& parts) {
    std::map<std::string_view, const Part*> firsts;
    for (const Part& part : parts) {
      const auto [first, is_new] = firsts.emplace(part.config->use, &part);
      if (is_new) continue;
      refuse("part-twice", part, quote(part.config->use) + " stands twice below 'stages'",
             "take one of the two out");
      point_at("part-twice", *first->second, "the first one is here");
    }
  }

  void check_cleaners_first() {
    const Part* annotator = nullptr;
    for (const Part& part : stages_) {
      if (part.component->kind == ComponentKind::annotator) {
        if (annotator == nullptr) annotator = &part;
      } else if (annotator != nullptr) {
        refuse("cleaner-after-annotator", part,
               "cleaner " + quote(part.config->use) + " stands behind annotator " +
                   quote(annotator->config->use) + ", whose annotations it would discard",
               "move it before the first annotator");
        point_at("cleaner-after-annotator", *annotator, "the annotator is here");
      }
    }
  }

  void check_suffixes() {
    std::map<std::string, const Part*> firsts;
    for (const Part& part : exporters_) {
      for (const std::string& suffix : output_suffixes(*part.config, *part.component)) {
        const auto [first, is_new] = firsts.emplace(suffix, &part);
        if (is_new) continue;
        refuse_suffix(suffix, part, *first->second);
        break;
      }
    }
  }

  void refuse_suffix(const std::string& suffix, const Part& part, const Part& first) {
    const std::string& other = first.config->use;
    refuse(
        "suffix-twice", part,
        (part.config->use == other
             ? quote(other) + " stands twice and both write"
             : quote(other) + " and " + quote(part.config->use) + " both write") +
            " files that end in " + quote("." + suffix),
        "give one of the two a suffix of its own, such as 'suffix: 2." + part.config->suffix + "'");
    point_at("suffix-twice", first, "the other one is here");
  }

  void provide_by_readers() {
    if (readers_.empty()) return;
    for (const std::string& capability : readers_.front().component->provides) {
      const bool is_common = std::all_of(readers_.begin(), readers_.end(), [&](const Part& reader) {
        return has(reader.component->provides, capability);
      });
      if (is_common) available_.insert(capability);
    }
  }

  void check_needs(const Part& part) {
    for (const std::string& capability : part.component->requires_) {
      if (!available_.insert(capability).second) continue;
      // Without any reader the missing reader is the one error to tell.
      if (readers_.empty() && is_of_reader(capability)) continue;
      refuse("capability-missing", part,
             quote(part.config->use) + " needs " + quote(capability) +
                 ", which no part before it provides",
             help_for_missing(part, capability));
    }
    available_.insert(part.component->provides.begin(), part.component->provides.end());
  }

  bool is_of_reader(const std::string& capability) const {
    for (const std::string& id : catalogue_.providers_of(capability)) {
      if (catalogue_.find(id)->kind == ComponentKind::reader) return true;
    }
    return false;
  }

  std::string help_for_missing(const Part& part, const std::string& capability) const {
    for (const Part& reader : readers_) {
      if (has(reader.component->provides, capability)) return help_for_readers(capability);
    }
    for (const Part& stage : stages_) {
      if (&stage != &part && has(stage.component->provides, capability)) {
        return quote(stage.config->use) + line_of(stage) + " provides it: move it before this part";
      }
    }
    std::vector<std::string> stages, readers;
    for (const std::string& id : catalogue_.providers_of(capability)) {
      const ComponentKind kind = catalogue_.find(id)->kind;
      if (kind == ComponentKind::reader) readers.push_back(id);
      if (kind == ComponentKind::cleaner || kind == ComponentKind::annotator) stages.push_back(id);
    }
    if (!stages.empty()) return help_for_stages(part, those_that_can_run(stages));
    if (!readers.empty()) {
      return "read with " + join_names(readers) + " alone; it comes from the reader";
    }
    return "no installed plugin provides it; 'broadsheet plugins' lists what is installed";
  }

  static std::string line_of(const Part& part) {
    const std::uint32_t line = part.config->location.line;
    return line == 0 ? std::string() : " in line " + std::to_string(line);
  }

  std::string help_for_readers(const std::string& capability) const {
    std::vector<std::string> without;
    for (const Part& reader : readers_) {
      if (!has(reader.component->provides, capability)) without.push_back(reader.config->use);
    }
    return "any reader may take a document, and " + join_names(without) +
           (without.size() == 1 ? " does" : " do") +
           " not provide it; use a config of its own for each reader";
  }

  std::string help_for_stages(const Part& part, const std::vector<std::string>& ids) const {
    const bool is_cleaner = catalogue_.find(ids[0])->kind == ComponentKind::cleaner;
    const bool is_for_exporter = part.component->kind == ComponentKind::exporter;
    const std::string place = is_cleaner        ? " as the first of 'stages'"
                              : is_for_exporter ? " at the end of 'stages'"
                                                : " before this part";
    if (ids.size() == 1) return "add '- use: " + ids[0] + "'" + place;
    return "add '- use: NAME'" + place + ", with one of " + join_names(ids);
  }

  // Those of the components whose own needs are met here; all, if none is.
  std::vector<std::string> those_that_can_run(const std::vector<std::string>& ids) const {
    std::vector<std::string> able;
    for (const std::string& id : ids) {
      const auto& needs = catalogue_.find(id)->requires_;
      const auto is_met = [&](const std::string& need) { return available_.contains(need); };
      if (std::all_of(needs.begin(), needs.end(), is_met)) able.push_back(id);
    }
    return able.empty() ? ids : able;
  }

  const PipelineConfig& config_;
  const ComponentCatalogue& catalogue_;
  DiagnosticList found_;
  std::vector<Part> readers_, stages_, exporters_;
  std::set<std::string> available_;
};

}  // namespace

bool prove_pipeline(const PipelineConfig& config, const ComponentCatalogue& catalogue,
                    DiagnosticList& diagnostics) {
  DiagnosticList found = Proof(config, catalogue).run();
  found.sort_by_location();
  const bool is_proved = !found.has_errors();
  diagnostics.append(std::move(found));
  return is_proved;
}

}  // namespace broadsheet::config

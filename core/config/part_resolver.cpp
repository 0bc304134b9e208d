// SPDX-License-Identifier: Apache-2.0
#include "config/part_resolver.h"

#include <algorithm>
#include <utility>

#include "config/duration.h"
#include "config/value_reader.h"
#include "diagnostics/nearest_name.h"

namespace broadsheet::config {
namespace {

namespace fs = std::filesystem;
using diagnostics::DiagnosticList;
using diagnostics::quote;
using diagnostics::suggest_name;

constexpr std::size_t kMaxSuffixBytes = 64;

// Resolves one part.
class PartResolver {
 public:
  PartResolver(const RawPart& raw, const fs::path& config_folder,
               const ComponentCatalogue& catalogue, DiagnosticList& diagnostics)
      : raw_(raw),
        config_folder_(config_folder),
        catalogue_(catalogue),
        diagnostics_(diagnostics) {}

  ResolvedPart resolve() {
    StageConfig& part = resolved_.part;
    part.use = raw_.use;
    part.location = locate(raw_.use_place);
    for (const RawField& field : raw_.fields) {
      if (field.value->is_refused) continue;
      if (field.name == "isolation") read_isolation(field);
      if (field.name == "timeout") read_timeout(field);
      if (field.name == "on_error") read_on_error(field);
      if (field.name == "suffix") read_suffix(field);
      if (field.name == "name") read_name(field);
    }
    if (const ComponentDescription* component = catalogue_.find(raw_.use)) {
      if (part.suffix.empty()) part.suffix = component->suffix;
      read_options(*component);
    } else {
      refuse_component();
    }
    return std::move(resolved_);
  }

 private:
  void refuse(const Place& place, std::string code, std::string message, std::string help) {
    report(diagnostics_, place, std::move(code), std::move(message), std::move(help));
  }

  std::vector<std::string> ids_that_fit() const {
    std::vector<std::string> ids;
    for (const ComponentDescription& component : catalogue_.all()) {
      const bool fits = raw_.section == Section::read ? component.kind == ComponentKind::reader
                        : raw_.section == Section::write
                            ? component.kind == ComponentKind::exporter
                            : component.kind == ComponentKind::cleaner ||
                                  component.kind == ComponentKind::annotator;
      if (fits) ids.push_back(component.id);
    }
    return ids;
  }

  void refuse_component() {
    if (const RefusedPlugin* plugin = catalogue_.find_refused(raw_.use)) {
      refuse(raw_.use_place, "plugin-refused",
             "plugin " + quote(raw_.use) + " is installed but cannot be used: " + plugin->reason,
             "'broadsheet plugins' lists what is installed and why a plugin is refused");
      return;
    }
    std::string help;
    if (!diagnostics_.is_full()) help = suggest_name(raw_.use, ids_that_fit(), "installed");
    if (help.empty()) {
      help = "nothing is installed for " + quote(to_word(raw_.section)) +
             "; add a folder of plugins with --plugin-path or BROADSHEET_PLUGIN_PATH";
    }
    refuse(raw_.use_place, "unknown-plugin", "no plugin " + quote(raw_.use) + " is installed",
           std::move(help));
  }

  // The text of a field's value; nothing, and an error, if it is no text.
  const std::string* text_of(const RawField& field, std::string_view expected) {
    if (field.value->kind == YamlKind::scalar) return &field.value->text;
    refuse(field.value_place(), "value-type",
           quote(field.name) + " expects " + std::string(expected) + ", found " +
               in_words(*field.value),
           "leave the key out for its default");
    return nullptr;
  }

  void read_isolation(const RawField& field) {
    const std::string* word = text_of(field, "none or process");
    if (word == nullptr || *word == "none") return;
    if (*word == "process") {
      refuse(field.value_place(), "isolation-unavailable",
             "isolation 'process' is not available in this version",
             "write 'isolation: none', or leave the key out");
      return;
    }
    refuse(field.value_place(), "unknown-word", "unknown isolation " + quote(*word),
           suggest_name(*word, {"none", "process"}));
  }

  void read_timeout(const RawField& field) {
    const std::string* text = text_of(field, "a duration such as 5s");
    if (text == nullptr) return;
    const std::optional<std::uint32_t> timeout_ms = parse_duration_ms(*text);
    if (timeout_ms && *timeout_ms > 0) {
      resolved_.part.timeout_ms = timeout_ms;
      return;
    }
    if (timeout_ms) {
      refuse(field.value_place(), "timeout",
             "timeout must be longer than nothing, found " + quote(*text),
             "leave the key out for no limit");
      return;
    }
    refuse(field.value_place(), "timeout",
           "timeout must be " + std::string(kDurationInWords) + "; found " + quote(*text),
           parse_integer(*text)
               ? "add the unit: " + *text + "s for seconds, " + *text + "ms for milliseconds"
               : "leave the key out for no limit");
  }

  void read_on_error(const RawField& field) {
    const std::string* word = text_of(field, "quarantine, skip_stage or abort");
    if (word == nullptr) return;
    for (const OnError choice : {OnError::quarantine, OnError::skip_stage, OnError::abort}) {
      if (*word != to_word(choice)) continue;
      resolved_.part.on_error = choice;
      return;
    }
    refuse(field.value_place(), "unknown-word", "unknown on_error " + quote(*word),
           suggest_name(*word, {"quarantine", "skip_stage", "abort"}));
  }

  void read_suffix(const RawField& field) {
    const std::string* suffix = text_of(field, "the end of a file name such as tei.xml");
    if (suffix == nullptr) return;
    const auto is_allowed = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
             c == '.' || c == '-' || c == '_';
    };
    const bool is_valid = !suffix->empty() && suffix->size() <= kMaxSuffixBytes &&
                          std::all_of(suffix->begin(), suffix->end(), is_allowed) &&
                          suffix->front() != '.' && suffix->back() != '.' &&
                          suffix->find("..") == std::string::npos;
    if (is_valid) {
      resolved_.part.suffix = *suffix;
      return;
    }
    const bool is_only_dotted = suffix->size() > 1 && suffix->front() == '.' &&
                                suffix->find_first_of("./", 1) == std::string::npos;
    refuse(field.value_place(), "suffix",
           "expected the end of a file name as suffix, found " + quote(*suffix),
           is_only_dotted ? "leave the first dot out: " + suffix->substr(1)
                          : "write letters, digits, '-', '_' and inner dots, such as tei.xml");
  }

  void read_name(const RawField& field) {
    const std::string* text = text_of(field, "a pattern of file names such as {stem}.{article}");
    if (text == nullptr) return;
    std::string what;
    std::string help;
    const auto pattern = NamePattern::parse(*text, what, help);
    if (!pattern) {
      refuse(field.value_place(), "name-pattern", "the pattern " + quote(*text) + " " + what, help);
      return;
    }
    const ComponentDescription* component = catalogue_.find(raw_.use);
    if (component != nullptr && component->output == OutputUnit::per_input &&
        pattern->has_document_values()) {
      refuse(field.value_place(), "name-pattern",
             quote(raw_.use) + " writes one file an input, which has no article, date or page",
             "use {stem} alone");
      return;
    }
    resolved_.part.name = *pattern;
  }

  void read_options(const ComponentDescription& component) {
    for (const OptionSpec& spec : component.options.options) {
      if (spec.default_value) set(spec.name, {*spec.default_value, *spec.default_value});
    }
    for (const RawField& field : raw_.options) {
      if (const OptionSpec* spec = component.options.find(field.name)) {
        read_option(*spec, field);
      } else {
        refuse_option(component, field);
      }
    }
    for (const OptionSpec& spec : component.options.options) {
      if (!spec.default_value) require_option(spec);
    }
  }

  void read_option(const OptionSpec& spec, const RawField& field) {
    resolved_.part.option_locations[spec.name] = locate(field.value_place());
    const bool is_override = field.value->place.is_override;
    const PathBase base{is_override ? config_folder_ : raw_.folder, config_folder_};
    if (std::optional<ReadValue> value = read_value(spec, field, raw_.use, base, diagnostics_)) {
      set(spec.name, std::move(*value));
    }
  }

  void set(const std::string& name, ReadValue value) {
    resolved_.part.options[name] = std::move(value.value);
    resolved_.canonical_options[name] = std::move(value.canonical);
  }

  void refuse_option(const ComponentDescription& component, const RawField& field) {
    std::string help = suggest_name(field.name, component.options.names());
    if (help.empty()) help = quote(raw_.use) + " has no options";
    const auto& known = field_names(raw_.section);
    if (std::find(known.begin(), known.end(), field.name) != known.end()) {
      help = quote(field.name) + " stands beside 'use' and 'options', not below 'options'";
    }
    refuse(field.name_place, "unknown-option",
           "unknown option " + quote(field.name) + " for plugin " + quote(raw_.use), help);
  }

  void require_option(const OptionSpec& spec) {
    const auto is_given = [&](const RawField& field) { return field.name == spec.name; };
    if (std::any_of(raw_.options.begin(), raw_.options.end(), is_given)) return;
    std::string help = "add 'options: { " + spec.name + ": ... }'";
    if (!spec.description.empty()) help += "; " + spec.name + ": " + spec.description;
    refuse(raw_.use_place, "option-missing",
           "plugin " + quote(raw_.use) + " needs the option " + quote(spec.name), help);
  }

  const RawPart& raw_;
  const fs::path& config_folder_;
  const ComponentCatalogue& catalogue_;
  DiagnosticList& diagnostics_;
  ResolvedPart resolved_;
};

}  // namespace

ResolvedPart resolve_part(const RawPart& raw, const fs::path& config_folder,
                          const ComponentCatalogue& catalogue, DiagnosticList& diagnostics) {
  return PartResolver(raw, config_folder, catalogue, diagnostics).resolve();
}

}  // namespace broadsheet::config

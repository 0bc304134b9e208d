// SPDX-License-Identifier: Apache-2.0
// What an editor needs to complete and check a pipeline config while it is written.
//
// Problem: the language's keys are fixed, but the options below `use` depend on the plugin named
// there.
// Approach: one definition for the parts of each section, with an if/then for each component that
// can stand there. A value may also be an environment variable, whatever its type: each option
// accepts a text with "${" too.
// Tested by config_schema_test.cpp.

#include "config/config_schema.h"

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include <string_view>
#include <vector>

#include "config/json_values.h"
#include "config/raw_config.h"

namespace broadsheet::config {
namespace {

constexpr std::string_view kDurationPattern = "^[0-9]+(ms|s|m|h)$";
constexpr std::string_view kEnvironmentPattern = "\\$\\{";

bool stands_in(ComponentKind kind, Section section) {
  if (kind == ComponentKind::reader) return section == Section::read;
  if (kind == ComponentKind::exporter) return section == Section::write;
  return section == Section::stages;
}

// Writes the schema, key by key.
class SchemaWriter {
 public:
  explicit SchemaWriter(const ComponentCatalogue& catalogue)
      : catalogue_(catalogue), writer_(buffer_) {
    writer_.SetIndent(' ', 2);
  }

  std::string write() {
    writer_.StartObject();
    text("$schema", "http://json-schema.org/draft-07/schema#");
    text("title", "Broadsheet pipeline config");
    text("type", "object");
    boolean("additionalProperties", false);
    open("properties");
    write_top_properties();
    close();
    open("definitions");
    for (const Section section : kSections) write_part(section);
    close();
    writer_.EndObject();
    return std::string(buffer_.GetString(), buffer_.GetSize()) + "\n";
  }

 private:
  void open(std::string_view key) {
    write_key(writer_, key);
    writer_.StartObject();
  }
  void close() { writer_.EndObject(); }
  void text(std::string_view key, std::string_view value) {
    write_key(writer_, key);
    write_text(writer_, value);
  }
  void texts(std::string_view key, const std::vector<std::string>& values) {
    write_key(writer_, key);
    write_texts(writer_, values);
  }
  void boolean(std::string_view key, bool value) {
    write_key(writer_, key);
    writer_.Bool(value);
  }
  void integer(std::string_view key, int value) {
    write_key(writer_, key);
    writer_.Int(value);
  }

  void write_top_properties() {
    open("version");
    text("description", "Version of the config language");
    write_key(writer_, "enum");
    writer_.StartArray();
    writer_.Int(1);
    writer_.EndArray();
    integer("default", 1);
    close();
    open("name");
    text("description",
         "Name of the pipeline in reports and results; the default is the file's name");
    text("type", "string");
    close();
    open("description");
    text("description", "What the pipeline is for; for readers of the config");
    text("type", "string");
    close();
    write_include();
    write_section(Section::read,
                  "Readers; the first that accepts an input takes it, others may follow");
    write_section(Section::stages, "Cleaners, then annotators, in the order in which they run");
    write_section(Section::write, "Exporters; each writes a file with its suffix");
    open("max_failed");
    text("description", "The run stops after this many failed documents; 0 for no limit");
    text("type", "integer");
    integer("minimum", 0);
    integer("default", 0);
    close();
  }

  void write_include() {
    open("include");
    text("description",
         "Configs to begin with, relative to this file; what this file gives replaces theirs");
    texts("type", {"string", "array"});
    open("items");
    text("type", "string");
    close();
    close();
  }

  void write_section(Section section, std::string_view description) {
    open(to_word(section));
    text("description", description);
    texts("type", {"array", "null"});
    open("items");
    text("$ref", "#/definitions/" + std::string(to_word(section)) + "_part");
    close();
    close();
  }

  void write_part(Section section) {
    open(std::string(to_word(section)) + "_part");
    text("type", "object");
    texts("required", {"use"});
    boolean("additionalProperties", false);
    open("properties");
    write_use(section);
    open("options");
    text("description", "The plugin's options");
    texts("type", {"object", "null"});
    close();
    if (section == Section::stages) write_stage_properties();
    if (section == Section::write) write_names();
    close();
    write_key(writer_, "allOf");
    writer_.StartArray();
    for (const ComponentDescription& component : catalogue_.all()) {
      if (stands_in(component.kind, section)) write_case(component);
    }
    writer_.EndArray();
    close();
  }

  void write_use(Section section) {
    std::vector<std::string> ids;
    std::string summaries;
    for (const ComponentDescription& component : catalogue_.all()) {
      if (!stands_in(component.kind, section)) continue;
      ids.push_back(component.id);
      summaries += "\n" + component.id + ": " + component.summary;
    }
    open("use");
    text("description", "Name of an installed plugin" + summaries);
    text("type", "string");
    if (!ids.empty()) texts("enum", ids);
    close();
  }

  void write_stage_properties() {
    open("isolation");
    text("description", "Where the stage runs: in the host (none)");
    texts("enum", {"none"});
    text("default", "none");
    close();
    open("timeout");
    text("description", "Longest time for one document; the default is no limit");
    text("type", "string");
    text("pattern", std::string(kDurationPattern) + "|" + std::string(kEnvironmentPattern));
    close();
    open("on_error");
    text("description", "What happens to a document on which the stage fails");
    texts("enum", {"quarantine", "skip_stage", "abort"});
    text("default", "quarantine");
    close();
  }

  void write_names() {
    open("name");
    text("description",
         "Names of the files below the output folder, without suffix, of {stem}, {article} (one "
         "file an article), {date} and {page}: {date}/{stem}.{article}");
    text("type", "string");
    text("default", "{stem}");
    close();
    open("suffix");
    text("description",
         "End of the files' names, without the first dot; the default is the exporter's");
    text("type", "string");
    close();
  }

  // if use is the component: its options.
  void write_case(const ComponentDescription& component) {
    writer_.StartObject();
    open("if");
    open("properties");
    open("use");
    text("const", component.id);
    close();
    close();
    texts("required", {"use"});
    close();
    open("then");
    open("properties");
    open("options");
    text("description", component.summary);
    boolean("additionalProperties", false);
    open("properties");
    for (const OptionSpec& spec : component.options.options) write_option(spec);
    close();
    std::vector<std::string> required;
    for (const OptionSpec& spec : component.options.options) {
      if (!spec.default_value) required.push_back(spec.name);
    }
    if (!required.empty()) texts("required", required);
    close();
    close();
    if (!required.empty()) texts("required", {"use", "options"});
    close();
    writer_.EndObject();
  }

  void write_option(const OptionSpec& spec) {
    open(spec.name);
    if (!spec.description.empty()) text("description", spec.description);
    if (spec.default_value) {
      write_key(writer_, "default");
      write_value(writer_, *spec.default_value);
    }
    write_key(writer_, "anyOf");
    writer_.StartArray();
    writer_.StartObject();
    write_type(spec);
    writer_.EndObject();
    writer_.StartObject();
    text("type", "string");
    text("pattern", kEnvironmentPattern);
    writer_.EndObject();
    writer_.EndArray();
    close();
  }

  void write_type(const OptionSpec& spec) {
    switch (spec.type) {
      case OptionType::boolean:
        text("type", "boolean");
        return;
      case OptionType::integer:
      case OptionType::number:
        text("type", spec.type == OptionType::integer ? "integer" : "number");
        write_bound("minimum", spec.minimum);
        write_bound("maximum", spec.maximum);
        return;
      case OptionType::string:
        write_string_type(spec);
        return;
      case OptionType::string_list:
        text("type", "array");
        open("items");
        write_string_type(spec);
        close();
        return;
    }
  }

  void write_string_type(const OptionSpec& spec) {
    text("type", "string");
    if (!spec.enum_values.empty()) texts("enum", spec.enum_values);
    if (spec.format == OptionFormat::duration) text("pattern", kDurationPattern);
  }

  void write_bound(std::string_view key, const std::optional<double>& bound) {
    if (!bound) return;
    write_key(writer_, key);
    write_number(writer_, *bound);
  }

  const ComponentCatalogue& catalogue_;
  rapidjson::StringBuffer buffer_;
  rapidjson::PrettyWriter<rapidjson::StringBuffer> writer_;
};

}  // namespace

std::string config_json_schema(const ComponentCatalogue& catalogue) {
  return SchemaWriter(catalogue).write();
}

}  // namespace broadsheet::config

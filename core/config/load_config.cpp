// SPDX-License-Identifier: Apache-2.0
// From a config file to a checked pipeline config.
//
//   text -> YAML tree -> environment -> structure -> includes below it -> overrides -> values
//
// Each step reports all that it finds; the steps behind one that failed run on what is left, as
// far as that can be trusted, so that one run shows every error.
// Tested by config_case_test.cpp with the files in tests/unit/config/cases.

#include "config/load_config.h"

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <memory>
#include <system_error>
#include <utility>

#include "config/config_text.h"
#include "config/environment_text.h"
#include "config/json_values.h"
#include "config/overrides.h"
#include "config/part_resolver.h"
#include "config/value_reader.h"
#include "config/yaml_tree.h"
#include "diagnostics/printable_text.h"

namespace broadsheet::config {
namespace {

namespace fs = std::filesystem;
using diagnostics::DiagnosticList;
using diagnostics::quote;
using diagnostics::SourceText;

constexpr std::size_t kMaxIncludeDepth = 8;
constexpr std::size_t kMaxFiles = 32;
constexpr std::size_t kMaxNameCodePoints = 100;

// As given if the working folder is gone.
fs::path absolute_of(const fs::path& path) {
  std::error_code error;
  const fs::path absolute = fs::absolute(path, error);
  return (error ? path : absolute).lexically_normal();
}

using JsonWriter = rapidjson::Writer<rapidjson::StringBuffer>;

// Loads one config with all that it includes.
class Loader {
 public:
  Loader(const ComponentCatalogue& catalogue, const Environment& environment,
         DiagnosticList& diagnostics)
      : catalogue_(catalogue), environment_(environment), diagnostics_(diagnostics) {}

  PipelineConfig load(const fs::path& path, const std::vector<std::string>& overrides) {
    pipeline_.file = absolute_of(path);
    pipeline_.location.file = path.string();
    RawConfig raw = read_file(path, nullptr);
    if (is_complete_) apply_overrides(overrides, raw, override_texts_, diagnostics_);
    resolve(raw);
    for (const SourceText& source : sources_) pipeline_.sources.add(source);
    return std::move(pipeline_);
  }

 private:
  // The file's own config with those that it includes below it. Recursion ends at kMaxIncludeDepth.
  RawConfig read_file(const fs::path& path, const Place* named_at) {
    std::optional<RawConfig> config = read_with_includes(path, named_at);
    is_complete_ = is_complete_ && config;
    return config ? std::move(*config) : RawConfig();
  }

  // Nothing if the file cannot be read as YAML.
  std::optional<RawConfig> read_with_includes(const fs::path& path, const Place* named_at) {
    const fs::path absolute = absolute_of(path);
    if (!may_read(absolute, named_at)) return std::nullopt;
    std::optional<SourceText> text = read_config_text(path, path.string(), named_at, diagnostics_);
    if (!text) return std::nullopt;
    const SourceText& source = sources_.emplace_back(std::move(*text));
    if (!check_config_text(source, false, diagnostics_)) return std::nullopt;
    const std::size_t errors_before = diagnostics_.error_count();
    YamlTree& tree = *trees_.emplace_back(parse_yaml(source, diagnostics_));
    if (tree.root == nullptr && diagnostics_.error_count() > errors_before) return std::nullopt;
    expand_environment(tree, environment_, diagnostics_);
    RawConfig own = read_structure(tree, source, absolute.parent_path(), catalogue_, diagnostics_);

    open_files_.push_back(absolute);
    RawConfig config;
    for (const RawField& include : own.includes) {
      if (include.value->text.find('\0') != std::string::npos) {
        report(diagnostics_, include.value->place, "include", "a path cannot hold a zero byte",
               "take the escape out");
        continue;
      }
      const fs::path shown = (path.parent_path() / include.value->text).lexically_normal();
      override_with(config, read_file(shown, &include.value->place));
    }
    open_files_.pop_back();
    if (named_at != nullptr) pipeline_.includes.push_back(absolute);
    override_with(config, std::move(own));
    return config;
  }

  bool may_read(const fs::path& absolute, const Place* named_at) {
    const bool is_open =
        std::find(open_files_.begin(), open_files_.end(), absolute) != open_files_.end();
    if (is_open) {
      report(diagnostics_, *named_at, "include-cycle",
             absolute.filename().string() + " is included within itself", "take this include out");
    } else if (open_files_.size() >= kMaxIncludeDepth) {
      report(diagnostics_, *named_at, "include-too-deep",
             "more than 8 configs include one another in a chain",
             "put what belongs together into one file");
    } else if (++file_count_ > kMaxFiles) {
      report(diagnostics_, *named_at, "include-too-many", "more than 32 configs are included",
             "put what belongs together into one file");
    } else {
      return true;
    }
    return false;
  }

  void resolve(const RawConfig& raw) {
    pipeline_.name = diagnostics::printable(pipeline_.file.stem().string());
    if (raw.name) read_name(*raw.name);
    if (raw.description) read_description(*raw.description);
    if (raw.max_failed) read_max_failed(*raw.max_failed);

    rapidjson::StringBuffer buffer;
    JsonWriter writer(buffer);
    writer.StartObject();
    write_key(writer, "version");
    writer.Int(pipeline_.version);
    write_key(writer, "name");
    write_text(writer, pipeline_.name);
    for (const Section section : kSections) resolve_list(raw.list(section), section, writer);
    writer.EndObject();
    pipeline_.canonical_text = std::string(buffer.GetString(), buffer.GetSize());
  }

  void resolve_list(const RawList& list, Section section, JsonWriter& writer) {
    std::vector<StageConfig>& parts = section == Section::read     ? pipeline_.read
                                      : section == Section::stages ? pipeline_.stages
                                                                   : pipeline_.write;
    write_key(writer, to_word(section));
    writer.StartArray();
    const fs::path config_folder = pipeline_.file.parent_path();
    for (const RawPart& raw : list.parts) {
      if (raw.use.empty()) continue;
      ResolvedPart resolved = resolve_part(raw, config_folder, catalogue_, diagnostics_);
      write_part(writer, section, resolved);
      parts.push_back(std::move(resolved.part));
    }
    writer.EndArray();
  }

  // Isolation and timeout are left out: they decide whether there is output, not which.
  static void write_part(JsonWriter& writer, Section section, const ResolvedPart& resolved) {
    writer.StartObject();
    write_key(writer, "use");
    write_text(writer, resolved.part.use);
    write_key(writer, "options");
    write_values(writer, resolved.canonical_options);
    if (section == Section::stages) {
      write_key(writer, "on_error");
      write_text(writer, to_word(resolved.part.on_error));
    }
    if (section == Section::write) {
      write_key(writer, "suffix");
      write_text(writer, resolved.part.suffix);
      if (!resolved.part.name.is_default()) {  // a config without it keeps its fingerprint
        write_key(writer, "name");
        write_text(writer, resolved.part.name.text());
      }
    }
    writer.EndObject();
  }

  void refuse(const RawField& field, std::string message, std::string help) {
    report(diagnostics_, field.value_place(), "value-type", std::move(message), std::move(help));
  }

  void read_name(const RawField& field) {
    const YamlNode& value = *field.value;
    if (value.is_refused) return;
    const bool is_text = value.kind == YamlKind::scalar;
    if (is_text && !value.text.empty() && diagnostics::printable(value.text) == value.text &&
        diagnostics::count_code_points(value.text) <= kMaxNameCodePoints) {
      pipeline_.name = value.text;
      return;
    }
    refuse(field, "expected a name of 1 to 100 characters on one line, found " + in_words(value),
           "leave the key out and the pipeline is named after its file, " + quote(pipeline_.name));
  }

  void read_description(const RawField& field) {
    if (field.value->kind == YamlKind::scalar) {
      pipeline_.description = field.value->text;
    } else if (field.value->kind != YamlKind::null) {
      refuse(field, "expected a text as description, found " + in_words(*field.value),
             "put a text of several lines below 'description: |', indented");
    }
  }

  void read_max_failed(const RawField& field) {
    const YamlNode& value = *field.value;
    if (value.is_refused) return;
    std::optional<std::int64_t> count;
    if (value.kind == YamlKind::scalar && (!value.is_quoted || value.is_expanded)) {
      count = parse_integer(value.text);
    }
    if (count && *count >= 0) {
      pipeline_.max_failed = static_cast<std::uint64_t>(*count);
      return;
    }
    refuse(field, "max_failed expects a whole number of documents, found " + in_words(value),
           "write how many documents may fail before the run stops; 0, the default, for no limit");
  }

  const ComponentCatalogue& catalogue_;
  const Environment& environment_;
  DiagnosticList& diagnostics_;
  PipelineConfig pipeline_;
  std::deque<SourceText> sources_;
  std::deque<std::unique_ptr<YamlTree>> trees_;
  OverrideTexts override_texts_;
  std::vector<fs::path> open_files_;
  std::size_t file_count_ = 0;
  bool is_complete_ = true;  // every file was read, so that a part not found is not there
};

}  // namespace

Environment process_environment() {
  return [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    if (value == nullptr) return std::nullopt;
    return value;
  };
}

std::optional<PipelineConfig> load_config(const fs::path& path, const ComponentCatalogue& catalogue,
                                          const std::vector<std::string>& overrides,
                                          DiagnosticList& diagnostics,
                                          const Environment& environment) {
  DiagnosticList found;
  PipelineConfig config = Loader(catalogue, environment, found).load(path, overrides);
  found.sort_by_location();
  const bool has_errors = found.has_errors();
  diagnostics.append(std::move(found));
  if (has_errors) return std::nullopt;
  return config;
}

}  // namespace broadsheet::config

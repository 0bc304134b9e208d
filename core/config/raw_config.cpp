// SPDX-License-Identifier: Apache-2.0
#include "config/raw_config.h"

#include <algorithm>
#include <utility>

#include "diagnostics/nearest_name.h"

namespace broadsheet::config {
namespace {

namespace fs = std::filesystem;
using diagnostics::DiagnosticList;
using diagnostics::quote;
using diagnostics::SourceText;
using diagnostics::suggest_name;

const std::vector<std::string> kTopKeys = {"version", "name",   "description", "include",
                                           "read",    "stages", "write",       "max_failed"};

std::vector<std::string> part_keys(Section section) {
  std::vector<std::string> keys = {"use", "options"};
  const auto& fields = field_names(section);
  keys.insert(keys.end(), fields.begin(), fields.end());
  return keys;
}

std::vector<std::string> ids_for(Section section, const ComponentCatalogue& catalogue) {
  if (section == Section::read) return catalogue.ids(ComponentKind::reader);
  if (section == Section::write) return catalogue.ids(ComponentKind::exporter);
  std::vector<std::string> ids = catalogue.ids(ComponentKind::cleaner);
  const std::vector<std::string> annotators = catalogue.ids(ComponentKind::annotator);
  ids.insert(ids.end(), annotators.begin(), annotators.end());
  return ids;
}

RawField field_of(const YamlEntry& entry) { return {entry.key, entry.key_place, entry.value}; }

// Reads one file's tree.
class StructureReader {
 public:
  StructureReader(const SourceText& source, const fs::path& folder,
                  const ComponentCatalogue& catalogue, DiagnosticList& diagnostics)
      : source_(source), folder_(folder), catalogue_(catalogue), diagnostics_(diagnostics) {}

  RawConfig read(const YamlTree& tree) {
    if (tree.root == nullptr || tree.root->kind == YamlKind::null) {
      refuse_empty();
    } else if (tree.root->kind != YamlKind::mapping) {
      refuse(tree.root->place, "config-root",
             "expected keys such as 'read:' and 'write:', found " + in_words(*tree.root),
             "begin with 'version: 1', 'read:', 'stages:' and 'write:'; see configs/minimal.yaml");
    } else {
      for (const YamlEntry& entry : tree.root->entries) read_top(entry);
    }
    return std::move(config_);
  }

 private:
  void refuse(const Place& place, std::string code, std::string message, std::string help) {
    report(diagnostics_, place, std::move(code), std::move(message), std::move(help));
  }

  void refuse_empty() {
    diagnostics::Diagnostic diagnostic;
    diagnostic.code = "config-empty";
    diagnostic.message = "the config is empty";
    diagnostic.location.file = source_.name();
    diagnostic.help =
        "begin with 'version: 1', 'read:', 'stages:' and 'write:'; see configs/minimal.yaml";
    diagnostics_.add(std::move(diagnostic));
  }

  void read_top(const YamlEntry& entry) {
    const RawField field = field_of(entry);
    if (field.name == "version") {
      check_version(field);
    } else if (field.name == "name") {
      config_.name = field;
    } else if (field.name == "description") {
      config_.description = field;
    } else if (field.name == "max_failed") {
      config_.max_failed = field;
    } else if (field.name == "include") {
      read_includes(field);
    } else if (!read_section(field)) {
      refuse(field.name_place, "unknown-key", "unknown key " + quote(field.name),
             help_for_unknown_top_key(field.name));
    }
  }

  bool read_section(const RawField& field) {
    for (const Section section : kSections) {
      if (field.name != to_word(section)) continue;
      read_list(section, field);
      return true;
    }
    return false;
  }

  std::string help_for_unknown_top_key(const std::string& name) const {
    if (name == "use" || name == "options") {
      return "it belongs to a part: a list item below 'read', 'stages' or 'write'";
    }
    for (const Section section : kSections) {
      const auto& fields = field_names(section);
      if (std::find(fields.begin(), fields.end(), name) != fields.end()) {
        return "it belongs to a part: a list item below " + quote(to_word(section));
      }
    }
    return suggest_name(name, kTopKeys);
  }

  void check_version(const RawField& field) {
    const YamlNode& value = *field.value;
    if (value.is_refused || (value.kind == YamlKind::scalar && value.text == "1")) return;
    refuse(field.value_place(), "config-version",
           "expected version 1 of the config language, found " + in_words(value),
           "write 'version: 1'; a config of a later version needs a newer Broadsheet");
  }

  void read_includes(const RawField& field) {
    const YamlNode& value = *field.value;
    if (value.kind == YamlKind::null) return;
    std::vector<const YamlNode*> items = {&value};
    if (value.kind == YamlKind::sequence) items = value.items;
    for (const YamlNode* item : items) {
      if (item->is_refused) continue;
      RawField include{field.name, field.name_place, item};
      if (item->kind == YamlKind::scalar && !item->text.empty()) {
        config_.includes.push_back(std::move(include));
        continue;
      }
      refuse(include.value_place(), "include",
             "expected the path of a config file to include, found " + in_words(*item),
             "write 'include: common.yaml' or 'include: [common.yaml, more.yaml]'");
    }
  }

  void read_list(Section section, const RawField& field) {
    RawList& list = config_.list(section);
    list.is_given = true;
    const YamlNode& value = *field.value;
    if (value.kind == YamlKind::null) return;
    if (value.kind != YamlKind::sequence) {
      refuse(field.value_place(), "section-not-a-list",
             "expected a list of parts for " + quote(field.name) + ", found " + in_words(value),
             "begin each part with '- use: NAME' on a line of its own");
      return;
    }
    for (const YamlNode* item : value.items) read_part(section, *item, list);
  }

  void read_part(Section section, const YamlNode& item, RawList& list) {
    RawPart part;
    part.section = section;
    part.folder = folder_;
    if (item.kind != YamlKind::mapping) {
      refuse(item.place, "part-not-a-mapping",
             "expected 'use: NAME' for a part of " + quote(to_word(section)) + ", found " +
                 in_words(item),
             item.kind == YamlKind::scalar && catalogue_.find(item.text) != nullptr
                 ? "write '- use: " + item.text + "'"
                 : "begin each part with '- use: NAME'");
    } else {
      read_use(item, part);
      for (const YamlEntry& entry : item.entries) read_part_key(field_of(entry), part);
    }
    list.parts.push_back(std::move(part));
  }

  void read_use(const YamlNode& item, RawPart& part) {
    const YamlEntry* use = item.find("use");
    const std::string help = "installed for " + quote(to_word(part.section)) + ": " +
                             diagnostics::join_names(ids_for(part.section, catalogue_));
    if (use == nullptr) {
      refuse(item.place, "use-missing",
             "this part of " + quote(to_word(part.section)) + " has no 'use'",
             "add 'use: NAME'; " + help);
      return;
    }
    const RawField field = field_of(*use);
    part.use_place = field.value_place();
    if (use->value->is_refused) return;
    if (use->value->kind != YamlKind::scalar || use->value->text.empty()) {
      refuse(part.use_place, "use-missing",
             "expected the name of a plugin for 'use', found " + in_words(*use->value), help);
      return;
    }
    part.use = use->value->text;
  }

  void read_part_key(const RawField& field, RawPart& part) {
    const auto& known = field_names(part.section);
    if (field.name == "use") return;
    if (field.name == "options") {
      read_options(field, part);
    } else if (std::find(known.begin(), known.end(), field.name) != known.end()) {
      part.fields.push_back(field);
    } else {
      refuse(field.name_place, "unknown-key",
             "unknown key " + quote(field.name) + " for a part of " + quote(to_word(part.section)),
             help_for_unknown_part_key(field.name, part));
    }
  }

  std::string help_for_unknown_part_key(const std::string& name, const RawPart& part) const {
    const ComponentDescription* component = catalogue_.find(part.use);
    if (component != nullptr && component->options.find(name) != nullptr) {
      return quote(name) + " is an option of " + quote(part.use) + ": put it below 'options:'";
    }
    const std::string allowed = suggest_name(name, part_keys(part.section));
    for (const Section other : kSections) {
      const auto& fields = field_names(other);
      if (std::find(fields.begin(), fields.end(), name) != fields.end()) {
        return quote(name) + " is for parts of " + quote(to_word(other)) + "; " + allowed;
      }
    }
    return allowed;
  }

  void read_options(const RawField& field, RawPart& part) {
    const YamlNode& value = *field.value;
    if (value.kind == YamlKind::null) return;
    if (value.kind != YamlKind::mapping) {
      refuse(field.value_place(), "options-not-a-mapping",
             "expected options as 'name: value', found " + in_words(value),
             "write 'options: { name: value }', or each option on a line of its own below it");
      return;
    }
    for (const YamlEntry& entry : value.entries) part.options.push_back(field_of(entry));
  }

  const SourceText& source_;
  const fs::path& folder_;
  const ComponentCatalogue& catalogue_;
  DiagnosticList& diagnostics_;
  RawConfig config_;
};

}  // namespace

std::string_view to_word(Section section) {
  switch (section) {
    case Section::read:
      return "read";
    case Section::stages:
      return "stages";
    case Section::write:
      break;
  }
  return "write";
}

const Place& RawField::value_place() const {
  return value->kind == YamlKind::null && value->place.length_bytes == 0 ? name_place
                                                                         : value->place;
}

const std::vector<std::string>& field_names(Section section) {
  static const std::vector<std::string> kOfStages = {"isolation", "timeout", "on_error"};
  static const std::vector<std::string> kOfWrite = {"name", "suffix"};
  static const std::vector<std::string> kOfRead = {};
  if (section == Section::stages) return kOfStages;
  return section == Section::write ? kOfWrite : kOfRead;
}

void set_field(std::vector<RawField>& fields, RawField field) {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const RawField& other) { return other.name == field.name; });
  if (found == fields.end()) {
    fields.push_back(std::move(field));
  } else {
    *found = std::move(field);
  }
}

RawConfig read_structure(const YamlTree& tree, const SourceText& source, const fs::path& folder,
                         const ComponentCatalogue& catalogue, DiagnosticList& diagnostics) {
  return StructureReader(source, folder, catalogue, diagnostics).read(tree);
}

void override_with(RawConfig& config, RawConfig later) {
  if (later.name) config.name = later.name;
  if (later.description) config.description = later.description;
  if (later.max_failed) config.max_failed = later.max_failed;
  for (const Section section : kSections) {
    if (later.list(section).is_given) config.list(section) = std::move(later.list(section));
  }
}

}  // namespace broadsheet::config

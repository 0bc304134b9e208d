// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/component.h"
#include "config/yaml_tree.h"
#include "diagnostics/diagnostic.h"

namespace broadsheet::config {

// The three lists of a pipeline.
enum class Section { read, stages, write };

inline constexpr std::array<Section, 3> kSections = {Section::read, Section::stages,
                                                     Section::write};

std::string_view to_word(Section section);

// A key with its value, not yet checked.
struct RawField {
  std::string name;
  Place name_place;
  const YamlNode* value = nullptr;

  // The value, or the name where there is no value to point at.
  const Place& value_place() const;
};

// One item of a list, its keys known, its values not yet checked.
struct RawPart {
  Section section = Section::read;
  std::filesystem::path folder;  // of the file that it stands in
  std::string use;               // empty if it is not there or has been refused
  Place use_place;
  std::vector<RawField> fields;   // isolation, timeout, on_error, name, suffix
  std::vector<RawField> options;  // below `options`
};

struct RawList {
  bool is_given = false;
  std::vector<RawPart> parts;
};

// A config as it is written, in its known places.
struct RawConfig {
  std::optional<RawField> name;
  std::optional<RawField> description;
  std::optional<RawField> max_failed;
  std::array<RawList, 3> lists;    // by Section
  std::vector<RawField> includes;  // values are texts

  RawList& list(Section section) { return lists[static_cast<std::size_t>(section)]; }
  const RawList& list(Section section) const { return lists[static_cast<std::size_t>(section)]; }
};

// The keys of a part of this section beside `use` and `options`.
const std::vector<std::string>& field_names(Section section);

// Sets or replaces the field of that name.
void set_field(std::vector<RawField>& fields, RawField field);

// Reads a file's structure. Unknown and misplaced keys, and whatever is no list or mapping where
// one must be, are reported.
RawConfig read_structure(const YamlTree& tree, const diagnostics::SourceText& source,
                         const std::filesystem::path& folder, const ComponentCatalogue& catalogue,
                         diagnostics::DiagnosticList& diagnostics);

// What `later` gives replaces what `config` has.
void override_with(RawConfig& config, RawConfig later);

}  // namespace broadsheet::config

// SPDX-License-Identifier: Apache-2.0
// A taxonomy: facets with labels, labels with cue terms, all from a YAML file. Nothing of any
// taxonomy is built in. The file's format stands in README.md.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace broadsheet::policy {

struct Cue {
  std::string term;
  double weight = 1.0;
};

// An example of a label, or a near miss of it. Read for taxonomy lint alone.
struct LabelExample {
  std::string text;
  std::size_t line = 0;
};

struct LabelDefinition {
  std::string id;
  std::string group;  // empty where the facet has no groups
  std::vector<Cue> cues;
  std::vector<LabelExample> examples;     // `pos`
  std::vector<LabelExample> near_misses;  // `near`, one or a list, {text: ...}
  std::size_t line = 0;
  std::vector<std::string> blocks;  // longer strings inside which a cue does not fire
};

enum class FacetMode { kSingle, kMulti };

struct Facet {
  std::string id;
  FacetMode mode = FacetMode::kMulti;
  std::string default_label;            // single: where no cue fires; may be empty
  std::vector<std::string> precedence;  // single: who wins a tie, first to last
  std::size_t max_labels = 0;           // multi: at most so many; 0 for no bound
  std::vector<std::string> groups;
  std::vector<LabelDefinition> labels;
};

struct Taxonomy {
  std::string id;
  std::string version;
  std::string language;
  std::vector<Facet> facets;
};

struct TaxonomyError {
  std::size_t line = 0;  // from 1; 0 where the whole file is meant
  std::size_t column = 0;
  std::string message;
  std::string help;
};

// Reads a taxonomy; every error of the file is reported, in the order of the file. Nothing where
// there is any.
std::optional<Taxonomy> parse_taxonomy(std::string_view yaml, std::vector<TaxonomyError>& errors);

// "file:line:col: error: message" and the help under it, one error after the other.
std::string describe_errors(std::string_view file_name, const std::vector<TaxonomyError>& errors);

}  // namespace broadsheet::policy

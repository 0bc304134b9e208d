// SPDX-License-Identifier: Apache-2.0
#include "taxonomy.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <exception>
#include <set>

namespace broadsheet::policy {
namespace {

constexpr std::size_t kLargestFileBytes = 8U << 20U;
constexpr std::array<std::string_view, 4> kTaxonomyKeys{"id", "version", "language", "unit"};
constexpr std::array<std::string_view, 8> kFacetKeys{"id",     "mode", "default", "precedence",
                                                     "labels", "max",  "groups",  "levels"};
constexpr std::array<std::string_view, 8> kLabelKeys{"id",  "group", "cues", "block",
                                                     "def", "pos",   "near", "def_en"};

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

// Reads the nodes and collects what is wrong with them.
class Parser {
 public:
  explicit Parser(std::vector<TaxonomyError>& errors) : errors_(errors) {}

  Taxonomy parse(const YAML::Node& root);

 private:
  void report(const YAML::Node& at, std::string message, std::string help = {});
  void check_keys(const YAML::Node& map, const auto& known, std::string_view what);
  std::string read_text(const YAML::Node& parent, const char* key, bool is_required,
                        std::string_view what);
  std::string read_id(const YAML::Node& parent, std::string_view what);
  std::vector<std::string> read_texts(const YAML::Node& parent, const char* key);
  void read_cues(const YAML::Node& node, LabelDefinition& label);
  Cue read_cue(const YAML::Node& node);
  Facet read_facet(const YAML::Node& node);
  LabelDefinition read_label(const YAML::Node& node, const Facet& facet);
  std::vector<LabelExample> read_examples(const YAML::Node& node);
  void read_groups(const YAML::Node& node, Facet& facet);
  void check_references(const YAML::Node& node, const Facet& facet);
  template <class Item>
  void check_unique(const YAML::Node& at, const std::vector<Item>& items, const std::string& id,
                    std::string_view what);

  std::vector<TaxonomyError>& errors_;
};

void Parser::report(const YAML::Node& at, std::string message, std::string help) {
  const YAML::Mark mark = at.Mark();
  const bool known = !mark.is_null();
  errors_.push_back({known ? static_cast<std::size_t>(mark.line) + 1 : 0,
                     known ? static_cast<std::size_t>(mark.column) + 1 : 0, std::move(message),
                     std::move(help)});
}

// Keys of an institution's own (cross-walks, notes, names in other languages) are welcome; a key
// one slip away from a known one is a slip.
void Parser::check_keys(const YAML::Node& map, const auto& known, std::string_view what) {
  std::set<std::string> seen;
  for (const auto& entry : map) {
    if (!entry.first.IsScalar()) {
      report(entry.first, "expected a word as a key of " + std::string(what));
      continue;
    }
    const std::string key = entry.first.Scalar();
    if (!seen.insert(key).second)
      report(entry.first, "key '" + key + "' stands twice in " + std::string(what));
    if (key.size() < 3 || std::find(known.begin(), known.end(), key) != known.end()) continue;
    for (const std::string_view right : known) {
      if (right.size() < 3 || edit_distance(key, right) != 1) continue;
      report(entry.first, "unknown key '" + key + "' in " + std::string(what),
             "did you mean '" + std::string(right) + "'?");
      break;
    }
  }
}

std::string Parser::read_text(const YAML::Node& parent, const char* key, bool is_required,
                              std::string_view what) {
  const YAML::Node node = parent[key];
  if (!node) {
    if (is_required)
      report(parent,
             "expected '" + std::string(key) + "' in " + std::string(what) + ", found none");
    return {};
  }
  if (!node.IsScalar() || node.Scalar().empty()) {
    report(node, "expected a word for '" + std::string(key) + "' in " + std::string(what));
    return {};
  }
  return node.Scalar();
}

std::string Parser::read_id(const YAML::Node& parent, std::string_view what) {
  const std::string id = read_text(parent, "id", true, what);
  if (id.find_first_of(". \t\n|") != std::string::npos) {
    report(parent["id"], "id '" + id + "' holds a stop, a bar or a space",
           "ids become parts of scheme names and of tables: write letters, digits, '_' and '-'");
  }
  return id;
}

std::vector<std::string> Parser::read_texts(const YAML::Node& parent, const char* key) {
  std::vector<std::string> texts;
  const YAML::Node node = parent[key];
  if (!node) return texts;
  if (!node.IsSequence()) {
    report(node, "expected a list for '" + std::string(key) + "'",
           "write " + std::string(key) + ": [one, two]");
    return texts;
  }
  for (const YAML::Node& item : node) {
    if (!item.IsScalar() || item.Scalar().empty()) {
      report(item, "expected a word in '" + std::string(key) + "'");
    } else {
      texts.push_back(item.Scalar());
    }
  }
  return texts;
}

Cue Parser::read_cue(const YAML::Node& node) {
  if (node.IsScalar() && !node.Scalar().empty()) return {node.Scalar(), 1.0};
  if (!node.IsMap() || !node["term"]) {
    report(node,
           "expected a term, found " +
               std::string(node.IsScalar() ? "an empty one" : "something else"),
           "write the words, or {term: words, weight: 0.5}");
    return {};
  }
  Cue cue{read_text(node, "term", true, "a cue"), 1.0};
  if (const YAML::Node weight = node["weight"]) {
    if (!YAML::convert<double>::decode(weight, cue.weight) || !std::isfinite(cue.weight) ||
        cue.weight <= 0) {
      report(weight, "expected a weight above 0, found '" +
                         (weight.IsScalar() ? weight.Scalar() : "a list") + "'");
      cue.weight = 1.0;
    }
  }
  return cue;
}

void Parser::read_cues(const YAML::Node& node, LabelDefinition& label) {
  const YAML::Node cues = node["cues"];
  if (!cues) return;
  if (!cues.IsSequence()) {
    report(cues, "expected a list for 'cues'", "write cues: [one term, another term]");
    return;
  }
  std::set<std::string> seen;
  for (const YAML::Node& item : cues) {
    Cue cue = read_cue(item);
    if (cue.term.empty()) continue;
    if (!seen.insert(cue.term).second) {
      report(item, "cue '" + cue.term + "' stands twice in label '" + label.id + "'");
      continue;
    }
    label.cues.push_back(std::move(cue));
  }
  for (const std::string& block : label.blocks) {
    if (seen.contains(block))
      report(cues, "'" + block + "' is both a cue and a block of label '" + label.id + "'");
  }
}

template <class Item>
void Parser::check_unique(const YAML::Node& at, const std::vector<Item>& items,
                          const std::string& id, std::string_view what) {
  const bool known =
      std::any_of(items.begin(), items.end(), [&](const Item& item) { return item.id == id; });
  if (known && !id.empty()) report(at["id"], std::string(what) + " '" + id + "' is defined twice");
}

// `pos: [text, ...]` and `near: {text: ...}` or a list of either.
std::vector<LabelExample> Parser::read_examples(const YAML::Node& node) {
  std::vector<LabelExample> examples;
  const auto add = [&](const YAML::Node& one) {
    const YAML::Node text = one.IsMap() ? one["text"] : one;
    if (!text || !text.IsScalar() || text.Scalar().empty())
      return report(one, "expected an example: a text, or {text: ...}");
    examples.push_back({text.Scalar(), static_cast<std::size_t>(text.Mark().line) + 1});
  };
  if (!node) return examples;
  if (!node.IsSequence()) {
    add(node);
    return examples;
  }
  for (const YAML::Node& one : node) add(one);
  return examples;
}

LabelDefinition Parser::read_label(const YAML::Node& node, const Facet& facet) {
  LabelDefinition label;
  if (!node.IsMap()) {
    report(node, "expected a label with 'id' and 'cues'");
    return label;
  }
  check_keys(node, kLabelKeys, "a label");
  label.id = read_id(node, "a label");
  check_unique(node, facet.labels, label.id, "label");
  label.line = static_cast<std::size_t>(node.Mark().line) + 1;
  label.examples = read_examples(node["pos"]);
  label.near_misses = read_examples(node["near"]);
  label.blocks = read_texts(node, "block");
  read_cues(node, label);
  label.group = read_text(node, "group", false, "a label");
  if (!label.group.empty() &&
      std::find(facet.groups.begin(), facet.groups.end(), label.group) == facet.groups.end()) {
    report(node["group"],
           "group '" + label.group + "' is not among the groups of facet '" + facet.id + "'");
  }
  return label;
}

void Parser::read_groups(const YAML::Node& node, Facet& facet) {
  const YAML::Node groups = node["groups"];
  if (!groups) return;
  if (!groups.IsSequence()) return report(groups, "expected a list for 'groups'");
  for (const YAML::Node& group : groups) {
    if (group.IsScalar()) {
      facet.groups.push_back(group.Scalar());
    } else if (group.IsMap()) {
      facet.groups.push_back(read_id(group, "a group"));
    } else {
      report(group, "expected a group with 'id'");
    }
  }
}

void Parser::check_references(const YAML::Node& node, const Facet& facet) {
  const auto is_label = [&](const std::string& id) {
    return std::any_of(facet.labels.begin(), facet.labels.end(),
                       [&](const LabelDefinition& label) { return label.id == id; });
  };
  if (!facet.default_label.empty() && !is_label(facet.default_label)) {
    report(node["default"],
           "default '" + facet.default_label + "' is not a label of facet '" + facet.id + "'");
  }
  for (std::size_t i = 0; i < facet.precedence.size(); ++i) {
    if (!is_label(facet.precedence[i])) {
      report(node["precedence"][i],
             "'" + facet.precedence[i] + "' is not a label of facet '" + facet.id + "'");
    }
  }
}

Facet Parser::read_facet(const YAML::Node& node) {
  Facet facet;
  if (!node.IsMap()) {
    report(node, "expected a facet with 'id', 'mode' and 'labels'");
    return facet;
  }
  check_keys(node, kFacetKeys, "a facet");
  facet.id = read_id(node, "a facet");
  const std::string mode = read_text(node, "mode", true, "facet '" + facet.id + "'");
  if (!mode.empty() && mode != "single" && mode != "multi") {
    report(node["mode"], "expected mode single or multi, found '" + mode + "'");
  }
  facet.mode = mode == "single" ? FacetMode::kSingle : FacetMode::kMulti;
  facet.default_label = read_text(node, "default", false, "a facet");
  facet.precedence = read_texts(node, "precedence");
  if (const YAML::Node max = node["max"]) {
    int value = 0;
    if (!YAML::convert<int>::decode(max, value) || value < 1)
      report(max, "expected a number of labels from 1 for 'max'");
    facet.max_labels = value > 0 ? static_cast<std::size_t>(value) : 0;
  }
  read_groups(node, facet);
  const YAML::Node labels = node["labels"];
  if (!labels || !labels.IsSequence() || labels.size() == 0) {
    report(labels ? labels : node, "expected a list of labels in facet '" + facet.id + "'");
    return facet;
  }
  for (const YAML::Node& label : labels) facet.labels.push_back(read_label(label, facet));
  check_references(node, facet);
  return facet;
}

Taxonomy Parser::parse(const YAML::Node& root) {
  Taxonomy taxonomy;
  if (!root.IsMap()) {
    report(root, "expected 'taxonomy' and 'facets' at the top of the file");
    return taxonomy;
  }
  const YAML::Node head = root["taxonomy"];
  if (!head || !head.IsMap()) {
    report(head ? head : root, "expected 'taxonomy' with an id",
           "write taxonomy: {id: my_taxonomy, version: 1}");
  } else {
    check_keys(head, kTaxonomyKeys, "'taxonomy'");
    taxonomy.id = read_id(head, "'taxonomy'");
    taxonomy.version = read_text(head, "version", false, "'taxonomy'");
    taxonomy.language = read_text(head, "language", false, "'taxonomy'");
  }
  const YAML::Node facets = root["facets"];
  if (!facets || !facets.IsSequence() || facets.size() == 0) {
    report(facets ? facets : root, "expected a list 'facets' with at least one facet");
    return taxonomy;
  }
  for (const YAML::Node& node : facets) {
    Facet facet = read_facet(node);
    if (node.IsMap()) check_unique(node, taxonomy.facets, facet.id, "facet");
    taxonomy.facets.push_back(std::move(facet));
  }
  return taxonomy;
}

}  // namespace

std::optional<Taxonomy> parse_taxonomy(std::string_view yaml, std::vector<TaxonomyError>& errors) {
  const std::size_t before = errors.size();
  if (yaml.size() > kLargestFileBytes) {
    errors.push_back({0, 0, "the taxonomy has more than 8 MiB", "split it into several"});
    return std::nullopt;
  }
  try {
    Taxonomy taxonomy = Parser(errors).parse(YAML::Load(std::string(yaml)));
    if (errors.size() == before) return taxonomy;
  } catch (const YAML::Exception& fault) {
    const bool known = !fault.mark.is_null();
    errors.push_back({known ? static_cast<std::size_t>(fault.mark.line) + 1 : 0,
                      known ? static_cast<std::size_t>(fault.mark.column) + 1 : 0,
                      "not YAML: " + fault.msg,
                      {}});
  }
  std::stable_sort(errors.begin() + static_cast<std::ptrdiff_t>(before), errors.end(),
                   [](const TaxonomyError& a, const TaxonomyError& b) {
                     return a.line != b.line ? a.line < b.line : a.column < b.column;
                   });
  return std::nullopt;
}

std::string describe_errors(std::string_view file_name, const std::vector<TaxonomyError>& errors) {
  std::string text;
  for (const TaxonomyError& error : errors) {
    if (!text.empty()) text += '\n';
    text += file_name;
    if (error.line > 0) {
      text.append(":").append(std::to_string(error.line));
      text.append(":").append(std::to_string(error.column));
    }
    text.append(": error: ").append(error.message);
    if (!error.help.empty()) text.append("\n  help: ").append(error.help);
  }
  return text;
}

}  // namespace broadsheet::policy

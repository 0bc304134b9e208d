// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostic.h"
#include "diagnostics/source_text.h"

namespace broadsheet::config {

// Bytes of a source text, for diagnostics. The source outlives it.
struct Place {
  const diagnostics::SourceText* source = nullptr;
  std::size_t begin_byte = 0;
  std::size_t length_bytes = 0;
  bool is_override = false;  // of --set, which has no lines to count
};

// The place as people read it; file "--set" and no line for an override.
diagnostics::Location locate(const Place& place);

// Adds a diagnostic with location and source line.
void report(diagnostics::DiagnosticList& diagnostics, const Place& place, std::string code,
            std::string message, std::string help = {},
            diagnostics::Severity severity = diagnostics::Severity::error);

enum class YamlKind { null, scalar, sequence, mapping };

struct YamlNode;

struct YamlEntry {
  std::string key;
  Place key_place;
  const YamlNode* value = nullptr;
};

struct YamlNode {
  YamlKind kind = YamlKind::null;
  Place place;
  std::string text;          // scalars, without quotes and escapes
  bool is_quoted = false;    // written in quotes or as a block, so it is a text and nothing else
  bool is_expanded = false;  // an environment variable stood in it
  bool is_refused = false;   // its text has been reported already; nothing more is said of it
  bool is_key = false;       // of a mapping
  bool is_open = false;      // while its children are being read
  std::uint64_t size = 1;    // values in it once aliases are followed
  std::vector<const YamlNode*> items;  // sequences
  std::vector<YamlEntry> entries;      // mappings, each key once

  const YamlEntry* find(std::string_view key) const;  // nullptr if it is not there
};

// "a list", "a mapping", "'many'", "nothing": what a node is, for "expected ..., found ...".
std::string in_words(const YamlNode& node);

// A YAML document; owns the nodes. Nodes that aliases share are one node.
struct YamlTree {
  std::deque<YamlNode> nodes;
  const YamlNode* root = nullptr;  // nullptr if the document is empty or not valid
};

// Parses the source's single document. Errors are added to `diagnostics`; what could be read before
// a syntax error is not given out. Nesting and size are bounded.
std::unique_ptr<YamlTree> parse_yaml(const diagnostics::SourceText& source,
                                     diagnostics::DiagnosticList& diagnostics,
                                     bool is_override = false);

}  // namespace broadsheet::config

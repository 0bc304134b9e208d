// SPDX-License-Identifier: Apache-2.0
// --set PATH=VALUE.
//
// Problem: one value of a config is to be another for one run, with errors as good as for the
// file.
// Approach: each override is a source text of its own; its value becomes a field of the raw config
// in the place that the path names, so that all later checks see it like one of the file.
// Example: "stages.annotator_policy.timeout=9s" sets the field 'timeout' of the part of 'stages'
// with that name.
// Tested by the cases *-set-*.case.

#include "config/overrides.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <string_view>
#include <utility>

#include "config/config_text.h"
#include "diagnostics/nearest_name.h"

namespace broadsheet::config {
namespace {

using diagnostics::DiagnosticList;
using diagnostics::quote;
using diagnostics::SourceText;
using diagnostics::suggest_name;

const std::vector<std::string> kFirstWords = {"name", "description", "max_failed",
                                              "read", "stages",      "write"};
constexpr std::string_view kOptionsWord = "options";

// A range of the override's text.
struct Piece {
  std::string_view text;
  std::size_t begin_byte = 0;
};

// Applies one override.
class Override {
 public:
  Override(const SourceText& source, RawConfig& config, OverrideTexts& texts,
           DiagnosticList& diagnostics)
      : source_(source), config_(config), texts_(texts), diagnostics_(diagnostics) {}

  void apply() {
    const std::string_view text = source_.text();
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0) {
      refuse({text, 0}, "expected PATH=VALUE, found " + quote(text),
             "for example: --set stages.2.timeout=9s");
      return;
    }
    value_ = make_value({text.substr(equals + 1), equals + 1});
    rest_ = {text.substr(0, equals), 0};
    const Piece first = next_piece();
    for (const Section section : kSections) {
      if (first.text == to_word(section)) return apply_to_section(section);
    }
    if (first.text == "name") return apply_to_top(first, config_.name);
    if (first.text == "description") return apply_to_top(first, config_.description);
    if (first.text == "max_failed") return apply_to_top(first, config_.max_failed);
    refuse(first, "unknown key " + quote(first.text) + " at the top of a config",
           suggest_name(first.text, kFirstWords));
  }

 private:
  void refuse(const Piece& piece, std::string message, std::string help) {
    report(diagnostics_, place(piece), "override", std::move(message), std::move(help));
  }

  Place place(const Piece& piece) const {
    return {&source_, piece.begin_byte, piece.text.size(), true};
  }

  const YamlNode* make_value(const Piece& piece) {
    YamlNode& node = texts_.values.emplace_back();
    node.kind = YamlKind::scalar;
    node.place = place(piece);
    node.text = std::string(piece.text);
    node.is_expanded = true;  // quotes on the command line are the shell's
    return &node;
  }

  // The path up to its next dot.
  Piece next_piece() {
    const std::size_t dot = rest_.text.find('.');
    const Piece piece{rest_.text.substr(0, dot), rest_.begin_byte};
    const std::size_t used = dot == std::string_view::npos ? rest_.text.size() : dot + 1;
    rest_ = {rest_.text.substr(used), rest_.begin_byte + used};
    return piece;
  }

  RawField field(const Piece& name) const { return {std::string(name.text), place(name), value_}; }

  void apply_to_top(const Piece& name, std::optional<RawField>& target) {
    if (!rest_.text.empty()) {
      refuse(rest_, quote(name.text) + " is a value, nothing stands below it",
             "write --set " + std::string(name.text) + "=VALUE");
      return;
    }
    target = field(name);
  }

  void apply_to_section(Section section) {
    const Piece name = next_piece();
    if (name.text.empty()) {
      refuse({source_.text().substr(0, source_.text().find('=')), 0},
             "expected a part and a key behind " + quote(to_word(section)),
             "write --set " + std::string(to_word(section)) +
                 ".PART.KEY=VALUE, with PART the name "
                 "in 'use' or its place from 1");
      return;
    }
    if (RawPart* part = find_part(section, name)) apply_to_part(*part, name);
  }

  RawPart* find_part(Section section, const Piece& name) {
    std::vector<RawPart>& parts = config_.list(section).parts;
    std::size_t place_from_1 = 0;
    const char* const end = name.text.data() + name.text.size();
    const auto [last, error] = std::from_chars(name.text.data(), end, place_from_1);
    if (error == std::errc() && last == end) {
      if (place_from_1 >= 1 && place_from_1 <= parts.size()) return &parts[place_from_1 - 1];
      refuse(name,
             quote(to_word(section)) + " has " + std::to_string(parts.size()) +
                 (parts.size() == 1 ? " part" : " parts") + ", there is no number " +
                 std::string(name.text),
             "places count from 1: " + diagnostics::join_names(uses_of(section)));
      return nullptr;
    }
    std::vector<std::size_t> matches;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (parts[i].use == name.text) matches.push_back(i);
    }
    if (matches.size() == 1) return &parts[matches[0]];
    if (matches.empty()) {
      refuse(name, "no part of " + quote(to_word(section)) + " uses " + quote(name.text),
             help_for_unknown_part(section, name.text));
    } else {
      refuse(name,
             quote(name.text) + " stands " + std::to_string(matches.size()) + " times below " +
                 quote(to_word(section)),
             "name its place: --set " + std::string(to_word(section)) + "." +
                 std::to_string(matches[0] + 1) + "." + std::string(rest_.text) + "=...");
    }
    return nullptr;
  }

  // The names in the section, each once.
  std::vector<std::string> uses_of(Section section) const {
    std::vector<std::string> uses;
    std::set<std::string_view> seen;
    for (const RawPart& part : config_.list(section).parts) {
      if (seen.insert(part.use).second) uses.push_back(part.use);
    }
    return uses;
  }

  std::string help_for_unknown_part(Section section, std::string_view name) const {
    for (const Section other : kSections) {
      const std::vector<std::string> uses = uses_of(other);
      if (std::find(uses.begin(), uses.end(), name) != uses.end()) {
        return "it stands below " + quote(to_word(other)) + ": begin with " +
               std::string(to_word(other)) + "." + std::string(name);
      }
    }
    const std::string help = suggest_name(name, uses_of(section));
    return help.empty() ? quote(to_word(section)) + " is empty in this config" : help;
  }

  void apply_to_part(RawPart& part, const Piece& part_name) {
    const auto& fields = field_names(part.section);
    const Piece key = next_piece();
    if (key.text == kOptionsWord && !rest_.text.empty()) {
      set_field(part.options, field(rest_));
    } else if (rest_.text.empty() &&
               std::find(fields.begin(), fields.end(), key.text) != fields.end()) {
      set_field(part.fields, field(key));
    } else {
      std::vector<std::string> allowed = fields;
      allowed.emplace_back("options.NAME");
      const std::string allowed_words = "allowed: " + diagnostics::join_names(allowed);
      if (key.text.empty()) {
        refuse(part_name, "expected a key behind " + quote(part_name.text), allowed_words);
      } else if (key.text == kOptionsWord) {
        refuse(key, "expected the name of an option behind 'options'",
               "write options.NAME=VALUE, one --set for each option");
      } else {
        refuse(key,
               "unknown key " + quote(key.text) + " for a part of " + quote(to_word(part.section)),
               suggest_name(key.text, allowed));
      }
    }
  }

  const SourceText& source_;
  RawConfig& config_;
  OverrideTexts& texts_;
  DiagnosticList& diagnostics_;
  const YamlNode* value_ = nullptr;
  Piece rest_;
};

}  // namespace

void apply_overrides(const std::vector<std::string>& overrides, RawConfig& config,
                     OverrideTexts& texts, DiagnosticList& diagnostics) {
  for (const std::string& text : overrides) {
    const SourceText& source = texts.sources.emplace_back("--set", text);
    if (!check_config_text(source, true, diagnostics)) continue;
    Override(source, config, texts, diagnostics).apply();
  }
}

}  // namespace broadsheet::config

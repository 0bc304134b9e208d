// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/option_schema.h"

namespace broadsheet::config {

enum class ComponentKind { reader, cleaner, annotator, exporter };

// How many calls a component bears at a time; the default is the safest.
enum class Concurrency { one_per_process, one_per_instance, parallel };

// What an exporter makes one file of.
enum class OutputUnit { per_document, per_input };

std::string_view to_word(ComponentKind kind);  // "reader", ...

// An annotation layer that an annotator declares: its attributes as (name, type).
struct LayerDescription {
  std::string name;
  std::vector<std::pair<std::string, std::string>> attributes;
};

// A command that a component brings to the command line.
struct CommandDescription {
  std::string words;  // "train policy"
  std::string summary;
};

// A further file that an exporter writes beside each of its files: "datapackage.json" behind the
// name of the file it belongs to.
struct CompanionDescription {
  std::string suffix;
  std::string option;  // the boolean option that turns it on; empty: always there
};

// What a plugin's manifest says of one of its components.
struct ComponentDescription {
  std::string id;  // the name in `use:`
  std::string plugin_id;
  std::string version;
  ComponentKind kind = ComponentKind::reader;
  std::string summary;
  OptionSchema options;
  std::vector<std::string>
      requires_;  // capabilities (layers and features) that must be there before it
  std::vector<std::string> provides;
  std::vector<std::string> media_types;  // readers
  std::vector<std::string> extensions;   // readers
  bool yields_many = false;              // readers: an input may hold more than one document
  std::string suffix;                    // exporters: of the files they write, "tei.xml"
  std::vector<CompanionDescription> companions;  // exporters
  std::vector<LayerDescription> layers;          // annotators
  std::vector<CommandDescription> commands;
  bool is_deterministic = true;
  Concurrency concurrency = Concurrency::one_per_process;
  OutputUnit output = OutputUnit::per_document;
};

// A plugin that is installed and cannot be used.
struct RefusedPlugin {
  std::string name;    // plugin id, or the file's name where no id is known
  std::string reason;  // "needs ABI 2.0, this host provides 1.4"
};

// The components that pipelines may use. The plugin host fills it from the manifests; read-only
// afterwards and then safe for concurrent use.
class ComponentCatalogue {
 public:
  // Returns false, and changes nothing, if there is a component with this id.
  bool add(ComponentDescription component);
  void add_refused(RefusedPlugin plugin);

  const ComponentDescription* find(std::string_view id) const;  // nullptr if there is none
  const std::vector<ComponentDescription>& all() const { return components_; }  // sorted by id
  std::vector<std::string> ids(ComponentKind kind) const;
  std::vector<std::string> providers_of(std::string_view capability) const;  // ids

  // The refused plugin with this id, or whose file is named after it (PATH/exporter_tei.so).
  const RefusedPlugin* find_refused(std::string_view id) const;
  const std::vector<RefusedPlugin>& refused() const { return refused_; }

 private:
  std::vector<ComponentDescription> components_;
  std::vector<RefusedPlugin> refused_;
};

}  // namespace broadsheet::config

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "broadsheet/ext/draft/component_interfaces.h"
#include "config/component.h"
#include "plugin_host/loaded_plugin.h"
#include "plugin_host/manifest.h"

namespace broadsheet::plugin_host {

/// A plugin as found on disk: usable, or refused with the reason. Refused ones are kept, so that
/// people can see why.
struct InstalledPlugin {
  std::filesystem::path file;  // of the .so
  Manifest manifest;           // empty where there is none
  Refusal refusal;

  /// The manifest's id, or the file's name without .so.
  std::string name() const;
};

/// Finds plugins by their manifests without loading any, and loads those that are used.
///
/// Discovery and loading belong to the main thread; what was loaded may be used from any.
class PluginRegistry {
 public:
  /// Folders in order of precedence: of two plugins with one id, the first is used and the other
  /// refused.
  explicit PluginRegistry(const std::vector<std::filesystem::path>& folders);
  PluginRegistry(const PluginRegistry&) = delete;  // plugins hold its table
  PluginRegistry& operator=(const PluginRegistry&) = delete;

  const std::vector<InstalledPlugin>& plugins() const { return plugins_; }
  const config::ComponentCatalogue& catalogue() const { return catalogue_; }
  const InstalledPlugin* find(const std::string& plugin_id) const;

  /// The plugin that has this component, loaded; nullptr and `refusal` set where it cannot be.
  const LoadedPlugin* load_for(const std::string& component_id, Refusal& refusal);

 private:
  void search(const std::filesystem::path& folder);
  void add(InstalledPlugin plugin);

  std::vector<InstalledPlugin> plugins_;
  std::vector<std::unique_ptr<LoadedPlugin>> loaded_;  // beside plugins_; nullptr where not loaded
  config::ComponentCatalogue catalogue_;
  broadsheet_component_interfaces_t interfaces_;  // what its plugins ask it by
};

/// Reads the manifest beside a plugin's file and checks what can be checked without loading it.
InstalledPlugin inspect_plugin(const std::filesystem::path& file);

/// Where plugins are looked for: `given` (--plugin-path), BROADSHEET_PLUGIN_PATH, and beside the
/// program.
std::vector<std::filesystem::path> plugin_folders(const std::vector<std::string>& given);

}  // namespace broadsheet::plugin_host

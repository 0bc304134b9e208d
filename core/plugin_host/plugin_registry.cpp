// SPDX-License-Identifier: Apache-2.0
#include "plugin_host/plugin_registry.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "broadsheet/cpp/abi.hpp"
#include "broadsheet/cpp/error.hpp"

namespace broadsheet::plugin_host {
namespace {

namespace fs = std::filesystem;

constexpr char kManifestEnding[] = ".manifest.json";
constexpr std::uintmax_t kMaxManifestBytes = std::uintmax_t{4} << 20U;

fs::path manifest_of(const fs::path& plugin_file) {
  return plugin_file.parent_path() / (plugin_file.stem().string() + kManifestEnding);
}

// Both files of a plugin lead to the .so; other files lead to nothing.
fs::path plugin_file_of(const fs::path& file) {
  const std::string name = file.filename().string();
  if (name.ends_with(".so")) return file;
  if (!name.ends_with(kManifestEnding)) return {};
  return file.parent_path() / (name.substr(0, name.size() - (sizeof kManifestEnding - 1)) + ".so");
}

}  // namespace

std::string InstalledPlugin::name() const {
  return manifest.id.empty() ? file.stem().string() : manifest.id;
}

InstalledPlugin inspect_plugin(const fs::path& file) {
  InstalledPlugin plugin{file, {}, {}};
  const fs::path manifest_file = manifest_of(file);
  std::error_code code;
  if (!fs::exists(file, code)) {
    plugin.refusal = {RefusalKind::not_found, "there is a manifest and no plugin",
                      "put " + file.filename().string() + " beside its manifest"};
    return plugin;
  }
  if (!fs::is_regular_file(manifest_file, code)) {
    plugin.refusal = {RefusalKind::no_manifest, "has no manifest",
                      "put " + manifest_file.filename().string() + " beside it"};
    return plugin;
  }
  std::ifstream stream(manifest_file, std::ios::binary);
  if (!stream || fs::file_size(manifest_file, code) > kMaxManifestBytes) {
    plugin.refusal = {RefusalKind::bad_manifest,
                      "its manifest cannot be read, or is larger than 4 MiB", ""};
    return plugin;
  }
  const std::string text((std::istreambuf_iterator<char>(stream)), {});
  std::string error;
  auto manifest = parse_manifest(text, error);
  if (!manifest) {
    plugin.refusal = {RefusalKind::bad_manifest, manifest_file.filename().string() + ": " + error,
                      "sdk/docs/manifest.md describes the format"};
    return plugin;
  }
  plugin.manifest = *std::move(manifest);
  if (plugin.manifest.id != file.stem().string()) {
    plugin.refusal = {RefusalKind::contradiction,
                      "its manifest calls it '" + plugin.manifest.id + "', its file is " +
                          file.filename().string(),
                      "give the file, the manifest and the id one name"};
    return plugin;
  }
  plugin.refusal = check_abi(plugin.manifest.abi_major, plugin.manifest.abi_minor);
  return plugin;
}

namespace {

// The interface of another plugin's component. The host looks for it and hands it on.
broadsheet_status_t find_interface(const broadsheet_component_interfaces_t* interfaces,
                                   broadsheet_text_t component_id, broadsheet_text_t interface_id,
                                   const void** out_interface, broadsheet_error_t* error) {
  return guarded(error, [&] {
    auto& registry = *static_cast<PluginRegistry*>(const_cast<void*>(interfaces->host_data));
    const std::string id(view(component_id)), wanted(view(interface_id));
    Refusal refusal;
    const LoadedPlugin* plugin = registry.load_for(id, refusal);
    if (plugin == nullptr) throw Error(BROADSHEET_NOT_FOUND, refusal.message, refusal.help);
    const broadsheet_component_t* component = plugin->find_component(id);
    const void* found = nullptr;
    if (component != nullptr && BROADSHEET_HAS(component, broadsheet_component_t, get_interface) &&
        component->get_interface != nullptr)
      found = component->get_interface(component, wanted.c_str());
    if (found == nullptr)
      throw Error(BROADSHEET_UNSUPPORTED, "'" + id + "' has no interface '" + wanted + "'", "");
    *out_interface = found;
    return BROADSHEET_OK;
  });
}

}  // namespace

PluginRegistry::PluginRegistry(const std::vector<fs::path>& folders)
    : interfaces_{sizeof interfaces_, 0, this, find_interface} {
  for (const fs::path& folder : folders) search(folder);
  loaded_.resize(plugins_.size());
}

void PluginRegistry::search(const fs::path& folder) {
  std::set<fs::path> files;
  std::error_code code;
  for (fs::directory_iterator entry(folder, code), end; !code && entry != end;
       entry.increment(code)) {
    if (fs::path file = plugin_file_of(entry->path()); !file.empty()) files.insert(std::move(file));
  }
  for (const fs::path& file : files) add(inspect_plugin(file));
}

void PluginRegistry::add(InstalledPlugin plugin) {
  const auto same_id =
      std::find_if(plugins_.begin(), plugins_.end(), [&](const InstalledPlugin& other) {
        return !other.refusal.is_refused() && other.name() == plugin.name();
      });
  if (!plugin.refusal.is_refused() && same_id != plugins_.end()) {
    plugin.refusal = {RefusalKind::duplicate,
                      "stands behind " + same_id->file.string() + ", which has the same id", ""};
  }
  if (!plugin.refusal.is_refused()) {
    for (const auto& component : plugin.manifest.components) {
      if (const auto* other = catalogue_.find(component.id); other != nullptr) {
        plugin.refusal = {
            RefusalKind::duplicate,
            "its component '" + component.id + "' is in plugin '" + other->plugin_id + "' already",
            "rename the component"};
      }
    }
  }
  if (plugin.refusal.is_refused()) {
    if (plugin.refusal.kind != RefusalKind::duplicate) {
      catalogue_.add_refused({plugin.name(), plugin.file.string() + ": " + plugin.refusal.message});
    }
  } else {
    for (const auto& component : plugin.manifest.components) catalogue_.add(component);
  }
  plugins_.push_back(std::move(plugin));
}

const InstalledPlugin* PluginRegistry::find(const std::string& plugin_id) const {
  const auto found =
      std::find_if(plugins_.begin(), plugins_.end(),
                   [&](const InstalledPlugin& plugin) { return plugin.name() == plugin_id; });
  return found == plugins_.end() ? nullptr : &*found;
}

const LoadedPlugin* PluginRegistry::load_for(const std::string& component_id, Refusal& refusal) {
  const auto* component = catalogue_.find(component_id);
  if (component == nullptr) {
    refusal = {RefusalKind::not_found, "no installed plugin has a component '" + component_id + "'",
               ""};
    return nullptr;
  }
  for (std::size_t i = 0; i < plugins_.size(); ++i) {
    if (plugins_[i].refusal.is_refused() || plugins_[i].manifest.id != component->plugin_id)
      continue;
    if (!loaded_[i])
      loaded_[i] = LoadedPlugin::load(plugins_[i].file, plugins_[i].manifest, plugins_[i].refusal,
                                      &interfaces_);
    refusal = plugins_[i].refusal;
    return loaded_[i].get();
  }
  refusal = {RefusalKind::not_found,
             "plugin '" + component->plugin_id + "' could not be loaded before", ""};
  return nullptr;
}

std::vector<fs::path> plugin_folders(const std::vector<std::string>& given) {
  std::vector<fs::path> folders(given.begin(), given.end());
  if (const char* path = std::getenv("BROADSHEET_PLUGIN_PATH"); path != nullptr) {
    std::istringstream parts(path);
    for (std::string part; std::getline(parts, part, ':');) {
      if (!part.empty()) folders.emplace_back(part);
    }
  }
  std::error_code code;
  const fs::path program = fs::read_symlink("/proc/self/exe", code);
  if (!code) {
    const fs::path root = program.parent_path().parent_path();
    for (const fs::path& folder : {root / "plugins", root / "lib" / "broadsheet" / "plugins"}) {
      if (fs::is_directory(folder, code)) folders.push_back(folder);
    }
  }
  return folders;
}

}  // namespace broadsheet::plugin_host

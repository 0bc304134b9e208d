// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/ext/draft/component_interfaces.h"
#include "broadsheet/plugin.h"
#include "plugin_host/manifest.h"

namespace broadsheet::plugin_host {

/// Why a plugin cannot be used.
enum class RefusalKind {
  none,
  not_found,
  not_readable,
  no_manifest,
  bad_manifest,
  abi,              // needs an ABI that this host does not have
  hash,             // the file is not the one that the manifest names
  not_loadable,     // the dynamic linker refused it
  no_entry,         // it does not export the entry symbol
  contradiction,    // binary and manifest say different things
  not_initialized,  // its own initialize() refused
  duplicate         // another plugin has the same id or component
};

/// "no-manifest", ...: stable, for programs.
const char* refusal_word(RefusalKind kind);

struct [[nodiscard]] Refusal {
  RefusalKind kind = RefusalKind::none;
  std::string message;  // "needs ABI 2.0, this host provides 1.0"
  std::string help;

  bool is_refused() const { return kind != RefusalKind::none; }
};

/// Whether this host can run a plugin that needs ABI `major`.`minor`.
Refusal check_abi(std::uint16_t major, std::uint16_t minor);

/// A plugin whose code is in the process. Made and ended on the main thread; components may be used
/// from any.
///
/// The bytes that are hashed are the bytes that are loaded: the file is read once into a sealed
/// memory file, which is hashed and handed to the dynamic linker, so that nobody can put another
/// file in its place in between.
class LoadedPlugin {
 public:
  /// Loads `file`, checks it against the manifest, initialises it. nullptr and `refusal` set on
  /// failure. `others`: the way to other plugins' components, which has to outlive it; nullptr:
  /// none.
  static std::unique_ptr<LoadedPlugin> load(
      const std::filesystem::path& file, const Manifest& manifest, Refusal& refusal,
      const broadsheet_component_interfaces_t* others = nullptr);
  ~LoadedPlugin();
  LoadedPlugin(const LoadedPlugin&) = delete;
  LoadedPlugin& operator=(const LoadedPlugin&) = delete;

  const std::string& sha256() const { return sha256_; }
  /// nullptr where the plugin has no such component.
  const broadsheet_component_t* find_component(const std::string& id) const;

 private:
  struct Library;

  LoadedPlugin(std::unique_ptr<Library> library, std::string sha256);
  Refusal check_against(const Manifest& manifest) const;
  const void* find_interface(std::string_view id) const;
  Refusal initialize(const std::filesystem::path& file, const Manifest& manifest);

  std::unique_ptr<Library> library_;
  std::string sha256_;
  const broadsheet_plugin_t* given_ = nullptr;
  broadsheet_plugin_t plugin_{};  // completed with defaults
  broadsheet_host_t host_{};
  std::string resource_folder_;
  const broadsheet_component_interfaces_t* others_ = nullptr;
  bool is_initialized_ = false;
};

}  // namespace broadsheet::plugin_host

// SPDX-License-Identifier: Apache-2.0
#include "plugin_host/loaded_plugin.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <boost/dll/shared_library.hpp>
#include <cerrno>
#include <cstring>

#include "broadsheet/cpp/abi.hpp"
#include "plugin_host/elf_file.h"
#include "plugin_host/failure.h"
#include "plugin_host/sha256.h"
#include "plugin_host/thread_check.h"

namespace broadsheet::plugin_host {
namespace {

constexpr char kEntry[] = "broadsheet_plugin_entry";
constexpr std::uint64_t kMaxPluginBytes = std::uint64_t{512} << 20U;

std::string version_text(std::uint16_t major, std::uint16_t minor) {
  return std::to_string(major) + "." + std::to_string(minor);
}

std::string text_or_empty(const char* text) { return text != nullptr ? text : ""; }

// What a plugin of an older ABI answers in slots that it does not have.
broadsheet_plugin_t plugin_defaults() {
  broadsheet_plugin_t table{};
  table.id = "";
  table.version = "";
  table.initialize = [](const broadsheet_host_t*, broadsheet_error_t*) -> broadsheet_status_t {
    return BROADSHEET_OK;
  };
  table.shutdown = [] {};
  table.get_component_count = [] { return std::uint32_t{0}; };
  table.get_component = [](std::uint32_t) -> const broadsheet_component_t* { return nullptr; };
  return table;
}

Refusal unreadable(const std::filesystem::path& file, const char* doing) {
  const int code = errno;
  return {code == ENOENT ? RefusalKind::not_found : RefusalKind::not_readable,
          std::string(doing) + ": " + std::strerror(code),
          code == ENOENT ? "put " + file.filename().string() + " beside its manifest" : ""};
}

bool write_all(int descriptor, const char* bytes, std::size_t length) {
  while (length > 0) {
    const ssize_t written = ::write(descriptor, bytes, length);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes += written;
    length -= static_cast<std::size_t>(written);
  }
  return true;
}

// The manifest's words for what the binary says in numbers.
config::ComponentKind kind_of(const broadsheet_component_t& component) {
  return config::ComponentKind(static_cast<int>(component.kind) - BROADSHEET_READER);
}

}  // namespace

const char* refusal_word(RefusalKind kind) {
  switch (kind) {
    case RefusalKind::none:
      return "none";
    case RefusalKind::not_found:
      return "not-found";
    case RefusalKind::not_readable:
      return "not-readable";
    case RefusalKind::no_manifest:
      return "no-manifest";
    case RefusalKind::bad_manifest:
      return "bad-manifest";
    case RefusalKind::abi:
      return "abi";
    case RefusalKind::hash:
      return "hash";
    case RefusalKind::not_loadable:
      return "not-loadable";
    case RefusalKind::no_entry:
      return "no-entry";
    case RefusalKind::contradiction:
      return "contradiction";
    case RefusalKind::not_initialized:
      return "not-initialized";
    case RefusalKind::duplicate:
      return "duplicate";
  }
  return "unknown";
}

Refusal check_abi(std::uint16_t major, std::uint16_t minor) {
  if (major == BROADSHEET_ABI_MAJOR && minor <= BROADSHEET_ABI_MINOR) return {};
  const std::string needed = version_text(major, minor);
  const bool is_older = major < BROADSHEET_ABI_MAJOR;
  return {RefusalKind::abi,
          "needs ABI " + needed + ", this host provides " +
              version_text(BROADSHEET_ABI_MAJOR, BROADSHEET_ABI_MINOR),
          is_older ? "rebuild the plugin with the SDK of this host"
                   : "install a Broadsheet that provides ABI " + needed +
                         ", or rebuild the plugin with this one's SDK"};
}

// The sealed memory file stays open as long as the library is loaded: the dynamic linker knows
// libraries by their name, and /proc/self/fd/N must not become the name of another one.
struct LoadedPlugin::Library {
  int descriptor = -1;
  boost::dll::shared_library library;

  ~Library() {
    library.unload();
    if (descriptor >= 0) ::close(descriptor);
  }
};

namespace {

// Copies the file into a memory file that nothing can change any more; its hash comes from the same
// bytes.
Refusal copy_sealed(const std::filesystem::path& file, int& out_descriptor,
                    std::string& out_sha256) {
  const int source = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (source < 0) return unreadable(file, "cannot open");
  const int copy = ::memfd_create("broadsheet-plugin", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  Refusal refusal;
  if (copy < 0) refusal = unreadable(file, "cannot make a memory file");
  Sha256 hash;
  std::vector<char> buffer(std::size_t{1} << 16U);
  std::uint64_t total = 0;
  while (!refusal.is_refused()) {
    const ssize_t length = ::read(source, buffer.data(), buffer.size());
    if (length < 0 && errno == EINTR) continue;
    if (length < 0) refusal = unreadable(file, "cannot read");
    if (length <= 0) break;
    total += static_cast<std::uint64_t>(length);
    if (total > kMaxPluginBytes)
      refusal = {RefusalKind::not_readable, "is larger than 512 MiB", ""};
    hash.add({buffer.data(), static_cast<std::size_t>(length)});
    if (!write_all(copy, buffer.data(), static_cast<std::size_t>(length))) {
      refusal = unreadable(file, "cannot copy into memory");
    }
  }
  ::close(source);
  if (refusal.is_refused()) {
    if (copy >= 0) ::close(copy);
    return refusal;
  }
  ::fcntl(copy, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE);
  out_descriptor = copy;
  out_sha256 = hash.finish();
  return {};
}

}  // namespace

LoadedPlugin::LoadedPlugin(std::unique_ptr<Library> library, std::string sha256)
    : library_(std::move(library)), sha256_(std::move(sha256)) {}

LoadedPlugin::~LoadedPlugin() {
  if (is_initialized_) plugin_.shutdown();
}

std::unique_ptr<LoadedPlugin> LoadedPlugin::load(const std::filesystem::path& file,
                                                 const Manifest& manifest, Refusal& refusal,
                                                 const broadsheet_component_interfaces_t* others) {
  refusal = check_abi(manifest.abi_major, manifest.abi_minor);
  if (refusal.is_refused()) return nullptr;
  auto library = std::make_unique<Library>();
  std::string sha256;
  refusal = copy_sealed(file, library->descriptor, sha256);
  if (refusal.is_refused()) return nullptr;
  if (!manifest.sha256.empty() && manifest.sha256 != sha256) {
    refusal = {RefusalKind::hash,
               "has the SHA-256 " + sha256 + ", its manifest names " + manifest.sha256,
               "reinstall the plugin"};
    return nullptr;
  }
  if (const std::string damage = find_elf_damage(library->descriptor); !damage.empty()) {
    refusal = {RefusalKind::not_loadable, "cannot be loaded: " + damage, "reinstall the plugin"};
    return nullptr;
  }

  boost::dll::fs::error_code code;
  const std::string name = "/proc/self/fd/" + std::to_string(library->descriptor);
  ::dlerror();
  library->library.load(boost::dll::fs::path(name), code,
                        boost::dll::load_mode::rtld_now | boost::dll::load_mode::rtld_local);
  if (code) {
    std::string why = library->library.is_loaded() ? "" : code.message();
    if (void* handle = ::dlopen(name.c_str(), RTLD_NOW | RTLD_LOCAL); handle != nullptr) {
      ::dlclose(handle);
    } else if (const char* reason = ::dlerror(); reason != nullptr) {
      why = reason;  // Boost.DLL keeps only a code; the linker's words name the missing symbol or
                     // library
    }
    if (const auto at = why.find(name + ": "); at == 0) why.erase(0, name.size() + 2);
    refusal = {RefusalKind::not_loadable, "cannot be loaded: " + why,
               "install the libraries that it needs"};
    return nullptr;
  }
  if (!library->library.has(kEntry)) {
    refusal = {
        RefusalKind::no_entry, std::string("does not export ") + kEntry,
        "define the entry (BROADSHEET_PLUGIN in C++) and build with broadsheet_add_plugin()"};
    return nullptr;
  }
  const auto entry = library->library.get<const broadsheet_plugin_t*(void)>(kEntry);
  std::unique_ptr<LoadedPlugin> plugin(new LoadedPlugin(std::move(library), std::move(sha256)));
  plugin->given_ = entry();
  if (plugin->given_ == nullptr) {
    refusal = {RefusalKind::no_entry, std::string(kEntry) + "() returned NULL", ""};
    return nullptr;
  }
  plugin->plugin_ = complete_table(plugin->given_, plugin_defaults());
  plugin->others_ = others;
  refusal = plugin->check_against(manifest);
  if (!refusal.is_refused()) refusal = plugin->initialize(file, manifest);
  if (refusal.is_refused()) return nullptr;
  return plugin;
}

Refusal LoadedPlugin::check_against(const Manifest& manifest) const {
  const auto contradiction = [](const std::string& what, const std::string& binary,
                                const std::string& stated) {
    return Refusal{RefusalKind::contradiction,
                   what + " is '" + binary + "' in the binary and '" + stated + "' in the manifest",
                   "make them agree and rebuild"};
  };
  if (plugin_.abi_major != manifest.abi_major || plugin_.abi_minor != manifest.abi_minor) {
    return contradiction("the ABI", version_text(plugin_.abi_major, plugin_.abi_minor),
                         version_text(manifest.abi_major, manifest.abi_minor));
  }
  if (plugin_.id != manifest.id) return contradiction("the id", plugin_.id, manifest.id);
  if (plugin_.version != manifest.version)
    return contradiction("the version", plugin_.version, manifest.version);
  if (plugin_.get_component_count() != manifest.components.size()) {
    return contradiction("the number of components", std::to_string(plugin_.get_component_count()),
                         std::to_string(manifest.components.size()));
  }
  for (const auto& stated : manifest.components) {
    const broadsheet_component_t* component = find_component(stated.id);
    if (component == nullptr)
      return contradiction("component '" + stated.id + "'", "missing", "present");
    if (kind_of(*component) != stated.kind) {
      return contradiction("the kind of '" + stated.id + "'",
                           std::string(config::to_word(kind_of(*component))),
                           std::string(config::to_word(stated.kind)));
    }
    if (component->concurrency != static_cast<std::uint32_t>(stated.concurrency)) {
      return contradiction("the concurrency of '" + stated.id + "'",
                           std::to_string(component->concurrency),
                           std::to_string(static_cast<int>(stated.concurrency)));
    }
  }
  return {};
}

Refusal LoadedPlugin::initialize(const std::filesystem::path& file, const Manifest& manifest) {
  resource_folder_ = (std::filesystem::absolute(file).parent_path() / manifest.id).string();
  host_.struct_size = sizeof host_;
  host_.abi_major = BROADSHEET_ABI_MAJOR;
  host_.abi_minor = BROADSHEET_ABI_MINOR;
  host_.host_data = this;
  host_.get_name = [](const broadsheet_host_t*) {
    return broadsheet_text("broadsheet " BROADSHEET_VERSION);
  };
  host_.get_resource_folder = [](const broadsheet_host_t* host) {
    return borrow(static_cast<const LoadedPlugin*>(host->host_data)->resource_folder_);
  };
  host_.get_interface = [](const broadsheet_host_t* host, const char* id) {
    return static_cast<const LoadedPlugin*>(host->host_data)->find_interface(id);
  };

  broadsheet_error_t error = broadsheet_error_empty();
  const CallResult result = call_result(plugin_.initialize(&host_, &error), error);
  if (!result.is_ok())
    return {RefusalKind::not_initialized, "refused to start: " + result.message, result.help};
  is_initialized_ = true;
  return {};
}

const void* LoadedPlugin::find_interface(std::string_view id) const {
  return id == BROADSHEET_COMPONENT_INTERFACES_INTERFACE ? others_ : host_interface(id.data());
}

const broadsheet_component_t* LoadedPlugin::find_component(const std::string& id) const {
  const std::uint32_t count = plugin_.get_component_count();
  for (std::uint32_t i = 0; i < count; ++i) {
    const broadsheet_component_t* component = plugin_.get_component(i);
    if (component == nullptr || !BROADSHEET_HAS(component, broadsheet_component_t, id)) continue;
    if (text_or_empty(component->id) == id) return component;
  }
  return nullptr;
}

}  // namespace broadsheet::plugin_host

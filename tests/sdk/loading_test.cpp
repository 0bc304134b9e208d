// SPDX-License-Identifier: Apache-2.0
// What is loaded is what was hashed, and what is unloaded is gone.
#include <gtest/gtest.h>

#include "plugin_host/sha256.h"
#include "specimen_folder.h"

namespace broadsheet::testing {
namespace {

using plugin_host::inspect_plugin;
using plugin_host::InstalledPlugin;
using plugin_host::LoadedPlugin;
using plugin_host::PluginRegistry;
using plugin_host::Refusal;

std::unique_ptr<LoadedPlugin> load(const InstalledPlugin& plugin) {
  Refusal refusal;
  auto loaded = LoadedPlugin::load(plugin.file, plugin.manifest, refusal);
  EXPECT_FALSE(refusal.is_refused()) << plugin.file << ": " << refusal.message;
  return loaded;
}

// How many mappings of loaded plugins this process has.
int count_mappings() {
  std::ifstream maps("/proc/self/maps");
  int count = 0;
  for (std::string line; std::getline(maps, line);) {
    count += line.find("memfd:broadsheet-plugin") != line.npos ? 1 : 0;
  }
  return count;
}

// All plugins with a manifest in these folders that this host can load.
std::vector<InstalledPlugin> usable_plugins() {
  std::vector<InstalledPlugin> plugins;
  const PluginRegistry registry({BROADSHEET_PLUGINS, BROADSHEET_TEST_PLUGINS});
  for (const InstalledPlugin& plugin : registry.plugins()) {
    if (!plugin.refusal.is_refused()) plugins.push_back(plugin);
  }
  return plugins;
}

// Makes and ends each component that needs no options, so that the plugin's code has run.
void make_components(const LoadedPlugin& loaded, const InstalledPlugin& plugin) {
  for (const config::ComponentDescription& component : plugin.manifest.components) {
    config::OptionValues values;
    bool has_all = true;
    for (const config::OptionSpec& option : component.options.options) {
      has_all = has_all && option.default_value;
      if (option.default_value) values.emplace(option.name, *option.default_value);
    }
    if (!has_all) continue;
    std::mutex process_mutex;
    plugin_host::CallResult failure;
    static_cast<void>(plugin_host::ComponentInstance::create(
        *loaded.find_component(component.id), component, values, process_mutex, failure));
  }
}

TEST(LoadedBytes, AreThoseThatWereHashedWhenTheFileIsReplaced) {
  SpecimenFolder folder;
  folder.put_binary("specimen");
  folder.put_manifest(specimen_manifest());
  const InstalledPlugin found = inspect_plugin(folder.file());
  folder.put_binary("specimen_rebuilt");
  const std::string hash_of_replacement = plugin_host::sha256_of(read_file(folder.file()));

  const auto loaded = load(found);

  ASSERT_NE(loaded, nullptr);
  EXPECT_EQ(loaded->sha256(), hash_of_replacement);
  EXPECT_EQ(annotate_once(*loaded, "specimen").at("specimen.build"), 2);
}

TEST(LoadedBytes, AReplacementThatTheManifestDoesNotNameIsRefused) {
  SpecimenFolder folder;
  folder.put_binary("specimen");
  const std::string hash = plugin_host::sha256_of(read_file(folder.file()));
  folder.put_manifest(
      replaced(specimen_manifest(), "\"abi\"", "\"sha256\": \"" + hash + "\",\n  \"abi\""));
  const InstalledPlugin found = inspect_plugin(folder.file());
  EXPECT_NE(load(found), nullptr);
  folder.put_binary("specimen_rebuilt");

  Refusal refusal;
  EXPECT_EQ(LoadedPlugin::load(found.file, found.manifest, refusal), nullptr);

  EXPECT_EQ(refusal.kind, plugin_host::RefusalKind::hash);
}

TEST(LoadedBytes, StayWhenTheFileIsOverwrittenAfterwards) {
  SpecimenFolder folder;
  folder.put_binary("specimen");
  folder.put_manifest(specimen_manifest());
  const auto loaded = load(inspect_plugin(folder.file()));
  ASSERT_NE(loaded, nullptr);
  write_file(folder.file(), "overwritten in place");

  EXPECT_EQ(annotate_once(*loaded, "specimen").at("specimen.build"), 1);
}

TEST(LoadedBytes, TwoBuildsOfOnePluginDoNotMixUp) {
  SpecimenFolder folder;
  folder.put_binary("specimen");
  folder.put_manifest(specimen_manifest());
  const auto first = load(inspect_plugin(folder.file()));
  folder.put_binary("specimen_rebuilt");
  const auto second = load(inspect_plugin(folder.file()));

  EXPECT_EQ(annotate_once(*first, "specimen").at("specimen.build"), 1);
  EXPECT_EQ(annotate_once(*second, "specimen").at("specimen.build"), 2);
}

TEST(Unloading, LeavesNothingOfAnyPluginInTheProcess) {
  const auto plugins = usable_plugins();
  ASSERT_GT(plugins.size(), 5U);
  for (const InstalledPlugin& plugin : plugins) {
    auto loaded = load(plugin);
    ASSERT_NE(loaded, nullptr);
    EXPECT_GT(count_mappings(), 0) << plugin.name();
    make_components(*loaded, plugin);

    loaded.reset();

    EXPECT_EQ(count_mappings(), 0) << plugin.name() << " stays mapped";
  }
}

// In a process of its own, since such a plugin stays.
TEST(Unloading, IsSeenToFailWithAPluginThatIsBuiltWithoutTheMap) {
  SpecimenFolder folder;
  folder.put_binary("specimen_clinging");
  folder.put_manifest(specimen_manifest());
  const auto load_and_unload = [&] {
    load(inspect_plugin(folder.file())).reset();
    std::_Exit(count_mappings() > 0 ? 42 : 0);
  };

  EXPECT_EXIT(load_and_unload(), ::testing::ExitedWithCode(42), "");
}

TEST(Unloading, LeavesNothingAfterCalls) {
  SpecimenFolder folder;
  folder.put_binary("specimen");
  folder.put_manifest(specimen_manifest());
  for (int i = 0; i < 3; ++i) {
    const auto loaded = load(inspect_plugin(folder.file()));
    EXPECT_EQ(annotate_once(*loaded, "specimen").at("specimen.build"), 1);
  }

  EXPECT_EQ(count_mappings(), 0);
}

TEST(Interfaces, AnIdThatAPluginDoesNotKnowGivesNull) {
  for (const InstalledPlugin& plugin : usable_plugins()) {
    const auto loaded = load(plugin);
    ASSERT_NE(loaded, nullptr);
    for (const config::ComponentDescription& description : plugin.manifest.components) {
      const broadsheet_component_t& component = *loaded->find_component(description.id);
      if (!BROADSHEET_HAS(&component, broadsheet_component_t, get_interface) ||
          component.get_interface == nullptr) {
        continue;  // those of the plugin 'older'
      }
      EXPECT_EQ(component.get_interface(&component, "org.broadsheet.later/1"), nullptr)
          << description.id;
      EXPECT_EQ(component.get_interface(&component, ""), nullptr) << description.id;
    }
  }
}

}  // namespace
}  // namespace broadsheet::testing

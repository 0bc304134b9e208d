// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "plugin_host/component_instance.h"
#include "plugin_host/loaded_plugin.h"
#include "plugin_host/plugin_registry.h"
#include "program_run.h"
#include "sample_document.h"

namespace broadsheet::testing {

/// `text` with `from` replaced by `to`, which must be in it.
inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  if (at == text.npos) std::abort();
  return text.replace(at, from.size(), to);
}

/// The manifest that fits tests/sdk/plugins/specimen.c.
inline std::string specimen_manifest() {
  return R"({
  "manifest": 1,
  "id": "specimen",
  "version": "1.0.0",
  "license": "Apache-2.0",
  "summary": "For the tests",
  "abi": "1.0",
  "components": [
    { "id": "specimen", "kind": "annotator", "summary": "Counts calls", "concurrency": "parallel" }
  ]
}
)";
}

/// A folder with plugins, put together by a test.
class SpecimenFolder {
 public:
  /// Copies a build of the specimen ("specimen", "specimen_refusing", ...) to specimen.so.
  void put_binary(const std::string& build, const std::string& name = "specimen") {
    std::filesystem::copy_file(BROADSHEET_TEST_PLUGINS "/specimens/" + build + ".so", file(name),
                               std::filesystem::copy_options::overwrite_existing);
  }
  void put_manifest(const std::string& text, const std::string& name = "specimen") {
    write_file(folder_ / (name + ".manifest.json"), text);
  }
  std::filesystem::path file(const std::string& name = "specimen") const {
    return folder_ / (name + ".so");
  }
  const std::filesystem::path& path() const { return folder_.path(); }

  /// What loading the specimen comes to, as a pipeline would ask for it.
  plugin_host::Refusal load() const {
    plugin_host::PluginRegistry registry({path()});
    const plugin_host::InstalledPlugin* found = registry.find("specimen");
    if (found == nullptr) return {plugin_host::RefusalKind::not_found, "not in the registry", ""};
    if (found->refusal.is_refused()) return found->refusal;
    plugin_host::Refusal refusal;
    static_cast<void>(registry.load_for("specimen", refusal));
    return refusal;
  }

 private:
  TemporaryFolder folder_;
};

/// Calls the component of an annotator's plugin on a small document; the metrics it gave.
inline std::map<std::string, double> annotate_once(const plugin_host::LoadedPlugin& plugin,
                                                   const std::string& component) {
  std::mutex process_mutex;
  plugin_host::CallResult failure;
  config::ComponentDescription description;
  description.id = component;
  description.concurrency = config::Concurrency::parallel;
  auto instance = plugin_host::ComponentInstance::create(*plugin.find_component(component),
                                                         description, {}, process_mutex, failure);
  if (!instance) return {};
  const document::Document document = one_line_document("one line");
  document::AnnotationBuilder builder(document);
  plugin_host::CallContext context(nullptr, std::nullopt);
  static_cast<void>(instance->annotate(context, document, builder));
  return context.take_metrics();
}

}  // namespace broadsheet::testing

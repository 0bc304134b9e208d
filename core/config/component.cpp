// SPDX-License-Identifier: Apache-2.0
#include "config/component.h"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace broadsheet::config {
namespace {

auto position_of(const std::vector<ComponentDescription>& components, std::string_view id) {
  return std::lower_bound(components.begin(), components.end(), id,
                          [](const ComponentDescription& component, std::string_view wanted) {
                            return component.id < wanted;
                          });
}

}  // namespace

std::string_view to_word(ComponentKind kind) {
  switch (kind) {
    case ComponentKind::reader:
      return "reader";
    case ComponentKind::cleaner:
      return "cleaner";
    case ComponentKind::annotator:
      return "annotator";
    case ComponentKind::exporter:
      break;
  }
  return "exporter";
}

bool ComponentCatalogue::add(ComponentDescription component) {
  const auto position = position_of(components_, component.id);
  if (position != components_.end() && position->id == component.id) return false;
  components_.insert(position, std::move(component));
  return true;
}

void ComponentCatalogue::add_refused(RefusedPlugin plugin) {
  refused_.push_back(std::move(plugin));
}

const ComponentDescription* ComponentCatalogue::find(std::string_view id) const {
  const auto position = position_of(components_, id);
  return position != components_.end() && position->id == id ? &*position : nullptr;
}

std::vector<std::string> ComponentCatalogue::ids(ComponentKind kind) const {
  std::vector<std::string> ids;
  for (const ComponentDescription& component : components_) {
    if (component.kind == kind) ids.push_back(component.id);
  }
  return ids;
}

std::vector<std::string> ComponentCatalogue::providers_of(std::string_view capability) const {
  std::vector<std::string> ids;
  for (const ComponentDescription& component : components_) {
    const auto& provides = component.provides;
    if (std::find(provides.begin(), provides.end(), capability) != provides.end()) {
      ids.push_back(component.id);
    }
  }
  return ids;
}

const RefusedPlugin* ComponentCatalogue::find_refused(std::string_view id) const {
  const auto is_named = [id](const RefusedPlugin& plugin) {
    return plugin.name == id || std::filesystem::path(plugin.name).stem().string() == id;
  };
  const auto found = std::find_if(refused_.begin(), refused_.end(), is_named);
  return found == refused_.end() ? nullptr : &*found;
}

}  // namespace broadsheet::config

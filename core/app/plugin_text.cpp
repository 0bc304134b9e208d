// SPDX-License-Identifier: Apache-2.0
#include "app/plugin_text.h"

#include <cstdio>

#include "config/option_schema.h"
#include "diagnostics/diagnostic.h"

namespace broadsheet::app {
namespace {

std::string padded(std::string text, std::size_t width) {
  if (text.size() < width) text.append(width - text.size(), ' ');
  return text;
}

std::string kinds_of(const plugin_host::Manifest& manifest) {
  std::string kinds;
  for (const auto& component : manifest.components) {
    const std::string kind(config::to_word(component.kind));
    if (kinds.find(kind) == std::string::npos) kinds += (kinds.empty() ? "" : ", ") + kind;
  }
  return kinds;
}

std::string default_of(const config::OptionSpec& option) {
  if (!option.default_value) return "required";
  config::OptionValues one;
  one.emplace("x", *option.default_value);
  const std::string json = config::to_json(one);  // {"x":VALUE}
  return "default " + json.substr(5, json.size() - 6);
}

std::string limits_of(const config::OptionSpec& option) {
  std::string text;
  for (const std::string& value : option.enum_values)
    text += (text.empty() ? ", one of " : " | ") + value;
  char number[64];
  if (option.minimum) {
    std::snprintf(number, sizeof number, ", at least %g", *option.minimum);
    text += number;
  }
  if (option.maximum) {
    std::snprintf(number, sizeof number, ", at most %g", *option.maximum);
    text += number;
  }
  return text;
}

const char* concurrency_in_words(config::Concurrency concurrency) {
  switch (concurrency) {
    case config::Concurrency::one_per_process:
      return "one call at a time in the process";
    case config::Concurrency::one_per_instance:
      return "one call at a time on an instance";
    case config::Concurrency::parallel:
      return "any number of calls at once";
  }
  return "";
}

std::string list_line(const char* title, const std::vector<std::string>& items) {
  return items.empty() ? "" : "  " + padded(title, 13) + diagnostics::join_names(items) + "\n";
}

std::string component_description(const config::ComponentDescription& component) {
  std::string text = "\n" + component.id + " (" + std::string(config::to_word(component.kind)) +
                     "): " + component.summary + "\n";
  text += list_line("reads", component.extensions);
  text += list_line("requires", component.requires_);
  text += list_line("provides", component.provides);
  if (!component.suffix.empty())
    text += "  " + padded("writes", 13) + "." + component.suffix + "\n";
  for (const auto& companion : component.companions) {
    text += "  " + padded("", 13) + "." + component.suffix + "." + companion.suffix +
            (companion.option.empty() ? "" : ", with option " + companion.option) + "\n";
  }
  text += "  " + padded("concurrency", 13) + concurrency_in_words(component.concurrency) + "\n";
  text += "  " + padded("deterministic", 13) +
          std::string(component.is_deterministic ? " yes" : " no") + "\n";
  if (!component.options.options.empty()) text += "  options\n";
  for (const auto& option : component.options.options) {
    text += "    " + option.name + ": " + std::string(config::type_in_words(option.type)) + ", " +
            default_of(option) + limits_of(option) + "\n      " + option.description + "\n";
  }
  return text;
}

}  // namespace

std::string plugin_line(const plugin_host::InstalledPlugin& plugin) {
  if (plugin.refusal.is_refused()) {
    return padded(plugin.name(), 24) + "refused (" +
           plugin_host::refusal_word(plugin.refusal.kind) + "): " + plugin.refusal.message;
  }
  return padded(plugin.name(), 24) + padded(plugin.manifest.version, 9) +
         padded(kinds_of(plugin.manifest), 11) + plugin.manifest.summary;
}

std::string plugin_description(const plugin_host::InstalledPlugin& plugin) {
  std::string text = plugin.name() + " " + plugin.manifest.version + "\n";
  if (plugin.refusal.is_refused()) {
    text += "  refused      " + plugin.refusal.message + "\n";
    if (!plugin.refusal.help.empty()) text += "  help         " + plugin.refusal.help + "\n";
  }
  text += "  file         " + plugin.file.string() + "\n";
  if (plugin.manifest.id.empty()) return text;
  text += "  summary      " + plugin.manifest.summary + "\n";
  text += "  licence      " + plugin.manifest.license + "\n";
  text += "  needs ABI    " + std::to_string(plugin.manifest.abi_major) + "." +
          std::to_string(plugin.manifest.abi_minor) + "\n";
  for (const auto& component : plugin.manifest.components) text += component_description(component);
  return text;
}

}  // namespace broadsheet::app

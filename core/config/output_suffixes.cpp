// SPDX-License-Identifier: Apache-2.0
#include "config/output_suffixes.h"

namespace broadsheet::config {

std::vector<std::string> companion_suffixes(const StageConfig& config,
                                            const ComponentDescription& exporter) {
  std::vector<std::string> suffixes;
  for (const CompanionDescription& companion : exporter.companions) {
    const auto option = config.options.find(companion.option);
    const bool* is_on =
        option == config.options.end() ? nullptr : std::get_if<bool>(&option->second);
    if (companion.option.empty() || (is_on != nullptr && *is_on))
      suffixes.push_back(companion.suffix);
  }
  return suffixes;
}

std::vector<std::string> output_suffixes(const StageConfig& config,
                                         const ComponentDescription& exporter) {
  std::vector<std::string> suffixes = {config.suffix};
  for (const std::string& companion : companion_suffixes(config, exporter))
    suffixes.push_back(config.suffix + "." + companion);
  return suffixes;
}

}  // namespace broadsheet::config

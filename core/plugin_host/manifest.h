// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/component.h"

namespace broadsheet::plugin_host {

/// What a plugin says of itself in <plugin>.manifest.json; the format is in sdk/docs/manifest.md.
struct Manifest {
  std::string id;
  std::string version;
  std::string license;
  std::string summary;
  std::uint16_t abi_major = 0;
  std::uint16_t abi_minor = 0;
  std::string sha256;  // of the .so; empty where the manifest does not say
  std::vector<config::ComponentDescription> components;
};

/// Reads a manifest. On failure returns nothing and sets `error` to what is wrong, with its place
/// where known.
std::optional<Manifest> parse_manifest(std::string_view json_text, std::string& error);

}  // namespace broadsheet::plugin_host

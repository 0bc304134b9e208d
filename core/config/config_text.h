// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "config/yaml_tree.h"
#include "diagnostics/diagnostic.h"
#include "diagnostics/source_text.h"

namespace broadsheet::config {

inline constexpr std::size_t kMaxConfigBytes = std::size_t{1} << 20;

// Reads a config file whole: a regular file of at most 1 MiB, UTF-8 (a mark at its beginning is
// skipped), no control characters, no tabs in the indentation. Each refusal is added to
// `diagnostics`; where the file itself is refused, at `named_at` if another config names it.
std::optional<diagnostics::SourceText> read_config_text(const std::filesystem::path& path,
                                                        const std::string& shown_name,
                                                        const Place* named_at,
                                                        diagnostics::DiagnosticList& diagnostics);

// Checks a text that is already there, as above. Returns whether there was nothing to refuse.
bool check_config_text(const diagnostics::SourceText& source, bool is_override,
                       diagnostics::DiagnosticList& diagnostics);

}  // namespace broadsheet::config

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "document/document.h"
#include "pipeline/pipeline.h"

namespace broadsheet::batch {

/// What a file of an exporter is called below the output folder: its name pattern filled in, and
/// its suffix.
///
/// @param stem      of the input, with the document's number where it holds several
/// @param document  what the file is of: the whole, or the view of an article
/// @param article   from 0, where it is the view of one
std::filesystem::path output_name(const pipeline::Part& exporter, const std::filesystem::path& stem,
                                  const document::Document& document,
                                  std::optional<std::uint32_t> article);

}  // namespace broadsheet::batch

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/name_pattern.h"
#include "config/option_schema.h"
#include "diagnostics/diagnostic.h"
#include "diagnostics/source_text.h"

namespace broadsheet::config {

enum class Isolation { none, process };

// What happens to a document when a stage fails on it.
enum class OnError {
  quarantine,  // the document is set aside and reported
  skip_stage,  // the document goes on without this stage's result
  abort,       // the run stops
};

// One item of `read`, `stages` or `write`. It is complete: whatever the config leaves out has its
// default here.
struct StageConfig {
  std::string use;                          // component id
  OptionValues options;                     // every option of the component's schema
  Isolation isolation = Isolation::none;    // stages
  std::optional<std::uint32_t> timeout_ms;  // stages; none: no limit
  OnError on_error = OnError::quarantine;   // stages
  std::string suffix;                       // write: of the files, "tei.xml"
  NamePattern name;                         // write: of the files, without suffix
  diagnostics::Location location;           // of the value of `use`
  std::map<std::string, diagnostics::Location, std::less<>> option_locations;  // of those given
};

// A pipeline as its config defines it, all values checked against the component catalogue. Made
// once by load_config(), then read-only.
struct PipelineConfig {
  int version = 1;
  std::string name;
  std::string description;
  std::filesystem::path file;                   // absolute
  std::vector<std::filesystem::path> includes;  // absolute, in the order in which they took effect
  std::vector<StageConfig> read;
  std::vector<StageConfig> stages;
  std::vector<StageConfig> write;
  std::uint64_t max_failed = 0;  // the run stops after this many failed documents; 0: no limit

  // What decides the output, in one text: equal texts give equal output with the same plugins and
  // the same files. Paths that the config gives relative stay relative here, so that a pipeline
  // keeps its fingerprint when its folder moves.
  std::string canonical_text;

  diagnostics::Location location;  // of the config as a whole: the file as the user wrote it
  diagnostics::SourceSet sources;  // for the source lines of later diagnostics
};

std::string_view to_word(Isolation isolation);
std::string_view to_word(OnError on_error);

}  // namespace broadsheet::config

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "broadsheet/ext/draft/output_set.h"
#include "document/outcome.h"
#include "plugin_host/stream_tables.h"

namespace broadsheet::plugin_host {

/// The files of one exporter's call. Used by one thread.
class OutputSet {
 public:
  virtual ~OutputSet() = default;
  /// Of the main file, without folders; valid UTF-8.
  virtual std::string_view main_name() const = 0;
  /// A further file; `out` stays valid as long as the set.
  virtual document::Outcome open_companion(std::string_view suffix, broadsheet_output_t** out) = 0;
};

/// The ABI's face of a set, which must outlive it.
broadsheet_output_set_t output_set_table(OutputSet& set);

}  // namespace broadsheet::plugin_host

// SPDX-License-Identifier: Apache-2.0
// Diagnostics as JSON, for every writer of RapidJSON.
#pragma once

#include <rapidjson/rapidjson.h>

#include <string>

#include "diagnostics/diagnostic.h"
#include "document/utf8.h"

namespace broadsheet::batch {

template <typename Writer>
void write_text(Writer& writer, const char* key, const std::string& text) {
  const std::string valid = document::replace_invalid_utf8(text);
  writer.Key(key);
  writer.String(valid.c_str(), static_cast<rapidjson::SizeType>(valid.size()));
}

inline const char* severity_in_words(diagnostics::Severity severity) {
  if (severity == diagnostics::Severity::note) return "note";
  return severity == diagnostics::Severity::warning ? "warning" : "error";
}

/// Severity, code, message and, where known, help, line and column; into an object that is open.
template <typename Writer>
void write_diagnostic_members(Writer& writer, const diagnostics::Diagnostic& diagnostic) {
  write_text(writer, "severity", severity_in_words(diagnostic.severity));
  write_text(writer, "code", diagnostic.code);
  write_text(writer, "message", diagnostic.message);
  if (!diagnostic.help.empty()) write_text(writer, "help", diagnostic.help);
  if (diagnostic.location.line > 0) {
    writer.Key("line");
    writer.Uint(diagnostic.location.line);
  }
  if (diagnostic.location.column > 0) {
    writer.Key("column");
    writer.Uint(diagnostic.location.column);
  }
}

}  // namespace broadsheet::batch

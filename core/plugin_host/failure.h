// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "broadsheet/status.h"
#include "diagnostics/diagnostic.h"
#include "document/outcome.h"

namespace broadsheet::plugin_host {

/// What a plugin's call came to, copied out of the ABI's error struct; texts are repaired to UTF-8.
struct [[nodiscard]] CallResult {
  broadsheet_status_t status = BROADSHEET_OK;
  std::string message;
  std::string help;
  std::uint64_t offset_byte = BROADSHEET_NO_OFFSET;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  bool is_retryable = false;

  bool is_ok() const { return status == BROADSHEET_OK; }
};

/// Copies `error` where `status` is a failure; a plugin that left the message empty gets one from
/// the status.
CallResult call_result(broadsheet_status_t status, const broadsheet_error_t& error);
CallResult call_result(const document::Outcome& outcome);

/// The status in words: "the document's content is at fault".
const char* status_in_words(broadsheet_status_t status);

/// "bad-input", "io-error", ...: stable, for programs.
const char* status_code_word(broadsheet_status_t status);

/// The failure as a diagnostic about `file`; `who` (a component's id) is named in the message.
diagnostics::Diagnostic to_diagnostic(const CallResult& result, const std::string& file,
                                      const std::string& who);

/// Fills a caller's error struct from an outcome of the host and returns its status.
broadsheet_status_t report(const document::Outcome& outcome, broadsheet_error_t* error);

}  // namespace broadsheet::plugin_host

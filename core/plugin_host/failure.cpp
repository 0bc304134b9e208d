// SPDX-License-Identifier: Apache-2.0
#include "plugin_host/failure.h"

#include <cstring>

#include "document/utf8.h"

namespace broadsheet::plugin_host {
namespace {

std::string text_of(const char* fixed_buffer, std::size_t capacity) {
  return document::replace_invalid_utf8({fixed_buffer, strnlen(fixed_buffer, capacity)});
}

}  // namespace

const char* status_in_words(broadsheet_status_t status) {
  switch (status) {
    case BROADSHEET_OK:
      return "done";
    case BROADSHEET_END:
      return "there is nothing more";
    case BROADSHEET_INVALID_ARGUMENT:
      return "an argument breaks the function's contract";
    case BROADSHEET_UNSUPPORTED:
      return "not supported";
    case BROADSHEET_NOT_FOUND:
      return "not found";
    case BROADSHEET_BAD_INPUT:
      return "the document's content is at fault";
    case BROADSHEET_IO_ERROR:
      return "reading or writing failed";
    case BROADSHEET_OUT_OF_MEMORY:
      return "out of memory";
    case BROADSHEET_CANCELLED:
      return "cancelled";
    case BROADSHEET_TIMED_OUT:
      return "took longer than its timeout";
    case BROADSHEET_LIMIT_EXCEEDED:
      return "a limit was reached";
    case BROADSHEET_INTERNAL:
      return "a fault inside the plugin";
    default:
      return "an unknown status";
  }
}

const char* status_code_word(broadsheet_status_t status) {
  switch (status) {
    case BROADSHEET_OK:
      return "ok";
    case BROADSHEET_END:
      return "end";
    case BROADSHEET_INVALID_ARGUMENT:
      return "invalid-argument";
    case BROADSHEET_UNSUPPORTED:
      return "unsupported";
    case BROADSHEET_NOT_FOUND:
      return "not-found";
    case BROADSHEET_BAD_INPUT:
      return "bad-input";
    case BROADSHEET_IO_ERROR:
      return "io-error";
    case BROADSHEET_OUT_OF_MEMORY:
      return "out-of-memory";
    case BROADSHEET_CANCELLED:
      return "cancelled";
    case BROADSHEET_TIMED_OUT:
      return "timed-out";
    case BROADSHEET_LIMIT_EXCEEDED:
      return "limit-exceeded";
    default:
      return "internal";
  }
}

CallResult call_result(broadsheet_status_t status, const broadsheet_error_t& error) {
  CallResult result;
  result.status = status;
  if (status == BROADSHEET_OK || status == BROADSHEET_END) return result;
  result.message = text_of(error.message, sizeof error.message);
  result.help = text_of(error.help, sizeof error.help);
  if (result.message.empty()) result.message = status_in_words(status);
  result.offset_byte = error.offset_byte;
  result.line = error.line;
  result.column = error.column;
  result.is_retryable = error.is_retryable != 0;
  return result;
}

CallResult call_result(const document::Outcome& outcome) {
  CallResult result;
  result.status = outcome.status;
  result.message = outcome.message;
  result.help = outcome.help;
  return result;
}

diagnostics::Diagnostic to_diagnostic(const CallResult& result, const std::string& file,
                                      const std::string& who) {
  diagnostics::Diagnostic diagnostic;
  diagnostic.code = status_code_word(result.status);
  diagnostic.message = (who.empty() ? "" : who + ": ") + result.message;
  if (result.line == 0 && result.offset_byte != BROADSHEET_NO_OFFSET) {
    diagnostic.message += " (at byte " + std::to_string(result.offset_byte) + ")";
  }
  diagnostic.help = result.help;
  diagnostic.location.file = file;
  diagnostic.location.line = result.line;
  diagnostic.location.column = result.column;
  return diagnostic;
}

broadsheet_status_t report(const document::Outcome& outcome, broadsheet_error_t* error) {
  if (outcome.is_ok()) return BROADSHEET_OK;
  return broadsheet_error_set(error, outcome.status, outcome.message.c_str(), outcome.help.c_str());
}

}  // namespace broadsheet::plugin_host

// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_CPP_ERROR_HPP_
#define BROADSHEET_CPP_ERROR_HPP_

#include <cstdint>
#include <exception>
#include <new>
#include <stdexcept>
#include <string>
#include <utility>

#include "broadsheet/status.h"

namespace broadsheet {

/// What plugin code throws to make a call fail; it never leaves the plugin (see guarded()).
class Error : public std::runtime_error {
 public:
  explicit Error(broadsheet_status_t status, const std::string& message, std::string help_text = {})
      : std::runtime_error(message), code(status), help(std::move(help_text)) {}

  /// Where in the input: its original byte offset, and line and column from 1 (0: not known).
  Error& at(std::uint64_t offset, std::uint32_t line_number = 0, std::uint32_t column_number = 0) {
    offset_byte = offset;
    line = line_number;
    column = column_number;
    return *this;
  }

  broadsheet_status_t code;
  std::string help;
  std::uint64_t offset_byte = BROADSHEET_NO_OFFSET;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

namespace defaults {

/// Stands in for every fallible function that the other side does not have.
template <class... Arguments>
broadsheet_status_t unsupported(Arguments...) noexcept {
  return BROADSHEET_UNSUPPORTED;
}

}  // namespace defaults

/// Throws what a function of the host reported.
inline void require_ok(broadsheet_status_t status, const broadsheet_error_t& error) {
  if (status == BROADSHEET_OK) return;
  const char* reason = status == BROADSHEET_UNSUPPORTED ? "the host does not have this function"
                                                        : "the host refused the call";
  Error thrown(status, error.message[0] != '\0' ? error.message : reason, error.help);
  thrown.at(error.offset_byte, error.line, error.column);
  throw thrown;
}

/// The one place where exceptions of a plugin become statuses: runs `body` and fills `error` on
/// failure.
template <class Body>
broadsheet_status_t guarded(broadsheet_error_t* error, Body&& body) noexcept {
  try {
    return std::forward<Body>(body)();
  } catch (const Error& thrown) {
    broadsheet_error_set(error, thrown.code, thrown.what(), thrown.help.c_str());
    if (error != nullptr && BROADSHEET_HAS(error, broadsheet_error_t, column)) {
      error->offset_byte = thrown.offset_byte;
      error->line = thrown.line;
      error->column = thrown.column;
    }
    return thrown.code;
  } catch (const std::bad_alloc&) {
    return broadsheet_error_set(error, BROADSHEET_OUT_OF_MEMORY, "out of memory", nullptr);
  } catch (const std::exception& thrown) {
    return broadsheet_error_set(error, BROADSHEET_INTERNAL, thrown.what(), nullptr);
  } catch (...) {
    return broadsheet_error_set(error, BROADSHEET_INTERNAL, "an exception of unknown type",
                                nullptr);
  }
}

}  // namespace broadsheet

#endif

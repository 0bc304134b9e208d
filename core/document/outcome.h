// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

#include "broadsheet/status.h"

namespace broadsheet::document {

/// Whether something was done, and if not, why and how to mend it. Values, so that they cross
/// threads freely.
struct [[nodiscard]] Outcome {
  broadsheet_status_t status = BROADSHEET_OK;
  std::string message;
  std::string help;

  bool is_ok() const { return status == BROADSHEET_OK; }

  static Outcome ok() { return {}; }
  static Outcome refused(broadsheet_status_t status, std::string message, std::string help = {}) {
    return {status, std::move(message), std::move(help)};
  }
  static Outcome invalid(std::string message, std::string help = {}) {
    return refused(BROADSHEET_INVALID_ARGUMENT, std::move(message), std::move(help));
  }
};

}  // namespace broadsheet::document

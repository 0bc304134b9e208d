// SPDX-License-Identifier: Apache-2.0
#include "config/config.h"

namespace broadsheet::config {

std::string_view to_word(Isolation isolation) {
  return isolation == Isolation::process ? "process" : "none";
}

std::string_view to_word(OnError on_error) {
  switch (on_error) {
    case OnError::skip_stage:
      return "skip_stage";
    case OnError::abort:
      return "abort";
    case OnError::quarantine:
      break;
  }
  return "quarantine";
}

}  // namespace broadsheet::config

// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_SUPPORT_OUTPUT_SET_H_
#define BROADSHEET_EXPORTER_SUPPORT_OUTPUT_SET_H_

#include <string>
#include <string_view>

#include "broadsheet/cpp/context.hpp"
#include "broadsheet/ext/draft/output_set.h"

namespace broadsheet::exporting {

/// Further files of a write() call (ext/draft/output_set.h), where the host has such.
class OutputSet {
 public:
  explicit OutputSet(const Context& context)
      : table_(static_cast<const broadsheet_output_set_t*>(
            context.interface(BROADSHEET_OUTPUT_SET_INTERFACE))) {}

  /// False with an older host: the exporter goes on without.
  bool is_offered() const { return table_ != nullptr; }
  /// Of the call's main file, without folders.
  std::string main_name() const;
  /// A file named as the main one with '.' and `suffix` behind it. Throws Error.
  Output open(std::string_view suffix) const;

 private:
  const broadsheet_output_set_t* table_;
};

}  // namespace broadsheet::exporting

#endif

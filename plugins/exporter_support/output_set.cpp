// SPDX-License-Identifier: Apache-2.0
#include "exporter_support/output_set.h"

namespace broadsheet::exporting {

std::string OutputSet::main_name() const {
  return std::string(view(table_->get_main_name(table_)));
}

Output OutputSet::open(std::string_view suffix) const {
  broadsheet_output_t* output = nullptr;
  broadsheet_error_t error = broadsheet_error_empty();
  require_ok(table_->open_companion(table_, borrow(suffix), &output, &error), error);
  return Output(output);
}

}  // namespace broadsheet::exporting

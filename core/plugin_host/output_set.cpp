// SPDX-License-Identifier: Apache-2.0
#include "plugin_host/output_set.h"

#include "broadsheet/cpp/abi.hpp"
#include "broadsheet/cpp/error.hpp"
#include "plugin_host/failure.h"

namespace broadsheet::plugin_host {

broadsheet_output_set_t output_set_table(OutputSet& set) {
  broadsheet_output_set_t table{};
  table.struct_size = sizeof table;
  table.host_data = &set;
  table.get_main_name = [](const broadsheet_output_set_t* self) {
    return borrow(static_cast<const OutputSet*>(self->host_data)->main_name());
  };
  table.open_companion = [](const broadsheet_output_set_t* self, broadsheet_text_t suffix,
                            broadsheet_output_t** out_output, broadsheet_error_t* error) {
    return guarded(error, [&] {
      auto& files = *static_cast<OutputSet*>(self->host_data);
      return report(files.open_companion(view(suffix), out_output), error);
    });
  };
  return table;
}

}  // namespace broadsheet::plugin_host

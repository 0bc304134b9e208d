// SPDX-License-Identifier: Apache-2.0
#include "exporter_support/roles.h"

#include "broadsheet/cpp/roles.hpp"

namespace broadsheet::exporting {

std::string_view role_name(std::uint32_t role) {
  return role < kRoleNames.size() ? kRoleNames[role] : kRoleNames[BROADSHEET_ROLE_PARAGRAPH];
}

}  // namespace broadsheet::exporting

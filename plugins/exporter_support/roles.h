// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_SUPPORT_ROLES_H_
#define BROADSHEET_EXPORTER_SUPPORT_ROLES_H_

#include <cstdint>
#include <string_view>

namespace broadsheet::exporting {

/// The name of a BROADSHEET_ROLE_..., as in records and cells ("pull_quote"); "paragraph" for roles
/// of a newer host, which is what such a block is to everybody who does not know better.
/// NUL-terminated.
std::string_view role_name(std::uint32_t role);

}  // namespace broadsheet::exporting

#endif

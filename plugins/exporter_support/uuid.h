// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_SUPPORT_UUID_H_
#define BROADSHEET_EXPORTER_SUPPORT_UUID_H_

#include <string>
#include <string_view>

namespace broadsheet::exporting {

/// The UUID version 5 (RFC 4122: SHA-1 of namespace and name) of a name in Broadsheet's own
/// namespace, which is that of the URL https://broadsheet.example/. Same name, same UUID, for ever.
/// Lower case, no braces.
std::string uuid_of_name(std::string_view name);

}  // namespace broadsheet::exporting

#endif

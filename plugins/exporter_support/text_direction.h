// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_SUPPORT_TEXT_DIRECTION_H_
#define BROADSHEET_EXPORTER_SUPPORT_TEXT_DIRECTION_H_

#include <string_view>

namespace broadsheet::exporting {

/// Whether a paragraph of this text begins at the right: its first character that has a direction
/// decides (rule P2 of the Unicode bidirectional algorithm), looked for in the first 1024 bytes.
bool reads_right_to_left(std::string_view text);

}  // namespace broadsheet::exporting

#endif

// SPDX-License-Identifier: Apache-2.0
#include "exporter_support/text_direction.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace broadsheet::exporting {

bool reads_right_to_left(std::string_view text) {
  constexpr std::size_t kReachBytes = 1024;
  const auto length = static_cast<std::int32_t>(std::min(text.size(), kReachBytes));
  for (std::int32_t at = 0; at < length;) {
    UChar32 c = 0;
    U8_NEXT(text.data(), at, length, c);
    if (c < 0) continue;  // cut at the reach's end
    const UCharDirection direction = u_charDirection(c);
    if (direction == U_LEFT_TO_RIGHT) return false;
    if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC) return true;
  }
  return false;
}

}  // namespace broadsheet::exporting

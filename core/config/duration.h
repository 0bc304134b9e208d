// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace broadsheet::config {

inline constexpr std::uint32_t kMaxDurationMs = 24U * 60 * 60 * 1000;
inline constexpr std::string_view kDurationInWords =
    "a duration such as 500ms, 5s, 2m or 1h, at most 24h";

// Milliseconds of "500ms", "5s", "2m" or "1h"; nothing if it is none of these or above 24h.
std::optional<std::uint32_t> parse_duration_ms(std::string_view text);

}  // namespace broadsheet::config

// SPDX-License-Identifier: Apache-2.0
// How a line of letters is capitalised.
#pragma once

#include <string_view>

namespace broadsheet::newspaper {

bool is_title_case(std::u32string_view line);
bool is_all_caps(std::u32string_view line);

}  // namespace broadsheet::newspaper

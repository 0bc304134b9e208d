// SPDX-License-Identifier: Apache-2.0
// What a block as a whole says about its part on the page, where no single line does:
// "（以上信息仅供参考， 不构成投资建议）" is a credit, "Tobias Wren contributed reporting from
// Ostrey." too. Tested by BlockWording.* in cleaner_newspaper_headings_test.cpp.
#pragma once

#include <optional>

#include "fragments.hpp"

namespace broadsheet::newspaper {

// Takes constant time a block: longer ones are not looked at.
std::optional<Role> role_of_wording(const Page& page, const Unit& unit);

}  // namespace broadsheet::newspaper

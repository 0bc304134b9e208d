// SPDX-License-Identifier: Apache-2.0
// Names the units that show by themselves what they are; the rest stay paragraph or heading until
// articles are known.
//
// Furniture is found by its company: a short line above or between a date, a masthead and a page
// number is a section name. A pull quote is a display unit whose words stand in the body as a whole
// clause. Tested by Roles.* in cleaner_newspaper_test.cpp.
#pragma once

#include <vector>

#include "fragments.hpp"

namespace broadsheet::newspaper {

// One stretch of rows of one unit, as it stands in the source.
struct Piece {
  std::uint32_t unit;
  std::uint32_t first_row, last_row;
  bool is_first, is_last;  // of its unit
};

// In the order of the source, into a list whose memory is used again.
void list_pieces(const std::vector<Unit>& units, std::vector<Piece>& pieces);

// Sets Unit::role. Display units of no other kind get Role::heading.
void assign_plain_roles(const Page& page, const std::vector<Piece>& pieces,
                        std::vector<Unit>& units);

}  // namespace broadsheet::newspaper

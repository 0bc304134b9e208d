// SPDX-License-Identifier: Apache-2.0
// Reads the lines of a page as rows, and measures each as it is read.
#pragma once

#include "newspaper.hpp"
#include "rows.hpp"

namespace broadsheet::newspaper {

// Fills the page's text, rows and script; its lines are there already.
void read_rows(Page& page, Language language);

// A letter-spaced line has a space in (nearly) all of the gaps between its squares.
struct SpacedGaps {
  std::size_t gaps = 0, spaced = 0;

  bool is_letter_spaced() const { return spaced >= 2 && spaced * 10 >= gaps * 6; }
};

}  // namespace broadsheet::newspaper

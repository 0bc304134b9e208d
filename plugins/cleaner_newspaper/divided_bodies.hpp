// SPDX-License-Identifier: Apache-2.0
// Bodies of several articles that follow one another in one measure, because the program that wrote
// the page wrote all headlines first, or last.
//
// As long as there are fewer bodies than sure headlines, the body is divided whose halves are least
// akin, at the paragraph where they are, and where two headlines tell of one half each rather than
// one of the whole. Example: two headlines in a row, then ten paragraphs on a regatta and eight on
// a grocer's shares. Source: Hearst 1997 (texts divided where their words change). Tested by
// DividedBodies.* in cleaner_newspaper_headings_test.cpp.
#pragma once

#include "stretches.hpp"

namespace broadsheet::newspaper {

void divide_bodies(const std::vector<Piece>& pieces, const Topics& topics,
                   const std::vector<Unit>& units, const Titles& titles, Stretches& stretches);

}  // namespace broadsheet::newspaper

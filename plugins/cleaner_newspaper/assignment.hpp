// SPDX-License-Identifier: Apache-2.0
// The matching of tails to heads whose scores have the greatest sum.
//
// Greedy choice takes the best pair first, even where two others together would be worth more.
// Example: tail A fits head 1 by 5 and head 2 by 4, tail B fits head 1 by 4 alone; greedy takes
// A-1, the best matching is A-2 and B-1. Pairs fall apart into components that share no tail and no
// head, and each is solved by the Hungarian method (Kuhn 1955, with potentials as in Jonker and
// Volgenant 1987); a component of more than 64 tails is no newspaper's and is matched
// greedily. Tested by Assignment.* in cleaner_newspaper_parts_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

namespace broadsheet::newspaper {

struct Pair {
  float score;               // not negative
  std::uint32_t tail, head;  // numbers of any size
};

// The pairs of the best matching, best first; ties keep the order of the list.
std::vector<Pair> best_matching(const std::vector<Pair>& pairs);

}  // namespace broadsheet::newspaper

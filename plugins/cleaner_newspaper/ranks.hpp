// SPDX-License-Identifier: Apache-2.0
// Medians of widths, most of which are alike: the rows of a column are full.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

namespace broadsheet::newspaper {

// The value that would stand at `rank` if the values were sorted. They may change places.
inline float value_of_rank(std::span<float> values, std::size_t rank) {
  constexpr std::size_t kGuesses = 4;
  const std::size_t size = values.size();
  const float* const data = values.data();
  for (std::size_t guess = 1; guess <= kGuesses; ++guess) {
    const float value = data[size * guess / (kGuesses + 1)];
    std::uint32_t smaller = 0, equal = 0;
    for (std::size_t i = 0; i < size; ++i) {
      smaller += data[i] < value ? 1 : 0;
      equal += data[i] == value ? 1 : 0;
    }
    if (smaller <= rank && rank < std::size_t{smaller} + equal) return value;
  }
  const auto chosen = values.begin() + static_cast<std::ptrdiff_t>(rank);
  std::nth_element(values.begin(), chosen, values.end());
  return *chosen;
}

}  // namespace broadsheet::newspaper

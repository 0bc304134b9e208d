// SPDX-License-Identifier: Apache-2.0
// Which characters of a text are no Han characters: a bit a character. Six of seven characters of a
// Chinese page are Han, and most questions are asked of the others.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "characters.hpp"
#include "simd.hpp"

namespace broadsheet::newspaper {

class RareCharacters {
 public:
  // None are rare, of a text of at most so many characters.
  void reset(std::size_t most_characters) {
    rare_.assign(most_characters / 64 + 2, 0);
    skipped_.assign(most_characters / 64 + 2, 0);
  }
  // A bit for each character from `at` on, 64 at most; `skipped` are those of them that do not
  // count where texts are compared.
  void add(std::size_t at, std::uint64_t bits, std::uint64_t skipped) {
    const std::size_t word = at / 64;
    const auto shift = static_cast<unsigned>(at % 64);
    rare_[word] |= bits << shift;
    rare_[word + 1] |= bits >> 1U >> (63U - shift);
    skipped_[word] |= skipped << shift;
    skipped_[word + 1] |= skipped >> 1U >> (63U - shift);
  }
  // None of [begin, end) are rare, or not any more.
  void forget(std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end; ++at) {
      rare_[at / 64] &= ~(std::uint64_t{1} << (at % 64));
      skipped_[at / 64] &= ~(std::uint64_t{1} << (at % 64));
    }
  }

  // Of eight characters from `at` on, a multiple of eight.
  unsigned skipped(std::size_t at) const {
    return static_cast<unsigned>(skipped_[at / 64] >> (at % 64)) & 0xFFU;
  }

  // A bit for each of sixteen characters from `at` on.
  unsigned rare(std::size_t at) const {
    const std::uint64_t low = rare_[at / 64] >> (at % 64);
    const std::uint64_t high = rare_[at / 64 + 1] << 1U << (63 - at % 64);
    return static_cast<unsigned>(low | high) & 0xFFFFU;
  }

  // Calls take(index) for each of [begin, end).
  template <typename Take>
  BROADSHEET_INLINE void for_each(std::size_t begin, std::size_t end, Take take) const {
    for (std::size_t w = begin / 64; w * 64 < end; ++w) {
      std::uint64_t word = rare_[w];
      if (w == begin / 64) word &= ~std::uint64_t{0} << (begin % 64);
      if (end - w * 64 < 64) word &= (std::uint64_t{1} << (end % 64)) - 1;
      for (; word != 0; word &= word - 1)
        take(w * 64 + static_cast<std::size_t>(std::countr_zero(word)));
    }
  }

 private:
  std::vector<std::uint64_t> rare_, skipped_;
};

}  // namespace broadsheet::newspaper

// SPDX-License-Identifier: Apache-2.0
#include "solid_text.hpp"

#include <array>
#include <bit>

#include "simd.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr std::size_t kTogether = 8;

// Writes the characters that count and where they stand; gives back how many these are.
std::size_t compact_one_by_one(std::u32string_view text, const RareCharacters& rare,
                               char32_t* characters, std::uint32_t* at, std::uint32_t* starts) {
  std::size_t size = 0;
  for (std::size_t begin = 0; begin < text.size(); begin += kTogether) {
    const unsigned skipped = rare.skipped(begin);
    starts[begin / kTogether] = static_cast<std::uint32_t>(size);
    for (std::size_t k = 0; k < kTogether && begin + k < text.size(); ++k) {
      if ((skipped >> k & 1U) != 0) continue;
      characters[size] = text[begin + k];
      at[size++] = static_cast<std::uint32_t>(begin + k);
    }
  }
  return size;
}

#if defined(__x86_64__)
constexpr std::array<std::uint32_t, kTogether> kNumbers = {0, 1, 2, 3, 4, 5, 6, 7};

// The same, eight at a time; eight are written, whatever they are.
BROADSHEET_AVX2 std::size_t compact_by_avx2(std::u32string_view text, const RareCharacters& rare,
                                            char32_t* characters, std::uint32_t* at,
                                            std::uint32_t* starts) {
  std::size_t size = 0, begin = 0;
  for (; begin + kTogether <= text.size(); begin += kTogether) {
    const unsigned skipped = rare.skipped(begin);
    starts[begin / kTogether] = static_cast<std::uint32_t>(size);
    const unsigned kept = ~skipped & 0xFFU;
    const __m256i first = _mm256_set1_epi32(static_cast<int>(begin));
    store_kept(load_eight(text.data() + begin), kept, characters + size);
    store_kept(_mm256_add_epi32(first, load_eight(kNumbers.data())), kept, at + size);
    size += kTogether - static_cast<unsigned>(std::popcount(skipped));
  }
  starts[begin / kTogether] = static_cast<std::uint32_t>(size);
  for (; begin < text.size(); ++begin) {
    if ((rare.skipped(begin / kTogether * kTogether) >> begin % kTogether & 1U) != 0) continue;
    characters[size] = text[begin];
    at[size++] = static_cast<std::uint32_t>(begin);
  }
  return size;
}
#else
constexpr auto compact_by_avx2 = compact_one_by_one;
#endif

constexpr auto kCounts = [] {
  std::array<std::uint8_t, 1U << kTogether> counts{};
  for (unsigned bits = 0; bits < counts.size(); ++bits)
    counts[bits] = static_cast<std::uint8_t>(std::popcount(bits));
  return counts;
}();

}  // namespace

void SolidText::read(std::u32string_view text, const RareCharacters& rare) {
  characters_ = {};
  at_ = {};
  if (text.size() > kLargeText) return;
  char32_t* const characters = character_room_.make_room(text.size() + kTogether);
  std::uint32_t* const at = at_room_.make_room(text.size() + kTogether);
  std::uint32_t* const starts = starts_.make_room(text.size() / kTogether + 1);
  const std::size_t size = has_avx2() ? compact_by_avx2(text, rare, characters, at, starts)
                                      : compact_one_by_one(text, rare, characters, at, starts);
  characters_ = {characters, size};
  at_ = {at, size};
}

std::size_t SolidText::index_of(std::size_t place, const RareCharacters& rare) const {
  const std::size_t within = place % kTogether;
  const unsigned counted = ~rare.skipped(place - within) & ((1U << within) - 1);
  return starts_.numbers()[place / kTogether] + kCounts[counted];
}

}  // namespace broadsheet::newspaper

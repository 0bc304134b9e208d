// SPDX-License-Identifier: Apache-2.0
// Small tables of floats that are asked for eight numbers at once, as simd.hpp explains.
#pragma once

#include <cstddef>

#include "simd.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace broadsheet::newspaper {

template <std::size_t size>
using Table = float[(size + kVectorLanes - 1) / kVectorLanes * kVectorLanes];

struct TableLookUp {
  template <std::size_t size>
  BROADSHEET_INLINE static void find(const float (&table)[size], const Ints& index,
                                     Floats& numbers) {
    for (std::size_t k = 0; k < kVectorLanes; ++k)
      numbers[k] = table[static_cast<std::size_t>(index[k])];
  }
};

#if defined(__x86_64__)
struct TableLookUpByAvx2 {
  template <std::size_t size>
  BROADSHEET_AVX2 static void find(const float (&table)[size], const Ints& index, Floats& numbers) {
    const __m256i at = reinterpret_cast<__m256i>(index);
    __m256 found = _mm256_permutevar8x32_ps(_mm256_loadu_ps(table), at);
    for (std::size_t first = kVectorLanes; first < size; first += kVectorLanes) {
      const __m256 next = _mm256_permutevar8x32_ps(_mm256_loadu_ps(table + first), at);
      const __m256i is_next =
          _mm256_cmpgt_epi32(at, _mm256_set1_epi32(static_cast<int>(first) - 1));
      found = _mm256_blendv_ps(found, next, _mm256_castsi256_ps(is_next));
    }
    numbers = reinterpret_cast<Floats>(found);
  }
};
#else
using TableLookUpByAvx2 = TableLookUp;
#endif

}  // namespace broadsheet::newspaper

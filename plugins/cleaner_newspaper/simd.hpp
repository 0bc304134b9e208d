// SPDX-License-Identifier: Apache-2.0
// Loops over vectors of eight floats, compiled for AVX2 as well where the machine may have it.
//
// Such a loop is an inline function template or lambda marked BROADSHEET_INLINE; it is called from
// one function without attributes and one marked BROADSHEET_AVX2, and has_avx2() chooses between
// them. Both do the same operations on floats in the same order, without fused ones: they give the
// same bits. Vectors are handed on by reference, since how they are passed differs.
#pragma once

#include <cstdint>
#include <cstring>

#define BROADSHEET_INLINE [[gnu::always_inline]] inline
#define BROADSHEET_INLINE_LAMBDA __attribute__((always_inline))

#if defined(__x86_64__)
#define BROADSHEET_AVX2 [[gnu::target("avx2")]]
#else
#define BROADSHEET_AVX2
#endif

namespace broadsheet::newspaper {

// Is any bit set in a vector of 32 bytes?
template <typename Vector>
BROADSHEET_INLINE bool has_any_bit(const Vector& vector) {
  static_assert(sizeof vector == 32);
  std::uint64_t words[4];
  std::memcpy(words, &vector, sizeof vector);
  return (words[0] | words[1] | words[2] | words[3]) != 0;
}

inline bool has_avx2() {
#if defined(__x86_64__)
  static const bool has = __builtin_cpu_supports("avx2") != 0;
  return has;
#else
  return false;
#endif
}

}  // namespace broadsheet::newspaper

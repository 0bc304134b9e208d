// SPDX-License-Identifier: Apache-2.0
// Loops over vectors of eight floats, compiled for AVX2 as well where the machine may have it.
//
// Such a loop is an inline function template or lambda marked BROADSHEET_INLINE; it is called from
// one function without attributes and one marked BROADSHEET_AVX2, and has_avx2() chooses between
// them. Both do the same operations on floats in the same order, without fused ones: they give the
// same bits. Vectors are handed on by reference, since how they are passed differs.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define BROADSHEET_INLINE [[gnu::always_inline]] inline
#define BROADSHEET_INLINE_LAMBDA __attribute__((always_inline))

#if defined(__x86_64__)
#define BROADSHEET_AVX2 [[gnu::target("avx2")]]
#else
#define BROADSHEET_AVX2
#endif

namespace broadsheet::newspaper {

constexpr std::size_t kVectorLanes = 8;
using Floats = float __attribute__((vector_size(4 * kVectorLanes)));
using Ints = std::int32_t __attribute__((vector_size(4 * kVectorLanes)));

template <typename Number, typename Vector>
BROADSHEET_INLINE void load(const Number* from, Vector& vector) {
  static_assert(sizeof vector == kVectorLanes * sizeof *from);
  std::memcpy(&vector, from, sizeof vector);
}
template <typename Number, typename Vector>
BROADSHEET_INLINE void store(const Vector& vector, Number* to) {
  static_assert(sizeof vector == kVectorLanes * sizeof *to);
  std::memcpy(to, &vector, sizeof vector);
}

// Numbers of several kinds for each row of a page. Those of one kind for eight rows lie side by
// side, and behind them those of the next kind.
template <typename Kind, std::size_t kKinds>
class RowNumbers {
 public:
  // One row's.
  class Row {
   public:
    explicit Row(float* numbers) : numbers_(numbers) {}
    float& operator[](Kind kind) const {
      return numbers_[static_cast<std::size_t>(kind) * kVectorLanes];
    }

   private:
    float* numbers_;
  };

  // Makes room for so many rows, which are to be filled.
  void resize(std::size_t rows) {
    const std::size_t count = (rows + kVectorLanes - 1) / kVectorLanes;
    if (blocks_.size() < count) blocks_.resize(count);
  }
  Row row(std::size_t i) { return Row(blocks_[i / kVectorLanes].numbers[0] + i % kVectorLanes); }
  float number(Kind kind, std::size_t i) const {
    return blocks_[i / kVectorLanes].numbers[static_cast<std::size_t>(kind)][i % kVectorLanes];
  }
  // Of eight rows from `row` on, a multiple of eight.
  BROADSHEET_INLINE void get(Kind kind, std::size_t row, Floats& vector) const {
    load(blocks_[row / kVectorLanes].numbers[static_cast<std::size_t>(kind)], vector);
  }
  BROADSHEET_INLINE void set(Kind kind, std::size_t row, const Floats& vector) {
    store(vector, blocks_[row / kVectorLanes].numbers[static_cast<std::size_t>(kind)]);
  }

 private:
  struct alignas(4 * kVectorLanes) Block {
    float numbers[kKinds][kVectorLanes];
  };
  std::vector<Block> blocks_;
};

// The score if the condition holds, else 0: without a branch, which a condition that holds at
// random would mislead.
inline float score_if(bool condition, float score) {
  return std::bit_cast<float>(std::bit_cast<std::uint32_t>(score) &
                              (0U - static_cast<std::uint32_t>(condition)));
}

// Is any bit set in a vector of 32 bytes?
template <typename Vector>
BROADSHEET_INLINE bool has_any_bit(const Vector& vector) {
  static_assert(sizeof vector == 32);
  std::uint64_t words[4];
  std::memcpy(words, &vector, sizeof vector);
  return (words[0] | words[1] | words[2] | words[3]) != 0;
}

#if defined(__x86_64__)
// By which of eight lanes are kept, a bit each: their numbers, a byte each.
inline constexpr auto kKeptLanes = [] {
  std::array<std::uint64_t, 1U << kVectorLanes> lanes{};
  for (std::size_t kept = 0; kept < lanes.size(); ++kept) {
    unsigned count = 0;
    for (std::uint64_t k = 0; k < kVectorLanes; ++k) {
      if ((kept >> k & 1U) != 0) lanes[kept] |= k << (8 * count++);
    }
  }
  return lanes;
}();

// The numbers of the lanes kept, to permute by; behind them whatever.
BROADSHEET_AVX2 inline __m256i kept_lanes(unsigned kept) {
  return _mm256_cvtepu8_epi32(_mm_cvtsi64_si128(static_cast<long long>(kKeptLanes[kept])));
}
template <typename Number>
BROADSHEET_AVX2 inline __m256i load_eight(const Number* from) {
  static_assert(sizeof *from == 4);
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
}
// A bit for each of eight numbers that is negative.
BROADSHEET_AVX2 inline unsigned signs_of(__m256i numbers) {
  return static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(numbers)));
}
// Writes those of eight numbers that are kept, and behind them whatever.
template <typename Number>
BROADSHEET_AVX2 inline void store_kept(__m256i numbers, unsigned kept, Number* to) {
  static_assert(sizeof *to == 4);
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(to),
                      _mm256_permutevar8x32_epi32(numbers, kept_lanes(kept)));
}
#endif

inline bool has_avx2() {
#if defined(__x86_64__)
  static const bool has = __builtin_cpu_supports("avx2") != 0;
  return has;
#else
  return false;
#endif
}

}  // namespace broadsheet::newspaper

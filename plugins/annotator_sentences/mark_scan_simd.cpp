// SPDX-License-Identifier: Apache-2.0
// Approach: classification by half-bytes with the byte shuffle that every vector unit has, after
// Langdale and Lemire, "Parsing Gigabytes of JSON per Second" (2019); extended to characters of up
// to three bytes by looking at the two bytes behind as well. Tables: mark_tables.h.
#include "mark_scan_simd.h"

#include "mark_tables.h"

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

namespace broadsheet::sentences {

#if defined(__x86_64__)

namespace {

struct Avx2Tables {
  __m256i low[3];
  __m256i high[3];
};

__attribute__((target("avx2"))) inline __m256i load_avx2(const std::array<std::uint8_t, 16>& row) {
  return _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(row.data())));
}

__attribute__((target("avx2"))) inline __m256i groups_avx2(__m256i bytes, __m256i low,
                                                           __m256i high) {
  const __m256i half = _mm256_set1_epi8(15);
  return _mm256_and_si256(
      _mm256_shuffle_epi8(low, _mm256_and_si256(bytes, half)),
      _mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(bytes, 4), half)));
}

__attribute__((target("avx2"))) inline __m256i bytes_avx2(const unsigned char* text) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text));
}

__attribute__((target("avx2"))) inline __m256i repeated(unsigned byte) {
  return _mm256_set1_epi8(static_cast<char>(byte));
}

__attribute__((target("avx2"))) inline std::uint32_t classify_32(const unsigned char* text,
                                                                 const Avx2Tables& tables) {
  const __m256i first = bytes_avx2(text);
  const __m256i second = bytes_avx2(text + 1);
  const __m256i third = bytes_avx2(text + 2);
  const __m256i groups =
      _mm256_and_si256(groups_avx2(first, tables.low[0], tables.high[0]),
                       _mm256_and_si256(groups_avx2(second, tables.low[1], tables.high[1]),
                                        groups_avx2(third, tables.low[2], tables.high[2])));
  const __m256i comma =
      _mm256_and_si256(_mm256_cmpeq_epi8(first, repeated(kComma[0])),
                       _mm256_and_si256(_mm256_cmpeq_epi8(second, repeated(kComma[1])),
                                        _mm256_cmpeq_epi8(third, repeated(kComma[2]))));
  const __m256i none = _mm256_or_si256(comma, _mm256_cmpeq_epi8(groups, _mm256_setzero_si256()));
  const __m256i backtick = _mm256_cmpeq_epi8(first, repeated(kBacktick));
  return ~static_cast<std::uint32_t>(_mm256_movemask_epi8(none)) |
         static_cast<std::uint32_t>(_mm256_movemask_epi8(backtick));
}

__attribute__((target("avx512bw"))) inline __m512i load_avx512(
    const std::array<std::uint8_t, 16>& row) {
  // The form with a mask: GCC 12 warns of the undefined lanes that the plain one merges into.
  return _mm512_maskz_broadcast_i32x4(
      0xFFFF, _mm_loadu_si128(reinterpret_cast<const __m128i*>(row.data())));
}

__attribute__((target("avx512bw"))) inline __m512i groups_avx512(__m512i bytes, __m512i low,
                                                                 __m512i high) {
  const __m512i half = _mm512_set1_epi8(15);
  return _mm512_and_si512(
      _mm512_shuffle_epi8(low, _mm512_and_si512(bytes, half)),
      _mm512_shuffle_epi8(high, _mm512_and_si512(_mm512_srli_epi16(bytes, 4), half)));
}

}  // namespace

__attribute__((target("avx2"))) void classify_by_avx2(const unsigned char* text, std::size_t bytes,
                                                      bool clauses, std::uint64_t* words) {
  const HalfByteTables& rows = clauses ? kHalfBytesAndClauses : kHalfBytes;
  Avx2Tables tables;
  for (std::size_t i = 0; i < 3; ++i) {
    tables.low[i] = load_avx2(rows.low[i]);
    tables.high[i] = load_avx2(rows.high[i]);
  }
  for (std::size_t word = 0; word < bytes / 64; ++word, text += 64) {
    words[word] = classify_32(text, tables) | std::uint64_t{classify_32(text + 32, tables)} << 32U;
  }
}

__attribute__((target("avx512bw"))) void classify_by_avx512(const unsigned char* text,
                                                            std::size_t bytes, bool clauses,
                                                            std::uint64_t* words) {
  const HalfByteTables& rows = clauses ? kHalfBytesAndClauses : kHalfBytes;
  __m512i low[3], high[3];
  for (std::size_t i = 0; i < 3; ++i) {
    low[i] = load_avx512(rows.low[i]);
    high[i] = load_avx512(rows.high[i]);
  }
  const __m512i backtick = _mm512_set1_epi8(static_cast<char>(kBacktick));
  const __m512i comma[] = {_mm512_set1_epi8(static_cast<char>(kComma[0])),
                           _mm512_set1_epi8(static_cast<char>(kComma[1])),
                           _mm512_set1_epi8(static_cast<char>(kComma[2]))};
  for (std::size_t word = 0; word < bytes / 64; ++word, text += 64) {
    const __m512i first = _mm512_loadu_si512(text);
    const __m512i second = _mm512_loadu_si512(text + 1);
    const __m512i third = _mm512_loadu_si512(text + 2);
    const __m512i groups = _mm512_and_si512(groups_avx512(first, low[0], high[0]),
                                            groups_avx512(second, low[1], high[1]));
    std::uint64_t is_comma = _mm512_cmpeq_epi8_mask(first, comma[0]);
    is_comma = _mm512_mask_cmpeq_epi8_mask(is_comma, second, comma[1]);
    is_comma = _mm512_mask_cmpeq_epi8_mask(is_comma, third, comma[2]);
    words[word] =
        (_mm512_test_epi8_mask(groups, groups_avx512(third, low[2], high[2])) & ~is_comma) |
        _mm512_cmpeq_epi8_mask(first, backtick);
  }
}

#elif defined(__aarch64__)

namespace {

uint8x16_t groups_neon(uint8x16_t bytes, uint8x16_t low, uint8x16_t high) {
  return vandq_u8(vqtbl1q_u8(low, vandq_u8(bytes, vdupq_n_u8(15))),
                  vqtbl1q_u8(high, vshrq_n_u8(bytes, 4)));
}

}  // namespace

void classify_by_neon(const unsigned char* text, std::size_t bytes, bool clauses,
                      std::uint64_t* words) {
  const HalfByteTables& rows = clauses ? kHalfBytesAndClauses : kHalfBytes;
  uint8x16_t low[3], high[3];
  for (std::size_t i = 0; i < 3; ++i) {
    low[i] = vld1q_u8(rows.low[i].data());
    high[i] = vld1q_u8(rows.high[i].data());
  }
  static constexpr std::uint8_t kBits[16] = {1, 2, 4, 8, 16, 32, 64, 128,
                                             1, 2, 4, 8, 16, 32, 64, 128};
  const uint8x16_t bit = vld1q_u8(kBits);
  for (std::size_t word = 0; word < bytes / 64; ++word, text += 64) {
    uint8x16_t found[4];
    for (std::size_t i = 0; i < 4; ++i) {
      const uint8x16_t first = vld1q_u8(text + 16 * i);
      const uint8x16_t second = vld1q_u8(text + 16 * i + 1);
      const uint8x16_t third = vld1q_u8(text + 16 * i + 2);
      const uint8x16_t groups =
          vandq_u8(groups_neon(first, low[0], high[0]), groups_neon(second, low[1], high[1]));
      const uint8x16_t comma = vandq_u8(vceqq_u8(first, vdupq_n_u8(kComma[0])),
                                        vandq_u8(vceqq_u8(second, vdupq_n_u8(kComma[1])),
                                                 vceqq_u8(third, vdupq_n_u8(kComma[2]))));
      const uint8x16_t any =
          vorrq_u8(vbicq_u8(vtstq_u8(groups, groups_neon(third, low[2], high[2])), comma),
                   vceqq_u8(first, vdupq_n_u8(kBacktick)));
      found[i] = vandq_u8(any, bit);
    }
    const uint8x16_t pairs =
        vpaddq_u8(vpaddq_u8(found[0], found[1]), vpaddq_u8(found[2], found[3]));
    words[word] = vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(pairs, pairs)), 0);
  }
}

#endif

}  // namespace broadsheet::sentences

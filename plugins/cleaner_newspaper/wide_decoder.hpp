// SPDX-License-Identifier: Apache-2.0
// Decodes runs of characters of three bytes, which are nearly all of a Chinese page, sixteen at a
// time: most rows of a column are no longer.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#include "characters.hpp"
#include "simd.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace broadsheet::newspaper {

constexpr std::size_t kDecodedTogether = 16;
// So many characters are written and so many bytes are read, whatever they are.
constexpr std::size_t kWideDecoderSlack = kDecodedTogether;
constexpr std::size_t kWideDecoderPadding = 64;

// How many characters of three bytes a text begins with, at most sixteen, and a bit for each of
// them that is no Han character.
struct Decoded {
  unsigned count = 0, rare = 0;
};

// Of up to eight characters of three bytes with a space behind each: a bit for each that is one,
// has a space behind it, and is no Han character.
struct DecodedSpaced {
  unsigned wide = 0, spaced = 0, rare = 0;
};
constexpr std::size_t kSpacedTogether = 8;

struct WideDecoder {
  static DecodedSpaced decode_spaced(const char* text, char32_t* out) {
    DecodedSpaced decoded;
    for (unsigned k = 0; k < kSpacedTogether; ++k, text += 4) {
      const Decoded one = decode(text, out + k, 1);
      decoded.wide |= one.count << k;
      decoded.rare |= one.rare << k;
      decoded.spaced |= (text[3] == ' ' ? 1U : 0U) << k;
    }
    return decoded;
  }

  static Decoded decode(const char* text, char32_t* out, std::size_t most = kDecodedTogether) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(text);
    Decoded decoded;
    for (; decoded.count < most; bytes += 3) {
      const unsigned lead = bytes[0] ^ 0xE0U;
      if (lead > 0x0FU) break;
      const unsigned second = bytes[1] ^ 0x80U, third = bytes[2] ^ 0x80U;
      if ((second | third) > 0x3FU) break;
      const char32_t c = (lead << 12U) | (second << 6U) | third;
      const bool is_han = c - tables::kLowEnd < tables::kHanEnd - tables::kLowEnd;
      decoded.rare |= (is_han ? 0U : 1U) << decoded.count;
      out[decoded.count++] = c;
    }
    return decoded;
  }
};

#if defined(__x86_64__)
struct WideDecoderOfAvx2 {
  BROADSHEET_AVX2 static Decoded decode(const char* text, char32_t* out) {
    unsigned wide = 0, han = 0;
    decode_eight(text, out, 0, wide, han);
    decode_eight(text, out, 8, wide, han);
    const auto count = static_cast<unsigned>(std::countr_one(wide));
    return {count, ~han & ((1U << count) - 1)};
  }
  BROADSHEET_AVX2 static DecodedSpaced decode_spaced(const char* text, char32_t* out) {
    const __m256i order = _mm256_setr_epi8(2, 1, 0, 3, 6, 5, 4, 7, 10, 9, 8, 11, 14, 13, 12, 15,  //
                                           2, 1, 0, 3, 6, 5, 4, 7, 10, 9, 8, 11, 14, 13, 12, 15);
    const __m256i all =
        _mm256_shuffle_epi8(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(text)), order);
    const __m256i is_spaced =
        _mm256_cmpeq_epi32(_mm256_srli_epi32(all, 24), _mm256_set1_epi32(' '));
    const unsigned wide = find_wide(all), han = decode_triples(all, out);
    return {wide, mask_of(is_spaced), wide & ~han};
  }

 private:
  BROADSHEET_AVX2 static unsigned mask_of(__m256i flags) {
    return static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(flags)));
  }
  // Of eight times three bytes, the last one first, each in a number.
  BROADSHEET_AVX2 static unsigned find_wide(__m256i triples) {
    const __m256i kinds = _mm256_and_si256(triples, _mm256_set1_epi32(0xF0C0C0));
    return mask_of(_mm256_cmpeq_epi32(kinds, _mm256_set1_epi32(0xE08080)));
  }
  // Writes the characters; gives back which are Han.
  BROADSHEET_AVX2 static unsigned decode_triples(__m256i triples, char32_t* out) {
    // The bits of the three bytes, moved together: the last two, then the first to them.
    const __m256i bits = _mm256_and_si256(triples, _mm256_set1_epi32(0x0F3F3F));
    const __m256i pairs = _mm256_maddubs_epi16(bits, _mm256_set1_epi32(0x00014001));
    const __m256i characters = _mm256_madd_epi16(pairs, _mm256_set1_epi32(0x10000001));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), characters);
    const __m256i from_first = _mm256_sub_epi32(characters, _mm256_set1_epi32(tables::kLowEnd));
    const __m256i last = _mm256_set1_epi32(tables::kHanEnd - tables::kLowEnd - 1);
    return mask_of(_mm256_cmpeq_epi32(_mm256_min_epu32(from_first, last), from_first));
  }
  // Those from the character `first` on; their bits are added.
  BROADSHEET_AVX2 static void decode_eight(const char* text, char32_t* out, unsigned first,
                                           unsigned& wide, unsigned& han) {
    // Two halves of 16 bytes, of which 12 count.
    const char* const begin = text + 3 * first;
    const __m128i low = _mm_loadu_si128(reinterpret_cast<const __m128i*>(begin));
    const __m128i high = _mm_loadu_si128(reinterpret_cast<const __m128i*>(begin + 12));
    const __m256i order = _mm256_setr_epi8(2, 1, 0, -1, 5, 4, 3, -1, 8, 7, 6, -1, 11, 10, 9, -1,  //
                                           2, 1, 0, -1, 5, 4, 3, -1, 8, 7, 6, -1, 11, 10, 9, -1);
    const __m256i triples = _mm256_shuffle_epi8(_mm256_set_m128i(high, low), order);
    wide |= find_wide(triples) << first;
    han |= decode_triples(triples, out + first) << first;
  }
};
#else
using WideDecoderOfAvx2 = WideDecoder;
#endif

}  // namespace broadsheet::newspaper

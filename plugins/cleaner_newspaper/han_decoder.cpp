// SPDX-License-Identifier: Apache-2.0
#include "han_decoder.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "simd.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace broadsheet::newspaper {
namespace {

std::size_t decode_one_by_one(std::string_view text, char32_t* out) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  std::size_t count = 0;
  for (std::size_t at = 0; at + 3 <= text.size(); at += 3) {
    const unsigned lead = bytes[at], second = bytes[at + 1] ^ 0x80U, third = bytes[at + 2] ^ 0x80U;
    // From E4 to E9.
    if (lead - 0xE4U > 5U || ((second | third) & 0xC0U) != 0) break;
    out[count++] = ((lead & 0x0FU) << 12U) | (second << 6U) | third;
  }
  return count;
}

#if defined(__x86_64__)
constexpr std::size_t kTogether = 8;
constexpr std::size_t kBytesRead = 28;  // two halves of 16, the second from the 12th on

// Decodes eight; gives back how many of them, from the first on, are Han.
BROADSHEET_AVX2 inline std::size_t decode_eight(const char* bytes, char32_t* out) {
  const __m128i low = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
  const __m128i high = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 12));
  const __m256i order = _mm256_setr_epi8(2, 1, 0, -1, 5, 4, 3, -1, 8, 7, 6, -1, 11, 10, 9, -1,  //
                                         2, 1, 0, -1, 5, 4, 3, -1, 8, 7, 6, -1, 11, 10, 9, -1);
  const __m256i triples = _mm256_shuffle_epi8(_mm256_set_m128i(high, low), order);
  const __m256i lead = _mm256_sub_epi32(_mm256_srli_epi32(triples, 16), _mm256_set1_epi32(0xE4));
  const __m256i is_lead = _mm256_cmpeq_epi32(_mm256_min_epu32(lead, _mm256_set1_epi32(5)), lead);
  const __m256i is_rest = _mm256_cmpeq_epi32(_mm256_and_si256(triples, _mm256_set1_epi32(0xC0C0)),
                                             _mm256_set1_epi32(0x8080));
  const __m256i top = _mm256_srli_epi32(_mm256_and_si256(triples, _mm256_set1_epi32(0x0F0000)), 4);
  const __m256i middle = _mm256_srli_epi32(_mm256_and_si256(triples, _mm256_set1_epi32(0x3F00)), 2);
  const __m256i last = _mm256_and_si256(triples, _mm256_set1_epi32(0x3F));
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(out),
                      _mm256_or_si256(_mm256_or_si256(top, middle), last));
  const int is_han = _mm256_movemask_ps(_mm256_castsi256_ps(_mm256_and_si256(is_lead, is_rest)));
  return static_cast<std::size_t>(std::countr_one(static_cast<unsigned>(is_han)));
}

BROADSHEET_AVX2 std::size_t decode_padded(const char* bytes, char32_t* out) {
  std::size_t count = 0;
  while (true) {
    const std::size_t decoded = decode_eight(bytes + 3 * count, out + count);
    count += decoded;
    if (decoded < kTogether) return count;
  }
}

BROADSHEET_AVX2 std::size_t decode_by_avx2(std::string_view text, char32_t* out) {
  std::size_t at = 0, count = 0;
  for (; at + kBytesRead <= text.size(); at += 3 * kTogether) {
    const std::size_t decoded = decode_eight(text.data() + at, out + count);
    count += decoded;
    if (decoded < kTogether) return count;
  }
  std::array<char, kBytesRead + kHanDecoderPadding> rest{};
  std::memcpy(rest.data(), text.data() + at, text.size() - at);
  return count + decode_padded(rest.data(), out + count);
}
#endif

}  // namespace

std::size_t decode_han(std::string_view text, [[maybe_unused]] bool is_padded, char32_t* out) {
#if defined(__x86_64__)
  if (has_avx2()) return is_padded ? decode_padded(text.data(), out) : decode_by_avx2(text, out);
#endif
  return decode_one_by_one(text, out);
}

}  // namespace broadsheet::newspaper

// SPDX-License-Identifier: Apache-2.0
// Approach: a bit for every code point below U+10000 that has a class, found by the bytes of its
// UTF-8 form: one look-up a character, no decoding. The tables are made from class_of() by the
// compiler. A malformed byte is gone over alone, as code_point_at() does.
// Covered by FindMark in annotator_sentences_test.cpp, against class_of() itself.
#include "mark_scan.h"

#include <array>
#include <cstdint>

#include "character_class.h"

namespace broadsheet::sentences {
namespace {

struct Marks {
  std::array<bool, 128> ascii{};
  std::array<std::uint64_t, 32> two_bytes{};  // by lead; a bit for the second byte
  std::array<std::array<std::uint64_t, 64>, 16> three_bytes{};  // by lead and second byte
};

constexpr bool stops_scan(char32_t c, bool clauses) {
  const CharClass kind = class_of(c);
  if (kind == CharClass::kClauseMark) return clauses || c < 0x80;
  return kind != CharClass::kOther;
}

constexpr Marks make_marks(bool clauses) {
  Marks marks;
  for (char32_t c = 0; c < 0x80; ++c) marks.ascii[c] = stops_scan(c, clauses);
  for (char32_t c = 0x80; c < 0x800; ++c) {
    if (stops_scan(c, clauses)) marks.two_bytes[c >> 6U] |= std::uint64_t{1} << (c & 63U);
  }
  // Blocks without any mark are left out: they would only cost the compiler time.
  for (char32_t c = 0x800; c < 0x10000; ++c) {
    if ((c >= 0x3040 && c < 0xA400) || (c >= 0xAC00 && c < 0xFE00)) continue;
    if (stops_scan(c, clauses))
      marks.three_bytes[c >> 12U][(c >> 6U) & 63U] |= std::uint64_t{1} << (c & 63U);
  }
  return marks;
}

constexpr Marks kMarks = make_marks(false);
constexpr Marks kMarksAndClauses = make_marks(true);

bool is_trail(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

}  // namespace

std::size_t find_mark(std::string_view text, std::size_t at, bool clauses) {
  const Marks& marks = clauses ? kMarksAndClauses : kMarks;
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  const std::size_t size = text.size();
  while (at < size) {
    const unsigned char lead = bytes[at];
    if (lead < 0x80) {
      if (marks.ascii[lead]) return at;
      ++at;
    } else if ((lead & 0xF0U) == 0xE0U && size - at > 2 && is_trail(bytes[at + 1]) &&
               is_trail(bytes[at + 2])) {
      if (((marks.three_bytes[lead & 15U][bytes[at + 1] & 63U] >> (bytes[at + 2] & 63U)) & 1U) != 0)
        return at;
      at += 3;
    } else if (lead >= 0xC2 && lead < 0xE0 && size - at > 1 && is_trail(bytes[at + 1])) {
      if (((marks.two_bytes[lead & 31U] >> (bytes[at + 1] & 63U)) & 1U) != 0) return at;
      at += 2;
    } else {
      ++at;
    }
  }
  return size;
}

}  // namespace broadsheet::sentences

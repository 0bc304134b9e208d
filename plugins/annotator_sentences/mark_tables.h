// SPDX-License-Identifier: Apache-2.0
// How the tables of the scan are made from class_of(), by the compiler.
#pragma once

#include <array>
#include <cstdint>

#include "mark_classes.h"

namespace broadsheet::sentences {

constexpr bool stops_scan(char32_t c, bool clauses) {
  const CharClass kind = class_of(c);
  return kind == CharClass::kClauseMark ? clauses : kind != CharClass::kOther;
}

// Calls visit(c) for every code point below U+10000 that has a class. Blocks without any mark are
// left out: they would only cost the compiler time.
template <class Visit>
constexpr void for_each_mark(bool clauses, Visit visit) {
  for (char32_t c = 0; c < 0x10000; ++c) {
    if ((c >= 0x3040 && c < 0xA400) || (c >= 0xAC00 && c < 0xFE00)) continue;
    if (stops_scan(c, clauses)) visit(c);
  }
}

// Exact: one look-up a character.
constexpr MarkClasses make_mark_classes() {
  MarkClasses classes;
  std::uint8_t rows = 1;
  for_each_mark(true, [&](char32_t c) {
    if (c < 0x80) {
      classes.ascii[c] = class_of(c);
      return;
    }
    std::uint8_t& row =
        c < 0x800 ? classes.row_of_two[c >> 6U] : classes.row_of_three[c >> 12U][(c >> 6U) & 63U];
    if (row == 0) row = rows++;
    classes.rows[row][c & 63U] = class_of(c);
  });
  return classes;
}

// The same for vectors: a mark's first, second and third byte each have the bit of its group in
// the rows of their low and high half-byte, so six look-ups of 16 entries and five ANDs say for a
// whole vector where a mark may begin. Half-bytes of one group combine, so a few characters that
// are none pass too; groups are cut so that no frequent letter does.
struct HalfByteTables {
  std::array<std::array<std::uint8_t, 16>, 3> low{};  // by place of the byte in its character
  std::array<std::array<std::uint8_t, 16>, 3> high{};
};

// What the vectors ask for by itself:
constexpr unsigned kBacktick = '`';                    // a mark that fits no group
constexpr std::uint8_t kComma[] = {0xE3, 0x80, 0x81};  // 、 is none, fits one, and is frequent

constexpr std::uint8_t group_of_mark(char32_t c) {
  if (c < 0x80) {
    const unsigned high = c >> 4U;
    return high == 0 || high == 2 ? 1U : high == 3 ? 2U : 4U;  // \n !"'(). | ?:; | []{}
  }
  if (c < 0x800) return 8;
  const unsigned lead = 0xE0U | (c >> 12U);
  return lead == 0xE2 ? 16 : lead == 0xE3 ? 32 : lead == 0xEF ? 64 : 128;
}

constexpr HalfByteTables make_half_byte_tables(bool clauses) {
  HalfByteTables tables;
  const auto allow = [&](std::size_t place, unsigned byte, std::uint8_t group) {
    tables.low[place][byte & 15U] |= group;
    tables.high[place][byte >> 4U] |= group;
  };
  for_each_mark(clauses, [&](char32_t c) {
    if (c == kBacktick) return;
    const std::uint8_t group = group_of_mark(c);
    if (c < 0x80) {
      allow(0, c, group);
    } else if (c < 0x800) {
      allow(0, 0xC0U | (c >> 6U), group);
      allow(1, 0x80U | (c & 63U), group);
    } else {
      allow(0, 0xE0U | (c >> 12U), group);
      allow(1, 0x80U | ((c >> 6U) & 63U), group);
      allow(2, 0x80U | (c & 63U), group);
    }
  });
  constexpr std::uint8_t kOneByte = 1U | 2U | 4U;
  for (std::size_t i = 0; i < 16; ++i) {  // what follows a shorter character is free
    tables.low[1][i] |= kOneByte;
    tables.high[1][i] |= kOneByte;
    tables.low[2][i] |= kOneByte | 8U;
    tables.high[2][i] |= kOneByte | 8U;
  }
  return tables;
}

inline constexpr HalfByteTables kHalfBytes = make_half_byte_tables(false);
inline constexpr HalfByteTables kHalfBytesAndClauses = make_half_byte_tables(true);

}  // namespace broadsheet::sentences

// SPDX-License-Identifier: Apache-2.0
// The class of a mark by the bytes of its UTF-8 form, without decoding.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "character_class.h"

namespace broadsheet::sentences {

// Rows of 64 classes, one for each value of a character's last byte; characters that differ in
// their first bytes and have no marks share row 0.
struct MarkClasses {
  std::array<CharClass, 128> ascii{};
  std::array<std::uint8_t, 32> row_of_two{};                    // by lead
  std::array<std::array<std::uint8_t, 64>, 16> row_of_three{};  // by lead and second byte
  std::array<std::array<CharClass, 64>, 40> rows{};

  // kOther for a malformed character, and for one that is longer than three bytes.
  CharClass class_of(const unsigned char* bytes, std::size_t size) const {
    const auto is_trail = [&](std::size_t i) { return (bytes[i] & 0xC0U) == 0x80U; };
    const unsigned char lead = bytes[0];
    if (lead < 0x80) return ascii[lead];
    if ((lead & 0xF0U) == 0xE0U && size > 2 && is_trail(1) && is_trail(2))
      return rows[row_of_three[lead & 15U][bytes[1] & 63U]][bytes[2] & 63U];
    if (lead >= 0xC2 && lead < 0xE0 && size > 1 && is_trail(1))
      return rows[row_of_two[lead & 31U]][bytes[1] & 63U];
    return CharClass::kOther;
  }
};

extern const MarkClasses kMarkClasses;  // made from class_of() by the compiler

}  // namespace broadsheet::sentences

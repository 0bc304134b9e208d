// SPDX-License-Identifier: Apache-2.0
#include "character_class.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

namespace broadsheet::policy {
namespace {

bool is_ideograph(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF);
}

bool is_inert(char32_t c) {
  return is_ideograph(c) || (c >= 0x3001 && c <= 0x3020) || (c >= 0x201C && c <= 0x201F) ||
         c == 0x2014;
}

std::uint8_t letter_class(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &status);
  return U_SUCCESS(status) && !uscript_breaksBetweenLetters(script) ? kSpacedLetter
                                                                    : kUnspacedLetter;
}

std::uint8_t ascii_class(char32_t c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return kSpacedLetter;
  if (c >= '0' && c <= '9') return kDigit;
  if (c == ' ' || (c >= 9 && c <= 13)) return kSpace;
  return c > ' ' ? kMark : 0;
}

}  // namespace

std::uint8_t CharacterClasses::compute(char32_t c) {
  if (c < 0x80) return ascii_class(c);
  if (is_ideograph(c)) return kInert | kUnspacedLetter;
  const auto wide = static_cast<UChar32>(c);
  unsigned found = is_inert(c) ? static_cast<unsigned>(kInert) : 0U;
  if (c >= 0xFF01 && c <= 0xFF5E) found |= kFullWidth;
  if (u_isUWhiteSpace(wide)) found |= kSpace;
  if (u_isdigit(wide)) found |= kDigit;
  if (u_ispunct(wide) || u_charType(wide) == U_OTHER_SYMBOL) found |= kMark;
  if (u_isalpha(wide)) found |= letter_class(wide);
  return static_cast<std::uint8_t>(found);
}

CharacterClasses::CharacterClasses() : table_() {
  for (char32_t c = 0; c < table_.size(); ++c) table_[c] = compute(c);
}

const CharacterClasses& CharacterClasses::get() {
  static const CharacterClasses one;
  return one;
}

char32_t next_of_any_length(std::string_view text, std::size_t& at) {
  std::int32_t position = 0;
  const std::size_t left = text.size() - at;
  const auto length = static_cast<std::int32_t>(left < 4 ? left : 4);
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(text.data() + at, position, length, c);
  at += static_cast<std::size_t>(position);
  return static_cast<char32_t>(c);
}

}  // namespace broadsheet::policy

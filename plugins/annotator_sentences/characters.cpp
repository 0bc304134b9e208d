// SPDX-License-Identifier: Apache-2.0
#include "characters.h"

#include <unicode/uchar.h>

namespace broadsheet::sentences {
namespace properties {

bool is_space(char32_t c) {
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_letter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)); }

bool is_lower(char32_t c) { return u_islower(static_cast<UChar32>(c)); }

bool is_upper(char32_t c) {
  return u_isupper(static_cast<UChar32>(c)) || u_istitle(static_cast<UChar32>(c));
}

bool is_digit(char32_t c) { return u_isdigit(static_cast<UChar32>(c)); }

char32_t to_lower(char32_t c) { return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))); }

}  // namespace properties

char32_t closer_of(char32_t opener) {
  switch (opener) {
    case '(':
      return ')';
    case '[':
      return ']';
    case '{':
      return '}';
    case 0xFF08:
      return 0xFF09;
    case 0xFF3B:
      return 0xFF3D;
    case 0x3008:
      return 0x3009;
    case 0x300A:
      return 0x300B;
    case 0x300C:
      return 0x300D;
    case 0x300E:
      return 0x300F;
    case 0x301D:
      return 0x301E;
    case 0x3010:
      return 0x3011;
    case 0x3014:
      return 0x3015;
    case 0x3016:
      return 0x3017;
    case 0xFE41:
      return 0xFE42;
    case 0xFE43:
      return 0xFE44;
    case 0xFF62:
      return 0xFF63;
    case 0x201C:
      return 0x201D;
    case 0x2018:
      return 0x2019;
    case 0x00AB:
      return 0x00BB;
    case 0x2039:
      return 0x203A;
    default:
      return 0;
  }
}

bool is_mark(char32_t c) {
  return c >= 0x300 && (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0;
}

int circled_number(char32_t c) {
  return c >= 0x2460 && c <= 0x2473 ? static_cast<int>(c - 0x2460) + 1 : 0;
}

}  // namespace broadsheet::sentences

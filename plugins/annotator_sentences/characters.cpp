// SPDX-License-Identifier: Apache-2.0
#include "characters.h"

#include <unicode/uchar.h>

namespace broadsheet::sentences {
namespace {

CharClass class_of_ascii(char32_t c) {
  switch (c) {
    case '\n':
      return CharClass::kLineFeed;
    case '.':
      return CharClass::kDot;
    case '!':
    case '?':
      return CharClass::kExclamation;
    case '(':
    case '[':
    case '{':
      return CharClass::kOpenBracket;
    case ')':
    case ']':
    case '}':
      return CharClass::kCloseBracket;
    case '"':
      return CharClass::kDoubleQuote;
    case '\'':
    case '`':
      return CharClass::kSingleQuote;
    case ';':
    case ':':
      return CharClass::kClauseMark;
    default:
      return CharClass::kOther;
  }
}

CharClass class_of_general_punctuation(char32_t c) {  // U+2000..U+2BFF
  switch (c) {
    case 0x201C:  // “
    case 0x2018:  // ‘
    case 0x201E:  // „
    case 0x201A:  // ‚
    case 0x2039:
      return CharClass::kOpenQuote;
    case 0x201D:
    case 0x2019:
    case 0x203A:
      return CharClass::kCloseQuote;
    case 0x2026:
    case 0x2025:
    case 0x22EF:
      return CharClass::kEllipsis;
    case 0x203C:
    case 0x203D:
    case 0x2047:
    case 0x2048:
    case 0x2049:
      return CharClass::kExclamation;
    case 0x2014:
      return CharClass::kClauseMark;
    case 0x2022:
    case 0x2023:
    case 0x2043:
    case 0x25AA:
    case 0x25A0:
    case 0x25CF:
    case 0x25B6:
    case 0x25E6:
      return CharClass::kBullet;
    default:
      return CharClass::kOther;
  }
}

CharClass class_of_cjk(char32_t c) {  // U+3000..U+303F and U+FE00..U+FFFF
  switch (c) {
    case 0x3002:
    case 0xFF61:
      return CharClass::kCjkStop;
    case 0xFF01:
    case 0xFF1F:
      return CharClass::kCjkExclamation;
    case 0xFF0E:
      return CharClass::kFullwidthDot;
    case 0x300C:
    case 0x300E:
    case 0xFE41:
    case 0xFE43:
    case 0xFF62:
      return CharClass::kOpenQuote;
    case 0x300D:
    case 0x300F:
    case 0xFE42:
    case 0xFE44:
    case 0xFF63:
      return CharClass::kCloseQuote;
    case 0xFF02:
      return CharClass::kDoubleQuote;
    case 0x3008:
    case 0x300A:
    case 0x3010:
    case 0x3014:
    case 0x3016:
    case 0xFF08:
    case 0xFF3B:
      return CharClass::kOpenBracket;
    case 0x3009:
    case 0x300B:
    case 0x3011:
    case 0x3015:
    case 0x3017:
    case 0xFF09:
    case 0xFF3D:
      return CharClass::kCloseBracket;
    case 0xFF1A:
    case 0xFF1B:
      return CharClass::kClauseMark;
    default:
      return CharClass::kOther;
  }
}

CharClass class_of_other_scripts(char32_t c) {
  switch (c) {
    case 0x00AB:
      return CharClass::kOpenQuote;
    case 0x00BB:
      return CharClass::kCloseQuote;
    case 0x061F:  // ؟
    case 0x037E:  // Greek question mark
    case 0x1367:  // ፧
    case 0x1945:
      return CharClass::kExclamation;
    case 0x06D4:  // ۔
    case 0x0589:  // ։
    case 0x0964:  // ।
    case 0x0965:  // ॥
    case 0x0F0D:  // །
    case 0x104B:  // ။
    case 0x104F:  // ၏
    case 0x1362:  // ።
    case 0x1368:  // ፨
    case 0x166E:  // Canadian syllabics
    case 0x17D4:  // ។
    case 0x17D5:  // ៕
    case 0x1803:  // Mongolian
    case 0x1944:
    case 0x1B5A:
    case 0xA4FF:
    case 0xA876:
    case 0xABEB:
      return CharClass::kScriptStop;
    case 0x061B:
      return CharClass::kClauseMark;
    default:
      return CharClass::kOther;
  }
}

}  // namespace

CharClass class_of(char32_t c) {
  if (c < 0x80) return class_of_ascii(c);
  if (c >= 0x2000 && c < 0x2C00) return class_of_general_punctuation(c);
  if ((c >= 0x3000 && c < 0x3040) || (c >= 0xFE00 && c <= 0xFFFF)) return class_of_cjk(c);
  return class_of_other_scripts(c);
}

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

bool is_space(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F);
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_terminator(CharClass c) { return c >= CharClass::kCjkStop && c <= CharClass::kScriptStop; }

bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3005 ||
         c == 0x3007 || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

bool is_cjk_letter(char32_t c) {
  return is_han(c) || (c >= 0x3041 && c <= 0x312F) || (c >= 0x31F0 && c <= 0x31FF) ||
         (c >= 0xFF66 && c <= 0xFF9F);
}

bool is_cjk(char32_t c) {
  return is_cjk_letter(c) || (c >= 0x3001 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF65) ||
         (c >= 0xFE30 && c <= 0xFE4F);
}

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return u_isalpha(static_cast<UChar32>(c));
}

bool is_lower(char32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z';
  return u_islower(static_cast<UChar32>(c));
}

bool is_upper(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  return u_isupper(static_cast<UChar32>(c)) || u_istitle(static_cast<UChar32>(c));
}

bool is_mark(char32_t c) {
  return c >= 0x300 && (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0;
}

char32_t to_lower(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

bool is_digit(char32_t c) {
  if (c < 0x80) return is_ascii_digit(c);
  return u_isdigit(static_cast<UChar32>(c));
}

int circled_number(char32_t c) {
  return c >= 0x2460 && c <= 0x2473 ? static_cast<int>(c - 0x2460) + 1 : 0;
}

std::size_t skip_spaces(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const CodePoint c = code_point_at(text, at);
    if (!is_space(c.value)) break;
    at += c.length;
  }
  return at;
}

std::size_t skip_spaces_back(std::string_view text, std::size_t end, std::size_t floor) {
  while (end > floor) {
    const CodePoint c = code_point_before(text, end);
    if (!is_space(c.value)) break;
    end -= c.length;
  }
  return end;
}

}  // namespace broadsheet::sentences

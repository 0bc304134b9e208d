// SPDX-License-Identifier: Apache-2.0
// What a code point is to a sentence splitter. All of it is constexpr, so that the scan's tables
// (mark_scan.cpp) are made from these switches when the plugin is compiled.
#pragma once

#include <cstdint>

namespace broadsheet::sentences {

enum class CharClass : std::uint8_t {
  kOther,
  kLineFeed,
  kCjkStop,         // 。 ｡
  kCjkExclamation,  // ！ ？ and their kin, full width
  kFullwidthDot,    // ．
  kDot,             // .
  kExclamation,     // ! ? and their kin of alphabetic scripts
  kEllipsis,        // … ‥ ⋯
  kScriptStop,      // । ۔ ። ። ។ ։ and other stops that are never anything else
  kOpenBracket,
  kCloseBracket,
  kOpenQuote,    // “ ‘ 「 『 〝 „ ‹ «
  kCloseQuote,   // ” ’ 」 』 〞 › »
  kDoubleQuote,  // "
  kSingleQuote,  // ' `
  kBullet,       // • ‣ ⁃ ▪ ● ■ ▶
  kClauseMark,   // ； ： ; : — (only with the option clauses)
};

constexpr CharClass class_of_ascii(char32_t c) {
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

constexpr CharClass class_of_general_punctuation(char32_t c) {  // U+2000..U+2BFF
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

constexpr CharClass class_of_cjk(char32_t c) {  // U+3000..U+303F and U+FE00..U+FFFF
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
    case 0x301D:
    case 0xFE41:
    case 0xFE43:
    case 0xFF62:
      return CharClass::kOpenQuote;
    case 0x300D:
    case 0x300F:
    case 0x301E:
    case 0x301F:
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

constexpr CharClass class_of_other_scripts(char32_t c) {
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

constexpr CharClass class_of(char32_t c) {
  if (c < 0x80) return class_of_ascii(c);
  if (c >= 0x2000 && c < 0x2C00) return class_of_general_punctuation(c);
  if ((c >= 0x3000 && c < 0x3040) || (c >= 0xFE00 && c <= 0xFFFF)) return class_of_cjk(c);
  return class_of_other_scripts(c);
}

}  // namespace broadsheet::sentences

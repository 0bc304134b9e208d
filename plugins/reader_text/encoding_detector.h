// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_READER_TEXT_ENCODING_DETECTOR_H_
#define BROADSHEET_READER_TEXT_ENCODING_DETECTOR_H_

// Which encoding are these bytes in? In this order, the first answer counts:
//
//   1. a byte order mark
//   2. zero bytes where UTF-16 or UTF-32 has them: "a 00 b 00" is UTF-16LE
//   3. valid UTF-8, or UTF-8 with some damage
//   4. GB18030, Big5, Shift_JIS, EUC-JP, EUC-KR: bytes decode (nearly) without a break, and the
//   most frequent
//      characters of the language are frequent in the outcome. Text in another encoding often
//      decodes too, but to rare characters: Russian in Windows-1251 read as GB18030 is Han, of
//      which under 3 % are frequent ones; running Chinese has 40 %
//   5. single-byte encodings by ICU's detector, which knows letter triples of languages
//   6. Windows-1252, as a guess
//
// Steps 4 and 5 look at up to 64 KiB of lines that have bytes above 7F at all, so a long English
// preface does not hide what follows. Tested by reader_text_test.cpp (EncodingDetector).

#include <cstdint>
#include <optional>
#include <string_view>

#include "encodings.h"

namespace broadsheet::text_reader {

struct DetectedEncoding {
  Encoding encoding;
  std::uint32_t confidence;  // 0..100
};

/// The encoding that a byte order mark at the front names.
std::optional<Encoding> find_byte_order_mark(std::string_view bytes);

/// Deterministic; time is linear with a small factor.
DetectedEncoding detect_encoding(std::string_view bytes);

}  // namespace broadsheet::text_reader

#endif

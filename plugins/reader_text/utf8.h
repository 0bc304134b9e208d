// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_READER_TEXT_UTF8_H_
#define BROADSHEET_READER_TEXT_UTF8_H_

// UTF-8 as Unicode defines it: no overlong forms, no surrogates, nothing above U+10FFFF. A broken
// sequence counts as long as its maximal subpart ("Substitution of Maximal Subparts", Unicode 3.9;
// the same rule as W3C's Encoding standard), so that one U+FFFD stands for each:
//
//   41 E4 B8 42     'A', E4 B8 (the start of a character that never ends) -> one U+FFFD, 'B'
//   ED A0 80        a surrogate: ED, A0, 80 are three broken sequences
//
// Tested by reader_text_test.cpp (Utf8) against ICU's converter over all short sequences.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace broadsheet::text_reader {

inline constexpr char32_t kReplacement = 0xFFFD;

/// A character or a broken sequence at the front of some bytes.
struct Decoded {
  char32_t code_point;  // kReplacement where broken
  std::uint32_t length_bytes;
  bool is_valid;
};

/// The character or maximal broken subpart at `at` < bytes.size().
Decoded decode_utf8(std::string_view bytes, std::size_t at);

/// How many bytes at the front are valid UTF-8; bytes.size() where all are.
std::size_t valid_utf8_length(std::string_view bytes);

/// Writes a Unicode scalar value to `out`, which has room for 4 bytes; returns how many it took.
std::uint32_t write_utf8(char* out, char32_t code_point);

/// Appends a Unicode scalar value; returns how many bytes it took.
std::uint32_t append_utf8(std::string& out, char32_t code_point);

}  // namespace broadsheet::text_reader

#endif

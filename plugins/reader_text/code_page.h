// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_READER_TEXT_CODE_PAGE_H_
#define BROADSHEET_READER_TEXT_CODE_PAGE_H_

// Single- and multi-byte encodings as tables.
//
// ICU's converters know what each sequence means, but not exactly where a sequence that means
// nothing began and ended, which the map to the original bytes needs. So each sequence is asked of
// ICU once, one by one, and texts are decoded from the tables:
//
//   D6 D0    'D6' leads, the pair is 中
//   D6 0A    no such pair, and 0A is ASCII: D6 alone is broken, the line feed survives
//   D6 FF    no such pair: both bytes are broken, as one
//
// (the rule of W3C's Encoding standard). GB18030's sequences of four bytes are a table too as far
// as they mean characters below U+10000, and counted above. Tested by reader_text_test.cpp against
// ICU's own way.

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "encodings.h"
#include "utf8.h"

namespace broadsheet::text_reader {

/// The tables of one encoding. Immutable.
class CodePage {
 public:
  /// Made once for each encoding of kind kSingleByte or kMultiByte, and kept. Throws
  /// std::runtime_error where ICU lacks the converter.
  static const CodePage& of(Encoding encoding);

  explicit CodePage(Encoding encoding);
  CodePage(const CodePage&) = delete;
  CodePage& operator=(const CodePage&) = delete;

  /// The character or broken sequence at `at` < bytes.size().
  Decoded decode(std::string_view bytes, std::size_t at) const {
    const char32_t single = singles_[static_cast<unsigned char>(bytes[at])];
    if (single < kNone) return {single, 1, true};
    if (single == kNone) return {kReplacement, 1, false};
    const char32_t pair = at + 1 < bytes.size() ? pair_at(bytes, at) : kNone;
    return pair != kNone ? Decoded{pair, 2, true} : decode_rare(bytes, at);
  }

 private:
  static constexpr char32_t kNone = 0xFFFFFFFE;  // means nothing
  static constexpr char32_t kLead = 0xFFFFFFFF;  // begins a longer sequence

  void ask_pairs(const char* icu_name);
  void ask_triples(const char* icu_name);
  void ask_quads(const char* icu_name);
  void complete_big5();
  char32_t pair_at(std::string_view bytes, std::size_t at) const {
    const auto lead = static_cast<unsigned char>(bytes[at]);
    return pairs_[(static_cast<std::size_t>(lead) << 8U) |
                  static_cast<unsigned char>(bytes[at + 1])];
  }
  /// What begins with a lead byte and is no pair: a longer sequence, or a broken one.
  Decoded decode_rare(std::string_view bytes, std::size_t at) const;
  Decoded decode_quad(std::string_view bytes, std::size_t at) const;

  std::array<char32_t, 256> singles_;
  std::vector<char32_t> pairs_;    // by both bytes; empty where single-byte
  std::vector<char32_t> triples_;  // EUC-JP: what stands behind 8F, by both bytes
  std::vector<char32_t> quads_;    // GB18030: by the sequence's number
};

}  // namespace broadsheet::text_reader

#endif

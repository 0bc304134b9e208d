// SPDX-License-Identifier: Apache-2.0
// Ends of sentences that are plain to see.
//
// Problem: most terminators need none of the rules' questions, and pay for all of them. Approach:
// two patterns of bytes for which every rule would say yes:
//   "… 河水退了。大堤…"       a full-width terminator, an ideograph that does not go on (的)
//   "… by the river. The …"   small letters of a word that is no abbreviation, a space, a capital
// and both at the end of the paragraph, where no abbreviation can go on. All else goes through the
// rules. Covered by PlainEnd in annotator_sentences_parts_test.cpp, against the rules themselves.
#pragma once

#include "paragraph.h"

namespace broadsheet::sentences {

bool is_plain_alphabetic_end(const Paragraph& paragraph, std::size_t at);

inline bool is_plain_cjk_end(std::string_view text, std::size_t at) {
  const std::size_t next = at + 3;
  if (text.size() < next + 3) return text.size() == next;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[next + i]); };
  const bool is_ideograph =
      byte(0) >= 0xE4 && byte(0) <= 0xE9 && is_continuation(byte(1)) && is_continuation(byte(2));
  const bool goes_on = byte(0) == 0xE7 && byte(1) == 0x9A && byte(2) == 0x84;  // 的
  return is_ideograph && !goes_on;
}

// True where the mark at `at`, which is of this class, ends a sentence at once and nothing attaches
// to it; false where the rules have to be asked.
inline bool is_plain_end(const Paragraph& paragraph, std::size_t at, CharClass kind) {
  if (kind == CharClass::kCjkStop || kind == CharClass::kCjkExclamation)
    return is_plain_cjk_end(paragraph.text, at);
  if (kind == CharClass::kDot || kind == CharClass::kExclamation)
    return is_plain_alphabetic_end(paragraph, at);
  return false;
}

}  // namespace broadsheet::sentences

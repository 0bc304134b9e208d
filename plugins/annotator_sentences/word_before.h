// SPDX-License-Identifier: Apache-2.0
// The word before a possible end of a sentence.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "paragraph.h"

namespace broadsheet::sentences {

struct WordBefore {
  std::string_view word;  // with its inner stops: "Ph.D", "p.m", "co-op"; empty where none is near
  std::size_t begin_byte = 0;
  int letters = 0;
  bool is_number = false;  // digits with separators
  bool has_digit = false;  // 1920s, 5G, F-16
  bool is_dotted = false;  // letters with stops between them: "F.B.I"
  bool is_capitalised = false;
  bool is_lower = false;  // its first letter

  // Kinds of the part after the last hyphen, slash or apostrophe: "dell'Avv", "response-i.e".
  std::uint32_t kinds_of_part(const Paragraph& paragraph) const;
};

// The word that ends at `end`, white space between them skipped.
WordBefore word_before(const Paragraph& paragraph, std::size_t end);

// True where the stop at `at` stands in a URL, an e-mail address or a file name.
bool is_in_address(std::string_view text, std::size_t at);

}  // namespace broadsheet::sentences

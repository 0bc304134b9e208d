// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_READER_TEXT_FREQUENT_CHARACTERS_H_
#define BROADSHEET_READER_TEXT_FREQUENT_CHARACTERS_H_

#include "encodings.h"

namespace broadsheet::text_reader {

/// Whether a character is among those that running text in the languages of a multi-byte encoding
/// is full of: some 40 % of Chinese, half of Japanese and Korean.
bool is_frequent_character(char32_t character, Encoding encoding);

}  // namespace broadsheet::text_reader

#endif

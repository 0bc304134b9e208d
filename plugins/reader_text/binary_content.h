// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_READER_TEXT_BINARY_CONTENT_H_
#define BROADSHEET_READER_TEXT_BINARY_CONTENT_H_

#include <optional>
#include <string_view>

namespace broadsheet::text_reader {

/// A format that is not text, known by its first bytes.
struct BinaryFormat {
  std::string_view magic;
  std::string_view description;  // "a PDF document"
  std::string_view remedy;       // what to do with it
};

/// The format of these bytes, or nullptr.
const BinaryFormat* find_binary_format(std::string_view bytes);

/// How much of a decoded text cannot be text: control characters and U+FFFD, over a bounded front
/// part.
struct ControlShare {
  std::size_t looked_at;  // characters
  std::size_t controls;

  /// Text has a stray control character here and there; a tenth and more is something else, and
  /// so is a twentieth where even the encoding is a guess: of random bytes an eighth are controls.
  bool is_binary(bool is_encoding_guessed = false) const {
    return controls >= 8 && controls * (is_encoding_guessed ? 20 : 10) > looked_at;
  }
};
ControlShare measure_controls(std::string_view utf8_text);

}  // namespace broadsheet::text_reader

#endif

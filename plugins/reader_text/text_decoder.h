// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_READER_TEXT_TEXT_DECODER_H_
#define BROADSHEET_READER_TEXT_TEXT_DECODER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "code_page.h"
#include "encoding_run.h"
#include "encodings.h"
#include "utf8.h"

namespace broadsheet::text_reader {

/// Bytes that mean nothing in their encoding; one U+FFFD stands for them in the text.
struct BrokenSequence {
  std::uint64_t text_begin_byte;
  std::uint64_t origin_begin_byte;
  std::string origin_bytes;
};

/// How many broken sequences are remembered one by one; the others are only counted.
inline constexpr std::size_t kRememberedSequences = 20;

struct DecodedText {
  std::string text;               // valid UTF-8
  std::vector<EncodingRun> runs;  // from its first byte to its last, without gaps
  std::vector<BrokenSequence> broken;
  std::uint64_t broken_count = 0;
};

/// Decodes all of `bytes`; a byte order mark stays as U+FEFF. Linear in time; the text is at most
/// three times as long as the bytes.
DecodedText decode_text(std::string_view bytes, Encoding encoding);

/// The same for bytes whose buffer may be kept: valid UTF-8 becomes the text without being copied.
DecodedText decode_text(std::string&& bytes, Encoding encoding);

/// One character after the other; for samples, decode_text() is the fast way for whole texts.
class CharacterDecoder {
 public:
  explicit CharacterDecoder(Encoding encoding);
  /// The character or broken sequence at `at` < bytes.size().
  Decoded operator()(std::string_view bytes, std::size_t at) const;

 private:
  const EncodingSpec& spec_;
  const CodePage* page_;  // of encodings that need one
};

}  // namespace broadsheet::text_reader

#endif

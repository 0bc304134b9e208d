// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_READER_TEXT_ENCODING_RUN_H_
#define BROADSHEET_READER_TEXT_ENCODING_RUN_H_

// The map from a decoded text back to the bytes it was decoded from, run-length encoded.
//
// A run holds characters that are all equally wide on both sides, so two numbers describe any
// number of them. Text that is UTF-8 already is one run of steps 1/1: there the "characters" are
// its bytes.
//
//   origin (GB18030)   A  D6 D0  B9 FA  B      text   A  中(3)  国(3)  B
//   runs               {0,0, 1/1}  {1,1, 3/2}  {7,5, 1/1}

#include <cstdint>
#include <span>
#include <vector>

namespace broadsheet::text_reader {

struct EncodingRun {
  std::uint64_t text_begin_byte;  // the run ends where the next begins, or with the text
  std::uint64_t origin_begin_byte;
  std::uint32_t text_step_bytes;
  std::uint32_t origin_step_bytes;

  bool operator==(const EncodingRun&) const = default;
};

/// Collects runs while a text is decoded from its beginning to its end, without gaps on either
/// side.
class EncodingRunBuilder {
 public:
  explicit EncodingRunBuilder(std::uint64_t origin_begin_byte = 0)
      : origin_byte_(origin_begin_byte) {}

  /// A character that takes so many bytes in the text and in the origin; neither is 0.
  void add_character(std::uint32_t text_bytes, std::uint32_t origin_bytes);
  /// `length_bytes` bytes that are the same on both sides.
  void add_identity(std::uint64_t length_bytes);

  std::uint64_t text_byte() const { return text_byte_; }
  std::uint64_t origin_byte() const { return origin_byte_; }
  std::vector<EncodingRun> take() { return std::move(runs_); }

 private:
  void open_run(std::uint32_t text_step_bytes, std::uint32_t origin_step_bytes);

  std::vector<EncodingRun> runs_;
  std::uint64_t text_byte_ = 0;
  std::uint64_t origin_byte_;
};

/// The origin of the character that begins at `text_byte`; with the text's length, the origin's
/// end. `runs` must not be empty. Takes logarithmic time.
std::uint64_t origin_of(std::span<const EncodingRun> runs, std::uint64_t text_byte);

}  // namespace broadsheet::text_reader

#endif

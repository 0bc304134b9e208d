// SPDX-License-Identifier: Apache-2.0
#include "encoding_run.h"

#include <algorithm>

namespace broadsheet::text_reader {

void EncodingRunBuilder::open_run(std::uint32_t text_step_bytes, std::uint32_t origin_step_bytes) {
  if (!runs_.empty() && runs_.back().text_step_bytes == text_step_bytes &&
      runs_.back().origin_step_bytes == origin_step_bytes) {
    return;
  }
  runs_.push_back({text_byte_, origin_byte_, text_step_bytes, origin_step_bytes});
}

void EncodingRunBuilder::add_character(std::uint32_t text_bytes, std::uint32_t origin_bytes) {
  // Equal widths are an identity, however wide: fewer runs for the same map.
  if (text_bytes == origin_bytes) return add_identity(text_bytes);
  open_run(text_bytes, origin_bytes);
  text_byte_ += text_bytes;
  origin_byte_ += origin_bytes;
}

void EncodingRunBuilder::add_identity(std::uint64_t length_bytes) {
  if (length_bytes == 0) return;
  open_run(1, 1);
  text_byte_ += length_bytes;
  origin_byte_ += length_bytes;
}

std::uint64_t origin_of(std::span<const EncodingRun> runs, std::uint64_t text_byte) {
  const auto behind = std::upper_bound(
      runs.begin(), runs.end(), text_byte,
      [](std::uint64_t byte, const EncodingRun& run) { return byte < run.text_begin_byte; });
  const EncodingRun& run = behind == runs.begin() ? *behind : *(behind - 1);
  const std::uint64_t characters = (text_byte - run.text_begin_byte) / run.text_step_bytes;
  return run.origin_begin_byte + characters * run.origin_step_bytes;
}

}  // namespace broadsheet::text_reader

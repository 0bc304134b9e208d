// SPDX-License-Identifier: Apache-2.0
// A text as cue terms are compared: NFKC, case folded, white space evened out, with the way back.
//
// Full-width and half-width forms, ligatures and capitals become one ("５Ｇ" = "5g"); a run of
// white space is one space, and none between two letters of a script without spaces, so that a line
// break inside 成果转化 does not hide it. Every byte of the folded text knows the bytes it came
// from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace broadsheet::policy {

class FoldedText {
 public:
  // Folds a text of less than 4 GiB in place of the one before; buffers are kept for reuse.
  void assign(std::string_view utf8_text);

  std::string_view text() const { return folded_; }
  // Bytes [begin, end) of the folded text in the original one.
  std::size_t origin_begin(std::size_t begin) const { return begin_[begin]; }
  std::size_t origin_end(std::size_t end) const { return end_[end - 1]; }

 private:
  void append(std::string_view bytes, std::size_t begin, std::size_t end);
  std::size_t append_composed(std::string_view text, std::size_t at);

  std::string folded_;
  std::vector<std::uint32_t> begin_;  // of the original character, for each folded byte
  std::vector<std::uint32_t> end_;
};

// True for letters of scripts that set spaces between words: there a term must be a whole word.
bool is_spaced_letter(char32_t c);

}  // namespace broadsheet::policy

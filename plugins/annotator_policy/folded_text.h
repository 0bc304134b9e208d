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
#include <string_view>
#include <vector>

namespace broadsheet::policy {

class FoldedText {
 public:
  // Folds a text of less than 4 GiB in place of the one before; buffers are kept for reuse.
  void assign(std::string_view utf8_text);

  std::string_view text() const { return {folded_.data(), size_}; }
  // Bytes [begin, end) of the folded text in the original one.
  std::size_t origin_begin(std::size_t begin) const { return begin_[begin]; }
  std::size_t origin_end(std::size_t end) const { return end_[end - 1]; }

 private:
  void make_room(std::size_t bytes);
  void append(std::string_view bytes, std::size_t begin, std::size_t end);
  std::size_t append_composed(std::string_view text, std::size_t at);
  std::size_t append_space(std::string_view text, std::size_t begin, std::size_t at);

  std::vector<char> folded_;  // larger than what is used: no writing of zeros between sentences
  std::vector<std::uint32_t> begin_;  // of the original character, for each folded byte
  std::vector<std::uint32_t> end_;
  std::size_t size_ = 0;
};

// True for letters of scripts that set spaces between words: there a term must be a whole word.
bool is_spaced_letter(char32_t c);

}  // namespace broadsheet::policy

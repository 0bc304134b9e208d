// SPDX-License-Identifier: Apache-2.0
// The characters of a text that count where texts are compared, close together: letters, digits and
// ideographs, without spaces and punctuation.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "buffer.hpp"
#include "rare_characters.hpp"

namespace broadsheet::newspaper {

// More characters than any newspaper page has. Longer texts are worked on without a solid copy, and
// with tables that are packed tighter, at some cost in time.
constexpr std::size_t kLargeText = std::size_t{1} << 16U;

class SolidText {
 public:
  // Takes those of a text that is not larger than that; else nothing.
  void read(std::u32string_view text, const RareCharacters& rare);

  std::u32string_view characters() const { return characters_; }
  std::span<const std::uint32_t> at() const { return at_; }  // where each stands in the text
  // Where the character at a place of the text stands here, or the next that does.
  std::size_t index_of(std::size_t place, const RareCharacters& rare) const;

 private:
  std::u32string_view characters_;
  std::span<const std::uint32_t> at_;
  Buffer<char32_t> character_room_;
  Buffer<std::uint32_t> at_room_;
  Buffer<std::uint32_t> starts_;  // where each eight characters of the text begin
};

}  // namespace broadsheet::newspaper

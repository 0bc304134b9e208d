// SPDX-License-Identifier: Apache-2.0
// Which short runs of characters occur more than once on a page. Spaces and punctuation do not
// count.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace broadsheet::newspaper {

class GramTable {
 public:
  // Counts all runs of `length` characters of `text`, a row at a time, over the rows' borders.
  GramTable(std::u32string_view text, std::size_t length);

  // Share of the runs inside `part` that occur at least twice on the page; 0 where it is too short
  // for one run.
  float repeated_share(std::u32string_view part) const;
  // For each character of the text the table was made from: is it part of a run that occurs at
  // least twice?
  std::vector<bool> repeated_characters(std::u32string_view text) const;
  // True where the run made of the end of `tail` and the start of `head` occurs at least `times` on
  // the page.
  bool occurs_across(std::u32string_view tail, std::u32string_view head, std::uint32_t times) const;

 private:
  std::uint32_t count(std::uint64_t key) const;
  void add(std::uint64_t key);

  std::size_t length_;  // at most 16
  std::uint64_t mask_ = 0;
  std::vector<std::uint64_t> slots_;  // key with the count in its lowest two bits
};

}  // namespace broadsheet::newspaper

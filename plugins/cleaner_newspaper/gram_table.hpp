// SPDX-License-Identifier: Apache-2.0
// Which short runs of characters occur on a page, and which more than once. Spaces and punctuation
// do not count.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace broadsheet::newspaper {

class GramTable {
 public:
  GramTable() = default;
  // Counts all runs of `length` (at most 16) characters of `text`, a row at a time, over the rows'
  // borders. More than a million of them are no newspaper page: what follows is not counted.
  // Where `repeated` is given, it gets one byte a character of the text: is it part of a run that
  // occurs at least twice?
  GramTable(std::u32string_view text, std::size_t length,
            std::vector<std::uint8_t>* repeated = nullptr);

  // Share of the runs inside `part` that occur at least twice on the page; 0 where it is too short
  // for one run.
  float repeated_share(std::u32string_view part) const;
  // True where the run made of the end of `tail` and the start of `head` occurs at least twice.
  bool is_repeated_across(std::u32string_view tail, std::u32string_view head) const;

 private:
  std::uint32_t count(std::uint64_t hash) const;

  // A run is told by 30 bits of its hash and by where its slot lies. Two runs of one page are taken
  // for one with a chance of about one in a billion. The lowest two bits count; 0 is free.
  std::size_t length_ = 1;
  std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(1);
};

// The hash of the run made of the end of `tail` and the start of `head`, if they are long enough.
std::optional<std::uint64_t> run_across(std::u32string_view tail, std::u32string_view head,
                                        std::size_t length);

// Looks for many runs in one pass over a text.
class RunSearch {
 public:
  void look_for(std::uint64_t run) { wanted_.push_back(run); }
  // To be called once, when all have been named.
  void search(std::u32string_view text, std::size_t length);
  bool has_found(std::uint64_t run) const;

 private:
  std::vector<std::uint64_t> wanted_;  // sorted by the search, each once
  std::vector<std::uint8_t> is_found_;
};

}  // namespace broadsheet::newspaper

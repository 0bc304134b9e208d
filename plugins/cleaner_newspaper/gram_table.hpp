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
  // True where the run made of the end of `tail` and the start of `head` occurs at least `times` on
  // the page.
  bool occurs_across(std::u32string_view tail, std::u32string_view head, std::uint32_t times) const;

 private:
  // A run is told by 30 bits of its hash and by where its slot lies. Two runs of one page are taken
  // for one with a chance of about one in a billion.
  struct Slot {
    std::uint32_t tag = 0;      // hash, and the count in the lowest two bits; 0 is free
    std::uint32_t last_at = 0;  // where the last character of its latest occurrence stands
  };

  static std::size_t place_of(std::uint64_t hash, const Slot* slots, std::uint64_t mask);
  std::uint32_t count(std::uint64_t hash) const {
    return slots_[place_of(hash, slots_.data(), mask_)].tag & 3U;
  }

  std::size_t length_ = 1;
  std::uint64_t mask_ = 0;
  std::vector<Slot> slots_ = std::vector<Slot>(1);
};

}  // namespace broadsheet::newspaper

// SPDX-License-Identifier: Apache-2.0
// Which short runs of characters occur on a page, and which more than once. Spaces and punctuation
// do not count.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "buffer.hpp"
#include "solid_text.hpp"

namespace broadsheet::newspaper {

class GramTable {
 public:
  // A run that stands in the text at least twice, by its hash, and where it begins in the solid
  // text.
  struct Run {
    std::uint64_t hash;
    std::uint32_t begin;

    auto operator<=>(const Run&) const = default;
  };

  // Finds all runs of `length` (at most 16) characters of `text` that it holds twice, a row at a
  // time, over the rows' borders. More than a million of them are no newspaper page: what follows
  // is not counted. `repeated` gets one byte a character of the text: is it part of such a run? and
  // some more, so that eight can be read anywhere.
  // `solid` is that of the text. The table's memory serves for one text after the other.
  void find_runs(std::u32string_view text, const SolidText& solid, std::size_t length,
                 std::vector<std::uint8_t>& repeated);

  // Share of the runs inside `part` that occur at least twice on the page; 0 where it is too short
  // for one run.
  float repeated_share(std::u32string_view part) const;
  // False where a run inside `part` stands on the page once: then so does the whole.
  bool may_stand_twice(std::u32string_view part) const;
  // True where the run made of the end of `tail` and the start of `head` occurs at least twice.
  bool is_repeated_across(std::u32string_view tail, std::u32string_view head) const;
  // Where the run that begins the solid text `part` stands; nothing in a large text.
  std::span<const Run> places_of(std::u32string_view part) const;

 private:
  void sort_runs(const SolidText& solid, std::vector<std::uint8_t>& repeated);
  std::span<const std::uint32_t> find_likely(std::span<std::uint32_t> places, unsigned bits);
  void keep_repeated(const SolidText& solid, std::span<const std::uint32_t> begins);
  void count_runs(std::u32string_view text, std::vector<std::uint8_t>& repeated);
  bool is_repeated(std::uint64_t hash) const;

  static constexpr std::size_t kMarksBehind = 8;

  std::size_t length_ = 1;
  static constexpr unsigned kFilterBits = 13;
  bool may_hold(std::uint64_t hash) const {
    const std::uint64_t place = hash >> (64U - kFilterBits);
    return (filter_[place / 64] >> (place % 64) & 1U) != 0;
  }

  std::vector<Run> runs_;  // in order
  std::array<std::uint64_t, (1U << kFilterBits) / 64>
      filter_{};  // by the upper bits of their hashes
  // Of use only while runs are found.
  Buffer<std::uint32_t> places_;
  Buffer<std::uint8_t> seen_places_;
  std::size_t seen_size_ = 0;
  unsigned seen_most_ = 0;
  std::vector<std::uint8_t> seen_;
  // Of a large text instead: a run is told by 30 bits of its hash and by where its slot lies. Two
  // runs of one page are taken for one with a chance of about one in a billion. The lowest two bits
  // count; 0 is free.
  std::vector<std::uint32_t> slots_;
};

// The hash of the run made of the end of `tail` and the start of `head`, if they are long enough.
std::optional<std::uint64_t> run_across(std::u32string_view tail, std::u32string_view head,
                                        std::size_t length);

// Looks for many runs in one pass over a text.
class RunSearch {
 public:
  void look_for(std::uint64_t run) { wanted_.push_back(run); }
  // To be called once, when all have been named. `solid` is that of the text.
  void search(std::u32string_view text, const SolidText& solid, std::size_t length);
  bool has_found(std::uint64_t run) const;

 private:
  std::vector<std::uint64_t> wanted_;  // sorted by the search, each once
  std::vector<std::uint8_t> is_found_;
};

}  // namespace broadsheet::newspaper

// SPDX-License-Identifier: Apache-2.0
// Which runs of characters the words of ICU's dictionary begin with, as far as bits tell: a
// question for a run that begins no word is nearly always answered by one look, and one for a run
// that does never with false. The dictionary itself is spread over more memory than a cache holds,
// and most questions that pages ask are answered with no. Source: Bloom 1970; the bits of a run lie
// in one word of 64 (Putze, Sanders and Singler 2007).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace broadsheet::newspaper {

class WordPrefixes {
 public:
  static constexpr std::size_t kLongest = 6;  // longer runs are told by their first six characters

  // Reads the whole dictionary, as icu::UCharsTrie lays it out (unicode/ucharstrie.h).
  explicit WordPrefixes(const char16_t* trie);

  // May a word begin with these two characters, and go on?
  bool may_begin(char16_t first, char16_t second) const {
    return may_begin(extend(extend(0, first), second));
  }
  // May a word begin in front of the border and end behind it?
  bool may_span(std::u16string_view text, std::size_t border) const;

 private:
  static constexpr unsigned kWordBits = 16;
  static constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15ULL;

  static std::uint64_t extend(std::uint64_t hash, char16_t c) { return (hash + c) * kMultiplier; }
  static std::uint64_t bits_of(std::uint64_t hash) {
    return std::uint64_t{1} << (hash >> 24U & 63U) | std::uint64_t{1} << (hash >> 30U & 63U) |
           std::uint64_t{1} << (hash >> 36U & 63U);
  }
  bool may_begin(std::uint64_t hash) const {
    const std::uint64_t bits = bits_of(hash);
    return (words_[hash >> (64U - kWordBits)] & bits) == bits;
  }

  // A run of characters and how long it is.
  struct Run {
    std::uint64_t hash = 0;
    std::size_t length = 0;
  };
  Run note(Run run, char16_t c);
  void read_node(const char16_t* at, Run run);
  void read_branches(const char16_t* at, std::size_t count, Run run);

  std::vector<std::uint64_t> words_;
};

}  // namespace broadsheet::newspaper

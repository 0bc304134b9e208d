// SPDX-License-Identifier: Apache-2.0
// The words of ICU's dictionary as a table of hashes, and which runs of characters words begin
// with, as far as bits tell: a question for a run that begins no word is nearly always answered by
// one look, and one for a run that does never with false. The dictionary itself is spread over more
// memory than a cache holds and takes a dozen steps for a word. Source: Bloom 1970; the bits of a
// run lie in one word of 64 (Putze, Sanders and Singler 2007).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace broadsheet::newspaper {

class WordTable {
 public:
  // Longer runs are told by their first six characters.
  static constexpr std::size_t kLongestPrefix = 6;
  static constexpr std::size_t kLongestWord = 16;  // longer ones are left out
  static constexpr std::uint32_t kMostCost = 255;

  // Reads the whole dictionary, as icu::UCharsTrie lays it out (unicode/ucharstrie.h).
  explicit WordTable(const char16_t* trie);

  // May a word begin in front of the border and end behind it? Of no more characters than the
  // longest word has.
  bool may_span(std::u16string_view text, std::size_t border) const;
  // Fetches what the next questions look at, which is spread over memory that is seldom in a cache:
  // many questions are asked faster if all are announced before the first. For may_span,
  void announce_span(std::u16string_view text, std::size_t border) const;
  // and for find_words.
  void announce_words(std::u16string_view text) const;
  // Calls take(end, cost) for each word of two characters or more that begins at `begin`, the
  // shortest first.
  template <typename Take>
  void find_words(std::u16string_view text, std::size_t begin, Take take) const {
    std::uint64_t hash = extend(0, text[begin]);
    for (std::size_t at = begin + 1; at < text.size(); ++at) {
      hash = extend(hash, text[at]);
      if (at - begin < kLongestPrefix && !may_begin(hash)) return;
      if (const std::uint32_t slot = slot_of(hash); slot != 0) take(at + 1, slot & kMostCost);
    }
  }

 private:
  static constexpr unsigned kPrefixBits = 16;
  static constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15ULL;

  static std::uint64_t extend(std::uint64_t hash, char16_t c) { return (hash + c) * kMultiplier; }
  // Calls take(hash) for the runs that end behind the border, and for the first six characters of
  // longer ones.
  template <typename Take>
  static void for_each_span(std::u16string_view text, std::size_t border, Take take);
  static std::uint64_t bits_of(std::uint64_t hash) {
    return std::uint64_t{1} << (hash >> 24U & 63U) | std::uint64_t{1} << (hash >> 30U & 63U) |
           std::uint64_t{1} << (hash >> 36U & 63U);
  }
  bool may_begin(std::uint64_t hash) const {
    const std::uint64_t bits = bits_of(hash);
    return (prefixes_[prefix_of(hash)] & bits) == bits;
  }
  static std::size_t prefix_of(std::uint64_t hash) { return hash >> (64U - kPrefixBits); }
  // A slot holds 24 bits of a word's hash and its cost; 0 is free. Words are asked for by runs that
  // words begin with: one is taken for another with a chance of about one in ten millions.
  static std::uint32_t tag_of(std::uint64_t hash) {
    return (static_cast<std::uint32_t>(hash >> 13U) | 1U << 8U) & ~kMostCost;
  }
  std::uint32_t slot_of(std::uint64_t hash) const {
    for (std::size_t at = hash >> shift_;; at = at + 1 < slots_.size() ? at + 1 : 0) {
      if (slots_[at] == 0 || (slots_[at] & ~kMostCost) == tag_of(hash)) return slots_[at];
    }
  }

  // A run of characters and how long it is.
  struct Run {
    std::uint64_t hash = 0;
    std::size_t length = 0;
  };
  struct Word {
    std::uint64_t hash;
    std::uint32_t cost;
  };
  Run note(Run run, char16_t c);
  void note_word(Run run, std::size_t cost);
  void read_node(const char16_t* at, Run run);
  void read_branches(const char16_t* at, std::size_t count, Run run);
  void place_words();

  std::vector<std::uint64_t> prefixes_;
  std::vector<std::uint32_t> slots_;
  unsigned shift_ = 0;
  std::vector<Word> words_;  // until they are placed
};

}  // namespace broadsheet::newspaper

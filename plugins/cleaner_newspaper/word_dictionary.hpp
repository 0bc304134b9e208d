// SPDX-License-Identifier: Apache-2.0
// ICU's dictionary of Chinese and Japanese words, asked without its break iterator.
//
// The iterator copies the text, runs its rules over it and allocates a dozen arrays for a question;
// the answer for Han characters alone takes a walk through the dictionary's trie and a shortest
// path over ten characters. The path is ICU's own (CjkBreakEngine): the words that cost least in
// sum, a character that is no word counting as the dearest. Tested against the iterator by
// WordJoins.* in cleaner_newspaper_test.cpp.
#pragma once

#include <unicode/ucharstrie.h>
#include <unicode/udata.h>

#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

#include "word_table.hpp"

namespace broadsheet::newspaper {

class WordDictionary {
 public:
  // Opened once for the process, on the first question; null where ICU has none in the form that
  // this code knows.
  static const WordDictionary* find();

  // Does a word of the cheapest segmentation span the border? At most kMostCharacters of
  // U+4E00 to U+9FFF.
  bool spans(std::u16string_view text, std::size_t border) const;
  // False for most texts of which that is false.
  bool may_span(std::u16string_view text, std::size_t border) const;
  // Before many questions of the one kind or the other: makes them faster.
  void announce_may_span(std::u16string_view text, std::size_t border) const;
  void announce_spans(std::u16string_view text) const;

  static constexpr std::size_t kMostCharacters = 16;

  WordDictionary(const WordDictionary&) = delete;
  WordDictionary& operator=(const WordDictionary&) = delete;

 private:
  WordDictionary();
  ~WordDictionary();

  // What begins with a character.
  struct Begin {
    std::uint64_t state;  // of the trie behind it
    std::uint32_t cost;   // of the character as a word
    bool goes_on;
  };

  // Null as long as few questions were asked: reading the dictionary costs as much as they do.
  const WordTable* table() const;
  template <typename Take>
  void find_words(std::u16string_view text, std::size_t begin, icu::UCharsTrie& trie,
                  Take take) const;

  UDataMemory* file_ = nullptr;
  const char16_t* trie_ = nullptr;
  static constexpr std::uint32_t kFewQuestions = 4096;
  mutable std::atomic<std::uint32_t> questions_ = 0;
  mutable std::once_flag is_table_read_;
  mutable std::optional<WordTable> table_;
  std::vector<Begin> begins_;  // by character: the trie's root has ten thousand branches
};

}  // namespace broadsheet::newspaper

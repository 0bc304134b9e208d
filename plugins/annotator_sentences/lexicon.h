// SPDX-License-Identifier: Apache-2.0
// The words a language's rules ask for: abbreviations by what may follow them, sentence starters,
// fronting prepositions, speech verbs.
//
// File format (languages/*.txt and the user's own file): a line is `kind: word word …`, a word
// being written without its last stop; `#` opens a comment; a line without a kind is a list of
// abbreviations that may end a sentence. Kinds are the names in kWordKindNames.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace broadsheet::sentences {

enum WordKind : std::uint32_t {
  kTitle = 1U << 0,       // a name follows: never an end before a capital (Mr. Gen. St.)
  kNumberMark = 1U << 1,  // a number follows (No. p. Fig.); an end before a capital
  kNever = 1U << 2,       // never an end (e.g. i.e. vs.)
  kMayEnd = 1U << 3,      // an end where a sentence starter follows (Inc. U.S. etc.)
  kTime = 1U << 4,    // an end before a capital, unless the time phrase stands in front (a.m. B.C.)
  kDegree = 1U << 5,  // an end before a capital (Ph.D. M.A.)
  kUnit = 1U << 6,    // an abbreviation only after a number (ft. lb. in.)
  kPlace = 1U << 7,   // after a comma an end before a capital, else as kMayEnd (D.C. Calif.)
  kMonth = 1U << 8,   // a day follows, else as kMayEnd (Jan. Mon.)
  kStarter = 1U << 9,    // opens sentences more often than it continues names (The He However)
  kFront = 1U << 10,     // preposition of a time phrase in front of its sentence (At In On)
  kSpeech = 1U << 11,    // verb of reporting (said asked)
  kHeading = 1U << 12,   // numbered heading (Chapter Section)
  kBrand = 1U << 13,     // written with its own exclamation mark (Yahoo! Jeopardy!)
  kFinal = 1U << 14,     // Thai: ends a sentence before a space
  kPolite = 1U << 18,    // Thai: ends a sentence before a space or another word
  kInitial = 1U << 15,   // Thai: begins a sentence after a space
  kOrdinary = 1U << 17,  // written small also a word of its own: an end before a capital (no art)
  kFunction = 1U << 16,  // frequent function words by which the language is told apart
};

struct LexiconError {
  std::size_t line = 0;
  std::string message;
};

class Lexicon {
 public:
  // Adds the words of a file in the format above. False with `error` filled at the first bad line;
  // the lines before it stay.
  bool add(std::string_view file_text, LexiconError* error);

  // The union of kinds of a word, found without regard to case; 0 for an unknown word.
  std::uint32_t kinds_of(std::string_view word) const;
  bool is(std::string_view word, WordKind kind) const { return (kinds_of(word) & kind) != 0; }
  bool empty() const { return entries_.empty(); }
  std::size_t longest_word_bytes() const { return longest_; }

 private:
  struct Entry {
    std::string word;
    std::uint32_t kinds = 0;
  };

  void add_word(std::string_view word, std::uint32_t kind);
  const Entry* find(std::string_view folded) const;
  void rebuild(std::size_t slots);

  std::vector<Entry> entries_;
  std::vector<std::uint32_t> slots_;  // index + 1 into entries_, 0 is free; open addressing
  // A bit for each hash that is in use: most words of a text are in no lexicon.
  std::array<std::uint64_t, 128> filter_{};
  std::size_t longest_ = 0;
};

}  // namespace broadsheet::sentences

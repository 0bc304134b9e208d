// SPDX-License-Identifier: Apache-2.0
// What tells languages in Latin letters apart: function words (languages/*.txt) and letters.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "language_data.h"
#include "utf8.h"

namespace broadsheet::sentences {

inline constexpr std::size_t kLanguages = 32;  // in Latin letters, at most

using Votes = std::array<std::int16_t, kLanguages>;

// Letters that tell languages in Latin script apart, each a vote for the languages behind it.
struct TellingLetters {
  std::string_view languages;
  std::u32string_view letters;
};
inline constexpr TellingLetters kTellingLetters[] = {
    {"cs", U"řěů"},    {"cs sk", U"čňťďýžš"},
    {"sk", U"ľĺŕô"},   {"pl", U"łąęśżźćń"},
    {"tr", U"ğışİ"},   {"ro", U"ățșţ"},
    {"es", U"ñ¿¡"},    {"de", U"ßäöü"},
    {"pt", U"ãõ"},     {"da", U"åæø"},
    {"sv fi", U"åäö"}, {"lt", U"ėųįūšž"},
    {"fr", U"êèçœùû"}, {"vi", U"ơưđạảấầếềểộớờợụứừ"},
    {"it", U"òìù"},    {"pt fr", U"ç"},
    {"ht", U"ò"},      {"es pt", U"íóú"},
    {"ro", U"î"},
};

inline std::uint64_t in_little_endian(std::uint64_t bytes) {
  return std::endian::native == std::endian::little ? bytes : __builtin_bswap64(bytes);
}

// A word of at most seven bytes as a number: its bytes, its length on top.
inline constexpr std::size_t kLongestFunctionWord = 7;
inline std::uint64_t packed(std::string_view text, std::size_t begin, std::size_t length) {
  std::uint64_t bytes = 0;
  if (text.size() - begin >= sizeof bytes) {
    std::memcpy(&bytes, text.data() + begin, sizeof bytes);
    bytes = in_little_endian(bytes) & ((std::uint64_t{1} << (8 * length)) - 1);
  } else {
    for (std::size_t i = 0; i < length; ++i)
      bytes |= std::uint64_t{static_cast<unsigned char>(text[begin + i])} << (8 * i);
  }
  if (text[begin] >= 'A' && text[begin] <= 'Z') bytes |= 0x20;
  return bytes | std::uint64_t{length} << 56U;
}

// What speaks for which language in Latin letters; a bit a language.
class Evidence {
 public:
  static const Evidence& instance() {
    static const Evidence evidence;
    return evidence;
  }

  std::size_t language_count() const { return codes_.size(); }
  std::string_view code(std::size_t language) const { return codes_[language]; }
  std::size_t index_of(std::string_view code) const {
    return static_cast<std::size_t>(std::find(codes_.begin(), codes_.end(), code) - codes_.begin());
  }

  // A vote for each language that has the word, of more weight where the word says more. False for
  // a word that says nothing.
  bool vote_by_word(std::string_view text, std::size_t begin, std::size_t length,
                    Votes& votes) const {
    const std::uint32_t languages = languages_with(text, begin, length);
    if (languages == 0) return false;
    const bool is_of_one = (languages & (languages - 1)) == 0;
    vote_for(languages, (length > 2 ? 2 : 1) + (is_of_one ? 1 : 0), votes);
    return true;
  }

  // Whether this language has the word, and no other one.
  bool is_only_of(std::string_view text, std::size_t begin, std::size_t length,
                  std::size_t language) const {
    return languages_with(text, begin, length) == std::uint32_t{1} << language;
  }

  void vote_by_letter(char32_t letter, Votes& votes) const {
    for (const Letter& telling : letters_) {
      if (telling.letter == letter) vote_for(telling.languages, 2, votes);
    }
  }

 private:
  static constexpr std::size_t kSlots = 2048;
  struct Word {
    std::uint64_t key = 0;
    std::uint32_t languages = 0;
  };
  struct Letter {
    char32_t letter;
    std::uint32_t languages;
  };

  Evidence() {
    for (std::size_t i = 0; i < kLanguageFileCount; ++i) add_function_words(kLanguageFiles[i]);
    for (const TellingLetters& telling : kTellingLetters) add_letters(telling);
  }

  // A bit for each language that has the word.
  std::uint32_t languages_with(std::string_view text, std::size_t begin, std::size_t length) const {
    if (length == 0 || length > kLongestFunctionWord) return 0;
    const std::uint64_t key = packed(text, begin, length);
    std::size_t slot = slot_of(key);
    while (words_[slot].key != key) {
      if (words_[slot].key == 0) return 0;
      slot = (slot + 1) % kSlots;
    }
    return words_[slot].languages;
  }

  static void vote_for(std::uint32_t languages, int weight, Votes& votes) {
    for (; languages != 0; languages &= languages - 1) {
      std::int16_t& vote = votes[static_cast<std::size_t>(std::countr_zero(languages))];
      vote = static_cast<std::int16_t>(vote + weight);
    }
  }

  static std::size_t slot_of(std::uint64_t key) { return (key * 0x9E3779B97F4A7C15ULL) >> 53U; }

  void add_function_words(const LanguageFile& file) {
    const std::size_t line_begin = file.text.find("function: ");
    if (line_begin == std::string_view::npos || codes_.size() == kLanguages) return;
    std::string_view line = file.text.substr(line_begin + 10);
    line = line.substr(0, line.find('\n'));
    if (code_point_at(line, 0).value >= 0x370) return;  // not in Latin letters
    const std::uint32_t bit = 1U << codes_.size();
    codes_.push_back(file.code);
    while (!line.empty()) {
      const std::size_t end = std::min(line.find(' '), line.size());
      add_word(line.substr(0, end), bit);
      line.remove_prefix(std::min(end + 1, line.size()));
    }
  }

  void add_word(std::string_view word, std::uint32_t bit) {
    if (word.empty() || word.size() > kLongestFunctionWord || word_count_ * 2 >= kSlots) return;
    const std::uint64_t key = packed(word, 0, word.size());
    std::size_t slot = slot_of(key);
    while (words_[slot].key != 0 && words_[slot].key != key) slot = (slot + 1) % kSlots;
    word_count_ += words_[slot].key == 0 ? 1 : 0;
    words_[slot].key = key;
    words_[slot].languages |= bit;
  }

  void add_letters(const TellingLetters& telling) {
    std::uint32_t languages = 0;
    for (std::size_t i = 0; i < codes_.size(); ++i) {
      if (telling.languages.find(codes_[i]) != std::string_view::npos) languages |= 1U << i;
    }
    for (const char32_t letter : telling.letters) letters_.push_back({letter, languages});
  }

  std::vector<std::string_view> codes_;
  std::array<Word, kSlots> words_{};
  std::size_t word_count_ = 0;
  std::vector<Letter> letters_;
};

}  // namespace broadsheet::sentences

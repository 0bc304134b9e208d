// SPDX-License-Identifier: Apache-2.0
// Lists of words in ideographs or kana, looked for at one end of a text. A bit for the outer
// character of every word says in nearly all cases at once that none of them is there.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace broadsheet::sentences {

class Phrases {
 public:
  // The words outlive it, and consist of characters of three bytes.
  template <std::size_t kCount>
  constexpr explicit Phrases(const std::string_view (&words)[kCount]) : words_(words) {
    for (const std::string_view word : words) {
      first_[hash_of(word) / 64] |= std::uint64_t{1} << (hash_of(word) % 64);
      const std::string_view last = word.substr(word.size() - 3);
      last_[hash_of(last) / 64] |= std::uint64_t{1} << (hash_of(last) % 64);
    }
  }

  bool any_begins(std::string_view text) const {
    if (text.size() < 3 || !has_bit(first_, text)) return false;
    for (const std::string_view word : words_) {
      if (text.starts_with(word)) return true;
    }
    return false;
  }

  bool any_ends(std::string_view text) const {
    if (text.size() < 3 || !has_bit(last_, text.substr(text.size() - 3))) return false;
    for (const std::string_view word : words_) {
      if (text.ends_with(word)) return true;
    }
    return false;
  }

 private:
  using Bits = std::array<std::uint64_t, 16>;

  static constexpr std::size_t hash_of(std::string_view character) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
    return (byte(0) * 97U + byte(1) * 37U + byte(2) * 11U) % 1024U;
  }
  static bool has_bit(const Bits& bits, std::string_view character) {
    const std::size_t hash = hash_of(character);
    return ((bits[hash / 64] >> (hash % 64)) & 1U) != 0;
  }

  std::span<const std::string_view> words_;
  Bits first_{};
  Bits last_{};
};

}  // namespace broadsheet::sentences

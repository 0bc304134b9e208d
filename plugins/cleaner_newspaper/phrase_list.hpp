// SPDX-License-Identifier: Apache-2.0
// Lists of phrases that know which characters their phrases begin and end with, so that one look
// rules a list out for nearly every line.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace broadsheet::newspaper::phrases {

using View = std::u32string_view;

// Characters, of which several share a bit.
class CharacterSet {
 public:
  constexpr void add(char32_t c) { bits_ |= bit_of(c); }
  constexpr void add_all() { bits_ = ~std::uint64_t{0}; }
  // False for most characters that were not added.
  constexpr bool may_have(char32_t c) const { return (bits_ & bit_of(c)) != 0; }

 private:
  static constexpr std::uint64_t bit_of(char32_t c) { return std::uint64_t{1} << (c % 64); }

  std::uint64_t bits_ = 0;
};

// What the phrases of a list begin and end with.
struct PhraseEnds {
  CharacterSet firsts, seconds, lasts;

  constexpr void add(View phrase) {
    firsts.add(phrase.front());
    if (phrase.size() > 1)
      seconds.add(phrase[1]);
    else
      seconds.add_all();
    lasts.add(phrase.back());
  }
};

// A list that is made when the program is compiled: none of its phrases is empty.
template <std::size_t kSize>
struct Phrases {
  std::array<View, kSize> views;
  PhraseEnds found;

  constexpr auto begin() const { return views.begin(); }
  constexpr auto end() const { return views.end(); }
};

template <std::size_t kSize>
consteval Phrases<kSize> list_of(const View (&views)[kSize]) {
  Phrases<kSize> list{std::to_array(views), {}};
  for (const View view : views) list.found.add(view);
  return list;
}

// Any list, borrowed.
class List {
 public:
  template <std::size_t kSize>
  constexpr List(const Phrases<kSize>& phrases) : views_(phrases.views), ends_(&phrases.found) {}

  constexpr auto begin() const { return views_.begin(); }
  constexpr auto end() const { return views_.end(); }
  constexpr const PhraseEnds& ends() const { return *ends_; }

 private:
  std::span<const View> views_;
  const PhraseEnds* ends_;
};

}  // namespace broadsheet::newspaper::phrases

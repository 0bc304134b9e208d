// SPDX-License-Identifier: Apache-2.0
#include "gram_table.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "characters.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15ULL;
constexpr std::size_t kLongestGram = 16;

bool counts(char32_t c) { return is_ideograph(c) || is_latin_letter(c) || is_digit(c); }

// Feeds every run of `length` counting characters to `take`: its key and the positions of its first
// and last character.
template <typename Take>
void for_each_gram(std::u32string_view text, std::size_t length, Take take) {
  std::array<char32_t, kLongestGram> ring{};
  std::array<std::size_t, kLongestGram> position{};
  std::uint64_t hash = 0, leaving = 1;
  for (std::size_t i = 1; i < length; ++i) leaving *= kMultiplier;
  std::size_t seen = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char32_t c = text[at];
    if (!counts(c)) continue;
    const std::size_t slot = seen % length;
    if (seen >= length) hash -= ring[slot] * leaving;
    ring[slot] = c;
    position[slot] = at;
    hash = hash * kMultiplier + c;
    if (++seen >= length) take(hash & ~std::uint64_t{3}, position[seen % length], at);
  }
}

}  // namespace

GramTable::GramTable(std::u32string_view text, std::size_t length) : length_(length) {
  const std::size_t size = std::bit_ceil(text.size() * 2 + 16);
  slots_.assign(size, 0);
  mask_ = size - 1;
  for_each_gram(text, length_, [this](std::uint64_t key, std::size_t, std::size_t) { add(key); });
}

void GramTable::add(std::uint64_t key) {
  std::uint64_t at = (key >> 20U) & mask_;
  while (slots_[at] != 0 && (slots_[at] & ~std::uint64_t{3}) != key) at = (at + 1) & mask_;
  const std::uint64_t seen = slots_[at] & 3U;
  slots_[at] = key | (seen < 3 ? seen + 1 : 3);
}

std::uint32_t GramTable::count(std::uint64_t key) const {
  std::uint64_t at = (key >> 20U) & mask_;
  while (slots_[at] != 0 && (slots_[at] & ~std::uint64_t{3}) != key) at = (at + 1) & mask_;
  return static_cast<std::uint32_t>(slots_[at] & 3U);
}

float GramTable::repeated_share(std::u32string_view part) const {
  std::size_t all = 0, repeated = 0;
  for_each_gram(part, length_, [&](std::uint64_t key, std::size_t, std::size_t) {
    ++all;
    repeated += count(key) >= 2 ? 1 : 0;
  });
  return all == 0 ? 0.0F : static_cast<float>(repeated) / static_cast<float>(all);
}

std::vector<bool> GramTable::repeated_characters(std::u32string_view text) const {
  std::vector<bool> repeated(text.size(), false);
  std::size_t marked = 0;
  for_each_gram(text, length_, [&](std::uint64_t key, std::size_t first, std::size_t last) {
    if (count(key) < 2) return;
    for (std::size_t i = std::max(marked, first); i <= last; ++i) repeated[i] = true;
    marked = last + 1;
  });
  return repeated;
}

bool GramTable::occurs_across(std::u32string_view tail, std::u32string_view head,
                              std::uint32_t times) const {
  const std::size_t half = length_ / 2;
  std::u32string run;
  for (std::size_t i = tail.size(); i > 0 && run.size() < half; --i) {
    if (counts(tail[i - 1])) run.insert(run.begin(), tail[i - 1]);
  }
  for (std::size_t i = 0; i < head.size() && run.size() < length_; ++i) {
    if (counts(head[i])) run.push_back(head[i]);
  }
  bool found = false;
  for_each_gram(run, length_,
                [&](std::uint64_t key, std::size_t, std::size_t) { found = count(key) >= times; });
  return found;
}

}  // namespace broadsheet::newspaper

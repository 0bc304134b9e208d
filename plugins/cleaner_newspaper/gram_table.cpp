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
constexpr std::size_t kMostGrams = std::size_t{1} << 20U;

bool counts(char32_t c) { return has_trait(c, trait::kIdeograph | trait::kLatin | trait::kDigit); }

std::uint32_t tag_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32U) & ~3U; }

// Feeds every run of `length` counting characters to `take`: its hash and the positions of its
// first and last character. Stops where `take` gives back false.
template <typename Take>
void for_each_gram(std::u32string_view text, std::size_t length, Take take) {
  struct Place {
    char32_t character;
    std::uint32_t at;
  };
  std::array<Place, kLongestGram> latest{};  // the characters of the run, in turn
  std::uint64_t hash = 0, leaving = 1;
  for (std::size_t i = 1; i < length; ++i) leaving *= kMultiplier;
  std::size_t seen = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char32_t c = text[at];
    if (!counts(c)) continue;
    if (seen >= length) hash -= latest[(seen - length) % kLongestGram].character * leaving;
    hash = hash * kMultiplier + c;
    latest[seen % kLongestGram] = {c, static_cast<std::uint32_t>(at)};
    if (++seen < length) continue;
    // Multiplied once more: the last character must reach the upper bits too, all of it but two
    // bits, which the weights were fitted without.
    if (!take((hash & ~std::uint64_t{3}) * kMultiplier,
              std::size_t{latest[(seen - length) % kLongestGram].at}, at)) {
      return;
    }
  }
}

// Marks the run that ends at `last`.
void mark_run(std::u32string_view text, std::size_t length, std::size_t last,
              std::vector<std::uint8_t>& marks) {
  for (std::size_t at = last + 1, found = 0; at > 0 && found < length;) {
    found += counts(text[--at]) ? 1 : 0;
    marks[at] = 1;
  }
}

}  // namespace

GramTable::GramTable(std::u32string_view text, std::size_t length,
                     std::vector<std::uint8_t>* repeated)
    : length_(length) {
  const std::size_t most = std::min(text.size(), kMostGrams);
  mask_ = std::bit_ceil(most + most / 2 + 16) - 1;
  slots_.assign(mask_ + 1, {});
  if (repeated != nullptr) repeated->assign(text.size(), 0);
  std::size_t room = most;
  Slot* const slots = slots_.data();
  const std::uint64_t mask = mask_;
  for_each_gram(text, length, [&](std::uint64_t hash, std::size_t first, std::size_t last) {
    Slot& slot = slots[place_of(hash, slots, mask)];
    const std::uint32_t seen = slot.tag & 3U;
    if (seen > 0 && repeated != nullptr) {
      if (seen == 1) mark_run(text, length, slot.last_at, *repeated);
      std::fill(repeated->begin() + static_cast<std::ptrdiff_t>(first),
                repeated->begin() + static_cast<std::ptrdiff_t>(last + 1), std::uint8_t{1});
    }
    slot = {tag_of(hash) | std::min(seen + 1, 3U), static_cast<std::uint32_t>(last)};
    return --room > 0;
  });
}

// The slot of a run, or the free slot where it belongs.
std::size_t GramTable::place_of(std::uint64_t hash, const Slot* slots, std::uint64_t mask) {
  const std::uint32_t tag = tag_of(hash);
  std::uint64_t at = (hash >> 12U) & mask;
  while (slots[at].tag != 0 && (slots[at].tag & ~3U) != tag) at = (at + 1) & mask;
  return at;
}

float GramTable::repeated_share(std::u32string_view part) const {
  std::size_t all = 0, repeated = 0;
  for_each_gram(part, length_, [&](std::uint64_t hash, std::size_t, std::size_t) {
    ++all;
    repeated += count(hash) >= 2 ? 1 : 0;
    return true;
  });
  return all == 0 ? 0.0F : static_cast<float>(repeated) / static_cast<float>(all);
}

bool GramTable::occurs_across(std::u32string_view tail, std::u32string_view head,
                              std::uint32_t times) const {
  std::array<char32_t, kLongestGram + kLongestGram / 2> run{};
  std::size_t begin = length_ / 2;
  for (std::size_t i = tail.size(); i > 0 && begin > 0; --i) {
    if (counts(tail[i - 1])) run[--begin] = tail[i - 1];
  }
  std::size_t end = length_ / 2;
  for (std::size_t i = 0; i < head.size() && end - begin < length_; ++i) {
    if (counts(head[i])) run[end++] = head[i];
  }
  bool found = false;
  for_each_gram(std::u32string_view(run.data() + begin, end - begin), length_,
                [&](std::uint64_t hash, std::size_t, std::size_t) {
                  found = count(hash) >= times;
                  return true;
                });
  return found;
}

}  // namespace broadsheet::newspaper

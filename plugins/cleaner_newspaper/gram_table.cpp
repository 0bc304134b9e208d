// SPDX-License-Identifier: Apache-2.0
#include "gram_table.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "characters.hpp"
#include "simd.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15ULL;
constexpr std::size_t kLongestGram = 16;
constexpr std::size_t kMostGrams = std::size_t{1} << 20U;

bool counts(char32_t c) { return has_trait(c, trait::kCounted); }

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

std::size_t slots_for(std::size_t runs) {
  return runs + (runs > kLargeText ? runs / 4 : runs) + 16;
}

// As for_each_gram for a solid text; `take` gets the index of each run's last character.
template <typename Take>
void for_each_run(std::u32string_view solid, std::size_t length, Take take) {
  std::uint64_t hash = 0, leaving = 1;
  for (std::size_t i = 0; i < length; ++i) leaving *= kMultiplier;
  const std::size_t first = std::min(solid.size(), length - 1);
  for (std::size_t i = 0; i < first; ++i) hash = hash * kMultiplier + solid[i];
  char32_t left = 0;
  for (std::size_t i = first; i < solid.size(); ++i) {
    hash = hash * kMultiplier + solid[i] - left * leaving;
    left = solid[i + 1 - length];
    take((hash & ~std::uint64_t{3}) * kMultiplier, i);
  }
}

std::uint64_t hash_of(std::u32string_view run) {
  std::uint64_t hash = 0;
  for (const char32_t c : run) hash = hash * kMultiplier + c;
  return (hash & ~std::uint64_t{3}) * kMultiplier;
}

constexpr std::size_t kTogether = 8;
constexpr std::size_t kReadBehind = 3;  // bytes
using Numbers = std::uint32_t __attribute__((vector_size(4 * kTogether)));

// For each run of the text a number of so many bits, made of the lower half of its hash.
BROADSHEET_INLINE void find_places(std::u32string_view text, std::size_t length, unsigned bits,
                                   std::uint32_t* places) {
  constexpr auto kLower = static_cast<std::uint32_t>(kMultiplier);
  constexpr std::uint32_t kSpread = 0x85EBCA6BU;
  const std::size_t all = text.size() + 1 - length;
  std::size_t i = 0;
  for (; i + kTogether <= all; i += kTogether) {
    Numbers hash{};
    for (std::size_t k = 0; k < length; ++k) {
      Numbers characters;
      std::memcpy(&characters, text.data() + i + k, sizeof characters);
      hash = hash * kLower + characters;
    }
    hash = (hash & ~3U) * kSpread >> (32U - bits);
    std::memcpy(places + i, &hash, sizeof hash);
  }
  for (; i < all; ++i) {
    std::uint32_t hash = 0;
    for (const char32_t c : text.substr(i, length)) hash = hash * kLower + c;
    places[i] = (hash & ~3U) * kSpread >> (32U - bits);
  }
}
void find_all_places(std::u32string_view text, std::size_t length, unsigned bits,
                     std::uint32_t* places) {
  find_places(text, length, bits, places);
}
BROADSHEET_AVX2 void find_places_by_avx2(std::u32string_view text, std::size_t length,
                                         unsigned bits, std::uint32_t* places) {
  find_places(text, length, bits, places);
}

void note_places(std::span<const std::uint32_t> places, unsigned once, std::uint8_t* seen) {
  const auto note = [&](std::uint32_t place) {
    seen[place] = static_cast<std::uint8_t>(once + (seen[place] >= once ? 1U : 0U));
  };
  std::size_t i = 0;
  for (; i + kTogether <= places.size(); i += kTogether) {
    for (std::size_t k = 0; k < kTogether; ++k) note(places[i + k]);
  }
  for (; i < places.size(); ++i) note(places[i]);
}

// Writes which of the places were seen more than once to where the places were, behind `kept` that
// are there already, from the place `from` on. Gives back how many there are.
std::size_t keep_seen_again(const std::uint8_t* seen, unsigned once,
                            std::span<std::uint32_t> places, std::size_t from, std::size_t kept) {
  for (std::size_t i = from; i < places.size(); ++i) {
    const bool is_seen_again = seen[places[i]] > once;
    places[kept] = static_cast<std::uint32_t>(i);
    kept += is_seen_again ? 1 : 0;
  }
  return kept;
}

#if defined(__x86_64__)
// The same, eight at a time: mostly none of them was. Three bytes behind the table are read.
BROADSHEET_AVX2 std::size_t keep_seen_again_by_avx2(const std::uint8_t* seen, unsigned once,
                                                    std::span<std::uint32_t> places) {
  const __m256i last = _mm256_set1_epi32(static_cast<int>(once));
  const __m256i byte = _mm256_set1_epi32(0xFF);
  std::size_t i = 0, kept = 0;
  for (; i + kTogether <= places.size(); i += kTogether) {
    const __m256i found = _mm256_i32gather_epi32(reinterpret_cast<const int*>(seen),
                                                 load_eight(places.data() + i), 1);
    unsigned again = signs_of(_mm256_cmpgt_epi32(_mm256_and_si256(found, byte), last));
    for (; again != 0; again &= again - 1)
      places[kept++] =
          static_cast<std::uint32_t>(i) + static_cast<unsigned>(std::countr_zero(again));
  }
  return keep_seen_again(seen, once, places, i, kept);
}
#else
std::size_t keep_seen_again_by_avx2(const std::uint8_t* seen, unsigned once,
                                    std::span<std::uint32_t> places) {
  return keep_seen_again(seen, once, places, 0, 0);
}
#endif

// The slot of a run, or the free slot where it belongs. Bits of the hash that its tag lacks say
// where to begin.
std::size_t place_of(std::uint64_t hash, const std::uint32_t* slots, std::size_t size) {
  const std::uint32_t tag = tag_of(hash);
  std::size_t at = (((hash >> 2U) & 0xFFFFFFFFU) * size) >> 32U;
  while (slots[at] != 0 && (slots[at] & ~3U) != tag) at = at + 1 < size ? at + 1 : 0;
  return at;
}

void mark(std::size_t first, std::size_t last, std::vector<std::uint8_t>& marks) {
  std::fill(marks.begin() + static_cast<std::ptrdiff_t>(first),
            marks.begin() + static_cast<std::ptrdiff_t>(last + 1), std::uint8_t{1});
}

}  // namespace

void GramTable::find_runs(std::u32string_view text, const SolidText& solid, std::size_t length,
                          std::vector<std::uint8_t>& repeated) {
  length_ = length;
  runs_.clear();
  slots_.clear();
  filter_.fill(0);
  repeated.assign(text.size() + kMarksBehind, 0);
  if (text.size() > kLargeText)
    count_runs(text, repeated);
  else
    sort_runs(solid, repeated);
}

// Nearly all runs stand in the text once, and nearly all of these are told by where half of their
// hash lies in a table: the others alone are looked at.
void GramTable::sort_runs(const SolidText& solid, std::vector<std::uint8_t>& repeated) {
  const std::size_t size = solid.characters().size();
  if (size < length_) return;
  const std::size_t all = size + 1 - length_;
  const unsigned bits = std::max(15U, static_cast<unsigned>(std::bit_width(8 * size)));
  std::uint32_t* const places = places_.make_room(all);
  if (has_avx2())
    find_places_by_avx2(solid.characters(), length_, bits, places);
  else
    find_all_places(solid.characters(), length_, bits, places);
  keep_repeated(solid, find_likely({places, all}, bits));
  for (const Run& run : runs_)
    mark(solid.at()[run.begin], solid.at()[run.begin + length_ - 1], repeated);
}

// Gives back the runs whose places other runs have too, where their places were.
std::span<const std::uint32_t> GramTable::find_likely(std::span<std::uint32_t> places,
                                                      unsigned bits) {
  // A byte for each place: whether it was seen once or more often in this text. What the texts
  // before have left is smaller.
  const std::size_t table_size = std::size_t{1} << bits;
  if (seen_size_ < table_size || seen_most_ + 2 > 0xFF) {
    seen_size_ = std::max(seen_size_, table_size);
    std::memset(seen_places_.make_room(seen_size_ + kReadBehind), 0, seen_size_ + kReadBehind);
    seen_most_ = 0;
  }
  std::uint8_t* const seen = seen_places_.make_room(seen_size_ + kReadBehind);
  const unsigned once = seen_most_ + 1;
  seen_most_ += 2;
  note_places(places, once, seen);
  const std::size_t count = has_avx2() ? keep_seen_again_by_avx2(seen, once, places)
                                       : keep_seen_again(seen, once, places, 0, 0);
  return places.first(count);
}

// Orders runs by their hashes and leaves out what stands alone: first what other bits of the hash
// tell from all others.
void GramTable::keep_repeated(const SolidText& solid, std::span<const std::uint32_t> begins) {
  const std::u32string_view text = solid.characters();
  const auto bits = static_cast<unsigned>(std::bit_width(begins.size()) + 3);
  seen_.assign(std::size_t{1} << bits, 0);
  runs_.clear();
  for (const std::uint32_t begin : begins) {
    runs_.push_back({hash_of(text.substr(begin, length_)), begin});
    std::uint8_t& seen = seen_[runs_.back().hash >> (64U - bits)];
    seen = static_cast<std::uint8_t>(2 * seen + 1);  // 1 is the first, and more bits the others
  }
  std::erase_if(runs_, [&](const Run& run) { return seen_[run.hash >> (64U - bits)] == 1; });
  std::sort(runs_.begin(), runs_.end());
  std::size_t kept = 0;
  for (std::size_t k = 0; k < runs_.size(); ++k) {
    const bool as_before = kept > 0 && runs_[kept - 1].hash == runs_[k].hash;
    const bool as_next = k + 1 < runs_.size() && runs_[k + 1].hash == runs_[k].hash;
    if (as_before || as_next) runs_[kept++] = runs_[k];
  }
  runs_.resize(kept);
  for (const Run& run : runs_) {
    const std::uint64_t place = run.hash >> (64U - kFilterBits);
    filter_[place / 64] |= std::uint64_t{1} << (place % 64);
  }
}

void GramTable::count_runs(std::u32string_view text, std::vector<std::uint8_t>& repeated) {
  const std::size_t most = std::min(text.size(), kMostGrams), size = slots_for(most);
  slots_.assign(size, 0);
  std::uint32_t* const slots = slots_.data();
  std::size_t room = most;
  for_each_gram(text, length_, [&](std::uint64_t hash, std::size_t, std::size_t) {
    const std::size_t place = place_of(hash, slots, size);
    slots[place] = tag_of(hash) | std::min((slots[place] & 3U) + 1, 3U);
    return --room > 0;
  });
  room = most;
  for_each_gram(text, length_, [&](std::uint64_t hash, std::size_t first, std::size_t last) {
    if (is_repeated(hash)) mark(first, last, repeated);
    return --room > 0;
  });
}

bool GramTable::is_repeated(std::uint64_t hash) const {
  if (!slots_.empty()) return (slots_[place_of(hash, slots_.data(), slots_.size())] & 3U) >= 2;
  if (!may_hold(hash)) return false;
  const auto found = std::lower_bound(runs_.begin(), runs_.end(), Run{hash, 0});
  return found != runs_.end() && found->hash == hash;
}

std::span<const GramTable::Run> GramTable::places_of(std::u32string_view part) const {
  if (part.size() < length_) return {};
  const std::uint64_t hash = hash_of(part.substr(0, length_));
  const auto begin = std::lower_bound(runs_.begin(), runs_.end(), Run{hash, 0});
  const auto end = std::lower_bound(begin, runs_.end(), Run{hash, ~std::uint32_t{0}});
  return {begin, end};
}

float GramTable::repeated_share(std::u32string_view part) const {
  std::size_t all = 0, repeated = 0;
  for_each_gram(part, length_, [&](std::uint64_t hash, std::size_t, std::size_t) {
    ++all;
    repeated += is_repeated(hash) ? 1 : 0;
    return true;
  });
  return all == 0 ? 0.0F : static_cast<float>(repeated) / static_cast<float>(all);
}

bool GramTable::may_stand_twice(std::u32string_view part) const {
  bool may = true;
  for_each_gram(part, length_, [&](std::uint64_t hash, std::size_t, std::size_t) {
    may = is_repeated(hash);
    return may;
  });
  return may;
}

bool GramTable::is_repeated_across(std::u32string_view tail, std::u32string_view head) const {
  const std::optional<std::uint64_t> run = run_across(tail, head, length_);
  return run && is_repeated(*run);
}

std::optional<std::uint64_t> run_across(std::u32string_view tail, std::u32string_view head,
                                        std::size_t length) {
  std::array<char32_t, kLongestGram + kLongestGram / 2> run{};
  std::size_t begin = length / 2;
  for (std::size_t i = tail.size(); i > 0 && begin > 0; --i) {
    if (counts(tail[i - 1])) run[--begin] = tail[i - 1];
  }
  std::size_t end = length / 2;
  for (std::size_t i = 0; i < head.size() && end - begin < length; ++i) {
    if (counts(head[i])) run[end++] = head[i];
  }
  std::optional<std::uint64_t> found;
  for_each_gram(std::u32string_view(run.data() + begin, end - begin), length,
                [&](std::uint64_t hash, std::size_t, std::size_t) {
                  found = hash;
                  return true;
                });
  return found;
}

namespace {

// Calls look(run) for the runs of a solid text of which the lower half of the hash is one of these,
// and for the last few.
template <typename Look>
BROADSHEET_INLINE void look_for(std::u32string_view text, std::size_t length,
                                std::span<const std::uint32_t> halves, Look look) {
  constexpr auto kLower = static_cast<std::uint32_t>(kMultiplier);
  std::size_t i = 0;
  for (; i + length + kTogether <= text.size() + 1; i += kTogether) {
    Numbers hash{};
    Ints is_any{};
    for (std::size_t k = 0; k < length; ++k) {
      Numbers characters;
      std::memcpy(&characters, text.data() + i + k, sizeof characters);
      hash = hash * kLower + characters;
    }
    hash = (hash & ~3U) * kLower;
    for (const std::uint32_t half : halves) is_any |= hash == half;
    if (!has_any_bit(is_any)) continue;
    for (std::size_t k = 0; k < kTogether; ++k) look(hash_of(text.substr(i + k, length)));
  }
  for (; i + length <= text.size(); ++i) look(hash_of(text.substr(i, length)));
}

template <typename Look>
void look_in(std::u32string_view text, std::size_t length, std::span<const std::uint32_t> halves,
             Look look) {
  look_for(text, length, halves, look);
}
template <typename Look>
BROADSHEET_AVX2 void look_by_avx2(std::u32string_view text, std::size_t length,
                                  std::span<const std::uint32_t> halves, Look look) {
  look_for(text, length, halves, look);
}

}  // namespace

void RunSearch::search(std::u32string_view text, const SolidText& solid, std::size_t length) {
  if (wanted_.empty() || text.empty()) return;
  std::sort(wanted_.begin(), wanted_.end());
  wanted_.erase(std::unique(wanted_.begin(), wanted_.end()), wanted_.end());
  is_found_.assign(wanted_.size(), 0);
  const auto look_among_wanted = [&](std::uint64_t run) {
    const auto at = std::lower_bound(wanted_.begin(), wanted_.end(), run);
    if (at != wanted_.end() && *at == run) is_found_[at - wanted_.begin()] = 1;
  };
  constexpr std::size_t kFew = 12;
  if (text.size() <= kLargeText && wanted_.size() <= kFew) {
    std::array<std::uint32_t, kFew> halves;
    std::transform(wanted_.begin(), wanted_.end(), halves.begin(),
                   [](std::uint64_t run) { return static_cast<std::uint32_t>(run); });
    const auto all = std::span(halves).first(wanted_.size());
    if (has_avx2())
      look_by_avx2(solid.characters(), length, all, look_among_wanted);
    else
      look_in(solid.characters(), length, all, look_among_wanted);
    return;
  }
  // Nearly all runs of the text are ruled out by one look.
  constexpr unsigned kBits = 12;
  std::vector<std::uint8_t> may_be_wanted(std::size_t{1} << kBits);
  for (const std::uint64_t run : wanted_) may_be_wanted[run >> (64U - kBits)] = 1;
  const std::uint8_t* const may_be = may_be_wanted.data();
  const auto look = [&](std::uint64_t run) {
    if (may_be[run >> (64U - kBits)] != 0) look_among_wanted(run);
  };
  if (text.size() <= kLargeText) {
    for_each_run(solid.characters(), length, [&](std::uint64_t run, std::size_t) { look(run); });
    return;
  }
  std::size_t room = std::min(text.size(), kMostGrams);
  for_each_gram(text, length, [&](std::uint64_t run, std::size_t, std::size_t) {
    look(run);
    return --room > 0;
  });
}

bool RunSearch::has_found(std::uint64_t run) const {
  const auto at = std::lower_bound(wanted_.begin(), wanted_.end(), run);
  return at != wanted_.end() && *at == run && is_found_[at - wanted_.begin()] != 0;
}

}  // namespace broadsheet::newspaper

// SPDX-License-Identifier: Apache-2.0
#include "gram_table.hpp"

#include <algorithm>
#include <array>
#include <memory>

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

// More characters than any newspaper page has: tables are packed tighter, at some cost in time.
constexpr std::size_t kLargeText = std::size_t{1} << 16U;

std::size_t slots_for(std::size_t runs) {
  return runs + (runs > kLargeText ? runs / 4 : runs) + 16;
}

// The slot of a run, or the free slot where it belongs. Bits of the hash that its tag lacks say
// where to begin.
std::size_t place_of(std::uint64_t hash, const std::uint32_t* slots, std::size_t size) {
  const std::uint32_t tag = tag_of(hash);
  std::size_t at = (((hash >> 2U) & 0xFFFFFFFFU) * size) >> 32U;
  while (slots[at] != 0 && (slots[at] & ~3U) != tag) at = at + 1 < size ? at + 1 : 0;
  return at;
}

// Marks the run that ends at `last`.
void mark_run(std::u32string_view text, std::size_t length, std::size_t last,
              std::vector<std::uint8_t>& marks) {
  for (std::size_t at = last + 1, found = 0; at > 0 && found < length;) {
    found += counts(text[--at]) ? 1 : 0;
    marks[at] = 1;
  }
}

void mark(std::size_t first, std::size_t last, std::vector<std::uint8_t>& marks) {
  std::fill(marks.begin() + static_cast<std::ptrdiff_t>(first),
            marks.begin() + static_cast<std::ptrdiff_t>(last + 1), std::uint8_t{1});
}

}  // namespace

GramTable::GramTable(std::u32string_view text, std::size_t length,
                     std::vector<std::uint8_t>* repeated)
    : length_(length) {
  const std::size_t most = std::min(text.size(), kMostGrams), size = slots_for(most);
  slots_.assign(size, 0);
  std::uint32_t* const slots = slots_.data();
  if (repeated != nullptr) repeated->assign(text.size(), 0);
  // Where the latest occurrence of each run ends, so that the first is marked once the second is
  // found. A large text is gone through twice instead.
  const bool is_large = most > kLargeText;
  const bool marks_at_once = repeated != nullptr && !is_large;
  const auto last_at = std::make_unique_for_overwrite<std::uint32_t[]>(marks_at_once ? size : 1);
  std::size_t room = most;
  for_each_gram(text, length, [&](std::uint64_t hash, std::size_t first, std::size_t last) {
    const std::size_t place = place_of(hash, slots, size);
    const std::uint32_t seen = slots[place] & 3U;
    if (marks_at_once) {
      if (seen == 1) mark_run(text, length, last_at[place], *repeated);
      if (seen > 0) mark(first, last, *repeated);
      last_at[place] = static_cast<std::uint32_t>(last);
    }
    slots[place] = tag_of(hash) | std::min(seen + 1, 3U);
    return --room > 0;
  });
  if (!is_large || repeated == nullptr) return;
  room = most;
  for_each_gram(text, length, [&](std::uint64_t hash, std::size_t first, std::size_t last) {
    if (count(hash) >= 2) mark(first, last, *repeated);
    return --room > 0;
  });
}

std::uint32_t GramTable::count(std::uint64_t hash) const {
  return slots_[place_of(hash, slots_.data(), slots_.size())] & 3U;
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

bool GramTable::is_repeated_across(std::u32string_view tail, std::u32string_view head) const {
  const std::optional<std::uint64_t> run = run_across(tail, head, length_);
  return run && count(*run) >= 2;
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

void RunSearch::search(std::u32string_view text, std::size_t length) {
  if (wanted_.empty() || text.empty()) return;
  std::sort(wanted_.begin(), wanted_.end());
  wanted_.erase(std::unique(wanted_.begin(), wanted_.end()), wanted_.end());
  is_found_.assign(wanted_.size(), 0);
  // Nearly all runs of the text are ruled out by one look.
  constexpr unsigned kBits = 12;
  std::vector<std::uint8_t> may_be_wanted(std::size_t{1} << kBits);
  for (const std::uint64_t run : wanted_) may_be_wanted[run >> (64U - kBits)] = 1;
  const std::uint8_t* const may_be = may_be_wanted.data();
  std::size_t room = std::min(text.size(), kMostGrams);
  for_each_gram(text, length, [&](std::uint64_t run, std::size_t, std::size_t) {
    if (may_be[run >> (64U - kBits)] != 0) {
      const auto at = std::lower_bound(wanted_.begin(), wanted_.end(), run);
      if (at != wanted_.end() && *at == run) is_found_[at - wanted_.begin()] = 1;
    }
    return --room > 0;
  });
}

bool RunSearch::has_found(std::uint64_t run) const {
  const auto at = std::lower_bound(wanted_.begin(), wanted_.end(), run);
  return at != wanted_.end() && *at == run && is_found_[at - wanted_.begin()] != 0;
}

}  // namespace broadsheet::newspaper

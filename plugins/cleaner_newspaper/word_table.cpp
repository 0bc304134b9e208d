// SPDX-License-Identifier: Apache-2.0
#include "word_table.hpp"

#include <algorithm>
#include <bit>

namespace broadsheet::newspaper {
namespace {

// What a unit at the head of a node or behind it means, as unicode/ucharstrie.h says.
constexpr std::size_t kMostBranchesInRow = 5;
constexpr char16_t kLinear = 0x30;     // from here on: the trie goes on with one run only,
constexpr char16_t kValueLead = 0x40;  // or has a value first
constexpr char16_t kTypeMask = 0x3F;
constexpr char16_t kFinal = 0x8000;
// From where on values, values of nodes and jumps take one unit more, or two.
constexpr std::uint32_t kLongValue = 0x4000, kLongestValue = 0x7FFF;
constexpr std::uint32_t kLongNodeValue = 0x4040, kLongestNodeValue = 0x7FC0;
constexpr std::uint32_t kLongJump = 0xFC00, kLongestJump = 0xFFFF;

// The number that begins with `lead` and goes on at `at`, which moves behind it.
std::size_t number_of(std::uint32_t lead, const char16_t*& at, std::uint32_t from_one,
                      std::uint32_t from_two) {
  if (lead < from_one) return lead;
  if (lead < from_two) return std::size_t{lead - from_one} << 16U | *at++;
  const std::size_t number = std::size_t{at[0]} << 16U | at[1];
  at += 2;
  return number;
}
std::size_t take_number(const char16_t*& at, std::uint32_t from_one, std::uint32_t from_two) {
  const std::uint32_t lead = *at++;
  return number_of(lead, at, from_one, from_two);
}
// The same of a node's value, whose lead says of what type the node is as well.
std::size_t node_value_of(std::uint32_t lead, const char16_t*& at) {
  if (lead < kLongNodeValue) return (lead >> 6U) - 1;
  if (lead < kLongestNodeValue)
    return std::size_t{(lead & kLongestNodeValue) - kLongNodeValue} << 10U | *at++;
  const std::size_t value = std::size_t{at[0]} << 16U | at[1];
  at += 2;
  return value;
}

}  // namespace

WordTable::WordTable(const char16_t* trie) : prefixes_(std::size_t{1} << kPrefixBits) {
  read_node(trie, {});
  place_words();
}

template <typename Take>
void WordTable::for_each_span(std::u16string_view text, std::size_t border, Take take) {
  // The hash of a run is a sum with a power of the multiplier for each character, counted from the
  // run's end: all runs that end behind the border share their sums.
  std::uint64_t hash = text[border] * kMultiplier, power = kMultiplier;
  std::size_t begin = border;
  for (; begin > 0 && border + 2 - begin <= kLongestPrefix; --begin) {
    power *= kMultiplier;
    hash += text[begin - 1] * power;
    take(hash);
  }
  for (; begin > 0; --begin) {
    std::uint64_t first = 0;
    for (const char16_t c : text.substr(begin - 1, kLongestPrefix)) first = extend(first, c);
    take(first);
  }
}

bool WordTable::may_span(std::u16string_view text, std::size_t border) const {
  // All looks are independent of each other, so that none waits for another's memory.
  bool may_span = false;
  for_each_span(text, border, [&](std::uint64_t hash) { may_span |= may_begin(hash); });
  return may_span;
}

void WordTable::announce_span(std::u16string_view text, std::size_t border) const {
  for_each_span(text, border,
                [&](std::uint64_t hash) { __builtin_prefetch(&prefixes_[prefix_of(hash)]); });
}

void WordTable::announce_words(std::u16string_view text) const {
  for (std::size_t begin = 0; begin + 1 < text.size(); ++begin) {
    const std::uint64_t hash = extend(extend(0, text[begin]), text[begin + 1]);
    __builtin_prefetch(&prefixes_[prefix_of(hash)]);
    __builtin_prefetch(&slots_[hash >> shift_]);
  }
}

WordTable::Run WordTable::note(Run run, char16_t c) {
  run = {extend(run.hash, c), run.length + 1};
  const bool is_prefix = run.length > 1 && run.length <= kLongestPrefix;
  if (is_prefix) prefixes_[prefix_of(run.hash)] |= bits_of(run.hash);
  return run;
}

void WordTable::note_word(Run run, std::size_t cost) {
  if (run.length < 2) return;
  words_.push_back({run.hash, static_cast<std::uint32_t>(std::min<std::size_t>(cost, kMostCost))});
}

void WordTable::place_words() {
  const unsigned bits = std::bit_width(words_.size() + words_.size() / 4 + 1);
  shift_ = 64U - bits;
  slots_.resize(std::size_t{1} << bits);
  for (const Word& word : words_) {
    std::size_t at = word.hash >> shift_;
    while (slots_[at] != 0) at = at + 1 < slots_.size() ? at + 1 : 0;
    slots_[at] = tag_of(word.hash) | word.cost;
  }
  words_ = {};
}

void WordTable::read_node(const char16_t* at, Run run) {
  while (run.length < kLongestWord) {
    char16_t lead = *at++;
    if (lead >= kFinal) {
      note_word(run, number_of(lead & ~kFinal, at, kLongValue, kLongestValue));
      return;
    }
    if (lead >= kValueLead) {
      note_word(run, node_value_of(lead, at));
      lead &= kTypeMask;
    }
    if (lead < kLinear) {
      const std::size_t count = lead != 0 ? lead : *at++;
      read_branches(at, count + 1, run);
      return;
    }
    for (; lead >= kLinear && run.length < kLongestWord; --lead) run = note(run, *at++);
  }
}

void WordTable::read_branches(const char16_t* at, std::size_t count, Run run) {
  while (count > kMostBranchesInRow) {
    ++at;  // where the halves part
    const char16_t* half = at;
    const std::size_t jump = take_number(half, kLongJump, kLongestJump);
    read_branches(half + jump, count / 2, run);
    count -= count / 2;
    at = half;
  }
  for (; count > 1; --count) {
    const Run branch = note(run, *at++);
    const std::uint32_t lead = *at++;
    const std::size_t number =
        number_of(lead & ~std::uint32_t{kFinal}, at, kLongValue, kLongestValue);
    if (lead >= kFinal)
      note_word(branch, number);
    else
      read_node(at + number, branch);
  }
  const char16_t last = *at++;
  read_node(at, note(run, last));
}

}  // namespace broadsheet::newspaper

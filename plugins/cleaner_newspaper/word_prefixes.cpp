// SPDX-License-Identifier: Apache-2.0
#include "word_prefixes.hpp"

#include <algorithm>

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

std::size_t more_units(std::uint32_t lead, std::uint32_t from_one, std::uint32_t from_two) {
  return lead < from_one ? 0 : lead < from_two ? 1 : 2;
}

// The number at `at`, which moves behind it.
std::size_t take_number(const char16_t*& at, std::uint32_t from_one, std::uint32_t from_two) {
  const std::uint32_t lead = *at++;
  if (lead < from_one) return lead;
  if (lead < from_two) return std::size_t{lead - from_one} << 16U | *at++;
  const std::size_t number = std::size_t{at[0]} << 16U | at[1];
  at += 2;
  return number;
}

}  // namespace

WordPrefixes::WordPrefixes(const char16_t* trie) : words_(std::size_t{1} << kWordBits) {
  read_node(trie, {});
}

bool WordPrefixes::may_span(std::u16string_view text, std::size_t border) const {
  // All looks are independent of each other, so that none waits for another's memory.
  bool may_span = false;
  const std::size_t end = border + 1;
  for (std::size_t begin = 0; begin < border; ++begin) {
    std::uint64_t hash = 0;
    for (const char16_t c : text.substr(begin, std::min(end - begin, kLongest)))
      hash = extend(hash, c);
    may_span |= may_begin(hash);
  }
  return may_span;
}

WordPrefixes::Run WordPrefixes::note(Run run, char16_t c) {
  run = {extend(run.hash, c), run.length + 1};
  if (run.length > 1) words_[run.hash >> (64U - kWordBits)] |= bits_of(run.hash);
  return run;
}

void WordPrefixes::read_node(const char16_t* at, Run run) {
  while (run.length < kLongest) {
    char16_t lead = *at++;
    if (lead >= kValueLead) {
      if ((lead & kFinal) != 0) return;
      at += more_units(lead, kLongNodeValue, kLongestNodeValue);
      lead &= kTypeMask;
    }
    if (lead < kLinear) {
      const std::size_t count = lead != 0 ? lead : *at++;
      read_branches(at, count + 1, run);
      return;
    }
    for (; lead >= kLinear && run.length < kLongest; --lead) run = note(run, *at++);
  }
}

void WordPrefixes::read_branches(const char16_t* at, std::size_t count, Run run) {
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
    const bool is_final = (*at & kFinal) != 0;
    const char16_t* next = at;
    if (is_final) {
      at += 1 + more_units(*at & ~kFinal, kLongValue, kLongestValue);
      continue;
    }
    const std::size_t jump = take_number(next, kLongValue, kLongestValue);
    read_node(next + jump, branch);
    at = next;
  }
  const char16_t last = *at++;
  read_node(at, note(run, last));
}

}  // namespace broadsheet::newspaper

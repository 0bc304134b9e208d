// SPDX-License-Identifier: Apache-2.0
#include "word_dictionary.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace broadsheet::newspaper {
namespace {

constexpr std::uint64_t kBeginsNoWord = ~std::uint64_t{0};
constexpr char32_t kFirst = 0x4E00, kLast = 0x9FFF;
constexpr std::uint32_t kNoWord = 255;  // what a character costs that is no word by itself

// The dictionary's header: offsets and kinds, as numbers of 32 bits.
constexpr std::size_t kTrieOffset = 0, kTrieType = 4;
constexpr std::int32_t kTypeMask = 7, kTrieOfCharacters = 1;

UBool is_dictionary(void*, const char*, const char*, const UDataInfo* info) {
  constexpr std::array<std::uint8_t, 4> kFormat = {'D', 'i', 'c', 't'};
  return info->isBigEndian == U_IS_BIG_ENDIAN && info->charsetFamily == U_CHARSET_FAMILY &&
         std::equal(kFormat.begin(), kFormat.end(), info->dataFormat) &&
         info->formatVersion[0] == 1;
}

}  // namespace

const WordDictionary* WordDictionary::find() {
  static const WordDictionary one;
  return one.trie_ == nullptr ? nullptr : &one;
}

WordDictionary::WordDictionary() {
  UErrorCode status = U_ZERO_ERROR;
  file_ = udata_openChoice(U_ICUDATA_NAME U_TREE_SEPARATOR_STRING "brkitr", "dict", "cjdict",
                           is_dictionary, nullptr, &status);
  if (U_FAILURE(status)) {
    file_ = nullptr;
    return;
  }
  const auto* const header = static_cast<const std::int32_t*>(udata_getMemory(file_));
  if ((header[kTrieType] & kTypeMask) != kTrieOfCharacters) return;
  const auto* const bytes = reinterpret_cast<const char*>(header);
  trie_ = reinterpret_cast<const char16_t*>(bytes + header[kTrieOffset]);
  icu::UCharsTrie trie(trie_);
  for (char32_t c = kFirst; c <= kLast; ++c) {
    const bool begins_word = trie.first(static_cast<UChar32>(c)) != USTRINGTRIE_NO_MATCH;
    after_first_.push_back(begins_word ? trie.getState64() : kBeginsNoWord);
  }
}

WordDictionary::~WordDictionary() {
  if (file_ != nullptr) udata_close(file_);
}

UStringTrieResult WordDictionary::begin_word(char16_t first, icu::UCharsTrie& trie) const {
  const std::uint64_t state = after_first_[first - kFirst];
  if (state == kBeginsNoWord) return USTRINGTRIE_NO_MATCH;
  trie.resetToState64(state);
  return trie.current();
}

// Is there any word that begins before the border and ends behind it?
bool WordDictionary::may_span(std::u16string_view text, std::size_t border) const {
  icu::UCharsTrie trie(trie_);
  for (std::size_t begin = border; begin-- > 0;) {
    UStringTrieResult result = begin_word(text[begin], trie);
    for (std::size_t at = begin + 1; at < text.size() && USTRINGTRIE_HAS_NEXT(result); ++at) {
      result = trie.next(text[at]);
      if (at >= border && USTRINGTRIE_HAS_VALUE(result)) return true;
    }
  }
  return false;
}

bool WordDictionary::spans(std::u16string_view text, std::size_t border) const {
  if (!may_span(text, border)) return false;
  constexpr std::uint32_t kUnreached = ~0U;
  std::array<std::uint32_t, kMostCharacters + 1> cost;
  std::array<std::uint8_t, kMostCharacters + 1> begin_of{};
  cost.fill(kUnreached);
  cost[0] = 0;
  const auto take = [&](std::size_t begin, std::size_t end, std::uint32_t word_cost) {
    if (cost[begin] + word_cost >= cost[end]) return;
    cost[end] = cost[begin] + word_cost;
    begin_of[end] = static_cast<std::uint8_t>(begin);
  };
  icu::UCharsTrie trie(trie_);
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    UStringTrieResult result = begin_word(text[begin], trie);
    const bool is_word = USTRINGTRIE_HAS_VALUE(result);
    if (is_word) take(begin, begin + 1, static_cast<std::uint32_t>(trie.getValue()));
    for (std::size_t at = begin + 1; at < text.size() && USTRINGTRIE_HAS_NEXT(result); ++at) {
      result = trie.next(text[at]);
      if (USTRINGTRIE_HAS_VALUE(result))
        take(begin, at + 1, static_cast<std::uint32_t>(trie.getValue()));
    }
    if (!is_word) take(begin, begin + 1, kNoWord);
  }
  std::size_t end = text.size();
  while (begin_of[end] > border) end = begin_of[end];
  return begin_of[end] != border && end > border;
}

}  // namespace broadsheet::newspaper

// SPDX-License-Identifier: Apache-2.0
#include "word_dictionary.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace broadsheet::newspaper {
namespace {

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
  begins_.reserve(kLast - kFirst + 1);
  for (char32_t c = kFirst; c <= kLast; ++c) {
    const UStringTrieResult result = trie.first(static_cast<UChar32>(c));
    const bool is_word = USTRINGTRIE_HAS_VALUE(result), goes_on = USTRINGTRIE_HAS_NEXT(result);
    begins_.push_back({goes_on ? trie.getState64() : 0,
                       is_word ? static_cast<std::uint32_t>(trie.getValue()) : kNoWord, goes_on});
  }
}

WordDictionary::~WordDictionary() {
  if (file_ != nullptr) udata_close(file_);
}

bool WordDictionary::may_span(std::u16string_view text, std::size_t border) const {
  if (questions_.load(std::memory_order_relaxed) <= kFewQuestions)
    questions_.fetch_add(1, std::memory_order_relaxed);
  const WordTable* const known = table();
  return known == nullptr || known->may_span(text, border);
}

void WordDictionary::announce_may_span(std::u16string_view text, std::size_t border) const {
  if (const WordTable* const known = table()) known->announce_span(text, border);
}

void WordDictionary::announce_spans(std::u16string_view text) const {
  if (const WordTable* const known = table()) known->announce_words(text);
  for (const char16_t c : text) __builtin_prefetch(&begins_[c - kFirst]);
}

const WordTable* WordDictionary::table() const {
  if (questions_.load(std::memory_order_relaxed) <= kFewQuestions) return nullptr;
  std::call_once(is_table_read_, [&] { table_.emplace(trie_); });
  return &*table_;
}

// Calls take(end, cost) for each word of two characters or more that begins at `begin`.
template <typename Take>
void WordDictionary::find_words(std::u16string_view text, std::size_t begin, icu::UCharsTrie& trie,
                                Take take) const {
  const Begin& first = begins_[text[begin] - kFirst];
  if (!first.goes_on) return;
  trie.resetToState64(first.state);
  bool goes_on = true;
  for (std::size_t at = begin + 1; at < text.size() && goes_on; ++at) {
    const UStringTrieResult result = trie.next(text[at]);
    if (USTRINGTRIE_HAS_VALUE(result)) take(at + 1, static_cast<std::uint32_t>(trie.getValue()));
    goes_on = USTRINGTRIE_HAS_NEXT(result);
  }
}

bool WordDictionary::spans(std::u16string_view text, std::size_t border) const {
  const WordTable* const known = table();
  struct Word {
    std::size_t begin, end;
    std::uint32_t cost;
  };
  std::array<Word, kMostCharacters * kMostCharacters / 2> words;
  std::size_t count = 0;
  bool may_span = false;
  icu::UCharsTrie trie(trie_);
  const auto find = [&](std::size_t begin) {
    const auto take = [&](std::size_t end, std::uint32_t cost) {
      words[count++] = {begin, end, cost};
      may_span = may_span || (begin < border && end > border);
    };
    if (known != nullptr)
      known->find_words(text, begin, take);
    else
      find_words(text, begin, trie, take);
  };
  for (std::size_t begin = 0; begin < border; ++begin) find(begin);
  if (!may_span) return false;
  for (std::size_t begin = border; begin < text.size(); ++begin) find(begin);

  constexpr std::uint32_t kUnreached = ~0U;
  std::array<std::uint32_t, kMostCharacters + 1> cost;
  std::array<std::uint8_t, kMostCharacters + 1> begin_of{};
  cost.fill(kUnreached);
  cost[0] = 0;
  const auto reach = [&](const Word& word) {
    if (cost[word.begin] + word.cost >= cost[word.end]) return;
    cost[word.end] = cost[word.begin] + word.cost;
    begin_of[word.end] = static_cast<std::uint8_t>(word.begin);
  };
  for (std::size_t begin = 0, next = 0; begin < text.size(); ++begin) {
    const std::uint32_t alone = begins_[text[begin] - kFirst].cost;
    if (alone != kNoWord) reach({begin, begin + 1, alone});
    for (; next < count && words[next].begin == begin; ++next) reach(words[next]);
    if (alone == kNoWord) reach({begin, begin + 1, alone});
  }
  std::size_t end = text.size();
  while (begin_of[end] > border) end = begin_of[end];
  return begin_of[end] != border;
}

}  // namespace broadsheet::newspaper

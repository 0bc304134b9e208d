// SPDX-License-Identifier: Apache-2.0
#include "terms.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "characters.hpp"
#include "phrases.hpp"
#include "simd.hpp"
#include "term_numbers.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr std::size_t kMostCharacters = 1000;
constexpr std::size_t kStemLength =
    5;  // letters that stand for a word: "clinics" and "clinic" meet
constexpr char32_t kHanBegin = tables::kLowEnd, kHanCount = tables::kHanEnd - tables::kLowEnd;
constexpr std::uint32_t kMostNumbers = 1U << 31U;

bool is_function_word(std::u32string_view word) {
  return std::ranges::find(phrases::kFunctionWords, word) != phrases::kFunctionWords.end();
}

std::uint32_t hash_of(std::u32string_view word) {
  std::uint32_t hash = 2166136261U;
  for (const char32_t c : word) hash = (hash ^ c) * 16777619U;
  return hash;
}

constexpr std::size_t kTogether = 8;
using Numbers = std::uint32_t __attribute__((vector_size(4 * kTogether)));

constexpr std::uint32_t kSpread = TermNumbers::kSpread;

constexpr std::uint32_t kFirstFactor = 40503U;

std::uint32_t pair_of(char32_t first, char32_t second) {
  return static_cast<std::uint32_t>(first * kFirstFactor) ^
         static_cast<std::uint32_t>(second << 3U);
}

// A bit for each character of the table, and others share them.
constexpr std::uint32_t kNamedBits = 1U << 15U;
static_assert(kHanCount <= kNamedBits);
std::uint32_t word_of(std::uint32_t c) { return c % kNamedBits / 32; }
std::uint32_t bit_of(std::uint32_t c) { return 1U << c % 32; }

bool is_in_table(char32_t c) { return c - kHanBegin < kHanCount; }

// Calls take(row, begin, end) for the text of each row of a unit, as far as it counts.
template <typename Take>
BROADSHEET_INLINE void for_each_text(const Page& page, const Unit& unit, Take take) {
  std::size_t room = kMostCharacters;
  for (const std::uint32_t r : unit.rows) {
    const Row& row = page.rows[r];
    const std::size_t size = std::min<std::size_t>(row.text_end - row.text_begin, room);
    take(row, row.text_begin, row.text_begin + size);
    room -= size;
    if (room == 0) break;
  }
}

// First the ideographs of all units and the keys of their pairs and words are written down, then
// the terms get numbers that may stand on the page twice.
class TermReader {
 public:
  TermReader(const Page& page, std::size_t unit_count, TermTables& tables)
      : page_(page),
        tables_(tables),
        most_(std::min(page.text.size(), unit_count * kMostCharacters)) {
    tables.begin_page(unit_count);
    result_.terms = tables.terms.make_room(2 * most_ + 2);
    const std::size_t room = most_ + kTogether;  // whole vectors are written, beyond the end
    result_.shared = tables.shared.make_room(room);
    std::uint32_t* list = tables.lists.make_room(6 * room);
    for (std::uint32_t** const begin :
         {&result_.ids, &result_.singles, &keys_, &places_, &characters_, &named_}) {
      *begin = list;
      list += room;
    }
    const std::size_t most_seen = most_ > kLargeText ? 2 * most_ : 8 * most_;
    const std::size_t size = std::bit_ceil(std::max(most_seen, std::size_t{1} << 12U));
    shift_ = static_cast<unsigned>(32 - std::countr_zero(size));
    always_ = static_cast<std::uint32_t>(size);
    seen_ = tables.seen.make_room(size + sizeof(std::uint32_t));  // which are looked at at once
    std::memset(seen_, 0, size);
    seen_[always_] = kTwice;
  }

  PageTerms read(const std::vector<Unit>& units) {
    if (has_avx2())
      read_all_by_avx2(units);
    else
      read_all(units);
    count_keys();
    forget_names();
    number_keys(units, put_repeated_aside(units));
    drop_terms_of_one_unit();
    result_.units = tables_.unit_terms;
    tables_.first_number += static_cast<std::uint32_t>(result_.term_count);
    return result_;
  }

 private:
  using UnitTerms = PageTerms::UnitTerms;
  static constexpr std::uint8_t kTwice = 2;  // a bit of what is seen of a key

  template <bool kByVectors>
  BROADSHEET_INLINE void read_those(const std::vector<Unit>& units, bool that_ask) {
    for (std::size_t u = 0; u < units.size(); ++u) {
      if (asks(units[u]) == that_ask) read_unit<kByVectors>(units[u], tables_.unit_terms[u]);
    }
  }
  void read_all(const std::vector<Unit>& units) {
    for (const bool that_ask : {true, false}) read_those<false>(units, that_ask);
  }
  BROADSHEET_AVX2 void read_all_by_avx2(const std::vector<Unit>& units) {
    for (const bool that_ask : {true, false}) read_those<true>(units, that_ask);
  }

  template <bool kByVectors>
  BROADSHEET_INLINE void read_unit(const Unit& unit, UnitTerms& terms) {
    terms.keys_begin = key_count_;
    terms.singles_begin = single_count_;
    previous_ = 0;
    character_count_ = 0;
    const bool that_asks = asks(unit);
    std::size_t plain_begin = 0, plain_end = 0;  // rows without words that lie side by side
    const auto read_plain = [&]() BROADSHEET_INLINE_LAMBDA {
      std::size_t begin = plain_begin;
      if constexpr (kByVectors) begin = read_by_avx2(plain_begin, plain_end, that_asks);
      if (begin < plain_end) read_text(begin, plain_end, that_asks);
      plain_begin = plain_end = 0;
    };
    for_each_text(page_, unit,
                  [&](const Row& row, std::size_t begin, std::size_t end) BROADSHEET_INLINE_LAMBDA {
                    const bool is_plain =
                        kByVectors && !row.has_words && page_.script == Script::full_width;
                    if (is_plain && plain_end == begin) {
                      plain_end = end;
                      return;
                    }
                    read_plain();
                    if (is_plain)
                      plain_begin = begin, plain_end = end;
                    else
                      read_text(begin, end, that_asks);
                  });
    read_plain();
    end_word();
    if (that_asks) name_characters();
    take_singles(unit.is_display);
    terms.keys_end = key_count_;
    terms.singles_end = single_count_;
    terms.total = key_count_ - terms.keys_begin;
    result_.total += terms.total;
    result_.paragraphs += unit.is_display ? 0 : 1;
  }

  void read_text(std::size_t begin, std::size_t end, bool that_asks) {
    std::size_t next = begin;
    const std::size_t first = character_count_;
    page_.rare.for_each(begin, end, [&](std::size_t at) BROADSHEET_INLINE_LAMBDA {
      if (at > next) take_run(next, at);
      read_rarer(page_.text[at]);
      next = at + 1;
    });
    if (end > next) take_run(next, end);
    if (page_.script == Script::roman && end > begin && page_.text[end - 1] != U'-') end_word();
    if (!that_asks) keep_named_characters(first);
  }

  // Han characters one beside the other.
  BROADSHEET_INLINE void take_run(std::size_t begin, std::size_t end) {
    if (!word_.empty()) end_word();
    const char32_t* const text = page_.text.data();
    if (previous_ != 0) take_pair(text[begin]);
    previous_ = text[end - 1];
    const std::size_t last = end - 1;
    std::uint32_t* keys = keys_ + key_count_;
    std::uint32_t* places = places_ + key_count_;
    std::uint32_t* characters = characters_ + character_count_;
    key_count_ += static_cast<std::uint32_t>(last - begin);
    character_count_ += end - begin;
    std::size_t at = begin;
    for (; at < end && at + kTogether < page_.text.size(); at += kTogether) {
      Numbers first, second;
      std::memcpy(&first, text + at, sizeof first);
      std::memcpy(&second, text + at + 1, sizeof second);
      const Numbers key = first * kFirstFactor ^ second << 3U, place = key * kSpread >> shift_;
      std::memcpy(keys, &key, sizeof key);
      std::memcpy(places, &place, sizeof place);
      std::memcpy(characters, &first, sizeof first);
      keys += kTogether;
      places += kTogether;
      characters += kTogether;
    }
    for (; at < end; ++at) {
      *characters++ = text[at];
      if (at == last) break;
      *keys = pair_of(text[at], text[at + 1]);
      *places++ = *keys++ * kSpread >> shift_;
    }
  }

  void read_rarer(char32_t c) {
    const Traits traits = traits_of(c);
    if ((traits & trait::kLatin) != 0) {
      word_.push_back(is_upper(c) && c < 0x80 ? c + 32 : c);
      previous_ = 0;
      return;
    }
    if (!word_.empty()) end_word();
    if ((traits & trait::kIdeograph) != 0) {
      if (previous_ != 0) take_pair(c);
      previous_ = c;
      characters_[character_count_++] = c;
    } else if (page_.script != Script::full_width || (traits & trait::kSpace) == 0) {
      previous_ = 0;
    }
  }
  void end_word() {
    if (word_.size() > 2 && !is_function_word(word_)) {
      keys_[key_count_] = hash_of(std::u32string_view(word_).substr(0, kStemLength));
      places_[key_count_++] = always_;
    }
    word_.clear();
  }
  void take_pair(char32_t second) {
    const std::uint32_t key = pair_of(previous_, second);
    keys_[key_count_] = key;
    places_[key_count_++] = key * kSpread >> shift_;
  }

  std::uint32_t& number_of(char32_t c) {
    return is_in_table(c) ? tables_.han_numbers[c - kHanBegin] : tables_.other_numbers[c];
  }
  void name_characters() {
    for (const char32_t c : std::span(characters_, character_count_)) {
      std::uint32_t& number = number_of(c);
      if (number != 0) continue;
      result_.terms[PageTerms::kSingles + named_count_] = {};
      named_[named_count_++] = c;
      number = named_count_;
      tables_.may_be_named[word_of(c)] |= bit_of(c);
    }
  }
  // The others tell nothing, but for a few of them.
  void keep_named_characters(std::size_t first) {
    const std::uint32_t* const may_be_named = tables_.may_be_named.data();
    std::uint32_t* const characters = characters_;
    std::size_t kept = first;
    for (std::size_t i = first; i < character_count_; ++i) {
      const std::uint32_t c = characters[i];
      characters[kept] = c;
      kept += (may_be_named[word_of(c)] & bit_of(c)) != 0 ? 1 : 0;
    }
    character_count_ = kept;
  }
  // Lists each of a unit's ideographs once. Without branches, since nothing tells beforehand
  // whether a character stands here for the first time.
  void take_singles(bool is_display) {
    const std::uint32_t unit = ++unit_count_, is_document = is_display ? 0 : 1;
    PageTerms::Term* const terms = result_.terms;
    std::uint32_t* const singles = result_.singles;
    std::uint32_t count = single_count_;
    for (const char32_t c : std::span(characters_, character_count_)) {
      const std::uint32_t number = number_of(c);
      if (number == 0) continue;
      const std::uint32_t id = PageTerms::kSingles + number - 1;
      const std::uint32_t is_first = terms[id].place != unit ? 1 : 0;
      singles[count] = id;
      count += is_first;
      terms[id].place = unit;
      terms[id].documents += is_document & is_first;
    }
    single_count_ = count;
  }

  void forget_names() {
    for (const char32_t c : std::span(named_, named_count_)) {
      tables_.may_be_named[word_of(c)] = 0;
      number_of(c) = 0;
    }
    tables_.other_numbers.clear();
    result_.terms[PageTerms::kOnce] = {0, 0, 1, 0};
  }

  // Most keys stand on the page once, and nearly all of those have a place of their own.
  void count_keys() {
    std::uint8_t* const seen = seen_;
#pragma GCC unroll 4
    for (const std::uint32_t place : std::span(places_, key_count_))
      seen[place] = static_cast<std::uint8_t>(2 * seen[place] + 1);
  }

  // Of the keys of units that ask nothing, only those stay that may repeat. Gives back how many
  // keys may: there are no more terms.
  std::size_t put_repeated_aside(const std::vector<Unit>& units) {
    std::size_t count = 0;
    const bool by_vectors = has_avx2();
    for (std::size_t u = 0; u < units.size(); ++u) {
      UnitTerms& terms = tables_.unit_terms[u];
      if (!asks(units[u])) {
        std::uint32_t from = terms.keys_begin, kept = terms.keys_begin;
        if (by_vectors) keep_repeated_by_avx2(terms.keys_end, from, kept);
        keep_repeated(terms.keys_end, from, kept);
        terms.keys_end = kept;
      }
      count += terms.keys_end - terms.keys_begin;
    }
    return count;
  }
  bool may_repeat(std::uint32_t key) const { return (seen_[places_[key]] & kTwice) != 0; }
  // Without branches, since nothing tells beforehand which keys repeat.
  void keep_repeated(std::uint32_t end, std::uint32_t& from, std::uint32_t& kept) {
    for (; from < end; ++from) {
      keys_[kept] = keys_[from];
      kept += may_repeat(from) ? 1 : 0;
    }
  }

#if defined(__x86_64__)
  // Reads text of Han characters and marks. Without branches, since marks stand at random. Gives
  // back where it has to be read on: vectors go beyond their end, but not beyond the text's.
  BROADSHEET_AVX2 std::size_t read_by_avx2(std::size_t begin, std::size_t end, bool that_asks) {
    const auto last_read = [&](std::size_t at) { return at + kTogether < page_.text.size(); };
    if (begin == end || !last_read(begin)) return begin;
    if (!word_.empty()) end_word();
    if (previous_ != 0 && is_han(page_.text[begin])) take_pair(page_.text[begin]);
    const int* const may_be_named = reinterpret_cast<const int*>(tables_.may_be_named.data());
    const __m256i factor = _mm256_set1_epi32(kFirstFactor);
    const __m256i spread = _mm256_set1_epi32(static_cast<int>(kSpread));
    const __m256i words = _mm256_set1_epi32(kNamedBits / 32 - 1), bits = _mm256_set1_epi32(31);
    const __m128i shift = _mm_cvtsi32_si128(static_cast<int>(shift_));
    const char32_t* const text = page_.text.data();
    std::size_t at = begin;
    for (; at < end && last_read(at); at += kTogether) {
      const unsigned rare = page_.rare.rare(at);
      const unsigned inside = end - at < kTogether ? (1U << (end - at)) - 1 : 0xFFU;
      const unsigned paired = end - at <= kTogether ? inside >> 1U : inside;
      const __m256i first = load_eight(text + at), second = load_eight(text + at + 1);
      const __m256i key =
          _mm256_xor_si256(_mm256_mullo_epi32(first, factor), _mm256_slli_epi32(second, 3));
      const __m256i place = _mm256_srl_epi32(_mm256_mullo_epi32(key, spread), shift);
      const unsigned pairs = ~(rare | rare >> 1U) & paired;
      store_kept(key, pairs, keys_ + key_count_);
      store_kept(place, pairs, places_ + key_count_);
      key_count_ += static_cast<std::uint32_t>(std::popcount(pairs));
      unsigned kept = ~rare & inside;
      if (!that_asks) {
        const __m256i word = _mm256_i32gather_epi32(
            may_be_named, _mm256_and_si256(_mm256_srli_epi32(first, 5), words), 4);
        // The bit of the character, as the sign.
        kept &= signs_of(_mm256_sllv_epi32(word, _mm256_andnot_si256(first, bits)));
      }
      store_kept(first, kept, characters_ + character_count_);
      character_count_ += static_cast<std::size_t>(std::popcount(kept));
    }
    const bool is_all = at >= end;  // else the pair over the break is written already
    previous_ = is_all && is_han(page_.text[end - 1]) ? page_.text[end - 1] : 0;
    return std::min(at, end);
  }
  BROADSHEET_AVX2 void keep_repeated_by_avx2(std::uint32_t end, std::uint32_t& from,
                                             std::uint32_t& kept) {
    static_assert(kTwice == 2);
    const int* const seen = reinterpret_cast<const int*>(seen_);
    for (; from + kTogether <= end; from += kTogether) {
      const __m256i places = load_eight(places_ + from);
      const unsigned repeated =
          signs_of(_mm256_slli_epi32(_mm256_i32gather_epi32(seen, places, 1), 30));
      store_kept(load_eight(keys_ + from), repeated, keys_ + kept);
      kept += static_cast<std::uint32_t>(std::popcount(repeated));
    }
  }
#else
  std::size_t read_by_avx2(std::size_t begin, std::size_t, bool) { return begin; }
  void keep_repeated_by_avx2(std::uint32_t, std::uint32_t&, std::uint32_t&) {}
#endif

  void number_keys(const std::vector<Unit>& units, std::size_t most_terms) {
    TermNumbers numbers(tables_, most_terms, PageTerms::kSingles + named_count_, result_);
    const std::uint32_t* const keys = keys_;
    std::uint32_t id_count = 0;
    for (std::size_t u = 0; u < units.size(); ++u) {
      UnitTerms& terms = tables_.unit_terms[u];
      terms.ids_begin = id_count;
      terms.shared_begin = numbers.shared_count();
      numbers.begin_unit();
      if (asks(units[u])) {
        id_count = list_keys(terms, !units[u].is_display, numbers);
      } else {
        for (std::uint32_t key = terms.keys_begin; key < terms.keys_end; ++key)
          numbers.take(keys[key], 1);
      }
      terms.ids_end = id_count;
      terms.shared_end = numbers.shared_count();
    }
    result_.term_count = numbers.term_count();
  }
  // Gives back the end of the list.
  BROADSHEET_INLINE std::uint32_t list_keys(const UnitTerms& terms, bool is_document,
                                            TermNumbers& numbers) {
    std::uint32_t end = terms.ids_begin;
    for (std::uint32_t key = terms.keys_begin; key < terms.keys_end; ++key) {
      if (may_repeat(key)) {
        const std::uint32_t id = numbers.take(keys_[key], is_document ? 1 : 0);
        if (id != PageTerms::kNone) result_.ids[end++] = id;
      } else if (is_document) {  // what only one heading has weighs nothing
        result_.ids[end++] = PageTerms::kOnce;
      }
    }
    return end;
  }
  void drop_terms_of_one_unit() {
    std::uint32_t kept = 0;
    for (UnitTerms& terms : tables_.unit_terms) {
      const std::uint32_t begin = kept;
      for (std::uint32_t i = terms.shared_begin; i < terms.shared_end; ++i) {
        result_.shared[kept] = result_.shared[i];
        kept += result_.terms[result_.shared[i].id].units > 1 ? 1 : 0;
      }
      terms.shared_begin = begin;
      terms.shared_end = kept;
    }
  }

  const Page& page_;
  TermTables& tables_;
  PageTerms result_;
  std::size_t most_;  // characters, and so pairs and words
  std::uint32_t* keys_ = nullptr;
  std::uint32_t* places_ = nullptr;      // of the keys in what is seen
  std::uint32_t* characters_ = nullptr;  // of the unit at hand
  std::uint32_t* named_ = nullptr;       // each of the page's ideographs once
  std::uint8_t* seen_ = nullptr;         // by place: 1 of a key's first, 3 of its second
  unsigned shift_ = 0;
  std::uint32_t always_ = 0;  // the place of words
  std::u32string word_;
  char32_t previous_ = 0;
  std::size_t character_count_ = 0;
  std::uint32_t key_count_ = 0, single_count_ = 0, named_count_ = 0, unit_count_ = 0;
};

}  // namespace

bool asks(const Unit& unit) {
  return unit.is_display || (unit.role != Role::paragraph && unit.role != Role::list_item &&
                             unit.role != Role::pull_quote);
}

void TermTables::begin_page(std::size_t unit_count) {
  han_numbers.resize(kHanCount);
  may_be_named.resize(kNamedBits / 32);
  unit_terms.assign(unit_count, {});
  if (first_number > kMostNumbers) {
    std::fill(slots.begin(), slots.end(), Slot{});
    first_number = 0;
  }
}

PageTerms read_terms(const Page& page, const std::vector<Unit>& units, TermTables& tables) {
  return TermReader(page, units.size(), tables).read(units);
}

}  // namespace broadsheet::newspaper

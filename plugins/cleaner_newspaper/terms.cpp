// SPDX-License-Identifier: Apache-2.0
#include "terms.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "characters.hpp"
#include "simd.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr std::size_t kMostCharacters = 1000;
constexpr std::size_t kStemLength =
    5;  // letters that stand for a word: "clinics" and "clinic" meet
constexpr char32_t kHanBegin = tables::kLowEnd, kHanCount = tables::kHanEnd - tables::kLowEnd;
constexpr std::uint32_t kMostNumbers = 1U << 31U;

constexpr std::array<std::u32string_view, 40> kFunctionWords = {
    U"the",   U"and",   U"for",  U"with",  U"that",  U"this", U"have", U"from",  U"they", U"are",
    U"not",   U"but",   U"was",  U"were",  U"will",  U"has",  U"had",  U"their", U"its",  U"who",
    U"which", U"said",  U"been", U"than",  U"one",   U"two",  U"his",  U"her",   U"she",  U"you",
    U"when",  U"would", U"can",  U"about", U"there", U"what", U"more", U"into",  U"also", U"after"};

std::uint32_t hash_of(std::u32string_view word) {
  std::uint32_t hash = 2166136261U;
  for (const char32_t c : word) hash = (hash ^ c) * 16777619U;
  return hash;
}

constexpr std::size_t kTogether = 8;
using Numbers = std::uint32_t __attribute__((vector_size(4 * kTogether)));

constexpr std::uint32_t kSpread = 0x9E3779B1U;

constexpr std::uint32_t kFirstFactor = 40503U;

std::uint32_t pair_of(char32_t first, char32_t second) {
  return static_cast<std::uint32_t>(first * kFirstFactor) ^
         static_cast<std::uint32_t>(second << 3U);
}

// Calls take(begin, end) for the text of each row of a unit, as far as it counts.
template <typename Take>
BROADSHEET_INLINE void for_each_text(const Page& page, const Unit& unit, Take take) {
  std::size_t room = kMostCharacters;
  for (const std::uint32_t r : unit.rows) {
    const Row& row = page.rows[r];
    const std::size_t size = std::min<std::size_t>(row.text_end - row.text_begin, room);
    take(row.text_begin, row.text_begin + size);
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
        most_(std::min(page.text.size(), unit_count * kMostCharacters)),
        mask_(std::bit_ceil(most_ + most_ / 4 + 16) - 1) {
    tables.begin_page(unit_count);
    first_unit_ = tables.units;
    if (tables.slots.size() <= mask_) tables.slots.resize(mask_ + 1);
    result_.terms = tables.terms.room_for(2 * most_ + 2);
    const std::size_t room = most_ + kTogether;  // whole vectors are written, beyond the end
    std::uint32_t* list = tables.lists.room_for(8 * room);
    for (std::uint32_t** const begin :
         {&result_.ids, &result_.shared_ids, &result_.shared_counts, &result_.singles, &keys_,
          &places_, &characters_, &named_}) {
      *begin = list;
      list += room;
    }
    const std::size_t most_seen = most_ > kLargeText ? 2 * most_ : 8 * most_;
    const std::size_t size = std::bit_ceil(std::max(most_seen, std::size_t{1} << 12U));
    shift_ = static_cast<unsigned>(32 - std::countr_zero(size));
    always_ = static_cast<std::uint32_t>(size);
    seen_ = tables.seen.room_for(size + 1);
    std::memset(seen_, 0, size);
    seen_[always_] = kTwice;
  }

  PageTerms read(const std::vector<Unit>& units) {
    if (has_avx2())
      read_all_by_avx2(units);
    else
      read_all(units);
    count_keys();
    list_singles();
    for (std::size_t u = 0; u < units.size(); ++u)
      number_keys(tables_.unit_terms[u], !units[u].is_display);
    result_.units = tables_.unit_terms;
    result_.term_count = term_count_;
    tables_.first_number += term_count_;
    return result_;
  }

 private:
  using Slot = TermTables::Slot;
  using Single = TermTables::Single;
  using UnitTerms = PageTerms::UnitTerms;
  struct Repeat {
    std::uint32_t key, place;  // in the list of ids
  };
  static constexpr std::uint8_t kTwice = 2;  // a bit of what is seen of a key

  void read_all(const std::vector<Unit>& units) {
    for (const Unit& unit : units) read_unit(unit);
  }
  BROADSHEET_AVX2 void read_all_by_avx2(const std::vector<Unit>& units) {
    for (const Unit& unit : units) read_unit(unit);
  }

  BROADSHEET_INLINE void read_unit(const Unit& unit) {
    const std::uint32_t keys_begin = key_count_, singles_begin = single_count_;
    previous_ = 0;
    character_count_ = 0;
    for_each_text(page_, unit, [&](std::size_t begin, std::size_t end) BROADSHEET_INLINE_LAMBDA {
      std::size_t next = begin;
      page_.rare.for_each(begin, end, [&](std::size_t at) BROADSHEET_INLINE_LAMBDA {
        if (at > next) take_run(next, at);
        read_rarer(page_.text[at]);
        next = at + 1;
      });
      if (end > next) take_run(next, end);
      if (page_.script == Script::roman && end > begin && page_.text[end - 1] != U'-') end_word();
    });
    end_word();
    take_singles(unit.is_display);
    const std::uint32_t total = key_count_ - keys_begin;
    result_.total += total;
    result_.paragraphs += unit.is_display ? 0 : 1;
    tables_.unit_terms.push_back(
        {keys_begin, key_count_, 0, 0, singles_begin, single_count_, total});
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
    if (word_.size() > 2 &&
        std::find(kFunctionWords.begin(), kFunctionWords.end(), word_) == kFunctionWords.end()) {
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

  Single& single_of(char32_t c) {
    return c - kHanBegin < kHanCount ? tables_.han[c - kHanBegin] : tables_.other_ideographs[c];
  }
  // Lists each of a unit's ideographs once. Without branches, since nothing tells beforehand
  // whether a character stands here for the first time, and in two steps, so that the place of no
  // write depends on what was read just before.
  [[gnu::noinline]] void take_singles(bool is_display) {
    constexpr std::uint32_t kNew = 1U << 31U, kFirst = 1U << 30U;
    const std::uint32_t first_unit = first_unit_, unit = ++tables_.units;
    const std::uint32_t document = is_display ? 0 : Single::kDocument;
    const std::size_t count = character_count_;
    std::uint32_t next = PageTerms::kSingles + named_count_;
    std::uint32_t* const found = found_.data();
    for (std::size_t i = 0; i < count; ++i) {
      Single& single = single_of(characters_[i]);
      const auto [latest, known] = single;
      const std::uint32_t is_new = 0U - (latest <= first_unit ? 1U : 0U);
      const std::uint32_t is_first = 0U - (latest != unit ? 1U : 0U);
      const std::uint32_t all = known ^ ((known ^ next) & is_new);
      next -= is_new;
      single = {unit, all + (document & is_first)};
      found[i] = all % Single::kDocument | (kNew & is_new) | (kFirst & is_first);
    }
    std::uint32_t* singles = result_.singles + single_count_;
    std::uint32_t* named = named_ + named_count_;
    for (std::size_t i = 0; i < count; ++i) {
      *singles = found[i] % Single::kDocument;
      singles += (found[i] & kFirst) != 0 ? 1 : 0;
      *named = characters_[i];
      named += (found[i] & kNew) != 0 ? 1 : 0;
    }
    single_count_ = static_cast<std::uint32_t>(singles - result_.singles);
    named_count_ = static_cast<std::uint32_t>(named - named_);
  }

  void list_singles() {
    for (std::uint32_t i = 0; i < named_count_; ++i) {
      const Single& single = single_of(named_[i]);
      result_.terms[PageTerms::kSingles + i] = {0, 0,
                                                single.documents_and_number / Single::kDocument, 0};
    }
    result_.terms[PageTerms::kOnce] = {0, 0, 1, 0};
    result_.terms[PageTerms::kNone] = {};
    term_count_ = PageTerms::kSingles + named_count_;
  }

  // Most keys stand on the page once, and nearly all of those have a place of their own.
  void count_keys() {
    std::uint8_t* const seen = seen_;
    for (std::uint32_t i = 0; i < key_count_; ++i)
      seen[places_[i]] = static_cast<std::uint8_t>(2 * seen[places_[i]] + 1);
  }

  // Without branches too: those that may repeat are put aside first.
  void number_keys(UnitTerms& unit, bool is_document) {
    repeats_.resize(std::max<std::size_t>(repeats_.size(), unit.total));
    const std::uint32_t counts_all = is_document ? 1 : 0;
    std::uint32_t* const ids = result_.ids;
    Repeat* const repeats = repeats_.data();
    std::uint32_t count = id_count_;
    std::size_t repeat_count = 0;
    for (std::uint32_t i = unit.ids_begin; i < unit.ids_end; ++i) {
      const std::uint32_t may_repeat = seen_[places_[i]] / kTwice & 1U;
      ids[count] = PageTerms::kOnce;
      repeats[repeat_count] = {keys_[i], count};
      repeat_count += may_repeat;
      count += may_repeat | counts_all;  // what only one heading has weighs nothing
    }
    unit.ids_begin = id_count_;
    unit.ids_end = id_count_ = count;
    unit.shared_begin = shared_count_;
    for (std::size_t k = 0; k < repeat_count; ++k) take(repeats[k], unit.shared_begin, counts_all);
    unit.shared_end = shared_count_;
  }

  void take(const Repeat& repeat, std::uint32_t shared_begin, std::uint32_t is_document) {
    const std::uint32_t id = id_of(repeat.key);
    PageTerms::Term& term = result_.terms[id];
    ++term.total;
    if (term.place > shared_begin) {
      ++result_.shared_counts[term.place - 1];
      result_.ids[repeat.place] = PageTerms::kNone;
      return;
    }
    result_.ids[repeat.place] = id;
    result_.shared_ids[shared_count_] = id;
    result_.shared_counts[shared_count_] = 1;
    term.place = ++shared_count_;
    term.documents += is_document;
    ++term.units;
  }

  std::uint32_t id_of(std::uint32_t key) {
    Slot& slot = slot_of(key);
    if (is_free(slot)) {
      result_.terms[term_count_] = {};
      slot = {key, tables_.first_number + ++term_count_};
    }
    return slot.number - tables_.first_number - 1;
  }
  // Numbers up to the first one are those of earlier pages.
  bool is_free(const Slot& slot) const { return slot.number <= tables_.first_number; }
  // The slot of a term, or the free one where it belongs; there are more than terms.
  Slot& slot_of(std::uint32_t term) const {
    Slot* const slots = tables_.slots.data();
    std::size_t at = (term * kSpread >> 7U) & mask_;
    while (!is_free(slots[at]) && slots[at].term != term) at = (at + 1) & mask_;
    return slots[at];
  }

  const Page& page_;
  TermTables& tables_;
  PageTerms result_;
  std::size_t most_;  // characters, and so pairs and words
  std::size_t mask_;  // of the slots in use: open addressing
  std::uint32_t* keys_ = nullptr;
  std::uint32_t* places_ = nullptr;      // of the keys in what is seen
  std::uint32_t* characters_ = nullptr;  // of the unit at hand
  std::uint32_t* named_ = nullptr;       // each of the page's ideographs once
  std::uint8_t* seen_ = nullptr;         // by place: 1 of a key's first, 3 of its second
  unsigned shift_ = 0;
  std::uint32_t always_ = 0;  // the place of words
  std::uint32_t first_unit_ = 0;
  std::u32string word_;
  char32_t previous_ = 0;
  std::size_t character_count_ = 0;
  std::uint32_t key_count_ = 0, single_count_ = 0, named_count_ = 0;
  std::uint32_t id_count_ = 0, shared_count_ = 0, term_count_ = 0;
  std::array<std::uint32_t, kMostCharacters> found_;
  std::vector<Repeat> repeats_;
};

}  // namespace

void TermTables::begin_page(std::size_t unit_count) {
  han.resize(kHanCount);
  other_ideographs.clear();
  unit_terms.clear();
  unit_terms.reserve(unit_count);
  if (first_number > kMostNumbers) {
    std::fill(slots.begin(), slots.end(), Slot{});
    first_number = 0;
  }
  if (units > kMostNumbers) {
    std::fill(han.begin(), han.end(), Single{});
    units = 0;
  }
}

PageTerms read_terms(const Page& page, const std::vector<Unit>& units, TermTables& tables) {
  return TermReader(page, units.size(), tables).read(units);
}

}  // namespace broadsheet::newspaper

// SPDX-License-Identifier: Apache-2.0
#include "terms.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "characters.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr std::size_t kMostCharacters = 1000;
constexpr std::size_t kStemLength =
    5;  // letters that stand for a word: "clinics" and "clinic" meet

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

// Which pairs of neighbouring ideographs a page may have twice. Most pairs stand on it once: they
// need no number. Says "maybe" of a few of those too.
class PairFilter {
 public:
  explicit PairFilter(std::size_t most_characters)
      : bits_(std::max(std::bit_ceil(16 * most_characters), std::size_t{1} << 16U)),
        shift_(static_cast<unsigned>(32 - std::countr_zero(bits_))),
        words_(bits_ / 64) {}

  void see(std::uint32_t pair) {
    const std::uint32_t at = place_of(pair);
    const std::uint64_t bit = std::uint64_t{1} << (at % 64);
    Word& word = words_[at / 64];
    word.seen_twice |= word.seen & bit;
    word.seen |= bit;
  }
  bool may_repeat(std::uint32_t pair) const {
    const std::uint32_t at = place_of(pair);
    return (words_[at / 64].seen_twice >> (at % 64) & 1U) != 0;
  }

 private:
  std::uint32_t place_of(std::uint32_t pair) const { return pair * 0x9E3779B1U >> shift_; }

  struct Word {
    std::uint64_t seen = 0, seen_twice = 0;
  };

  std::size_t bits_;
  unsigned shift_;
  std::vector<Word> words_;
};

constexpr char32_t kHanBegin = 0x4E00, kHanEnd = tables::kHanEnd;
constexpr std::uint32_t kMostNumbers = 1U << 31U;

std::uint32_t pair_of(char32_t first, char32_t second) {
  return static_cast<std::uint32_t>(first * 40503U) ^ static_cast<std::uint32_t>(second << 3U);
}

// Calls take(pair) for each pair of a unit's text, in parts.
template <typename Take>
void for_each_pair(std::u32string_view text, Script script, char32_t& previous, Take take) {
  for (const char32_t c : text) {
    if (c - kHanBegin >= kHanEnd - kHanBegin) {
      const Traits traits = traits_of(c);
      if ((traits & trait::kIdeograph) == 0) {
        if (script != Script::full_width || (traits & trait::kSpace) == 0) previous = 0;
        continue;
      }
    }
    if (previous != 0) take(pair_of(previous, c));
    previous = c;
  }
}

// Calls take(text) for each row of a unit, as far as it counts.
template <typename Take>
void for_each_text(const Page& page, const Unit& unit, Take take) {
  std::size_t room = kMostCharacters;
  for (const std::uint32_t row : unit.rows) {
    const std::u32string_view text = page.row_text(page.rows[row]).substr(0, room);
    take(text);
    room -= text.size();
    if (room == 0) break;
  }
}

class TermReader {
 public:
  TermReader(const Page& page, const std::vector<Unit>& units, TermTables& tables,
             PageTerms& result)
      : script_(page.script),
        result_(result),
        tables_(tables),
        most_(std::min(page.text.size(), units.size() * kMostCharacters)),
        filter_(most_),
        mask_(std::bit_ceil(most_ + most_ / 4 + 16) - 1) {
    tables.han.resize(kHanEnd - kHanBegin);
    if (tables.slots.size() <= mask_) tables.slots.resize(mask_ + 1);
    if (tables.first_number > kMostNumbers) tables.clear();
    result.terms = std::make_unique_for_overwrite<PageTerms::Term[]>(2 * most_ + 2);
    terms_ = result.terms.get();
    terms_[PageTerms::kOnce] = terms_[PageTerms::kNone] = {};
    result.lists = std::make_unique_for_overwrite<std::uint32_t[]>(4 * most_);
    result.ids = result.lists.get();
    result.shared_ids = result.ids + most_;
    result.shared_counts = result.shared_ids + most_;
    result.singles = result.shared_counts + most_;
    ids_ = result.ids;
    shared_ids_ = result.shared_ids;
    shared_counts_ = result.shared_counts;
    singles_ = result.singles;
    for (const Unit& unit : units) {
      char32_t previous = 0;
      for_each_text(page, unit, [&](std::u32string_view text) {
        for_each_pair(text, script_, previous, [&](std::uint32_t pair) { filter_.see(pair); });
      });
    }
  }

  void read(std::u32string_view text) {
    const auto is_han = [](char32_t c) { return c - kHanBegin < kHanEnd - kHanBegin; };
    for (std::size_t at = 0; at < text.size();) {
      if (!word_.empty() || !is_han(text[at])) {
        read_rarer(text[at++]);
        continue;
      }
      std::size_t end = at + 1;
      while (end < text.size() && is_han(text[end])) ++end;
      take_singles(text.substr(at, end - at));
      take_pairs(text.substr(at, end - at));
      at = end;
    }
  }
  void end_word() {
    if (word_.size() > 2 &&
        std::find(kFunctionWords.begin(), kFunctionWords.end(), word_) == kFunctionWords.end()) {
      take_word(hash_of(std::u32string_view(word_).substr(0, kStemLength)));
    }
    word_.clear();
  }
  void begin_unit(bool is_document) {
    is_document_ = is_document ? 1 : 0;
    previous_ = 0;
    unit_ = {id_count_, id_count_, shared_count_, shared_count_, single_count_, single_count_, 0};
  }
  void end_unit() {
    end_word();
    unit_.ids_end = id_count_;
    unit_.shared_end = shared_count_;
    unit_.singles_end = single_count_;
    result_.units.push_back(unit_);
    result_.total += unit_.total;
  }
  void end() {
    result_.term_count = term_count_;
    tables_.first_number += term_count_;
  }

 private:
  using Slot = TermTables::Slot;
  struct Repeat {
    std::uint32_t pair, place;  // in ids_
  };

  void read_rarer(char32_t c) {
    const Traits traits = traits_of(c);
    if ((traits & trait::kLatin) != 0) {
      word_.push_back(is_upper(c) && c < 0x80 ? c + 32 : c);
      previous_ = 0;
      return;
    }
    if (!word_.empty()) end_word();
    if ((traits & trait::kIdeograph) != 0) {
      const bool is_han = c - kHanBegin < kHanEnd - kHanBegin;
      take_single(is_han ? tables_.han[c - kHanBegin] : number_of(static_cast<std::uint32_t>(c)));
      take_pair(c);
    } else if (script_ != Script::full_width || (traits & trait::kSpace) == 0) {
      previous_ = 0;
    }
  }

  // Numbers up to the first one are those of earlier pages.
  bool is_free(const Slot& slot) const { return slot.number <= tables_.first_number; }

  // The number of a term, or an old one in the slot where it belongs.
  std::uint32_t& number_of(std::uint32_t term) {
    std::size_t at = place_of(term);
    if (is_free(tables_.slots[at])) {
      if (++used_ * 4 > mask_ * 3) {
        grow();
        at = place_of(term);
      }
      tables_.slots[at].term = term;
    }
    return tables_.slots[at].number;
  }
  std::size_t place_of(std::uint32_t term) const {
    const Slot* const slots = tables_.slots.data();
    std::size_t at = (term * 0x9E3779B1U >> 7U) & mask_;
    while (!is_free(slots[at]) && slots[at].term != term) at = (at + 1) & mask_;
    return at;
  }
  void grow() {
    mask_ = 2 * mask_ + 1;
    std::vector<Slot> old(std::max(mask_ + 1, tables_.slots.size()));
    old.swap(tables_.slots);
    for (const Slot& slot : old) {
      if (!is_free(slot)) tables_.slots[place_of(slot.term)] = slot;
    }
  }

  std::uint32_t id_of(std::uint32_t& number) {
    if (number <= tables_.first_number) {
      terms_[term_count_] = {};
      number = tables_.first_number + ++term_count_;
    }
    return number - tables_.first_number - 1;
  }
  void take_single(std::uint32_t& number) {
    const std::uint32_t id = id_of(number);
    PageTerms::Term& term = terms_[id];
    if (term.place > unit_.singles_begin) return;
    singles_[single_count_] = id;
    term.place = ++single_count_;
    term.documents += is_document_;
  }
  // Without branches: nothing tells beforehand whether a character stands here for the first time.
  void take_singles(std::u32string_view han) {
    const std::uint32_t first = tables_.first_number, begin = unit_.singles_begin;
    const std::uint32_t is_document = is_document_;
    std::uint32_t terms = term_count_, count = single_count_;
    std::uint32_t* const numbers = tables_.han.data();
    std::uint32_t* const singles = singles_;
    PageTerms::Term* const list = terms_;
    for (const char32_t c : han) {
      std::uint32_t number = numbers[c - kHanBegin];
      const bool is_new = number <= first;
      list[terms] = {};
      number = is_new ? first + terms + 1 : number;
      terms += is_new ? 1 : 0;
      numbers[c - kHanBegin] = number;
      const std::uint32_t id = number - first - 1;
      PageTerms::Term& term = list[id];
      const std::uint32_t is_first = term.place > begin ? 0 : 1;
      singles[count] = id;
      count += is_first;
      term.place = is_first != 0 ? count : term.place;
      term.documents += is_document & is_first;
    }
    term_count_ = terms;
    single_count_ = count;
  }
  void take_pair(char32_t c) { take_pairs({&c, 1}); }
  // Without branches too: those that may repeat are put aside first.
  void take_pairs(std::u32string_view characters) {
    if (previous_ == 0) {
      previous_ = characters.front();
      characters.remove_prefix(1);
    }
    repeats_.resize(std::max(repeats_.size(), characters.size()));
    const PairFilter& filter = filter_;
    const std::uint32_t is_document = is_document_;
    std::uint32_t* const list = ids_;
    Repeat* const repeats = repeats_.data();
    std::uint32_t ids = id_count_;
    std::size_t count = 0;
    char32_t previous = previous_;
    for (const char32_t c : characters) {
      const std::uint32_t pair = pair_of(previous, c);
      const std::uint32_t may_repeat = filter.may_repeat(pair) ? 1 : 0;
      list[ids] = PageTerms::kOnce;
      repeats[count] = {pair, ids};
      count += may_repeat;
      ids += may_repeat | is_document;  // what only one heading has weighs nothing
      previous = c;
    }
    id_count_ = ids;
    unit_.total += static_cast<std::uint32_t>(characters.size());
    previous_ = previous;
    for (std::size_t k = 0; k < count; ++k) take(repeats[k].pair, repeats[k].place);
  }
  void take_word(std::uint32_t key) {
    ++unit_.total;
    take(key, id_count_++);
  }
  void take(std::uint32_t key, std::uint32_t place) {
    const std::uint32_t id = id_of(number_of(key));
    PageTerms::Term& term = terms_[id];
    ++term.total;
    if (term.place > unit_.shared_begin) {
      ++shared_counts_[term.place - 1];
      ids_[place] = PageTerms::kNone;
      return;
    }
    ids_[place] = id;
    shared_ids_[shared_count_] = id;
    shared_counts_[shared_count_] = 1;
    term.place = ++shared_count_;
    term.documents += is_document_;
    ++term.units;
  }

  Script script_;
  PageTerms& result_;
  TermTables& tables_;
  std::size_t most_;
  PairFilter filter_;
  std::size_t mask_;  // of the slots in use: open addressing
  std::u32string word_;
  char32_t previous_ = 0;
  std::uint32_t is_document_ = 0;
  PageTerms::UnitTerms unit_{};
  std::uint32_t id_count_ = 0, shared_count_ = 0, single_count_ = 0;
  std::size_t used_ = 0;
  std::vector<Repeat> repeats_;
  std::uint32_t term_count_ = 2;  // PageTerms::kOnce and kNone
  PageTerms::Term* terms_;        // the lists of result_
  std::uint32_t *ids_, *shared_ids_, *shared_counts_, *singles_;
};

}  // namespace

void TermTables::clear() {
  std::fill(han.begin(), han.end(), 0U);
  std::fill(slots.begin(), slots.end(), Slot{});
  first_number = 0;
}

PageTerms read_terms(const Page& page, const std::vector<Unit>& units, TermTables& tables) {
  PageTerms result;
  TermReader reader(page, units, tables, result);
  result.units.reserve(units.size());
  for (const Unit& unit : units) {
    result.paragraphs += unit.is_display ? 0 : 1;
    reader.begin_unit(!unit.is_display);
    for_each_text(page, unit, [&](std::u32string_view text) {
      reader.read(text);
      if (page.script == Script::roman && !text.empty() && text.back() != U'-') reader.end_word();
    });
    reader.end_unit();
  }
  reader.end();
  result.terms[PageTerms::kOnce].documents = 1;
  return result;
}

}  // namespace broadsheet::newspaper

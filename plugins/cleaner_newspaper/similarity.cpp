// SPDX-License-Identifier: Apache-2.0
#include "similarity.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "characters.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr std::size_t kMostCharacters = 1000;
constexpr std::size_t kStemLength =
    5;  // letters that stand for a word: "clinics" and "clinic" meet
constexpr std::uint32_t kFewestTerms = 8;  // fewer tell nothing about an article
constexpr float kFewWords = 1.0F;          // a match of all of very few words is none of all
constexpr float kSingles = 0.8F;           // what single characters count for
constexpr float kOwnShare = 0.3F;          // of a text's words that come from its article alone

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

}  // namespace

// Reads the terms of one unit after the other.
class TermReader {
 public:
  TermReader(const Page& page, const std::vector<Unit>& units, TermTables& tables, Topics& topics)
      : script_(page.script),
        topics_(topics),
        tables_(tables),
        most_(std::min(page.text.size(), units.size() * kMostCharacters)),
        filter_(most_),
        mask_(std::bit_ceil(most_ + most_ / 4 + 16) - 1) {
    tables.han.resize(kHanEnd - kHanBegin);
    if (tables.slots.size() <= mask_) tables.slots.resize(mask_ + 1);
    if (tables.first_number > kMostNumbers) tables.clear();
    topics.terms_ = std::make_unique_for_overwrite<Topics::Term[]>(2 * most_ + 2);
    terms_ = topics.terms_.get();
    terms_[Topics::kOnce] = terms_[Topics::kNone] = {};
    topics.lists_ = std::make_unique_for_overwrite<std::uint32_t[]>(4 * most_);
    topics.ids_ = topics.lists_.get();
    topics.shared_ids_ = topics.ids_ + most_;
    topics.shared_counts_ = topics.shared_ids_ + most_;
    topics.singles_ = topics.shared_counts_ + most_;
    ids_ = topics.ids_;
    shared_ids_ = topics.shared_ids_;
    shared_counts_ = topics.shared_counts_;
    singles_ = topics.singles_;
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
    topics_.units_.push_back(unit_);
    topics_.total_ += unit_.total;
  }
  void end() {
    topics_.term_count_ = term_count_;
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
    Topics::Term& term = terms_[id];
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
    Topics::Term* const list = terms_;
    for (const char32_t c : han) {
      std::uint32_t number = numbers[c - kHanBegin];
      const bool is_new = number <= first;
      list[terms] = {};
      number = is_new ? first + terms + 1 : number;
      terms += is_new ? 1 : 0;
      numbers[c - kHanBegin] = number;
      const std::uint32_t id = number - first - 1;
      Topics::Term& term = list[id];
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
      list[ids] = Topics::kOnce;
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
    Topics::Term& term = terms_[id];
    ++term.total;
    if (term.place > unit_.shared_begin) {
      ++shared_counts_[term.place - 1];
      ids_[place] = Topics::kNone;
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
  Topics& topics_;
  TermTables& tables_;
  std::size_t most_;
  PairFilter filter_;
  std::size_t mask_;  // of the slots in use: open addressing
  std::u32string word_;
  char32_t previous_ = 0;
  std::uint32_t is_document_ = 0;
  Topics::UnitTerms unit_{};
  std::uint32_t id_count_ = 0, shared_count_ = 0, single_count_ = 0;
  std::size_t used_ = 0;
  std::vector<Repeat> repeats_;
  std::uint32_t term_count_ = 2;  // Topics::kOnce and kNone
  Topics::Term* terms_;           // the lists of topics_
  std::uint32_t *ids_, *shared_ids_, *shared_counts_, *singles_;
};

void TermTables::clear() {
  std::fill(han.begin(), han.end(), 0U);
  std::fill(slots.begin(), slots.end(), Slot{});
  first_number = 0;
}

Topics::Topics(const Page& page, const std::vector<Unit>& units, TermTables& tables)
    : script_(page.script), tells_kinship_(page.parts.kinship), held_by_unit_(units.size()) {
  TermReader reader(page, units, tables, *this);
  units_.reserve(units.size());
  std::uint32_t paragraphs = 0;
  for (const Unit& unit : units) {
    paragraphs += unit.is_display ? 0 : 1;
    reader.begin_unit(!unit.is_display);
    for_each_text(page, unit, [&](std::u32string_view text) {
      reader.read(text);
      if (page.script == Script::roman && !text.empty() && text.back() != U'-') reader.end_word();
    });
    reader.end_unit();
  }
  reader.end();
  weigh_terms(paragraphs);
  marks_.resize(term_count_);
  words_ = term_count_ / 64 + 1;
  most_texts_held_ = page.text.size() / words_ + 1;
  held_ = std::make_unique_for_overwrite<Bits[]>((most_texts_held_ + 1) * words_);
}

// Words that stand in headings only tell nothing about where those belong.
void Topics::weigh_terms(std::uint32_t paragraphs) {
  const float count = static_cast<float>(paragraphs) + 1.0F;
  std::vector<float> logs(2 * static_cast<std::size_t>(paragraphs) + 2, -1.0F);
  logs[0] = 0.0F;
  terms_[kOnce].documents = 1;
  weights_.resize(term_count_);
  for (std::size_t term = 0; term < term_count_; ++term) {
    const std::uint32_t documents = terms_[term].documents;
    float& log = logs[documents];
    if (log < 0.0F) log = std::log(count / static_cast<float>(documents));
    weights_[term] = log;
  }
}

Terms Topics::of(std::uint32_t unit) const {
  const UnitTerms& terms = units_[unit];
  return {std::span(ids_ + terms.ids_begin, ids_ + terms.ids_end),
          std::span(singles_ + terms.singles_begin, singles_ + terms.singles_end), unit};
}

void Topics::clear_marks(std::span<const std::uint32_t> ids) const {
  std::uint32_t* const marks = marks_.data();
  for (const std::uint32_t id : ids) marks[id] = 0;
}

void Topics::add(TitleTerms& into, std::uint32_t unit) const {
  const Terms from = of(unit);
  const auto append = [&](std::span<const std::uint32_t> ids, std::vector<std::uint32_t>& list) {
    list.reserve(list.size() + ids.size());
    for (const std::uint32_t id : list) marks_[id] = 1;
    for (const std::uint32_t id : ids) {
      if (marks_[id] == 0 || id == kOnce) list.push_back(id);
      marks_[id] = 1;
    }
    clear_marks(list);
  };
  append(from.ids, into.ids);
  append(from.singles, into.singles);
}

void Topics::append(TermSum& into, std::uint32_t id, std::uint32_t count) const {
  std::uint32_t& mark = marks_[id];
  if (mark == 0) {
    into.ids.push_back(id);
    into.counts.push_back(count);
    mark = static_cast<std::uint32_t>(into.ids.size());
  } else {
    into.counts[mark - 1] += count;
  }
}

void Topics::merge(TermSum& into, const TermSum& from) const {
  for (std::size_t i = 0; i < into.ids.size(); ++i)
    marks_[into.ids[i]] = static_cast<std::uint32_t>(i + 1);
  for (std::size_t i = 0; i < from.ids.size(); ++i) append(into, from.ids[i], from.counts[i]);
  clear_marks(into.ids);
  into.total += from.total;
  into.units.insert(into.units.end(), from.units.begin(), from.units.end());
  into.held = nullptr;
}

TermSum Topics::sum(const std::vector<std::uint32_t>& units) const {
  TermSum sum;
  sum.units = units;
  std::size_t most = 0;
  for (const std::uint32_t u : units) most += units_[u].shared_end - units_[u].shared_begin;
  sum.ids.reserve(most);
  sum.counts.reserve(most);
  for (const std::uint32_t u : units) {
    const UnitTerms& unit = units_[u];
    for (std::uint32_t i = unit.shared_begin; i < unit.shared_end; ++i) {
      if (terms_[shared_ids_[i]].units > 1) append(sum, shared_ids_[i], shared_counts_[i]);
    }
    sum.total += unit.total;
  }
  clear_marks(sum.ids);
  return sum;
}

// Adds the terms of a unit to those that a text holds.
void Topics::hold(std::uint32_t unit, Bits* bits) const {
  const UnitTerms& terms = units_[unit];
  const auto take = [&](std::uint32_t id) { bits[id / 64] |= std::uint64_t{1} << (id % 64); };
  for (std::uint32_t i = terms.shared_begin; i < terms.shared_end; ++i) take(shared_ids_[i]);
  for (std::uint32_t i = terms.singles_begin; i < terms.singles_end; ++i) take(singles_[i]);
}

// The bits to answer from, and whether they have to be found first.
std::pair<Topics::Bits*, bool> Topics::bits_for(Bits*& kept) const {
  if (kept != nullptr) return {kept, false};
  Bits* const bits = held_.get() + texts_held_ * words_;
  if (texts_held_ < most_texts_held_) {
    ++texts_held_;
    kept = bits;
  }
  std::fill(bits, bits + words_, 0);
  return {bits, true};
}

float Topics::share(std::span<const std::uint32_t> query, const Bits* text) const {
  float all = 0, covered = 0;
  for (const std::uint32_t id : query) {
    const float weight = weights_[id];
    all += weight;
    covered += (text[id / 64] >> (id % 64) & 1U) != 0 ? weight : 0.0F;
  }
  return all <= 0 ? 0.0F : covered / (all + kFewWords);
}

float Topics::coverage(const Terms& query, const Terms& text) const {
  const auto [bits, is_new] = bits_for(held_by_unit_[text.unit]);
  if (is_new) hold(text.unit, bits);
  return share(query.ids, bits) + kSingles * share(query.singles, bits);
}

float Topics::coverage(const Terms& query, const TermSum& text) const {
  const auto [bits, is_new] = bits_for(text.held);
  if (is_new) {
    for (const std::uint32_t unit : text.units) hold(unit, bits);
  }
  return share(query.ids, bits) + kSingles * share(query.singles, bits);
}

void Topics::find_common(const TermSum& a, const TermSum& b) const {
  common_.clear();
  std::uint32_t* const marks = marks_.data();
  for (std::uint32_t i = 0; i < a.ids.size(); ++i) marks[a.ids[i]] = i + 1;
  for (std::uint32_t i = 0; i < b.ids.size(); ++i) {
    const std::uint32_t mark = marks[b.ids[i]];
    if (mark != 0) common_.push_back({mark - 1, i});
  }
  clear_marks(a.ids);
}

// How much better, on average a word, `text` is predicted by a mixture of `model` and the rest of
// the page than by the rest alone. The rest is the page without `text` itself. The terms in common
// stand in the text's order.
float Topics::prediction(const TermSum& model, const TermSum& text, std::uint32_t Common::*in_model,
                         std::uint32_t Common::*in_text) const {
  const auto rest_total = static_cast<float>(total_ - text.total + 1);
  const auto model_total = static_cast<float>(model.total);
  float sum = 0;
  std::uint32_t found = 0;
  for (const Common& common : common_) {
    const std::uint32_t id = text.ids[common.*in_text];
    const std::uint32_t count = text.counts[common.*in_text];
    const std::uint32_t model_count = model.counts[common.*in_model];
    if (model_count == 0) continue;
    const float rest = (static_cast<float>(terms_[id].total - count) + 0.5F) / rest_total;
    const float own = static_cast<float>(model_count) / model_total;
    sum += static_cast<float>(count) *
           std::log((kOwnShare * own / rest + 1.0F - kOwnShare) / (1.0F - kOwnShare));
    found += count;
  }
  return found == 0 ? 0.0F : sum / static_cast<float>(text.total);
}

// The line was fitted by logistic regression over pairs of column pieces of typeset pages.
float Topics::kinship(const TermSum& a, const TermSum& b) const {
  const std::uint32_t smaller = std::min(a.total, b.total);
  if (smaller < kFewestTerms || !tells_kinship_) return 0.0F;
  if (a.ids.size() > b.ids.size()) return kinship(b, a);
  find_common(a, b);
  const float of_b = prediction(a, b, &Common::in_a, &Common::in_b);
  std::sort(common_.begin(), common_.end(),
            [](const Common& x, const Common& y) { return x.in_a < y.in_a; });
  const float gain = of_b + prediction(b, a, &Common::in_b, &Common::in_a);
  const float size = std::log(static_cast<float>(std::min<std::uint32_t>(smaller, 400)));
  if (script_ == Script::roman) return 3.2F - 1.71F * size + gain * (1.4F + 4.8F * size);
  return 2.2F - 1.0F * size + gain * (1.5F + 6.3F * size);
}

}  // namespace broadsheet::newspaper

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
constexpr float kSingles = 0.4F;           // what single characters count for
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

}  // namespace

// Reads the terms of one unit after the other.
class TermReader {
 public:
  TermReader(const Page& page, std::size_t most_characters, Topics& topics)
      : script_(page.script),
        topics_(topics),
        mask_(std::bit_ceil(most_characters + most_characters / 4 + 16) - 1),
        slots_(mask_ + 1),
        number_of_han_(kHanEnd - kHanBegin) {
    topics.terms_.reserve(most_characters + most_characters / 2);
    topics.ids_.resize(most_characters);
    topics.counts_.resize(most_characters);
    topics.singles_.resize(most_characters);
  }

  void read(std::u32string_view text) {
    for (const char32_t c : text) {
      if (c - kHanBegin >= kHanEnd - kHanBegin || !word_.empty()) {
        read_rarer(c);
        continue;
      }
      take_single(number_of_han_[c - kHanBegin]);
      take_pair(c);
    }
  }
  void end_word() {
    if (word_.size() > 2 &&
        std::find(kFunctionWords.begin(), kFunctionWords.end(), word_) == kFunctionWords.end()) {
      take(hash_of(std::u32string_view(word_).substr(0, kStemLength)));
    }
    word_.clear();
  }
  void begin_unit(bool is_document) {
    is_document_ = is_document ? 1 : 0;
    previous_ = 0;
    unit_ = {id_count_, id_count_, single_count_, single_count_, 0};
  }
  void end_unit() {
    end_word();
    unit_.ids_end = id_count_;
    unit_.singles_end = single_count_;
    topics_.units_.push_back(unit_);
    topics_.total_ += unit_.total;
  }
  void end() {
    topics_.ids_.resize(id_count_);
    topics_.counts_.resize(id_count_);
    topics_.singles_.resize(single_count_);
  }

 private:
  static constexpr char32_t kHanBegin = 0x4E00, kHanEnd = tables::kHanEnd;
  struct Slot {
    std::uint32_t term = 0;
    std::uint32_t number = 0;  // plus one; 0 is free
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
      if (c >= kHanBegin && c < kHanEnd)
        take_single(number_of_han_[c - kHanBegin]);
      else
        take_single(number_of(static_cast<std::uint32_t>(c)));
      take_pair(c);
    } else if (script_ != Script::full_width || (traits & trait::kSpace) == 0) {
      previous_ = 0;
    }
  }

  // The number of a term, or 0 in the slot where it belongs.
  std::uint32_t& number_of(std::uint32_t term) {
    std::size_t at = place_of(term);
    if (slots_[at].number == 0) {
      if (++used_ * 4 > slots_.size() * 3) {
        grow();
        at = place_of(term);
      }
      slots_[at].term = term;
    }
    return slots_[at].number;
  }
  std::size_t place_of(std::uint32_t term) const {
    const Slot* const slots = slots_.data();
    std::size_t at = (term * 0x9E3779B1U >> 7U) & mask_;
    while (slots[at].number != 0 && slots[at].term != term) at = (at + 1) & mask_;
    return at;
  }
  void grow() {
    std::vector<Slot> old(2 * slots_.size());
    old.swap(slots_);
    mask_ = slots_.size() - 1;
    for (const Slot& slot : old) {
      if (slot.number != 0) slots_[place_of(slot.term)] = slot;
    }
  }
  Topics::Term& term_of(std::uint32_t& number) {
    if (number == 0) {
      topics_.terms_.emplace_back();
      number = static_cast<std::uint32_t>(topics_.terms_.size());
    }
    return topics_.terms_[number - 1];
  }
  void take_single(std::uint32_t& number) {
    Topics::Term& term = term_of(number);
    if (term.place > unit_.singles_begin) return;
    topics_.singles_[single_count_] = number - 1;
    term.place = ++single_count_;
    term.documents += is_document_;
  }
  void take_pair(char32_t c) {
    if (previous_ != 0) take(static_cast<std::uint32_t>(previous_ * 40503U) ^ (c << 3U));
    previous_ = c;
  }
  void take(std::uint32_t key) {
    std::uint32_t& number = number_of(key);
    Topics::Term& term = term_of(number);
    ++term.total;
    ++unit_.total;
    if (term.place > unit_.ids_begin) {
      ++topics_.counts_[term.place - 1];
      return;
    }
    topics_.ids_[id_count_] = number - 1;
    topics_.counts_[id_count_] = 1;
    term.place = ++id_count_;
    term.documents += is_document_;
    ++term.units;
  }

  Script script_;
  Topics& topics_;
  std::size_t mask_;
  std::vector<Slot> slots_;                   // open addressing
  std::vector<std::uint32_t> number_of_han_;  // plus one
  std::u32string word_;
  char32_t previous_ = 0;
  std::uint32_t is_document_ = 0;
  Topics::UnitTerms unit_{};
  std::uint32_t id_count_ = 0, single_count_ = 0;
  std::size_t used_ = 0;
};

Topics::Topics(const Page& page, const std::vector<Unit>& units)
    : script_(page.script), tells_kinship_(page.parts.kinship), held_by_unit_(units.size()) {
  const std::size_t most = std::min(page.text.size(), units.size() * kMostCharacters);
  TermReader reader(page, most, *this);
  units_.reserve(units.size());
  std::uint32_t paragraphs = 0;
  for (const Unit& unit : units) {
    paragraphs += unit.is_display ? 0 : 1;
    reader.begin_unit(!unit.is_display);
    std::size_t room = kMostCharacters;
    for (const std::uint32_t row : unit.rows) {
      const std::u32string_view text = page.row_text(page.rows[row]).substr(0, room);
      reader.read(text);
      if (page.script == Script::roman && !text.empty() && text.back() != U'-') reader.end_word();
      room -= text.size();
      if (room == 0) break;
    }
    reader.end_unit();
  }
  reader.end();
  weigh_terms(paragraphs);
  marks_.resize(terms_.size());
  room_ = page.text.size();
}

// Words that stand in headings only tell nothing about where those belong.
void Topics::weigh_terms(std::uint32_t paragraphs) {
  const float count = static_cast<float>(paragraphs) + 1.0F;
  std::vector<float> logs(2 * static_cast<std::size_t>(paragraphs) + 1, -1.0F);
  logs[0] = 0.0F;
  weights_.resize(terms_.size());
  for (std::size_t term = 0; term < terms_.size(); ++term) {
    const std::uint32_t documents = terms_[term].documents;
    float& log = logs[documents];
    if (log < 0.0F) log = std::log(count / static_cast<float>(documents));
    weights_[term] = log;
  }
}

Terms Topics::of(std::uint32_t unit) const {
  const UnitTerms& terms = units_[unit];
  const std::size_t ids = terms.ids_end - terms.ids_begin;
  return {std::span(ids_).subspan(terms.ids_begin, ids),
          std::span(counts_).subspan(terms.ids_begin, ids),
          std::span(singles_).subspan(terms.singles_begin, terms.singles_end - terms.singles_begin),
          terms.total, unit};
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

void Topics::clear_marks(std::span<const std::uint32_t> ids) const {
  std::uint32_t* const marks = marks_.data();
  for (const std::uint32_t id : ids) marks[id] = 0;
}

void Topics::add(TermSum& into, const Terms& from) const {
  for (std::size_t i = 0; i < into.ids.size(); ++i)
    marks_[into.ids[i]] = static_cast<std::uint32_t>(i + 1);
  for (std::size_t i = 0; i < from.ids.size(); ++i) append(into, from.ids[i], from.counts[i]);
  clear_marks(into.ids);
  for (const std::uint32_t id : into.singles) marks_[id] = 1;
  for (const std::uint32_t id : from.singles) {
    if (marks_[id] == 0) into.singles.push_back(id);
    marks_[id] = 1;
  }
  clear_marks(into.singles);
  into.total += from.total;
  if (from.sum == nullptr)
    into.units.push_back(from.unit);
  else
    into.units.insert(into.units.end(), from.sum->units.begin(), from.sum->units.end());
  into.held.clear();
}

TermSum Topics::sum(const std::vector<std::uint32_t>& units) const {
  TermSum sum;
  sum.units = units;
  for (const std::uint32_t u : units) {
    const UnitTerms& unit = units_[u];
    for (std::uint32_t i = unit.ids_begin; i < unit.ids_end; ++i) {
      if (terms_[ids_[i]].units > 1) append(sum, ids_[i], counts_[i]);
    }
    sum.total += unit.total;
  }
  clear_marks(sum.ids);
  return sum;
}

// Adds the terms of a unit to those that a text holds.
void Topics::hold(std::uint32_t unit, Bits& bits) const {
  const UnitTerms& terms = units_[unit];
  const auto take = [&](std::uint32_t id) { bits[id / 64] |= std::uint64_t{1} << (id % 64); };
  for (std::uint32_t i = terms.ids_begin; i < terms.ids_end; ++i) take(ids_[i]);
  for (std::uint32_t i = terms.singles_begin; i < terms.singles_end; ++i) take(singles_[i]);
}

const Topics::Bits& Topics::held_by(const Terms& text) const {
  const std::size_t words = terms_.size() / 64 + 1;
  Bits& kept = text.sum == nullptr ? held_by_unit_[text.unit] : text.sum->held;
  if (!kept.empty()) return kept;
  const bool has_room = room_ >= words;
  if (has_room) room_ -= words;
  Bits& bits = has_room ? kept : held_;
  bits.assign(words, 0);
  if (text.sum == nullptr) {
    hold(text.unit, bits);
  } else {
    for (const std::uint32_t unit : text.sum->units) hold(unit, bits);
  }
  return bits;
}

float Topics::share(std::span<const std::uint32_t> query, const Bits& text) const {
  float all = 0, covered = 0;
  for (const std::uint32_t id : query) {
    const float weight = weights_[id];
    all += weight;
    covered += (text[id / 64] >> (id % 64) & 1U) != 0 ? weight : 0.0F;
  }
  return all <= 0 ? 0.0F : covered / (all + kFewWords);
}

float Topics::coverage(const Terms& query, const Terms& text) const {
  const Bits& held = held_by(text);
  return share(query.ids, held) + kSingles * share(query.singles, held);
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

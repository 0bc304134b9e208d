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

// Numbers the terms of a page from 0, by open addressing.
class TermNumbers {
 public:
  explicit TermNumbers(std::size_t most_terms)
      : mask_(std::bit_ceil(most_terms + most_terms / 4 + 16) - 1), slots_(mask_ + 1) {}

  std::uint32_t number(std::uint32_t term) {
    Slot* const slots = slots_.data();
    std::size_t at = (term * 0x9E3779B1U >> 7U) & mask_;
    while (slots[at].number != 0 && slots[at].term != term) at = (at + 1) & mask_;
    if (slots[at].number == 0) slots[at] = {term, ++count_};
    return slots[at].number - 1;
  }
  std::uint32_t count() const { return count_; }

 private:
  struct Slot {
    std::uint32_t term = 0;
    std::uint32_t number = 0;  // plus one; 0 is free
  };
  std::size_t mask_;
  std::vector<Slot> slots_;
  std::uint32_t count_ = 0;
};

// Reads the terms of one unit after the other.
class TermReader {
 public:
  TermReader(Script script, std::size_t most_terms, std::vector<std::uint32_t>& marks)
      : script_(script), numbers_(most_terms), marks_(marks) {
    ids_.resize(kMostCharacters);
    counts_.resize(kMostCharacters);
    singles_.resize(kMostCharacters);
  }

  void read(std::u32string_view text) {
    for (const char32_t c : text) read(c);
  }
  void end_word() {
    if (word_.size() > 2 &&
        std::find(kFunctionWords.begin(), kFunctionWords.end(), word_) == kFunctionWords.end()) {
      take(hash_of(std::u32string_view(word_).substr(0, kStemLength)));
    }
    word_.clear();
  }
  // What has been read since the last call.
  Terms take_terms(std::uint32_t unit) {
    end_word();
    previous_ = 0;
    const auto ids_end = ids_.begin() + id_count_, singles_end = singles_.begin() + single_count_;
    for (auto id = ids_.begin(); id < ids_end; ++id) marks_[*id] = 0;
    for (auto id = singles_.begin(); id < singles_end; ++id) marks_[*id] = 0;
    Terms terms;
    terms.ids.assign(ids_.begin(), ids_end);
    terms.counts.assign(counts_.begin(), counts_.begin() + id_count_);
    terms.singles.assign(singles_.begin(), singles_end);
    terms.total = total_;
    terms.units.push_back(unit);
    id_count_ = single_count_ = total_ = 0;
    return terms;
  }

 private:
  void read(char32_t c) {
    const Traits traits = traits_of(c);
    if ((traits & trait::kLatin) != 0) {
      word_.push_back(is_upper(c) && c < 0x80 ? c + 32 : c);
      previous_ = 0;
      return;
    }
    if (!word_.empty()) end_word();
    if ((traits & trait::kIdeograph) != 0) {
      take_single(static_cast<std::uint32_t>(c));
      if (previous_ != 0) take(static_cast<std::uint32_t>(previous_ * 40503U) ^ (c << 3U));
      previous_ = c;
    } else if (script_ != Script::full_width || (traits & trait::kSpace) == 0) {
      previous_ = 0;
    }
  }

  std::uint32_t number(std::uint32_t term) {
    const std::uint32_t id = numbers_.number(term);
    if (id == marks_.size()) marks_.push_back(0);
    return id;
  }
  void take_single(std::uint32_t term) {
    const std::uint32_t id = number(term);
    std::uint32_t& mark = marks_[id];
    if (mark == 0) singles_[single_count_++] = id;
    mark = 1;
  }
  void take(std::uint32_t term) {
    const std::uint32_t id = number(term);
    std::uint32_t& mark = marks_[id];
    if (mark == 0) {
      ids_[id_count_] = id;
      counts_[id_count_] = 0;
      mark = ++id_count_;
    }
    ++counts_[mark - 1];
    ++total_;
  }

  Script script_;
  TermNumbers numbers_;
  std::vector<std::uint32_t>& marks_;
  std::u32string word_;
  char32_t previous_ = 0;
  // Of one unit, with room for as many as its characters.
  std::vector<std::uint32_t> ids_, counts_, singles_;
  std::uint32_t id_count_ = 0, single_count_ = 0, total_ = 0;
};

}  // namespace

Topics::Topics(const Page& page, const std::vector<Unit>& units)
    : script_(page.script), tells_kinship_(page.parts.kinship) {
  number_terms(page, units);
  weigh_terms(units);
  holders_ = list_holders(&Terms::ids);
  single_holders_ = list_holders(&Terms::singles);
  is_asked_.resize(units.size());
}

// Words that stand in headings only tell nothing about where those belong.
void Topics::weigh_terms(const std::vector<Unit>& units) {
  std::vector<std::uint32_t> documents(totals_.size(), 0);
  std::uint32_t paragraphs = 0;
  for (std::size_t u = 0; u < units.size(); ++u) {
    const Terms& unit = units_[u];
    for (std::size_t i = 0; i < unit.ids.size(); ++i) totals_[unit.ids[i]] += unit.counts[i];
    total_ += unit.total;
    if (units[u].is_display) continue;
    ++paragraphs;
    for (const std::uint32_t id : unit.ids) ++documents[id];
    for (const std::uint32_t id : unit.singles) ++documents[id];
  }
  const float count = static_cast<float>(paragraphs) + 1.0F;
  std::vector<float> logs(2 * static_cast<std::size_t>(paragraphs) + 1, -1.0F);
  weights_.resize(documents.size());
  for (std::size_t term = 0; term < documents.size(); ++term) {
    if (documents[term] == 0) continue;
    float& log = logs[documents[term]];
    if (log < 0.0F) log = std::log(count / static_cast<float>(documents[term]));
    weights_[term] = log;
  }
}

void Topics::number_terms(const Page& page, const std::vector<Unit>& units) {
  // A pair and a single at each character that counts.
  TermReader reader(page.script, 2 * std::min(page.text.size(), units.size() * kMostCharacters),
                    marks_);
  units_.reserve(units.size());
  for (std::size_t u = 0; u < units.size(); ++u) {
    std::size_t room = kMostCharacters;
    for (const std::uint32_t row : units[u].rows) {
      const std::u32string_view text = page.row_text(page.rows[row]).substr(0, room);
      reader.read(text);
      if (page.script == Script::roman && !text.empty() && text.back() != U'-') reader.end_word();
      room -= text.size();
      if (room == 0) break;
    }
    units_.push_back(reader.take_terms(static_cast<std::uint32_t>(u)));
  }
  totals_.assign(marks_.size(), 0);
}

Topics::Holders Topics::list_holders(std::vector<std::uint32_t> Terms::*list) const {
  Holders holders;
  holders.begins.assign(marks_.size() + 2, 0);
  // Counted two places behind, so that filling moves each begin to its place.
  std::uint32_t* const ends = holders.begins.data() + 1;
  for (const Terms& unit : units_) {
    for (const std::uint32_t id : unit.*list) ++ends[id + 1];
  }
  const std::size_t terms = marks_.size();
  for (std::size_t term = 1; term <= terms; ++term) ends[term] += ends[term - 1];
  holders.units.resize(ends[terms]);
  std::uint32_t* const holding = holders.units.data();
  for (std::uint32_t u = 0; u < units_.size(); ++u) {
    for (const std::uint32_t id : units_[u].*list) holding[ends[id]++] = u;
  }
  return holders;
}

void Topics::append_ids(Terms& into, const Terms& from) const {
  std::uint32_t* const marks = marks_.data();
  for (std::size_t i = 0; i < from.ids.size(); ++i) {
    std::uint32_t& mark = marks[from.ids[i]];
    if (mark == 0) {
      into.ids.push_back(from.ids[i]);
      into.counts.push_back(from.counts[i]);
      mark = static_cast<std::uint32_t>(into.ids.size());
    } else {
      into.counts[mark - 1] += from.counts[i];
    }
  }
  into.total += from.total;
  into.units.insert(into.units.end(), from.units.begin(), from.units.end());
}

void Topics::append_singles(Terms& into, const Terms& from) const {
  std::uint32_t* const marks = marks_.data();
  for (const std::uint32_t id : from.singles) {
    if (marks[id] == 0) into.singles.push_back(id);
    marks[id] = 1;
  }
}

void Topics::clear_marks(const List& ids) const {
  std::uint32_t* const marks = marks_.data();
  for (const std::uint32_t id : ids) marks[id] = 0;
}

void Topics::add(Terms& into, const Terms& from) const {
  for (std::size_t i = 0; i < into.ids.size(); ++i)
    marks_[into.ids[i]] = static_cast<std::uint32_t>(i + 1);
  append_ids(into, from);
  clear_marks(into.ids);
  for (const std::uint32_t id : into.singles) marks_[id] = 1;
  append_singles(into, from);
  clear_marks(into.singles);
}

Terms Topics::sum(const std::vector<std::uint32_t>& units) const {
  Terms sum;
  std::size_t most_ids = 0, most_singles = 0;
  for (const std::uint32_t u : units) {
    most_ids += units_[u].ids.size();
    most_singles += units_[u].singles.size();
  }
  sum.ids.reserve(most_ids);
  sum.counts.reserve(most_ids);
  sum.singles.reserve(most_singles);
  for (const std::uint32_t u : units) append_ids(sum, units_[u]);
  clear_marks(sum.ids);
  for (const std::uint32_t u : units) append_singles(sum, units_[u]);
  clear_marks(sum.singles);
  return sum;
}

// Does a unit of the text at hand hold the term?
bool Topics::is_held(std::uint32_t id, const Holders& holders) const {
  const std::span<const std::uint32_t> units = holders.of(id);
  return std::any_of(units.begin(), units.end(),
                     [&](std::uint32_t unit) { return is_asked_[unit] != 0; });
}

// Of a text whose units are marked as asked for.
float Topics::share(const List& query, const Holders& holders, const List& text) const {
  std::size_t held = 0;
  for (const std::uint32_t id : query) held += holders.of(id).size();
  // Terms that many units hold are found sooner in the text itself.
  const bool by_marks = held > 2 * text.size();
  if (by_marks) {
    for (const std::uint32_t id : text) marks_[id] = 1;
  }
  float all = 0, covered = 0;
  for (const std::uint32_t id : query) {
    all += weights_[id];
    if (by_marks ? marks_[id] != 0 : is_held(id, holders)) covered += weights_[id];
  }
  if (by_marks) clear_marks(text);
  return all <= 0 ? 0.0F : covered / (all + kFewWords);
}

float Topics::coverage(const Terms& query, const Terms& text) const {
  for (const std::uint32_t unit : text.units) is_asked_[unit] = 1;
  const float share_of_ids = share(query.ids, holders_, text.ids);
  const float share_of_singles = share(query.singles, single_holders_, text.singles);
  for (const std::uint32_t unit : text.units) is_asked_[unit] = 0;
  return share_of_ids + kSingles * share_of_singles;
}

void Topics::find_common(const Terms& a, const Terms& b) const {
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
float Topics::prediction(const Terms& model, const Terms& text, std::uint32_t Common::*in_model,
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
    const float rest = (static_cast<float>(totals_[id] - count) + 0.5F) / rest_total;
    const float own = static_cast<float>(model_count) / model_total;
    sum += static_cast<float>(count) *
           std::log((kOwnShare * own / rest + 1.0F - kOwnShare) / (1.0F - kOwnShare));
    found += count;
  }
  return found == 0 ? 0.0F : sum / static_cast<float>(text.total);
}

// The line was fitted by logistic regression over pairs of column pieces of typeset pages.
float Topics::kinship(const Terms& a, const Terms& b) const {
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

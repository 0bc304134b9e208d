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

// Feeds the terms of a text to `take`, character by character.
template <typename Take>
class TermReader {
 public:
  TermReader(Script script, Take take) : script_(script), take_(take) {}

  void read(std::u32string_view text) {
    for (const char32_t c : text) read(c);
  }
  void end_word() {
    if (word_.size() > 2 &&
        std::find(kFunctionWords.begin(), kFunctionWords.end(), word_) == kFunctionWords.end()) {
      take_(hash_of(std::u32string_view(word_).substr(0, kStemLength)), false);
    }
    word_.clear();
  }

 private:
  void read(char32_t c) {
    if (is_latin_letter(c)) {
      word_.push_back(is_upper(c) && c < 0x80 ? c + 32 : c);
      previous_ = 0;
      return;
    }
    if (!word_.empty()) end_word();
    if (script_ == Script::full_width && is_space(c)) return;
    if (is_ideograph(c)) {
      take_(static_cast<std::uint32_t>(c), true);
      if (previous_ != 0) take_(static_cast<std::uint32_t>(previous_ * 40503U) ^ (c << 3U), false);
      previous_ = c;
    } else {
      previous_ = 0;
    }
  }

  Script script_;
  Take take_;
  std::u32string word_;
  char32_t previous_ = 0;
};

// Numbers the terms of a page from 0, by open addressing.
class TermNumbers {
 public:
  explicit TermNumbers(std::size_t most_terms)
      : mask_(std::bit_ceil(most_terms + most_terms / 4 + 16) - 1), slots_(mask_ + 1) {}

  std::uint32_t number(std::uint32_t term) {
    std::size_t at = (term * 0x9E3779B1U >> 7U) & mask_;
    while (slots_[at].number != 0 && slots_[at].term != term) at = (at + 1) & mask_;
    if (slots_[at].number == 0) slots_[at] = {term, ++count_};
    return slots_[at].number - 1;
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

}  // namespace

Topics::Topics(const Page& page, const std::vector<Unit>& units)
    : script_(page.script), tells_kinship_(page.parts.kinship) {
  number_terms(page, units);
  weigh_terms(units);
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
  weights_.resize(documents.size());
  const float count = static_cast<float>(paragraphs) + 1.0F;
  for (std::size_t term = 0; term < documents.size(); ++term) {
    weights_[term] =
        documents[term] == 0 ? 0.0F : std::log(count / static_cast<float>(documents[term]));
  }
}

void Topics::number_terms(const Page& page, const std::vector<Unit>& units) {
  // A pair and a single at each character that counts.
  TermNumbers numbers(2 * std::min(page.text.size(), units.size() * kMostCharacters));
  units_.resize(units.size());
  for (std::size_t u = 0; u < units.size(); ++u) {
    Terms& terms = units_[u];
    const auto take = [&](std::uint32_t term, bool is_single) {
      const std::uint32_t id = numbers.number(term);
      if (id >= marks_.size()) marks_.resize(id + 1, 0);
      if (is_single) {
        if (marks_[id] == 0) terms.singles.push_back(id);
        marks_[id] = 1;
        return;
      }
      if (marks_[id] == 0) {
        terms.ids.push_back(id);
        terms.counts.push_back(0);
        marks_[id] = static_cast<std::uint32_t>(terms.ids.size());
      }
      ++terms.counts[marks_[id] - 1];
      ++terms.total;
    };
    TermReader reader(page.script, take);
    std::size_t room = kMostCharacters;
    for (const std::uint32_t row : units[u].rows) {
      const std::u32string_view text = page.row_text(page.rows[row]).substr(0, room);
      reader.read(text);
      if (page.script == Script::roman && !text.empty() && text.back() != U'-') reader.end_word();
      room -= text.size();
      if (room == 0) break;
    }
    reader.end_word();
    for (const std::uint32_t id : terms.ids) marks_[id] = 0;
    for (const std::uint32_t id : terms.singles) marks_[id] = 0;
  }
  totals_.assign(marks_.size(), 0);
}

void Topics::add(Terms& into, const Terms& from) const {
  for (std::size_t i = 0; i < into.ids.size(); ++i)
    marks_[into.ids[i]] = static_cast<std::uint32_t>(i + 1);
  for (std::size_t i = 0; i < from.ids.size(); ++i) {
    const std::uint32_t id = from.ids[i];
    if (marks_[id] == 0) {
      into.ids.push_back(id);
      into.counts.push_back(0);
      marks_[id] = static_cast<std::uint32_t>(into.ids.size());
    }
    into.counts[marks_[id] - 1] += from.counts[i];
  }
  into.total += from.total;
  for (const std::uint32_t id : into.ids) marks_[id] = 0;
  for (const std::uint32_t id : into.singles) marks_[id] = 1;
  for (const std::uint32_t id : from.singles) {
    if (marks_[id] == 0) into.singles.push_back(id);
  }
  for (const std::uint32_t id : into.singles) marks_[id] = 0;
}

float Topics::share(const std::vector<std::uint32_t>& query,
                    const std::vector<std::uint32_t>& text) const {
  for (const std::uint32_t id : text) marks_[id] = 1;
  float all = 0, covered = 0;
  for (const std::uint32_t id : query) {
    all += weights_[id];
    if (marks_[id] != 0) covered += weights_[id];
  }
  for (const std::uint32_t id : text) marks_[id] = 0;
  return all <= 0 ? 0.0F : covered / (all + kFewWords);
}

float Topics::coverage(const Terms& query, const Terms& text) const {
  return share(query.ids, text.ids) + kSingles * share(query.singles, text.singles);
}

// How much better, on average a word, `text` is predicted by a mixture of `model` and the rest of
// the page than by the rest alone. The rest is the page without `text` itself.
float Topics::prediction(const Terms& model, const Terms& text) const {
  for (std::size_t i = 0; i < model.ids.size(); ++i) marks_[model.ids[i]] = model.counts[i];
  const auto rest_total = static_cast<float>(total_ - text.total + 1);
  const auto model_total = static_cast<float>(model.total);
  float sum = 0;
  std::uint32_t found = 0;
  for (std::size_t i = 0; i < text.ids.size(); ++i) {
    const std::uint32_t id = text.ids[i];
    if (marks_[id] == 0) continue;
    const float rest = (static_cast<float>(totals_[id] - text.counts[i]) + 0.5F) / rest_total;
    const float own = static_cast<float>(marks_[id]) / model_total;
    sum += static_cast<float>(text.counts[i]) *
           std::log((kOwnShare * own / rest + 1.0F - kOwnShare) / (1.0F - kOwnShare));
    found += text.counts[i];
  }
  for (const std::uint32_t id : model.ids) marks_[id] = 0;
  return found == 0 ? 0.0F : sum / static_cast<float>(text.total);
}

// The line was fitted by logistic regression over pairs of column pieces of typeset pages.
float Topics::kinship(const Terms& a, const Terms& b) const {
  const std::uint32_t smaller = std::min(a.total, b.total);
  if (smaller < kFewestTerms || !tells_kinship_) return 0.0F;
  const float gain = prediction(a, b) + prediction(b, a);
  const float size = std::log(static_cast<float>(std::min<std::uint32_t>(smaller, 400)));
  if (script_ == Script::roman) return 3.2F - 1.71F * size + gain * (1.4F + 4.8F * size);
  return 2.2F - 1.0F * size + gain * (1.5F + 6.3F * size);
}

}  // namespace broadsheet::newspaper

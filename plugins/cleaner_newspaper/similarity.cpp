// SPDX-License-Identifier: Apache-2.0
#include "similarity.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "article_weights.hpp"
#include "simd.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr std::uint32_t kFewestTerms = 8;  // fewer tell nothing about an article
constexpr float kSingles = 0.8F;           // what single characters count for
constexpr float kOwnShare = 0.3F;          // of a text's words that come from its article alone

}  // namespace

Topics::Topics(const Page& page, const std::vector<Unit>& units, TermTables& tables)
    : script_(page.script),
      tells_kinship_(page.parts.kinship),
      page_(read_terms(page, units, tables)),
      tables_(tables) {
  weigh_terms();
  if (tables.marks.size() < page_.term_count) tables.marks.resize(page_.term_count);
  marks_ = tables.marks.data();
  words_ = page_.term_count / 64 + 1;
  // Each unit and each body; on large pages fewer, by a share of the page's size.
  most_texts_held_ = std::min(2 * units.size(), page.text.size() / words_ + 1);
  held_ = tables.held.make_room((most_texts_held_ + 1) * words_);
  tables.held_by_unit.assign(units.size(), nullptr);
}

// Words that stand in headings only tell nothing about where those belong.
void Topics::weigh_terms() {
  const float count = static_cast<float>(page_.paragraphs) + 1.0F;
  std::vector<float>& logs = tables_.logs;
  logs.assign(2 * static_cast<std::size_t>(page_.paragraphs) + 2, -1.0F);
  logs[0] = 0.0F;
  if (tables_.weights.size() < page_.term_count) tables_.weights.resize(page_.term_count);
  float* const weights = tables_.weights.data();
  for (std::size_t term = 0; term < page_.term_count; ++term) {
    const std::uint32_t documents = page_.terms[term].documents;
    float& log = logs[documents];
    if (log < 0.0F) log = std::log(count / static_cast<float>(documents));
    weights[term] = log;
  }
  weights_ = weights;
}

Terms Topics::of(std::uint32_t unit) const {
  const PageTerms::UnitTerms& terms = page_.units[unit];
  return {std::span(page_.ids + terms.ids_begin, page_.ids + terms.ids_end),
          std::span(page_.singles + terms.singles_begin, page_.singles + terms.singles_end), unit};
}

void Topics::clear_marks(std::span<const PageTerms::Count> terms) const {
  std::uint32_t* const marks = marks_;
  for (const PageTerms::Count& term : terms) marks[term.id] = 0;
}

void Topics::add(TitleTerms& into, std::uint32_t unit) const {
  const Terms from = of(unit);
  if (std::exchange(into.is_empty_, false)) {
    into.terms_ = from;
    return;
  }
  const auto append = [&](std::span<const std::uint32_t>& all, std::span<const std::uint32_t> ids,
                          std::vector<std::uint32_t>& list) {
    if (list.empty()) list.assign(all.begin(), all.end());
    for (const std::uint32_t id : list) marks_[id] = 1;
    for (const std::uint32_t id : ids) {
      if (marks_[id] == 0 || id == PageTerms::kOnce) list.push_back(id);
      marks_[id] = 1;
    }
    for (const std::uint32_t id : list) marks_[id] = 0;
    all = list;
  };
  append(into.terms_.ids, from.ids, into.ids_);
  append(into.terms_.singles, from.singles, into.singles_);
}

// Adds terms to a list that has room for them all and whose places are marked. Without branches,
// since nothing tells beforehand which terms it has.
void Topics::append(std::span<const PageTerms::Count> terms, PageTerms::Count* list,
                    std::uint32_t& size) const {
  std::uint32_t* const marks = marks_;
  std::uint32_t end = size;
  for (const PageTerms::Count& term : terms) {
    const std::uint32_t mark = marks[term.id];
    const bool is_new = mark == 0;
    const std::uint32_t place = is_new ? end : mark - 1;
    list[place] = {term.id, term.count + (is_new ? 0 : list[place].count)};
    marks[term.id] = place + 1;
    end += is_new ? 1 : 0;
  }
  size = end;
}

void Topics::merge(TermSum& into, const TermSum& from) const {
  auto size = static_cast<std::uint32_t>(into.terms.size());
  for (std::uint32_t i = 0; i < size; ++i) marks_[into.terms[i].id] = i + 1;
  into.terms.resize(size + from.terms.size());
  append(from.terms, into.terms.data(), size);
  into.terms.resize(size);
  clear_marks(into.terms);
  into.total += from.total;
  into.units.insert(into.units.end(), from.units.begin(), from.units.end());
  into.held = nullptr;
}

TermSum Topics::sum(const std::vector<std::uint32_t>& units) const {
  TermSum sum;
  sum.units = units;
  std::size_t most = 0;
  for (const std::uint32_t u : units)
    most += page_.units[u].shared_end - page_.units[u].shared_begin;
  sum.terms.resize(most);
  std::uint32_t size = 0;
  for (const std::uint32_t u : units) {
    append(shared_of(u), sum.terms.data(), size);
    sum.total += page_.units[u].total;
  }
  sum.terms.resize(size);
  clear_marks(sum.terms);
  return sum;
}

std::span<const PageTerms::Count> Topics::shared_of(std::uint32_t unit) const {
  const PageTerms::UnitTerms& terms = page_.units[unit];
  return {page_.shared + terms.shared_begin, page_.shared + terms.shared_end};
}

// Adds the terms of a unit to those that a text holds.
void Topics::hold(std::uint32_t unit, Bits* bits) const {
  const PageTerms::UnitTerms& terms = page_.units[unit];
  const auto take = [&](std::uint32_t id) { bits[id / 64] |= std::uint64_t{1} << (id % 64); };
  for (const PageTerms::Count& term : shared_of(unit)) take(term.id);
  for (std::uint32_t i = terms.singles_begin; i < terms.singles_end; ++i) take(page_.singles[i]);
}

// The bits to answer from, and whether they have to be found first.
std::pair<Topics::Bits*, bool> Topics::bits_for(Bits*& kept) const {
  if (kept != nullptr) return {kept, false};
  Bits* const bits = held_ + texts_held_ * words_;
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
    covered += score_if((text[id / 64] >> (id % 64) & 1U) != 0, weight);
  }
  const ArticleWeights& w = article_weights;
  const float few = script_ == Script::roman ? w.few_english_words : w.few_words;
  return all <= 0 ? 0.0F : covered / (all + few);
}

float Topics::coverage(const Terms& query, const Terms& text) const {
  const auto [bits, is_new] = bits_for(tables_.held_by_unit[text.unit]);
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

// The logarithm of a product of many numbers from 1 up, taken at once for as many as a double
// holds.
class LogOfProduct {
 public:
  void multiply(double factor, std::uint32_t times) {
    if (times > kMostTimes || factor > kLargest) {
      log_ += times * std::log(factor);
      return;
    }
    for (; times > 0; --times) product_ *= factor;
    if (product_ > kLargest) log_ += std::log(std::exchange(product_, 1.0));
  }
  double log() const { return log_ + std::log(product_); }

 private:
  static constexpr std::uint32_t kMostTimes = 4;
  static constexpr double kLargest = 1e50;

  double product_ = 1, log_ = 0;
};

// Of two texts, how much better, on average a word, each is predicted by a mixture of the other and
// the rest of the page than by the rest alone; added up. The rest is the page without the text.
float Topics::predict_each_other(const TermSum& a, const TermSum& b) const {
  std::uint32_t* const marks = marks_;
  for (const PageTerms::Count& term : a.terms) marks[term.id] = term.count;
  const auto share_of_own = [](std::uint32_t count, const TermSum& text) {
    return kOwnShare / (1.0F - kOwnShare) * static_cast<float>(count) /
           static_cast<float>(text.total);
  };
  const auto rest_size = [&](const TermSum& text) {
    return static_cast<float>(page_.total - text.total + 1);
  };
  // Listed without branches, since nothing tells beforehand which terms they share.
  std::uint32_t* const common = tables_.common.make_room(b.terms.size() + 1);
  std::size_t count = 0;
  for (std::size_t i = 0; i < b.terms.size(); ++i) {
    common[count] = static_cast<std::uint32_t>(i);
    count += marks[b.terms[i].id] != 0 ? 1 : 0;
  }
  LogOfProduct of_a, of_b;
  for (const std::uint32_t i : std::span(common, count)) {
    const auto [id, in_b] = b.terms[i];
    const std::uint32_t in_a = marks[id];
    const float all = static_cast<float>(page_.terms[id].total) + 0.5F;
    const float rest_of_a = all - static_cast<float>(in_a),
                rest_of_b = all - static_cast<float>(in_b);
    of_a.multiply(1.0F + share_of_own(in_b, b) * rest_size(a) / rest_of_a, in_a);
    of_b.multiply(1.0F + share_of_own(in_a, a) * rest_size(b) / rest_of_b, in_b);
  }
  clear_marks(a.terms);
  return static_cast<float>(of_a.log() / a.total + of_b.log() / b.total);
}

// The line was fitted by logistic regression over pairs of column pieces of typeset pages.
float Topics::kinship(const TermSum& a, const TermSum& b) const {
  const std::uint32_t smaller = std::min(a.total, b.total);
  if (smaller < kFewestTerms || !tells_kinship_) return 0.0F;
  if (a.terms.size() > b.terms.size()) return kinship(b, a);
  const float gain = predict_each_other(a, b);
  const float size = std::log(static_cast<float>(std::min<std::uint32_t>(smaller, 400)));
  if (script_ == Script::roman) return 3.2F - 1.71F * size + gain * (1.4F + 4.8F * size);
  return 2.2F - 1.0F * size + gain * (1.5F + 6.3F * size);
}

}  // namespace broadsheet::newspaper

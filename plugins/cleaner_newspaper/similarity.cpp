// SPDX-License-Identifier: Apache-2.0
#include "similarity.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "article_weights.hpp"

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
      held_by_unit_(units.size()) {
  weigh_terms();
  marks_.resize(page_.term_count);
  words_ = page_.term_count / 64 + 1;
  // Each unit and each body; on large pages fewer, by a share of the page's size.
  most_texts_held_ = std::min(2 * units.size(), page.text.size() / words_ + 1);
  held_ = std::make_unique_for_overwrite<Bits[]>((most_texts_held_ + 1) * words_);
}

// Words that stand in headings only tell nothing about where those belong.
void Topics::weigh_terms() {
  const float count = static_cast<float>(page_.paragraphs) + 1.0F;
  std::vector<float> logs(2 * static_cast<std::size_t>(page_.paragraphs) + 2, -1.0F);
  logs[0] = 0.0F;
  weights_.resize(page_.term_count);
  for (std::size_t term = 0; term < page_.term_count; ++term) {
    const std::uint32_t documents = page_.terms[term].documents;
    float& log = logs[documents];
    if (log < 0.0F) log = std::log(count / static_cast<float>(documents));
    weights_[term] = log;
  }
}

Terms Topics::of(std::uint32_t unit) const {
  const PageTerms::UnitTerms& terms = page_.units[unit];
  return {std::span(page_.ids + terms.ids_begin, page_.ids + terms.ids_end),
          std::span(page_.singles + terms.singles_begin, page_.singles + terms.singles_end), unit};
}

void Topics::clear_marks(std::span<const std::uint32_t> ids) const {
  std::uint32_t* const marks = marks_.data();
  for (const std::uint32_t id : ids) marks[id] = 0;
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
    clear_marks(list);
    all = list;
  };
  append(into.terms_.ids, from.ids, into.ids_);
  append(into.terms_.singles, from.singles, into.singles_);
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
  for (const std::uint32_t u : units)
    most += page_.units[u].shared_end - page_.units[u].shared_begin;
  sum.ids.reserve(most);
  sum.counts.reserve(most);
  for (const std::uint32_t u : units) {
    const PageTerms::UnitTerms& unit = page_.units[u];
    for (std::uint32_t i = unit.shared_begin; i < unit.shared_end; ++i) {
      if (page_.terms[page_.shared_ids[i]].units > 1)
        append(sum, page_.shared_ids[i], page_.shared_counts[i]);
    }
    sum.total += unit.total;
  }
  clear_marks(sum.ids);
  return sum;
}

// Adds the terms of a unit to those that a text holds.
void Topics::hold(std::uint32_t unit, Bits* bits) const {
  const PageTerms::UnitTerms& terms = page_.units[unit];
  const auto take = [&](std::uint32_t id) { bits[id / 64] |= std::uint64_t{1} << (id % 64); };
  for (std::uint32_t i = terms.shared_begin; i < terms.shared_end; ++i) take(page_.shared_ids[i]);
  for (std::uint32_t i = terms.singles_begin; i < terms.singles_end; ++i) take(page_.singles[i]);
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
  const ArticleWeights& w = article_weights;
  const float few = script_ == Script::roman ? w.few_english_words : w.few_words;
  return all <= 0 ? 0.0F : covered / (all + few);
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
  const auto rest_total = static_cast<float>(page_.total - text.total + 1);
  const auto model_total = static_cast<float>(model.total);
  float sum = 0;
  std::uint32_t found = 0;
  for (const Common& common : common_) {
    const std::uint32_t id = text.ids[common.*in_text];
    const std::uint32_t count = text.counts[common.*in_text];
    const std::uint32_t model_count = model.counts[common.*in_model];
    if (model_count == 0) continue;
    const float rest = (static_cast<float>(page_.terms[id].total - count) + 0.5F) / rest_total;
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

// SPDX-License-Identifier: Apache-2.0
#include "model_labeller.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "broadsheet/cpp/error.hpp"

namespace broadsheet::policy {
namespace {

constexpr std::size_t kMostPlaces = 6;  // of a label's evidence, without the whole sentence

// Where most of the time goes; plain enough for the compiler to take eight labels at once.
void add_row(const std::int16_t* __restrict weights, std::size_t count,
             std::int32_t* __restrict sum) {
  for (std::size_t i = 0; i < count; ++i) sum[i] += weights[i];
}

double logistic(double x) { return 1.0 / (1.0 + std::exp(-x)); }

// The scores of one facet from its logits.
void softmax(const double* logit, double* score, std::size_t count) {
  const double highest = *std::max_element(logit, logit + count);
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += score[i] = std::exp(logit[i] - highest);
  for (std::size_t i = 0; i < count; ++i) score[i] /= sum;
}

// The lowest score from which on answers are right as often as asked; above 1 where they never are.
double least_score_for(const FacetParameters& facet, double precision) {
  if (precision <= 0) return 0;
  double least = 2;
  for (const CurvePoint& point : facet.curve) {
    if (point.precision >= precision) least = point.score;
  }
  return least;
}

}  // namespace

double combine(LabelSource source, double by_model, double by_cues) {
  switch (source) {
    case LabelSource::kCues:
      return by_cues;
    case LabelSource::kModel:
      return by_model;
    case LabelSource::kCuesAndModel:
      break;
  }
  return 1 - (1 - by_model) * (1 - by_cues);
}

ModelLabeller::ModelLabeller(const CueLabeller& cues, std::shared_ptr<const PolicyModel> model,
                             AnswerOptions options)
    : cues_(cues),
      model_(std::move(model)),
      options_(options),
      extractor_(cues, model_->head().longest_gram) {
  model_->check_against(cues.taxonomy());
  std::uint32_t first = 0;
  for (std::size_t facet = 0; facet < cues.taxonomy().facets.size(); ++facet) {
    const auto count = static_cast<std::uint32_t>(cues.taxonomy().facets[facet].labels.size());
    range_of_facet_.push_back({first, first + count});
    first += count;
    const auto& parameters = model_->head().facets;
    least_score_.push_back(facet < parameters.size()
                               ? least_score_for(parameters[facet], options.target_precision)
                               : 0);
  }
}

void ModelLabeller::score(const FeaturedSentence& sentence, ModelScratch& scratch) const {
  const ModelHead& head = model_->head();
  scratch.used.clear();
  scratch.gram_sum.assign(head.stride, 0);
  scratch.other_sum.assign(head.stride, 0);
  std::uint32_t grams = 0;
  std::uint32_t known = 0;
  for (std::uint32_t i = 0; i < sentence.features.size(); ++i) {
    const Feature& feature = sentence.features[i];
    const bool is_gram = feature.kind == Feature::kGram;
    grams += is_gram ? 1U : 0U;
    const std::uint32_t row = model_->row_of(feature.key);
    if (row == PolicyModel::kNoRow) continue;
    known += is_gram ? 1U : 0U;
    scratch.used.push_back({row, i});
    add_row(model_->weights_of(row), head.stride,
            is_gram ? scratch.gram_sum.data() : scratch.other_sum.data());
  }
  for (const bool is_single : {false, true})
    scratch.gram_value[is_single ? 1 : 0] = gram_share(grams, is_single);
  scratch.known_share = grams > 0 ? static_cast<double>(known) / grams : 1;
  const std::size_t count = head.labels.size();
  scratch.logit.resize(count);
  scratch.score.resize(count);
  scratch.baseline.resize(count);
  for (std::size_t label = 0; label < count; ++label) {
    const LabelParameters& one = head.labels[label];
    const double margin =
        one.scale *
            (scratch.gram_sum[label] *
                 scratch.gram_value[cues_.is_single(static_cast<std::uint32_t>(label)) ? 1 : 0] +
             scratch.other_sum[label]) +
        one.bias;
    const double cue = score_of_weight(sentence.cue_weight[label]);
    scratch.logit[label] = one.slope * margin + one.cue_slope * cue + one.offset;
    scratch.baseline[label] = one.slope * one.bias + one.offset;
    scratch.score[label] = combine(one.source, logistic(scratch.logit[label]), cue);
  }
  for (std::size_t facet = 0; facet < range_of_facet_.size(); ++facet) {
    const Range range = range_of_facet_[facet];
    if (cues_.taxonomy().facets[facet].mode == FacetMode::kSingle) {
      softmax(scratch.logit.data() + range.first, scratch.score.data() + range.first,
              range.end - range.first);
    }
  }
}

bool ModelLabeller::is_unfamiliar(const FeaturedSentence& sentence,
                                  const ModelScratch& scratch) const {
  constexpr std::size_t kFewestTokens = 8;
  return sentence.tokens.size() >= kFewestTokens &&
         scratch.known_share < model_->head().unfamiliar_below;
}

// How much the score of `label` grows with each logit of its facet, on the way from the empty
// sentence: the integral of the gradient, by Gauss and Legendre's five points.
std::vector<double> ModelLabeller::slopes_of(const ModelScratch& scratch, std::uint32_t facet,
                                             std::uint32_t label) const {
  constexpr std::array<double, 5> kAt{0.04691007703066800, 0.23076534494715845, 0.5,
                                      0.76923465505284155, 0.95308992296933200};
  constexpr std::array<double, 5> kWeight{0.11846344252809454, 0.23931433524968324,
                                          0.28444444444444444, 0.23931433524968324,
                                          0.11846344252809454};
  const Range range = range_of_facet_[facet];
  if (cues_.taxonomy().facets[facet].mode != FacetMode::kSingle) {
    const double way = scratch.logit[label] - scratch.baseline[label];
    const double end = logistic(scratch.logit[label]);
    if (std::abs(way) < 1e-9) return {end * (1 - end)};
    return {(end - logistic(scratch.baseline[label])) / way};
  }
  const std::size_t count = range.end - range.first;
  std::vector<double> slopes(count, 0.0), logit(count), score(count);
  for (std::size_t point = 0; point < kAt.size(); ++point) {
    for (std::size_t i = 0; i < count; ++i) {
      const double from = scratch.baseline[range.first + i];
      logit[i] = from + kAt[point] * (scratch.logit[range.first + i] - from);
    }
    softmax(logit.data(), score.data(), count);
    const std::size_t own = label - range.first;
    for (std::size_t i = 0; i < count; ++i)
      slopes[i] += kWeight[point] * score[own] * ((i == own ? 1.0 : 0.0) - score[i]);
  }
  return slopes;
}

// What one cue adds to the score of `label`.
double ModelLabeller::part_of_cue(const FeaturedSentence& sentence, const ModelScratch& scratch,
                                  const std::vector<double>& slopes, std::uint32_t first,
                                  std::uint32_t label, const LabelledSentence::Hit& hit) const {
  const LabelParameters& own = model_->head().labels[label];
  const double weight = sentence.cue_weight[hit.label];
  const double share = score_of_weight(weight) * hit.weight / weight;
  if (cues_.is_single(label))
    return slopes[hit.label - first] * model_->head().labels[hit.label].cue_slope * share;
  if (own.source == LabelSource::kModel) return 0;
  if (own.source == LabelSource::kCues) return share;
  return share * (1 - logistic(scratch.logit[label]) / 2);
}

void ModelLabeller::explain(const FeaturedSentence& sentence, ModelScratch& scratch,
                            std::uint32_t facet, std::uint32_t label, LabelledSentence& out) const {
  const ModelHead& head = model_->head();
  const Range range = range_of_facet_[facet];
  const bool is_single = cues_.taxonomy().facets[facet].mode == FacetMode::kSingle;
  const std::vector<double> slopes = slopes_of(scratch, facet, label);
  const std::uint32_t first = is_single ? range.first : label;
  const auto& tokens = sentence.tokens;
  scratch.token_part.assign(tokens.size(), 0.0);
  const auto spread = [&](const Feature& feature, double part) {
    if (feature.begin_byte == feature.end_byte || part == 0) return;
    const auto from =
        std::lower_bound(tokens.begin(), tokens.end(), feature.begin_byte,
                         [](const auto& token, std::uint32_t at) { return token.begin_byte < at; });
    auto to = from;
    while (to != tokens.end() && to->begin_byte < feature.end_byte) ++to;
    for (auto token = from; token != to; ++token)
      scratch.token_part[static_cast<std::size_t>(token - tokens.begin())] +=
          part / static_cast<double>(to - from);
  };
  const LabelParameters& own = head.labels[label];
  const double by_cues = is_single ? 0 : score_of_weight(sentence.cue_weight[label]);
  // Where two judges said the same, each gets half of what they share (Shapley 1953).
  const double by_model = own.source == LabelSource::kCuesAndModel ? 1 - by_cues / 2 : 1;
  for (const ModelScratch::UsedRow used : scratch.used) {
    if (!is_single && own.source == LabelSource::kCues) break;
    const Feature& feature = sentence.features[used.feature];
    const std::int16_t* weights = model_->weights_of(used.row);
    double part = 0;
    for (std::size_t i = 0; i < slopes.size(); ++i) {
      const LabelParameters& one = head.labels[first + i];
      part += slopes[i] * one.slope * one.scale * weights[first + i];
    }
    spread(feature,
           by_model * (feature.kind == Feature::kGram ? part * scratch.gram_value[is_single ? 1 : 0]
                                                      : part));
  }
  const FoldedText& folded = sentence.cues.folded;
  for (const LabelledSentence::Hit& hit : sentence.cues.hits) {
    if (!hit.is_first || hit.label < first || hit.label >= first + slopes.size()) continue;
    spread({0, static_cast<std::uint32_t>(folded.origin_begin(hit.begin_byte)),
            static_cast<std::uint32_t>(folded.origin_end(hit.end_byte)), Feature::kCue},
           part_of_cue(sentence, scratch, slopes, first, label, hit));
  }
  // Places are runs of neighbouring tokens that speak the same way, the strongest of them.
  const std::size_t begin_evidence = out.evidence.size();
  const double least = 0.01 * std::max(0.2, scratch.score[label]);
  for (std::size_t i = 0; i < tokens.size();) {
    const double sign = scratch.token_part[i] > 0 ? 1 : -1;
    if (std::abs(scratch.token_part[i]) < least || tokens[i].is_mark) {
      ++i;
      continue;
    }
    Evidence place{tokens[i].begin_byte, tokens[i].end_byte, 0};
    for (; i < tokens.size() && scratch.token_part[i] * sign >= least; ++i) {
      place.end_byte = tokens[i].end_byte;
      place.contribution += scratch.token_part[i];
    }
    out.evidence.push_back(place);
  }
  const auto begin = out.evidence.begin() + static_cast<std::ptrdiff_t>(begin_evidence);
  if (out.evidence.size() - begin_evidence > kMostPlaces) {
    std::nth_element(
        begin, begin + kMostPlaces, out.evidence.end(), [](const Evidence& a, const Evidence& b) {
          const double left = std::abs(a.contribution), right = std::abs(b.contribution);
          return left != right ? left > right : a.begin_byte < b.begin_byte;
        });
    out.evidence.resize(begin_evidence + kMostPlaces);
  }
  std::sort(out.evidence.begin() + static_cast<std::ptrdiff_t>(begin_evidence), out.evidence.end(),
            [](const Evidence& a, const Evidence& b) { return a.begin_byte < b.begin_byte; });
  double rest = scratch.score[label];
  for (std::size_t i = begin_evidence; i < out.evidence.size(); ++i)
    rest -= out.evidence[i].contribution;
  if (!tokens.empty())
    out.evidence.push_back({tokens.front().begin_byte, tokens.back().end_byte, rest});
}

void ModelLabeller::add_label(const FeaturedSentence& sentence, ModelScratch& scratch,
                              std::uint32_t facet, std::uint32_t label,
                              LabelledSentence& out) const {
  Label one;
  one.facet = facet;
  one.label = label - range_of_facet_[facet].first;
  one.score = scratch.score[label];
  one.first_evidence = out.evidence.size();
  if (options_.with_evidence) explain(sentence, scratch, facet, label, out);
  one.evidence_count = out.evidence.size() - one.first_evidence;
  out.labels.push_back(one);
}

void ModelLabeller::answer(const FeaturedSentence& sentence, ModelScratch& scratch,
                           LabelledSentence& out) const {
  out.labels.clear();
  out.evidence.clear();
  for (std::uint32_t facet = 0; facet < range_of_facet_.size(); ++facet) {
    const Facet& definition = cues_.taxonomy().facets[facet];
    const Range range = range_of_facet_[facet];
    const double* score = scratch.score.data();
    if (definition.mode == FacetMode::kSingle) {
      const auto best = static_cast<std::uint32_t>(
          std::max_element(score + range.first, score + range.end) - score);
      if (score[best] >= least_score_[facet]) add_label(sentence, scratch, facet, best, out);
      continue;
    }
    std::vector<std::uint32_t> given;
    for (std::uint32_t label = range.first; label < range.end; ++label) {
      if (score[label] >= model_->head().labels[label].threshold &&
          score[label] >= least_score_[facet])
        given.push_back(label);
    }
    std::stable_sort(given.begin(), given.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return score[a] > score[b]; });
    if (definition.max_labels != 0 && given.size() > definition.max_labels)
      given.resize(definition.max_labels);
    for (const std::uint32_t label : given) add_label(sentence, scratch, facet, label, out);
  }
}

}  // namespace broadsheet::policy

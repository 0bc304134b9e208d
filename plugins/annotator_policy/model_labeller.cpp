// SPDX-License-Identifier: Apache-2.0
#include "model_labeller.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "broadsheet/cpp/error.hpp"
#include "label_choice.h"

namespace broadsheet::policy {
namespace {

constexpr std::size_t kMostPlaces = 6;  // of a label's evidence, without the whole sentence

constexpr std::size_t kColumns = 8;  // the stride is a multiple of it

// Sums the rows' columns [first, first + 8), which stay in registers meanwhile.
void sum_columns(const std::vector<ModelScratch::UsedRow>& rows, std::size_t first,
                 std::int32_t* __restrict out) {
  std::int32_t sum[kColumns] = {};
  std::size_t row = 0;
  for (; row + 4 <= rows.size(); row += 4) {  // four weights fit into one: kLargestWeight
    const std::int16_t* __restrict a = rows[row].weights + first;
    const std::int16_t* __restrict b = rows[row + 1].weights + first;
    const std::int16_t* __restrict c = rows[row + 2].weights + first;
    const std::int16_t* __restrict d = rows[row + 3].weights + first;
    for (std::size_t i = 0; i < kColumns; ++i)
      sum[i] += static_cast<std::int16_t>(a[i] + b[i] + c[i] + d[i]);
  }
  for (; row < rows.size(); ++row) {
    for (std::size_t i = 0; i < kColumns; ++i) sum[i] += rows[row].weights[first + i];
  }
  for (std::size_t i = 0; i < kColumns; ++i) out[first + i] = sum[i];
}

// Blocks of kColumns at once, as the compiler does it where their number is known.
double product(const std::vector<float>& factor, const std::int16_t* __restrict weights) {
  if (factor.size() % kColumns != 0) {
    double sum = 0;
    for (std::size_t i = 0; i < factor.size(); ++i) sum += factor[i] * weights[i];
    return sum;
  }
  float sums[kColumns] = {};
  for (std::size_t first = 0; first < factor.size(); first += kColumns) {
    for (std::size_t i = 0; i < kColumns; ++i)
      sums[i] += factor[first + i] * static_cast<float>(weights[first + i]);
  }
  for (std::size_t width = kColumns / 2; width > 0; width /= 2) {
    for (std::size_t i = 0; i < width; ++i) sums[i] += sums[width + i];
  }
  return sums[0];
}

// What each feature says to the tokens that it stands for, as steps up and down: sum_steps().
template <class PartOfWeights>
void spread(const std::vector<ModelScratch::UsedRow>& rows, double value,
            const PartOfWeights& part_of, double* steps) {
  const std::array<double, 4> share{0, value, value / 2, value / 3};
  for (const ModelScratch::UsedRow& row : rows) {
    const std::uint32_t tokens = row.end_token - row.begin_token;
    if (tokens == 0) continue;
    const double part =
        part_of(row.weights) * (tokens < share.size() ? share[tokens] : value / tokens);
    steps[row.begin_token] += part;
    steps[row.end_token] -= part;
  }
}

void sum_steps(std::vector<double>& steps) {
  double sum = 0;
  for (double& step : steps) step = sum += step;
}

double odds(double score) { return score / std::max(1 - score, 1e-12); }

double logistic(double x) { return 1.0 / (1.0 + std::exp(-x)); }

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

double temper(double score, double temperature) {
  if (temperature == 1 || score <= 0) return score;
  static const double kOfOneCue = odds(score_of_weight(1));
  return 1 - 1 / (1 + kOfOneCue * std::pow(odds(score) / kOfOneCue, temperature));
}

double share_beside_quiet(double quiet_score) { return quiet_score < 0.5 ? 1 : 1 - quiet_score; }

ModelLabeller::ModelLabeller(const CueLabeller& cues, std::shared_ptr<const PolicyModel> model,
                             AnswerOptions options)
    : cues_(cues),
      model_(std::move(model)),
      options_(options),
      extractor_(cues, model_->head().longest_gram) {
  model_->check_against(cues.taxonomy());
  for (std::uint32_t facet = 0; facet < cues.taxonomy().facets.size(); ++facet) {
    const std::uint32_t first = cues.first_label_of(facet);
    const auto count = static_cast<std::uint32_t>(cues.taxonomy().facets[facet].labels.size());
    range_of_facet_.push_back({first, first + count});
    least_score_.push_back(least_score_for(model_->head().facets[facet], options.target_precision));
  }
  for (const LabelParameters& label : model_->head().labels) {
    threshold_.push_back(label.threshold);
    baseline_.push_back(label.slope * label.bias + label.offset);
  }
  find_least_scores();
}

void ModelLabeller::find_least_scores() {
  constexpr double kRounding = 1e-9;
  least_first_score_.assign(threshold_.size(), 0);
  least_logit_.assign(threshold_.size(), -INFINITY);
  if (options_.with_all_scores) return;
  for (std::uint32_t label = 0; label < threshold_.size(); ++label) {
    const double temperature = model_->head().facets[cues_.facet_of(label)].temperature;
    if (cues_.is_single(label) || temperature <= 0) continue;
    const double least = temper(threshold_[label], 1 / temperature) - kRounding;
    if (least <= 0 || least >= 1) continue;
    least_first_score_[label] = least;
    least_logit_[label] = std::log(odds(least));
  }
}

// All look-ups are announced before the first is made: they miss the fastest memory otherwise.
void ModelLabeller::find_rows(const FeaturedSentence& sentence, ModelScratch& scratch) const {
  scratch.grams.clear();
  scratch.others.clear();
  for (const Feature& feature : sentence.features) model_->prefetch(feature.key);
  std::uint32_t grams = 0;
  for (const Feature& feature : sentence.features) {
    const bool is_gram = feature.kind == Feature::kGram;
    grams += is_gram ? 1U : 0U;
    const std::uint32_t row = model_->row_of(feature.key);
    if (row == PolicyModel::kNoRow) continue;
    const std::int16_t* weights = model_->weights_of(row);
    __builtin_prefetch(weights);
    __builtin_prefetch(weights + 32);
    (is_gram ? scratch.grams : scratch.others)
        .push_back({weights, feature.begin_token, feature.end_token});
  }
  for (const bool is_single : {false, true})
    scratch.gram_value[is_single ? 1 : 0] = gram_share(grams, is_single);
  scratch.known_share =
      grams > 0 ? static_cast<double>(scratch.grams.size()) / static_cast<double>(grams) : 1;
}

void ModelLabeller::judge(const FeaturedSentence& sentence, ModelScratch& scratch) const {
  const ModelHead& head = model_->head();
  find_rows(sentence, scratch);
  scratch.gram_sum.resize(head.stride);
  scratch.other_sum.resize(head.stride);
  for (std::size_t first = 0; first < head.stride; first += kColumns) {
    sum_columns(scratch.grams, first, scratch.gram_sum.data());
    sum_columns(scratch.others, first, scratch.other_sum.data());
  }
  const auto count = static_cast<std::uint32_t>(head.labels.size());
  scratch.logit.resize(count);
  scratch.first_score.resize(count);
  for (std::uint32_t label = 0; label < count; ++label) {
    const LabelParameters& one = head.labels[label];
    const double grams =
        scratch.gram_sum[label] * scratch.gram_value[cues_.is_single(label) ? 1 : 0];
    const double margin = one.scale * (grams + scratch.other_sum[label]) + one.bias;
    const double weight = sentence.cue_weight[label];
    const double cue = weight > 0 ? score_of_weight(weight) : 0;
    scratch.logit[label] = one.slope * margin + one.cue_slope * cue + one.offset;
    if (cues_.is_single(label)) continue;
    const bool is_hopeless = cue == 0 && scratch.logit[label] < least_logit_[label];
    scratch.first_score[label] =
        is_hopeless ? 0 : combine(one.source, logistic(scratch.logit[label]), cue);
  }
  for (std::size_t facet = 0; facet < range_of_facet_.size(); ++facet) {
    const Range range = range_of_facet_[facet];
    if (cues_.is_single(range.first)) {
      softmax(scratch.logit.data() + range.first, scratch.first_score.data() + range.first,
              range.size());
    }
  }
}

void ModelLabeller::settle_single(std::uint32_t facet, ModelScratch& scratch, const double* before,
                                  const double* behind) const {
  const Range range = range_of_facet_[facet];
  const NeighbourStack& stack = model_->head().facets[facet].stack;
  before = before == nullptr ? nullptr : before + range.first;
  behind = behind == nullptr ? nullptr : behind + range.first;
  stack.apply(scratch.logit.data() + range.first, before, behind,
              scratch.settled.data() + range.first);
  stack.apply(baseline_.data() + range.first, before, behind,
              scratch.settled_baseline.data() + range.first);
  softmax(scratch.settled.data() + range.first, scratch.score.data() + range.first, range.size());
}

void ModelLabeller::settle(ModelScratch& scratch, const double* before,
                           const double* behind) const {
  const std::size_t count = model_->head().labels.size();
  scratch.settled.resize(count);
  scratch.settled_baseline.resize(count);
  scratch.score.resize(count);
  scratch.is_alone = before == nullptr && behind == nullptr;
  for (std::uint32_t facet = 0; facet < range_of_facet_.size(); ++facet) {
    if (cues_.is_single(range_of_facet_[facet].first))
      settle_single(facet, scratch, before, behind);
  }
  for (std::uint32_t facet = 0; facet < range_of_facet_.size(); ++facet) {
    const Range range = range_of_facet_[facet];
    if (cues_.is_single(range.first)) continue;
    const FacetParameters& parameters = model_->head().facets[facet];
    double quiet = 0;
    for (const std::uint32_t label : parameters.quiet_beside) quiet += scratch.score[label];
    const double share = share_beside_quiet(quiet);
    for (std::uint32_t label = range.first; label < range.end; ++label) {
      const double first = scratch.first_score[label];
      scratch.score[label] =
          first < least_first_score_[label] ? 0 : share * temper(first, parameters.temperature);
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
void ModelLabeller::find_slopes(ModelScratch& scratch, std::uint32_t facet,
                                std::uint32_t label) const {
  constexpr std::array<double, 5> kAt{0.04691007703066800, 0.23076534494715845, 0.5,
                                      0.76923465505284155, 0.95308992296933200};
  constexpr std::array<double, 5> kWeight{0.11846344252809454, 0.23931433524968324,
                                          0.28444444444444444, 0.23931433524968324,
                                          0.11846344252809454};
  const Range range = range_of_facet_[facet];
  if (!cues_.is_single(label)) {
    const double way = scratch.logit[label] - baseline_[label];
    const double end = logistic(scratch.logit[label]);
    const double slope =
        std::abs(way) < 1e-9 ? end * (1 - end) : (end - logistic(baseline_[label])) / way;
    scratch.slope.assign(1, slope);
    return;
  }
  const std::size_t count = range.size();
  const std::size_t own = label - range.first;
  const double* from = scratch.settled_baseline.data() + range.first;
  const double* to = scratch.settled.data() + range.first;
  scratch.way_slope.assign(count, 0.0);
  scratch.way_logit.resize(count);
  scratch.way_score.resize(count);
  for (std::size_t point = 0; point < kAt.size(); ++point) {
    for (std::size_t i = 0; i < count; ++i)
      scratch.way_logit[i] = from[i] + kAt[point] * (to[i] - from[i]);
    softmax(scratch.way_logit.data(), scratch.way_score.data(), count);
    const double weight = kWeight[point] * scratch.way_score[own];
    for (std::size_t i = 0; i < count; ++i)
      scratch.way_slope[i] += weight * ((i == own ? 1.0 : 0.0) - scratch.way_score[i]);
  }
  const NeighbourStack& stack = model_->head().facets[facet].stack;
  scratch.slope.assign(count, 0.0);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t of_logit = 0; of_logit < count; ++of_logit)
      scratch.slope[of_logit] +=
          scratch.way_slope[i] * stack.own_weight(i, of_logit, scratch.is_alone);
  }
}

// What one cue adds to the score of `label`.
double ModelLabeller::part_of_cue(const FeaturedSentence& sentence, const ModelScratch& scratch,
                                  std::uint32_t first, std::uint32_t label,
                                  const LabelledSentence::Hit& hit) const {
  const LabelParameters& own = model_->head().labels[label];
  const double weight = sentence.cue_weight[hit.label];
  const double share = score_of_weight(weight) * hit.weight / weight;
  if (cues_.is_single(label))
    return scratch.slope[hit.label - first] * model_->head().labels[hit.label].cue_slope * share;
  if (own.source == LabelSource::kModel) return 0;
  const double tempered = share * scratch.score[label] / scratch.first_score[label];
  if (own.source == LabelSource::kCues) return tempered;
  return tempered * (1 - logistic(scratch.logit[label]) / 2);
}

void ModelLabeller::add_parts_of_words(const FeaturedSentence& sentence, ModelScratch& scratch,
                                       std::uint32_t label, std::uint32_t first) const {
  const ModelHead& head = model_->head();
  const LabelParameters& own = head.labels[label];
  const bool is_single = cues_.is_single(label);
  if (!is_single && own.source == LabelSource::kCues) return;
  // Where two judges said the same, each gets half of what they share (Shapley 1953).
  double by_model = !is_single && own.source == LabelSource::kCuesAndModel
                        ? 1 - score_of_weight(sentence.cue_weight[label]) / 2
                        : 1;
  if (!is_single) by_model *= scratch.score[label] / scratch.first_score[label];
  const std::size_t columns = scratch.slope.size();
  const double value = scratch.gram_value[is_single ? 1 : 0];
  if (columns == 1) {
    const double factor = by_model * scratch.slope[0] * own.slope * own.scale;
    const auto part_of = [&](const std::int16_t* weights) { return factor * weights[first]; };
    spread(scratch.grams, value, part_of, scratch.token_part.data());
    spread(scratch.others, 1, part_of, scratch.token_part.data());
    sum_steps(scratch.token_part);
    return;
  }
  // Whole blocks of columns, those behind the facet with factor 0, where the row has them.
  std::size_t padded = (columns + kColumns - 1) / kColumns * kColumns;
  if (first + padded > head.stride) padded = columns;
  scratch.factor.assign(padded, 0.0F);
  for (std::size_t i = 0; i < columns; ++i) {
    const LabelParameters& one = head.labels[first + i];
    scratch.factor[i] = static_cast<float>(by_model * scratch.slope[i] * one.slope * one.scale);
  }
  const auto part_of = [&](const std::int16_t* weights) {
    return product(scratch.factor, weights + first);
  };
  spread(scratch.grams, value, part_of, scratch.token_part.data());
  spread(scratch.others, 1, part_of, scratch.token_part.data());
  sum_steps(scratch.token_part);
}

void ModelLabeller::add_parts_of_cues(const FeaturedSentence& sentence, ModelScratch& scratch,
                                      std::uint32_t label, std::uint32_t first) const {
  for (std::size_t i = 0; i < sentence.cues.hits.size(); ++i) {
    const LabelledSentence::Hit& hit = sentence.cues.hits[i];
    if (!hit.is_first || hit.label < first || hit.label >= first + scratch.slope.size()) continue;
    const auto [begin, end] = sentence.cue_tokens[i];
    const double part = part_of_cue(sentence, scratch, first, label, hit) / (end - begin);
    for (std::uint32_t at = begin; at < end; ++at) scratch.token_part[at] += part;
  }
}

// Places are runs of neighbouring tokens that speak the same way, the strongest of them. The last
// place is the whole sentence, with the rest.
void ModelLabeller::gather_places(const FeaturedSentence& sentence, const ModelScratch& scratch,
                                  double score, LabelledSentence& out) {
  const auto& tokens = sentence.tokens;
  const auto begin_evidence = static_cast<std::ptrdiff_t>(out.evidence.size());
  const double least = 0.01 * std::max(0.2, score);
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
  const auto begin = out.evidence.begin() + begin_evidence;
  if (out.evidence.end() - begin > static_cast<std::ptrdiff_t>(kMostPlaces)) {
    std::nth_element(
        begin, begin + kMostPlaces, out.evidence.end(), [](const Evidence& a, const Evidence& b) {
          const double left = std::abs(a.contribution), right = std::abs(b.contribution);
          return left != right ? left > right : a.begin_byte < b.begin_byte;
        });
    out.evidence.erase(begin + kMostPlaces, out.evidence.end());
    std::sort(begin, out.evidence.end(),
              [](const Evidence& a, const Evidence& b) { return a.begin_byte < b.begin_byte; });
  }
  double rest = score;
  for (auto place = begin; place != out.evidence.end(); ++place) rest -= place->contribution;
  if (!tokens.empty())
    out.evidence.push_back({tokens.front().begin_byte, tokens.back().end_byte, rest});
}

void ModelLabeller::explain(const FeaturedSentence& sentence, ModelScratch& scratch,
                            std::uint32_t facet, std::uint32_t label, LabelledSentence& out) const {
  const std::uint32_t first = cues_.is_single(label) ? range_of_facet_[facet].first : label;
  scratch.token_part.assign(sentence.tokens.size() + 1, 0.0);
  find_slopes(scratch, facet, label);
  add_parts_of_words(sentence, scratch, label, first);
  add_parts_of_cues(sentence, scratch, label, first);
  gather_places(sentence, scratch, scratch.score[label], out);
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
    choose_labels(cues_, facet, scratch.score.data(), threshold_.data(), least_score_[facet],
                  scratch.given);
    for (const std::uint32_t label : scratch.given) add_label(sentence, scratch, facet, label, out);
  }
}

}  // namespace broadsheet::policy

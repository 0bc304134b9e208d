// SPDX-License-Identifier: Apache-2.0
#include "trainer.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "broadsheet/cpp/error.hpp"
#include "calibration.h"
#include "model_labeller.h"
#include "parallel_jobs.h"
#include "trainer_work.h"

namespace broadsheet::policy {
namespace {

constexpr double kGainOfLeavingCues = 0.2;
constexpr std::size_t kFewestSources = 4;  // files, for folds of whole files

}  // namespace

// Whole articles; whole files where there are enough of them, since a new page comes from a source
// that was not trained on. The largest first, each into the fold that has the fewest sentences.
void Trainer::assign_folds() {
  const bool by_file = corpus_.files.size() >= kFewestSources;
  const auto group_of = [&](const Example& example) {
    return by_file ? example.file : example.document;
  };
  const std::size_t groups = by_file ? corpus_.files.size() : corpus_.documents.size();
  folds_ = static_cast<unsigned>(std::min<std::size_t>(options_.folds, groups));
  std::vector<std::size_t> size(groups, 0), order(groups), load(std::max(1U, folds_), 0);
  for (const Example& example : corpus_.examples) ++size[group_of(example)];
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return size[a] > size[b]; });
  std::vector<unsigned> fold_of(groups, 0);
  for (const std::size_t group : order) {
    const auto least = std::min_element(load.begin(), load.end());
    fold_of[group] = static_cast<unsigned>(least - load.begin());
    *least += size[group];
  }
  for (const Example& example : corpus_.examples) fold_.push_back(fold_of[group_of(example)]);
  validation_.folds = folds_;
  validation_.is_by_file = by_file;
}

// The weights of a label from all folds but one; `left_out` == folds_: from all.
LinearFit Trainer::fit(View view, std::size_t label, unsigned left_out) {
  std::vector<std::size_t> examples;
  std::vector<bool> is_positive;
  for (const std::size_t i : known(label)) {
    if (fold_[i] == left_out) continue;
    examples.push_back(i);
    is_positive.push_back(gold(i, label) == Gold::kYes);
  }
  return fit_label(set_, view, examples, is_positive, options_.cost);
}

void Trainer::in_parallel(std::size_t jobs, const std::function<void(std::size_t)>& job) {
  const double share = 1.0 / static_cast<double>(labels() * (2 * folds_ + 1));
  const bool is_done = run_jobs(jobs, options_.threads, job, [&] {
    done_ += share;
    return progress_(std::min(1.0, done_));
  });
  if (!is_done) throw Error(BROADSHEET_CANCELLED, "training was stopped");
}

void Trainer::fit_folds() {
  for (auto& margins : margin_)
    margins.assign(labels(), std::vector<double>(corpus_.examples.size(), 0));
  if (folds_ < 2) return;  // one article: nothing can be held out, so cues alone
  struct Job {
    std::size_t label;
    View view;
    unsigned fold;
  };
  std::vector<Job> jobs;
  for (std::uint32_t label = 0; label < labels(); ++label) {
    for (unsigned fold = 0; fold < folds_; ++fold) {
      if (!cues_.is_single(label)) {
        jobs.push_back({label, TrainingSet::kPresence, fold});
      } else {
        jobs.push_back({label, TrainingSet::kWords, fold});
        jobs.push_back({label, TrainingSet::kWordsAndCues, fold});
      }
    }
  }
  in_parallel(jobs.size(), [&](std::size_t at) {
    const auto [label, view, fold] = jobs[at];
    const LinearFit fitted = fit(view, label, fold);
    for (std::size_t i = 0; i < corpus_.examples.size(); ++i) {
      if (fold_[i] == fold) margin_[view][label][i] = fitted.margin(set_.nodes(i, view));
    }
  });
}

// Single facets take the cues as features among others; in multi facets, where a label stands for
// itself, the label's own cues are a term of their own beside the margin of the words.
TrainingSet::View Trainer::view_of(std::size_t label, LabelSource source) const {
  if (!cues_.is_single(static_cast<std::uint32_t>(label))) return TrainingSet::kPresence;
  return source == LabelSource::kCuesAndModel ? TrainingSet::kWordsAndCues : TrainingSet::kWords;
}

double Trainer::logit(std::size_t label, std::size_t example) const {
  const LabelParameters& one = parameters_[label];
  return one.slope * margin_[view_of(label, one.source)][label][example] +
         one.cue_slope * score_of_weight(set_.cue_weight(example, label)) + one.offset;
}

std::vector<std::size_t> Trainer::known(std::size_t label) const {
  std::vector<std::size_t> examples;
  for (std::size_t i = 0; i < corpus_.examples.size(); ++i) {
    if (gold(i, label) != Gold::kUnknown) examples.push_back(i);
  }
  return examples;
}

void Trainer::choose_sources() {
  for (std::uint32_t facet = 0; facet < cues_.taxonomy().facets.size(); ++facet) {
    for (const LabelDefinition& label : cues_.taxonomy().facets[facet].labels) {
      LabelParameters one;
      one.facet = cues_.taxonomy().facets[facet].id;
      one.label = label.id;
      parameters_.push_back(one);
    }
  }
  for (std::size_t label = 0; label < labels(); ++label) {
    const std::vector<std::size_t> examples = known(label);
    LabelParameters& one = parameters_[label];
    one.support = static_cast<std::uint32_t>(
        std::count_if(examples.begin(), examples.end(),
                      [&](std::size_t i) { return gold(i, label) == Gold::kYes; }));
    if (cues_.is_single(static_cast<std::uint32_t>(label))) {
      choose_single(label, examples);
    } else {
      choose_multi(label, examples);
    }
  }
}

// The way with the least log loss.
void Trainer::choose_single(std::size_t label, const std::vector<std::size_t>& examples) {
  LabelParameters& one = parameters_[label];
  double least = INFINITY;
  for (const LabelSource source :
       {LabelSource::kCues, LabelSource::kCuesAndModel, LabelSource::kModel}) {
    if (source != LabelSource::kCues && (folds_ < 2 || one.support == 0)) continue;
    std::vector<CalibrationPoint> points;
    for (const std::size_t i : examples) {
      points.push_back({margin_[view_of(label, source)][label][i],
                        score_of_weight(set_.cue_weight(i, label)), gold(i, label) == Gold::kYes});
    }
    const Sigmoid sigmoid =
        fit_sigmoid(points, source != LabelSource::kCues, source == LabelSource::kCues);
    const double loss = log_loss(points, sigmoid);
    if (loss >= least) continue;
    least = loss;
    one.source = source;
    one.slope = sigmoid.slope;
    one.cue_slope = sigmoid.cue_slope;
    one.offset = sigmoid.offset;
  }
}

// The way with the best F1 at the usual threshold. The institution's own terms are given up only
// where that gains much: they hold for texts of other kinds too, which the training data may not.
void Trainer::choose_multi(std::size_t label, const std::vector<std::size_t>& examples) {
  LabelParameters& one = parameters_[label];
  one.source = LabelSource::kCues;
  if (folds_ < 2 || one.support == 0) return;
  std::vector<CalibrationPoint> points;
  for (const std::size_t i : examples) {
    points.push_back({margin_[TrainingSet::kPresence][label][i], 0, gold(i, label) == Gold::kYes});
  }
  const Sigmoid sigmoid = fit_sigmoid(points, true, false);
  one.slope = sigmoid.slope;
  one.offset = sigmoid.offset;
  double best = f1_of(label, examples, LabelSource::kCues);
  for (const LabelSource source : {LabelSource::kCuesAndModel, LabelSource::kModel}) {
    const double f1 = f1_of(label, examples, source);
    if (f1 <= best + (source == LabelSource::kModel ? kGainOfLeavingCues : 0)) continue;
    best = f1;
    one.source = source;
  }
}

double Trainer::score_by(LabelSource source, std::size_t label, std::size_t example) const {
  const LabelParameters& one = parameters_[label];
  const double z = one.slope * margin_[TrainingSet::kPresence][label][example] + one.offset;
  return combine(source, 1 / (1 + std::exp(-z)), score_of_weight(set_.cue_weight(example, label)));
}

double Trainer::f1_of(std::size_t label, const std::vector<std::size_t>& examples,
                      LabelSource source) const {
  double right = 0, given = 0;
  for (const std::size_t i : examples) {
    if (score_by(source, label, i) < kUsualThreshold) continue;
    given += 1;
    right += gold(i, label) == Gold::kYes ? 1 : 0;
  }
  return 2 * right / std::max(1.0, given + parameters_[label].support);
}

void Trainer::fit_all() {
  final_.resize(labels());
  in_parallel(labels(), [&](std::size_t label) {
    const LabelSource source = parameters_[label].source;
    if (source == LabelSource::kCues) return;
    final_[label] = fit(view_of(label, source), label, folds_);
  });
}

std::vector<std::pair<double, bool>> Trainer::answers_of(std::uint32_t facet,
                                                         std::size_t& possible) const {
  std::vector<std::pair<double, bool>> answers;
  const std::uint32_t first = cues_.first_label_of(facet);
  for (std::size_t k = 0; k < cues_.taxonomy().facets[facet].labels.size(); ++k) {
    for (const std::size_t i : known(first + k)) {
      if (validation_.is_given[first + k][i])
        answers.emplace_back(validation_.score[first + k][i], gold(i, first + k) == Gold::kYes);
    }
  }
  possible = answers.size();
  return answers;
}

// The share of familiar n-grams that all but one in a hundred sentences of other articles reach.
double Trainer::unfamiliar_below() const {
  constexpr std::size_t kFewestTokens = 8;
  std::vector<double> shares;
  for (std::size_t i = 0; i < corpus_.examples.size(); ++i) {
    if (set_.token_count(i) >= kFewestTokens) shares.push_back(set_.familiar_share(i));
  }
  if (shares.empty()) return 0;
  std::sort(shares.begin(), shares.end());
  return shares[shares.size() / 100];
}

TrainedModel Trainer::finish() {
  ModelHead head;
  const Taxonomy& taxonomy = cues_.taxonomy();
  head.taxonomy_id = taxonomy.id;
  head.taxonomy_version = taxonomy.version;
  head.taxonomy_hash = hash_of(taxonomy);
  head.longest_gram = longest_gram_;
  head.unfamiliar_below = unfamiliar_below();
  head.stride = static_cast<std::uint32_t>((labels() + 7) / 8 * 8);
  for (std::uint32_t facet = 0; facet < facet_count(); ++facet) {
    std::size_t possible = 0;
    auto answers = answers_of(facet, possible);
    facets_[facet].curve = coverage_curve(std::move(answers), possible);
  }
  head.facets = facets_;
  const std::size_t count = set_.feature_count();
  std::vector<std::int16_t> weights(count * head.stride, 0);
  for (std::size_t label = 0; label < labels(); ++label) {
    LabelParameters& one = parameters_[label];
    one.bias = one.source == LabelSource::kCues ? 0 : final_[label].bias;
    if (final_[label].weights.empty()) continue;
    std::vector<double> worth(count);
    double largest = 0;
    for (std::size_t i = 0; i < count; ++i) {
      worth[i] = final_[label].weights[i] * set_.value_of(i);
      largest = std::max(largest, std::abs(worth[i]));
    }
    one.scale = largest / PolicyModel::kLargestWeight;
    for (std::size_t i = 0; i < count && one.scale > 0; ++i)
      weights[i * head.stride + label] =
          static_cast<std::int16_t>(std::lround(worth[i] / one.scale));
  }
  head.labels = parameters_;
  return {write_model(head, set_.keys(), weights), std::move(validation_)};
}

TrainedModel train_model(const Taxonomy& taxonomy, const Corpus& corpus,
                         const TrainingOptions& options,
                         const std::function<bool(double)>& progress) {
  if (corpus.examples.empty()) {
    throw Error(BROADSHEET_BAD_INPUT, "there is no labelled sentence to train from",
                "give CSV files with columns doc_id, text, and one named like each facet");
  }
  set_print_string_function([](const char*) {});
  return Trainer(taxonomy, corpus, options, progress).run();
}

}  // namespace broadsheet::policy

// SPDX-License-Identifier: Apache-2.0
#include "trainer.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "broadsheet/cpp/error.hpp"
#include "calibration.h"
#include "model_labeller.h"
#include "parallel_jobs.h"
#include "training_set.h"

namespace broadsheet::policy {
namespace {

constexpr std::size_t kTrigramsFrom = 2000;  // sentences
constexpr double kShrinkage = 30;        // positives that a label's own threshold has to outweigh
constexpr double kUsualThreshold = 0.6;  // one cue of weight 1 is enough, with or without a model
constexpr double kLowestThreshold = 0.6;
constexpr double kHighestThreshold = 0.64;  // below the score of one cue
constexpr double kGainOfLeavingCues = 0.05;

using View = TrainingSet::View;

struct Fit {
  std::vector<double> weights;
  double bias = 0;

  double margin(const feature_node* node) const {
    double sum = bias;
    if (weights.empty()) return sum;
    for (; node->index != -1; ++node)
      sum += weights[static_cast<std::size_t>(node->index) - 1] * node->value;
    return sum;
  }
};

class Trainer {
 public:
  Trainer(const Taxonomy& taxonomy, const Corpus& corpus, const TrainingOptions& options,
          const std::function<bool(double)>& progress)
      : cues_(taxonomy),
        corpus_(corpus),
        options_(options),
        progress_(progress),
        longest_gram_(corpus.examples.size() >= kTrigramsFrom ? 3 : 2),
        set_(cues_, corpus, longest_gram_,
             {options.gram_value, options.structure_value, options.cue_value}) {}

  TrainedModel run() {
    assign_folds();
    fit_folds();
    choose_sources();
    calibrate();
    find_thresholds();
    fit_all();
    return finish();
  }

 private:
  std::size_t labels() const { return cues_.label_count(); }
  Gold gold(std::size_t example, std::size_t label) const {
    return corpus_.examples[example].gold[label];
  }

  void assign_folds();
  Fit fit(View view, std::size_t label, unsigned left_out);
  void in_parallel(std::size_t jobs, const std::function<void(std::size_t)>& job);
  void fit_folds();
  void choose_sources();
  void calibrate();
  void calibrate_single(std::uint32_t facet);
  void find_thresholds();
  void fit_all();
  View view_of(std::size_t label, LabelSource source) const;
  double logit(std::size_t label, std::size_t example) const;
  std::vector<std::size_t> known(std::size_t label) const;
  double score_by(LabelSource source, std::size_t label, std::size_t example) const;
  double f1_of(std::size_t label, const std::vector<std::size_t>& examples,
               LabelSource source) const;
  void choose_single(std::size_t label, const std::vector<std::size_t>& examples);
  void choose_multi(std::size_t label, const std::vector<std::size_t>& examples);
  std::vector<std::pair<double, bool>> answers_of(std::uint32_t facet, std::size_t& possible) const;
  TrainedModel finish();
  double unfamiliar_below() const;

  CueLabeller cues_;
  const Corpus& corpus_;
  const TrainingOptions& options_;
  const std::function<bool(double)>& progress_;
  int longest_gram_;
  TrainingSet set_;
  unsigned folds_ = 0;
  std::vector<unsigned> fold_;                                    // of an example
  std::vector<std::vector<double>> margin_[TrainingSet::kViews];  // [label][example], out of fold
  std::vector<LabelParameters> parameters_;
  std::vector<Fit> final_;
  CrossValidation validation_;
  double done_ = 0;
};

// The largest article first, each into the fold that has the fewest sentences.
void Trainer::assign_folds() {
  const std::size_t articles = corpus_.documents.size();
  folds_ = static_cast<unsigned>(std::min<std::size_t>(options_.folds, articles));
  std::vector<std::size_t> size(articles, 0), order(articles), load(std::max(1U, folds_), 0);
  for (const Example& example : corpus_.examples) ++size[example.document];
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return size[a] > size[b]; });
  std::vector<unsigned> fold_of(articles, 0);
  for (const std::size_t article : order) {
    const auto least = std::min_element(load.begin(), load.end());
    fold_of[article] = static_cast<unsigned>(least - load.begin());
    *least += size[article];
  }
  for (const Example& example : corpus_.examples) fold_.push_back(fold_of[example.document]);
  validation_.folds = folds_;
}

// The weights of a label from all folds but one; `left_out` == folds_: from all.
Fit Trainer::fit(View view, std::size_t label, unsigned left_out) {
  std::vector<feature_node*> rows;
  std::vector<double> targets;
  std::size_t positives = 0;
  for (std::size_t i = 0; i < corpus_.examples.size(); ++i) {
    if (fold_[i] == left_out || gold(i, label) == Gold::kUnknown) continue;
    rows.push_back(set_.nodes(i, view));
    targets.push_back(gold(i, label) == Gold::kYes ? 1 : -1);
    positives += gold(i, label) == Gold::kYes ? 1U : 0U;
  }
  Fit result;
  if (positives == 0 || positives == rows.size()) {
    result.bias = positives == 0 ? -4 : 4;
    return result;
  }
  problem one{};
  one.l = static_cast<int>(rows.size());
  one.n = static_cast<int>(set_.feature_count());
  one.y = targets.data();
  one.x = rows.data();
  // liblinear wants the bias as the last feature of every row.
  std::vector<std::vector<feature_node>> with_bias;
  with_bias.reserve(rows.size());
  for (feature_node*& row : rows) {
    std::vector<feature_node>& copy = with_bias.emplace_back();
    for (const feature_node* node = row; node->index != -1; ++node) copy.push_back(*node);
    copy.push_back({one.n + 1, 1.0});
    copy.push_back({-1, 0});
    row = copy.data();
  }
  one.n += 1;
  one.bias = 1;
  parameter how{};
  how.solver_type = L2R_LR;
  how.eps = 0.005;
  how.C = options_.cost;
  model* trained = train(&one, &how);
  const double sign = trained->label[0] == 1 ? 1 : -1;
  result.weights.resize(set_.feature_count());
  for (std::size_t i = 0; i < result.weights.size(); ++i) result.weights[i] = sign * trained->w[i];
  result.bias = sign * trained->w[set_.feature_count()];
  free_and_destroy_model(&trained);
  return result;
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
    const Fit fitted = fit(view, label, fold);
    for (std::size_t i = 0; i < corpus_.examples.size(); ++i) {
      if (fold_[i] == fold) margin_[view][label][i] = fitted.margin(set_.nodes(i, view));
    }
  });
}

// Single facets take the cues as features among others; in multi facets, where a label stands for
// itself, the label's own cues are a term of their own beside the margin of the words.
View Trainer::view_of(std::size_t label, LabelSource source) const {
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

void Trainer::calibrate() {
  for (std::uint32_t facet = 0; facet < cues_.taxonomy().facets.size(); ++facet) {
    if (cues_.taxonomy().facets[facet].mode == FacetMode::kSingle) calibrate_single(facet);
  }
  validation_.score.assign(labels(), std::vector<double>(corpus_.examples.size(), 0));
  for (std::size_t i = 0; i < corpus_.examples.size(); ++i) {
    for (std::uint32_t facet = 0; facet < cues_.taxonomy().facets.size(); ++facet) {
      const std::uint32_t first = cues_.first_label_of(facet);
      const std::size_t count = cues_.taxonomy().facets[facet].labels.size();
      double sum = 0;
      for (std::size_t label = first; label < first + count; ++label) {
        if (cues_.is_single(static_cast<std::uint32_t>(label))) {
          sum += std::exp(logit(label, i));
        } else {
          validation_.score[label][i] = score_by(parameters_[label].source, label, i);
        }
      }
      if (cues_.taxonomy().facets[facet].mode != FacetMode::kSingle) continue;
      for (std::size_t label = first; label < first + count; ++label)
        validation_.score[label][i] = std::exp(logit(label, i)) / sum;
    }
  }
}

void Trainer::calibrate_single(std::uint32_t facet) {
  const std::uint32_t first = cues_.first_label_of(facet);
  const std::size_t count = cues_.taxonomy().facets[facet].labels.size();
  std::vector<std::vector<double>> logits;
  std::vector<std::uint32_t> truth;
  for (std::size_t i = 0; i < corpus_.examples.size(); ++i) {
    std::vector<double> row;
    std::uint32_t yes = UINT32_MAX;
    for (std::uint32_t k = 0; k < count; ++k) {
      row.push_back(logit(first + k, i));
      if (gold(i, first + k) == Gold::kYes) yes = k;
    }
    if (yes == UINT32_MAX) continue;
    logits.push_back(std::move(row));
    truth.push_back(yes);
  }
  const std::vector<double> fitted = fit_softmax(logits, truth);
  if (fitted.empty()) return;
  for (std::size_t k = 0; k < count; ++k) {
    LabelParameters& one = parameters_[first + k];
    one.slope *= fitted[count];
    one.cue_slope *= fitted[count];
    one.offset = one.offset * fitted[count] + fitted[k];
  }
}

// Each label's own best threshold, drawn towards that of its facet where positives are few.
void Trainer::find_thresholds() {
  validation_.is_given.assign(labels(), std::vector<bool>(corpus_.examples.size(), false));
  for (std::uint32_t facet = 0; facet < cues_.taxonomy().facets.size(); ++facet) {
    const std::uint32_t first = cues_.first_label_of(facet);
    const Facet& definition = cues_.taxonomy().facets[facet];
    std::vector<double> all_scores;
    std::vector<bool> all_truth;
    std::vector<double> own(definition.labels.size(), 0.5);
    for (std::size_t k = 0; k < definition.labels.size(); ++k) {
      std::vector<double> scores;
      std::vector<bool> truth;
      for (const std::size_t i : known(first + k)) {
        scores.push_back(validation_.score[first + k][i]);
        truth.push_back(gold(i, first + k) == Gold::kYes);
      }
      own[k] = best_threshold(scores, truth);
      all_scores.insert(all_scores.end(), scores.begin(), scores.end());
      all_truth.insert(all_truth.end(), truth.begin(), truth.end());
    }
    const double common = definition.mode == FacetMode::kSingle
                              ? best_threshold(all_scores, all_truth)
                              : kUsualThreshold;
    for (std::size_t k = 0; k < definition.labels.size(); ++k) {
      LabelParameters& one = parameters_[first + k];
      const double weight = one.support / (one.support + kShrinkage);
      one.threshold =
          std::clamp(weight * own[k] + (1 - weight) * common, kLowestThreshold, kHighestThreshold);
    }
    for (std::size_t i = 0; i < corpus_.examples.size(); ++i) {
      std::vector<std::pair<double, std::size_t>> given;
      for (std::size_t k = 0; k < definition.labels.size(); ++k) {
        const double score = validation_.score[first + k][i];
        if (definition.mode == FacetMode::kSingle || score >= parameters_[first + k].threshold)
          given.emplace_back(-score, first + k);
      }
      std::stable_sort(given.begin(), given.end());
      const std::size_t most = definition.mode == FacetMode::kSingle ? 1 : definition.max_labels;
      if (most > 0 && given.size() > most) given.resize(most);
      for (const auto& [score, label] : given) validation_.is_given[label][i] = true;
    }
  }
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
  for (std::uint32_t facet = 0; facet < taxonomy.facets.size(); ++facet) {
    std::size_t possible = 0;
    auto answers = answers_of(facet, possible);
    head.facets.push_back(
        {taxonomy.facets[facet].id, coverage_curve(std::move(answers), possible)});
  }
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
    one.scale = largest / 32767;
    for (std::size_t i = 0; i < count && one.scale > 0; ++i)
      weights[i * head.stride + label] =
          static_cast<std::int16_t>(std::lround(worth[i] / one.scale));
  }
  head.labels = parameters_;
  return {write_model(head, set_.keys(), weights), std::move(validation_)};
}

}  // namespace

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

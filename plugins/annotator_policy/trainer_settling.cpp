// SPDX-License-Identifier: Apache-2.0
// From margins out of fold to scores, thresholds, temperatures.
#include <algorithm>
#include <cmath>

#include "calibration.h"
#include "model_labeller.h"
#include "trainer_work.h"

namespace broadsheet::policy {
namespace {

constexpr double kShrinkage = 30;  // positives that a label's own threshold has to outweigh
constexpr double kLowestThreshold = 0.6;
constexpr double kHighestThreshold = 0.64;  // below the score of one cue
constexpr std::size_t kFewestBeside = 30;   // sentences of a label that a habit is seen from
constexpr std::size_t kFewestAnswers = 30;  // that a temperature is fitted to
constexpr double kQuietShare = 0.25;

}  // namespace

// Every example by itself, out of fold.
void Trainer::judge() {
  logit_.assign(labels(), std::vector<double>(corpus_.examples.size(), 0));
  first_score_ = validation_.score = logit_;
  validation_.is_given.assign(labels(), std::vector<bool>(corpus_.examples.size(), false));
  std::vector<double> score;
  for (std::uint32_t facet = 0; facet < facet_count(); ++facet) {
    const Range range = range_of(facet);
    facets_.push_back({cues_.taxonomy().facets[facet].id, {range.size(), {}}, 1, {}, {}});
    const bool is_single = cues_.is_single(static_cast<std::uint32_t>(range.first));
    score.resize(range.size());
    for (std::size_t i = 0; i < corpus_.examples.size(); ++i) {
      for (std::size_t label = range.first; label < range.end; ++label) {
        logit_[label][i] = logit(label, i);
        if (!is_single) first_score_[label][i] = score_by(parameters_[label].source, label, i);
      }
      if (!is_single) continue;
      softmax(facet_values(logit_, facet, i).data(), score.data(), range.size());
      for (std::size_t k = 0; k < range.size(); ++k) first_score_[range.first + k][i] = score[k];
    }
  }
}

std::vector<double> Trainer::facet_values(const std::vector<std::vector<double>>& of_label,
                                          std::uint32_t facet, std::size_t example) const {
  const Range range = range_of(facet);
  std::vector<double> values;
  for (std::size_t label = range.first; label < range.end; ++label)
    values.push_back(of_label[label][example]);
  return values;
}

bool Trainer::is_beside(std::size_t example, std::size_t neighbour) const {
  return neighbour < corpus_.examples.size() &&
         corpus_.examples[neighbour].document == corpus_.examples[example].document;
}

std::vector<double> Trainer::row_of(std::uint32_t facet, std::size_t example) const {
  const auto score_at = [&](std::size_t neighbour) {
    return is_beside(example, neighbour) ? facet_values(first_score_, facet, neighbour)
                                         : std::vector<double>{};
  };
  const std::vector<double> own = facet_values(logit_, facet, example);
  const std::vector<double> before = score_at(example - 1), behind = score_at(example + 1);
  return stack_row(own.size(), own.data(), before.empty() ? nullptr : before.data(),
                   behind.empty() ? nullptr : behind.data());
}

NeighbourStack Trainer::fit_facet_stack(std::uint32_t facet, unsigned left_out) const {
  const Range range = range_of(facet);
  std::vector<std::vector<double>> rows;
  std::vector<std::uint32_t> truth;
  for (std::size_t i = 0; i < corpus_.examples.size(); ++i) {
    if (fold_[i] == left_out || (!is_beside(i, i - 1) && !is_beside(i, i + 1))) continue;
    for (std::size_t label = range.first; label < range.end; ++label) {
      if (gold(i, label) != Gold::kYes) continue;
      rows.push_back(row_of(facet, i));
      truth.push_back(static_cast<std::uint32_t>(label - range.first));
      break;
    }
  }
  return fit_stack(range.size(), rows, truth);
}

// The stack that is kept is fitted on all folds; what is said of it comes from stacks that did not
// see the fold.
void Trainer::settle_single_facets() {
  for (std::uint32_t facet = 0; facet < facet_count(); ++facet) {
    const Range range = range_of(facet);
    if (!cues_.is_single(static_cast<std::uint32_t>(range.first))) continue;
    std::vector<NeighbourStack> stacks(folds_ + 1, facets_[facet].stack);
    if (folds_ > 1) {
      in_parallel(stacks.size(), [&](std::size_t fold) {
        stacks[fold] = fit_facet_stack(facet, static_cast<unsigned>(fold));
      });
    }
    facets_[facet].stack = stacks[folds_];
    std::vector<double> logits(range.size()), score(range.size());
    for (std::size_t i = 0; i < corpus_.examples.size(); ++i) {
      stacks[fold_[i]].apply_row(row_of(facet, i), logits.data());
      softmax(logits.data(), score.data(), range.size());
      for (std::size_t k = 0; k < range.size(); ++k)
        validation_.score[range.first + k][i] = score[k];
    }
    give(facet);
  }
}

// What is given of a facet: the best label, or those from their threshold on.
void Trainer::give(std::uint32_t facet) {
  const Facet& definition = cues_.taxonomy().facets[facet];
  const bool is_single = definition.mode == FacetMode::kSingle;
  const Range range = range_of(facet);
  for (std::size_t i = 0; i < corpus_.examples.size(); ++i) {
    std::vector<std::pair<double, std::size_t>> given;
    for (std::size_t label = range.first; label < range.end; ++label) {
      const double score = validation_.score[label][i];
      if (is_single || score >= parameters_[label].threshold) given.emplace_back(-score, label);
    }
    std::sort(given.begin(), given.end());
    const std::size_t most = is_single ? 1 : definition.max_labels;
    if (most > 0 && given.size() > most) given.resize(most);
    for (std::size_t label = range.first; label < range.end; ++label)
      validation_.is_given[label][i] = false;
    for (const auto& [score, label] : given) validation_.is_given[label][i] = true;
  }
}

// Labels of the first single facet whose sentences hardly ever bear labels of this one: headings
// and reasons name instruments, but use none.
std::vector<std::uint32_t> Trainer::quiet_labels(std::uint32_t facet) const {
  std::uint32_t single = 0;
  while (single < facet_count() &&
         !cues_.is_single(static_cast<std::uint32_t>(range_of(single).first)))
    ++single;
  if (single == facet_count()) return {};
  const Range beside = range_of(single), range = range_of(facet);
  std::vector<double> share(beside.size(), -1);  // of a label's sentences that bear one
  for (std::size_t k = 0; k < beside.size(); ++k) {
    std::size_t sentences = 0, labelled = 0;
    for (std::size_t i = 0; i < corpus_.examples.size(); ++i) {
      if (gold(i, beside.first + k) != Gold::kYes || gold(i, range.first) == Gold::kUnknown)
        continue;
      ++sentences;
      for (std::size_t label = range.first; label < range.end; ++label) {
        if (gold(i, label) != Gold::kYes) continue;
        ++labelled;
        break;
      }
    }
    if (sentences >= kFewestBeside)
      share[k] = static_cast<double>(labelled) / static_cast<double>(sentences);
  }
  const double most = *std::max_element(share.begin(), share.end());
  std::vector<std::uint32_t> quiet;
  for (std::size_t k = 0; k < share.size(); ++k) {
    if (share[k] >= 0 && share[k] < kQuietShare * most)
      quiet.push_back(static_cast<std::uint32_t>(beside.first + k));
  }
  return quiet;
}

// Thresholds stand on the untempered scores until the temperature, which keeps their order, is
// known.
void Trainer::settle_multi_facets() {
  for (std::uint32_t facet = 0; facet < facet_count(); ++facet) {
    const Range range = range_of(facet);
    if (cues_.is_single(static_cast<std::uint32_t>(range.first))) continue;
    facets_[facet].quiet_beside = quiet_labels(facet);
    std::vector<double> share(corpus_.examples.size(), 1);
    for (std::size_t i = 0; i < share.size(); ++i) {
      double quiet = 0;
      for (const std::uint32_t label : facets_[facet].quiet_beside)
        quiet += validation_.score[label][i];
      share[i] = share_beside_quiet(quiet);
    }
    const auto set_scores = [&] {
      for (std::size_t label = range.first; label < range.end; ++label) {
        for (std::size_t i = 0; i < share.size(); ++i)
          validation_.score[label][i] =
              share[i] * temper(first_score_[label][i], facets_[facet].temperature);
      }
    };
    set_scores();
    find_thresholds(facet);
    give(facet);
    fit_temperature(facet);
    set_scores();
    for (std::size_t label = range.first; label < range.end; ++label)
      parameters_[label].threshold =
          temper(parameters_[label].threshold, facets_[facet].temperature);
    give(facet);
  }
}

// Each label's own best threshold, drawn towards the usual one where positives are few.
void Trainer::find_thresholds(std::uint32_t facet) {
  const Range range = range_of(facet);
  for (std::size_t label = range.first; label < range.end; ++label) {
    std::vector<double> scores;
    std::vector<bool> truth;
    for (const std::size_t i : known(label)) {
      scores.push_back(validation_.score[label][i]);
      truth.push_back(gold(i, label) == Gold::kYes);
    }
    LabelParameters& one = parameters_[label];
    const double weight = one.support / (one.support + kShrinkage);
    const double drawn = weight * best_threshold(scores, truth) + (1 - weight) * kUsualThreshold;
    one.threshold = std::clamp(drawn, kLowestThreshold, kHighestThreshold);
  }
}

// The temperature (see temper()) at which the scores of what was given are right most nearly.
void Trainer::fit_temperature(std::uint32_t facet) {
  const auto logit_of = [](double score) { return std::log(score / (1 - score)); };
  const double of_one_cue = logit_of(score_of_weight(1));
  const Range range = range_of(facet);
  std::vector<CalibrationPoint> points;
  for (std::size_t label = range.first; label < range.end; ++label) {
    for (const std::size_t i : known(label)) {
      if (!validation_.is_given[label][i]) continue;
      const double score = std::min(first_score_[label][i], 1 - 1e-6);
      points.push_back({logit_of(score) - of_one_cue, 0, gold(i, label) == Gold::kYes});
    }
  }
  if (points.size() >= kFewestAnswers)
    facets_[facet].temperature = fit_temperature_to(points, of_one_cue);
}

}  // namespace broadsheet::policy

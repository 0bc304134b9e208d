// SPDX-License-Identifier: Apache-2.0
#include "neighbour_stack.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace broadsheet::policy {

void softmax(const double* logit, double* score, std::size_t count) {
  const double highest = *std::max_element(logit, logit + count);
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += score[i] = std::exp(logit[i] - highest);
  for (std::size_t i = 0; i < count; ++i) score[i] /= sum;
}

namespace {

double part_of(const double* weight, const double* scores, std::size_t labels) {
  if (scores == nullptr) return weight[labels];
  double sum = 0;
  for (std::size_t i = 0; i < labels; ++i) sum += weight[i] * scores[i];
  return sum;
}

}  // namespace

void NeighbourStack::apply(const double* own_logit, const double* before, const double* behind,
                           double* out_logit) const {
  if (weights.empty() || (before == nullptr && behind == nullptr)) {
    std::copy_n(own_logit, labels, out_logit);
    return;
  }
  const std::size_t columns = columns_for(labels);
  for (std::size_t label = 0; label < labels; ++label) {
    const double* weight = weights.data() + label * columns;
    double sum = weight[columns - 1];
    for (std::size_t i = 0; i < labels; ++i) sum += weight[i] * own_logit[i];
    out_logit[label] = sum + part_of(weight + labels, before, labels) +
                       part_of(weight + 2 * labels + 1, behind, labels);
  }
}

void NeighbourStack::apply_row(const std::vector<double>& row, double* out_logit) const {
  const bool is_alone = row[2 * labels] == 1 && row[3 * labels + 1] == 1;
  if (weights.empty() || is_alone) {
    std::copy_n(row.data(), labels, out_logit);
    return;
  }
  for (std::size_t label = 0; label < labels; ++label)
    out_logit[label] =
        std::inner_product(row.begin(), row.end(), weights.data() + label * row.size(), 0.0);
}

std::vector<double> stack_row(std::size_t labels, const double* own_logit, const double* before,
                              const double* behind) {
  std::vector<double> row(own_logit, own_logit + labels);
  for (const double* scores : {before, behind}) {
    for (std::size_t i = 0; i < labels; ++i) row.push_back(scores == nullptr ? 0 : scores[i]);
    row.push_back(scores == nullptr ? 1 : 0);
  }
  row.push_back(1);
  return row;
}

NeighbourStack fit_stack(std::size_t labels, const std::vector<std::vector<double>>& rows,
                         const std::vector<std::uint32_t>& truth) {
  constexpr double kPull = 0.003;  // back to the own logits
  constexpr double kDisputed = 0.05;
  constexpr int kSteps = 400;
  NeighbourStack stack{labels, {}};
  if (rows.empty()) return stack;
  const std::size_t columns = NeighbourStack::columns_for(labels);
  std::vector<double> start(labels * columns, 0.0);
  for (std::size_t label = 0; label < labels; ++label) start[label * columns + label] = 1;
  std::vector<double>& weights = stack.weights = start;
  std::vector<double> speed(weights.size(), 0.0), size(weights.size(), 0.0), score(labels),
      logit(labels);
  const auto count = static_cast<double>(rows.size());
  for (int step = 1; step <= kSteps; ++step) {  // Adam (Kingma, Ba 2015) on the whole set
    std::vector<double> gradient(weights.size(), 0.0);
    for (std::size_t n = 0; n < rows.size(); ++n) {
      stack.apply_row(rows[n], logit.data());
      softmax(logit.data(), score.data(), labels);
      for (std::size_t label = 0; label < labels; ++label) {
        const double target =
            (truth[n] == label ? 1 - kDisputed : 0) + kDisputed / static_cast<double>(labels);
        const double error = (score[label] - target) / count;
        for (std::size_t i = 0; i < columns; ++i)
          gradient[label * columns + i] += error * rows[n][i];
      }
    }
    for (std::size_t k = 0; k < weights.size(); ++k) {
      const double slope = gradient[k] + kPull * (weights[k] - start[k]);
      speed[k] = 0.9 * speed[k] + 0.1 * slope;
      size[k] = 0.99 * size[k] + 0.01 * slope * slope;
      weights[k] -= 0.03 * (speed[k] / (1 - std::pow(0.9, step))) /
                    (std::sqrt(size[k] / (1 - std::pow(0.99, step))) + 1e-8);
    }
  }
  return stack;
}

}  // namespace broadsheet::policy

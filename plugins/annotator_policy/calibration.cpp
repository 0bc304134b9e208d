// SPDX-License-Identifier: Apache-2.0
#include "calibration.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace broadsheet::policy {
namespace {

// log(1 + exp(x)) without overflow.
double softplus(double x) { return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x)); }

using Row = std::array<double, 3>;  // what the parameters are multiplied by

// Solves a x = b for a symmetric, positive definite matrix (Gauss, without pivoting).
Row solve(std::array<Row, 3> a, Row b) {
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t k = i + 1; k < 3; ++k) {
      const double factor = a[k][i] / a[i][i];
      for (std::size_t j = i; j < 3; ++j) a[k][j] -= factor * a[i][j];
      b[k] -= factor * b[i];
    }
  }
  for (std::size_t i = 3; i-- > 0;) {
    for (std::size_t j = i + 1; j < 3; ++j) b[i] -= a[i][j] * b[j];
    b[i] /= a[i][i];
  }
  return b;
}

double product(const Row& a, const Row& b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

double loss_of(const std::vector<Row>& rows, const std::vector<double>& target, const Row& x) {
  double loss = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double z = product(rows[i], x);
    loss += softplus(z) - target[i] * z;
  }
  return loss;
}

Row fit_logistic(const std::vector<Row>& rows, const std::vector<double>& target, Row x) {
  for (int step = 0; step < 60; ++step) {
    std::array<Row, 3> hessian{};
    Row gradient{};
    for (std::size_t i = 0; i < 3; ++i) hessian[i][i] = 1e-6;
    for (std::size_t n = 0; n < rows.size(); ++n) {
      const double p = 1 / (1 + std::exp(-product(rows[n], x)));
      for (std::size_t i = 0; i < 3; ++i) {
        gradient[i] += (p - target[n]) * rows[n][i];
        for (std::size_t j = 0; j < 3; ++j) hessian[i][j] += p * (1 - p) * rows[n][i] * rows[n][j];
      }
    }
    const Row direction = solve(hessian, gradient);
    const double before = loss_of(rows, target, x);
    double length = 1;
    Row next = x;
    do {
      for (std::size_t i = 0; i < 3; ++i) next[i] = x[i] - length * direction[i];
      length /= 2;
    } while (loss_of(rows, target, next) > before && length > 1e-6);
    x = next;
    if (length <= 1e-6 || before - loss_of(rows, target, x) < 1e-9) break;
  }
  return x;
}

}  // namespace

Sigmoid fit_sigmoid(const std::vector<CalibrationPoint>& points, bool use_margin, bool use_cue) {
  const auto positives = static_cast<double>(std::count_if(
      points.begin(), points.end(), [](const auto& point) { return point.is_positive; }));
  const double negatives = static_cast<double>(points.size()) - positives;
  std::vector<Row> rows;
  std::vector<double> target;
  for (const CalibrationPoint& point : points) {
    rows.push_back({use_margin ? point.margin : 0, use_cue ? point.cue : 0, 1});
    target.push_back(point.is_positive ? (positives + 1) / (positives + 2) : 1 / (negatives + 2));
  }
  const Row x = fit_logistic(rows, target, {0, 0, std::log((positives + 1) / (negatives + 1))});
  if (x[0] < 0) return fit_sigmoid(points, false, use_cue);
  if (x[1] < 0) return fit_sigmoid(points, use_margin, false);
  return {x[0], x[1], x[2]};
}

double log_loss(const std::vector<CalibrationPoint>& points, const Sigmoid& sigmoid) {
  double loss = 0;
  for (const CalibrationPoint& point : points) {
    const double z = sigmoid.slope * point.margin + sigmoid.cue_slope * point.cue + sigmoid.offset;
    loss += softplus(z) - (point.is_positive ? z : 0);
  }
  return points.empty() ? 0 : loss / static_cast<double>(points.size());
}

double fit_temperature_to(const std::vector<CalibrationPoint>& points, double offset) {
  // The loss has one minimum: golden section in the logarithm, from a tenth to twice.
  double low = std::log(0.1), high = std::log(2.0);
  const double share = (std::sqrt(5.0) - 1) / 2;
  const auto loss = [&](double at) { return log_loss(points, {std::exp(at), 0, offset}); };
  for (int step = 0; step < 40; ++step) {
    const double left = high - share * (high - low), right = low + share * (high - low);
    (loss(left) < loss(right) ? high : low) = loss(left) < loss(right) ? right : left;
  }
  return std::exp((low + high) / 2);
}

double best_threshold(const std::vector<double>& score, const std::vector<bool>& is_positive) {
  std::vector<std::pair<double, bool>> answers;
  for (std::size_t i = 0; i < score.size(); ++i) answers.emplace_back(score[i], is_positive[i]);
  std::sort(answers.begin(), answers.end(),
            [](const auto& a, const auto& b) { return a.first > b.first; });
  const auto positives =
      static_cast<double>(std::count(is_positive.begin(), is_positive.end(), true));
  double best = 0, threshold = 0.5, right = 0;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    right += answers[i].second ? 1 : 0;
    if (i + 1 < answers.size() && answers[i + 1].first == answers[i].first) continue;
    const double f1 = 2 * right / (static_cast<double>(i + 1) + positives);
    if (f1 <= best) continue;
    best = f1;
    threshold = i + 1 < answers.size() ? (answers[i].first + answers[i + 1].first) / 2
                                       : answers[i].first / 2;
  }
  return threshold;
}

std::vector<CurvePoint> coverage_curve(std::vector<std::pair<double, bool>> answers,
                                       std::size_t possible) {
  constexpr std::size_t kMostPoints = 200;
  std::sort(answers.begin(), answers.end(),
            [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<CurvePoint> curve;
  const std::size_t step = std::max<std::size_t>(1, answers.size() / kMostPoints);
  std::size_t right = 0;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    right += answers[i].second ? 1U : 0U;
    if ((i + 1) % step != 0 && i + 1 != answers.size()) continue;
    curve.push_back(
        {answers[i].first, static_cast<double>(right) / static_cast<double>(i + 1),
         static_cast<double>(i + 1) / static_cast<double>(std::max<std::size_t>(1, possible))});
  }
  return curve;
}

}  // namespace broadsheet::policy

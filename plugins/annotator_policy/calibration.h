// SPDX-License-Identifier: Apache-2.0
// From margins out of fold to scores, thresholds and curves.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "policy_model.h"

namespace broadsheet::policy {

struct Sigmoid {
  double slope = 0;      // of the margin
  double cue_slope = 0;  // of the cues' own score
  double offset = 0;
};

struct CalibrationPoint {
  double margin = 0, cue = 0;
  bool is_positive = false;
};

// Platt's fit with smoothed targets, by Newton's method (Lin, Lin, Weng 2007), of margin, cue or
// both. No slope is below 0: neither a margin nor a cue speaks against its own label.
Sigmoid fit_sigmoid(const std::vector<CalibrationPoint>& points, bool use_margin, bool use_cue);

double log_loss(const std::vector<CalibrationPoint>& points, const Sigmoid& sigmoid);

// What the margins of `points` are to be multiplied by, for the least log loss of margin + offset.
double fit_temperature_to(const std::vector<CalibrationPoint>& points, double offset);

// The threshold with the best F1; 0.5 where there is nothing to see.
double best_threshold(const std::vector<double>& score, const std::vector<bool>& is_positive);

// Thins out to at most 200 points; answers by descending score.
std::vector<CurvePoint> coverage_curve(std::vector<std::pair<double, bool>> answers,
                                       std::size_t possible);

}  // namespace broadsheet::policy

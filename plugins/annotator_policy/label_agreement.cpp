// SPDX-License-Identifier: Apache-2.0
#include "label_agreement.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace broadsheet::policy {

LabelSet label_set(const std::string& field) {
  LabelSet labels;
  for (std::size_t at = 0; at <= field.size();) {
    const std::size_t bar = std::min(field.find('|', at), field.size());
    if (bar > at) labels.insert(field.substr(at, bar - at));
    at = bar + 1;
  }
  return labels;
}

double observed_agreement(const LabelSetPairs& pairs) {
  if (pairs.empty()) return 0;
  const auto same = std::count_if(pairs.begin(), pairs.end(),
                                  [](const auto& pair) { return pair.first == pair.second; });
  return static_cast<double>(same) / static_cast<double>(pairs.size());
}

double cohen_kappa(const LabelSetPairs& pairs) {
  if (pairs.empty()) return 0;
  std::map<LabelSet, std::pair<double, double>> share;
  const auto count = static_cast<double>(pairs.size());
  for (const auto& [a, b] : pairs) {
    share[a].first += 1 / count;
    share[b].second += 1 / count;
  }
  double chance = 0;
  for (const auto& [set, shares] : share) chance += shares.first * shares.second;
  const double observed = observed_agreement(pairs);
  return chance >= 1 ? 1 : (observed - chance) / (1 - chance);
}

double masi_distance(const LabelSet& a, const LabelSet& b) {
  if (a == b) return 0;
  LabelSet common;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(),
                        std::inserter(common, common.end()));
  if (common.empty()) return 1;
  const double jaccard =
      static_cast<double>(common.size()) / static_cast<double>(a.size() + b.size() - common.size());
  const bool is_subset = common.size() == a.size() || common.size() == b.size();
  return 1 - jaccard * (is_subset ? 2.0 / 3 : 1.0 / 3);
}

double krippendorff_alpha(const LabelSetPairs& pairs) {
  if (pairs.empty()) return 0;
  double observed = 0;
  std::map<LabelSet, double> values;
  for (const auto& [a, b] : pairs) {
    observed += masi_distance(a, b);
    values[a] += 1;
    values[b] += 1;
  }
  observed /= static_cast<double>(pairs.size());
  const double count = 2 * static_cast<double>(pairs.size());
  double expected = 0;
  for (const auto& [a, of_a] : values) {
    for (const auto& [b, of_b] : values) expected += of_a * of_b * masi_distance(a, b);
  }
  expected /= count * (count - 1);
  return expected == 0 ? 1 : 1 - observed / expected;
}

}  // namespace broadsheet::policy

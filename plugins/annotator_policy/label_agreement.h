// SPDX-License-Identifier: Apache-2.0
// Agreement of two annotators on sets of labels.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace broadsheet::policy {

using LabelSet = std::set<std::string>;
using LabelSetPairs = std::vector<std::pair<LabelSet, LabelSet>>;

LabelSet label_set(const std::string& field);  // "a|b"

// The share of sentences with the same set.
double observed_agreement(const LabelSetPairs& pairs);
// Cohen (1960), a set counting as one category; 1 where both use one category only.
double cohen_kappa(const LabelSetPairs& pairs);
// MASI (Passonneau 2006): 0 for equal sets, 1 for sets without a common label.
double masi_distance(const LabelSet& a, const LabelSet& b);
// Krippendorff (2011) for two annotators without missing values, by MASI distance. For single
// labels this is the nominal alpha.
double krippendorff_alpha(const LabelSetPairs& pairs);

}  // namespace broadsheet::policy

// SPDX-License-Identifier: Apache-2.0
// Which labels of a facet are given, from their scores.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "cue_labeller.h"

namespace broadsheet::policy {

// Single facets: the best label; multi facets: those from their threshold on, the best `max` of
// them; none below `least`. Scores and thresholds by label over all facets; best first.
inline void choose_labels(const CueLabeller& cues, std::uint32_t facet, const double* score,
                          const double* threshold, double least,
                          std::vector<std::uint32_t>& chosen) {
  chosen.clear();
  const Facet& definition = cues.taxonomy().facets[facet];
  const std::uint32_t first = cues.first_label_of(facet);
  const auto end = first + static_cast<std::uint32_t>(definition.labels.size());
  if (definition.mode == FacetMode::kSingle) {
    const auto best =
        static_cast<std::uint32_t>(std::max_element(score + first, score + end) - score);
    if (score[best] >= least) chosen.push_back(best);
    return;
  }
  for (std::uint32_t label = first; label < end; ++label) {
    if (score[label] >= threshold[label] && score[label] >= least) chosen.push_back(label);
  }
  std::sort(chosen.begin(), chosen.end(), [&](std::uint32_t a, std::uint32_t b) {
    return score[a] != score[b] ? score[a] > score[b] : a < b;
  });
  if (definition.max_labels != 0 && chosen.size() > definition.max_labels)
    chosen.resize(definition.max_labels);
}

}  // namespace broadsheet::policy

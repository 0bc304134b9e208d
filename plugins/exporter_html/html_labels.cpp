// SPDX-License-Identifier: Apache-2.0
#include "html_labels.h"

#include <algorithm>

#include "exporter_support/article_parts.h"
#include "exporter_support/numbers.h"

namespace broadsheet::exporting {

HtmlLabels::HtmlLabels(const DocumentIndex& index, double min_score, bool has_labels)
    : index_(index),
      document_(index.document()),
      labels_(document_.labels()),
      min_score_(min_score),
      has_labels_(has_labels) {
  if (!has_labels) return;
  for (const broadsheet_label_t label : labels_) {
    if (label.score < min_score) continue;
    const auto [number, is_new] = numbers_.try_emplace({label.scheme, label.label}, kinds_.size());
    if (is_new) kinds_.push_back({document_.string(label.scheme), document_.string(label.label)});
    ++kinds_[number->second].count;
  }
}

std::vector<broadsheet_label_t> HtmlLabels::of(std::uint32_t target_kind,
                                               std::size_t target_index) const {
  std::vector<broadsheet_label_t> labels;
  if (!has_labels_) return labels;
  for (const std::uint32_t at : index_.labels_of(target_kind, target_index)) {
    if (labels_[at].score >= min_score_) labels.push_back(labels_[at]);
  }
  std::stable_sort(labels.begin(), labels.end(),
                   [](const auto& left, const auto& right) { return left.score > right.score; });
  return labels;
}

std::size_t HtmlLabels::kind_of(const broadsheet_label_t& label) const {
  return numbers_.at({label.scheme, label.label});
}

std::vector<broadsheet_evidence_t> HtmlLabels::decisive_evidence(
    const broadsheet_label_t& label) const {
  // A model's evidence is all that it looked at, which is most of a sentence.
  constexpr double kDecisiveShare = 0.5;
  const auto all = document_.evidence().slice(label.first_evidence, label.evidence_count);
  double strongest = 0;
  for (const broadsheet_evidence_t range : all)
    strongest = std::max<double>(strongest, range.contribution);
  std::vector<broadsheet_evidence_t> decisive;
  for (const broadsheet_evidence_t range : all) {
    if (range.contribution >= strongest * kDecisiveShare) decisive.push_back(range);
  }
  return decisive;
}

std::string HtmlLabels::in_words(const broadsheet_label_t& label) const {
  std::string words(document_.string(label.scheme));
  words.append(": ").append(document_.string(label.label)).append(" ");
  words += number_text(label.score);
  std::string evidence;
  for (const broadsheet_evidence_t& range : decisive_evidence(label)) {
    evidence.append(evidence.empty() ? "" : ", ").append(evidence_text(document_, range));
  }
  return evidence.empty() ? words : words + " (" + evidence + ")";
}

}  // namespace broadsheet::exporting

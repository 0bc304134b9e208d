// SPDX-License-Identifier: Apache-2.0
#include "label_writer.h"

#include <algorithm>

namespace broadsheet::policy {

LabelSchemes::LabelSchemes(const Taxonomy& taxonomy) {
  for (const Facet& facet : taxonomy.facets) {
    of_facet.push_back(taxonomy.id + "." + facet.id);
    of_groups.push_back(of_facet.back() + "_group");
    std::vector<std::uint32_t>& groups = group.emplace_back();
    for (const LabelDefinition& label : facet.labels) {
      const auto place = std::find(facet.groups.begin(), facet.groups.end(), label.group);
      groups.push_back(place == facet.groups.end()
                           ? kNoGroup
                           : static_cast<std::uint32_t>(place - facet.groups.begin()));
    }
  }
}

void LabelWriter::write_label(const LabelledSentence& labelled, const Label& label,
                              std::uint32_t index, const broadsheet_sentence_t& sentence,
                              const std::string& scheme, const std::string& id) {
  evidence_.clear();
  for (std::size_t i = 0; options_.with_evidence && i < label.evidence_count; ++i) {
    const Evidence& part = labelled.evidence[label.first_evidence + i];
    evidence_.push_back({sentence.begin_byte + part.begin_byte, sentence.begin_byte + part.end_byte,
                         part.contribution, sentence.block, 0});
  }
  writer_.add_label(BROADSHEET_TARGET_SENTENCE, index, scheme, id, label.score, evidence_);
}

// A group is there as surely as the surest of its labels, for the same reason.
void LabelWriter::write_groups(const LabelledSentence& labelled, std::uint32_t facet,
                               std::uint32_t index, const broadsheet_sentence_t& sentence) {
  const std::vector<std::string>& groups = taxonomy_.facets[facet].groups;
  best_of_group_.assign(groups.size(), nullptr);
  for (const Label& label : labelled.labels) {
    if (label.facet != facet || label.score < options_.min_score) continue;
    const std::uint32_t group = schemes_.group[facet][label.label];
    if (group == LabelSchemes::kNoGroup) continue;
    const Label*& best = best_of_group_[group];
    if (best == nullptr || label.score > best->score) best = &label;
  }
  for (std::uint32_t group = 0; group < groups.size(); ++group) {
    if (best_of_group_[group] == nullptr) continue;
    shares_.add_group(facet, group);
    write_label(labelled, *best_of_group_[group], index, sentence, schemes_.of_groups[facet],
                groups[group]);
  }
}

void LabelWriter::write(const LabelledSentence& labelled, std::uint32_t index) {
  const broadsheet_sentence_t sentence = document_.sentences()[index];
  shares_.begin_sentence(sentence);
  for (std::size_t i = 0; i < labelled.labels.size(); ++i) {
    const Label& label = labelled.labels[i];
    const Facet& facet = taxonomy_.facets[label.facet];
    if (label.score >= options_.min_score) {
      shares_.add(label.facet, label.label);
      write_label(labelled, label, index, sentence, schemes_.of_facet[label.facet],
                  facet.labels[label.label].id);
    }
    const bool is_last_of_facet =
        i + 1 == labelled.labels.size() || labelled.labels[i + 1].facet != label.facet;
    if (options_.with_groups && is_last_of_facet && !facet.groups.empty())
      write_groups(labelled, label.facet, index, sentence);
  }
}

}  // namespace broadsheet::policy

// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_HTML_HTML_LABELS_H_
#define BROADSHEET_EXPORTER_HTML_HTML_LABELS_H_

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "exporter_support/document_index.h"

namespace broadsheet::exporting {

/// The labels that a page shows: which there are, how often, and those of each target in words.
class HtmlLabels {
 public:
  HtmlLabels(const DocumentIndex& index, double min_score, bool has_labels);

  struct Kind {
    std::string_view scheme;
    std::string_view label;
    std::size_t count = 0;
  };
  /// In the order of their first use; a kind's number is its colour.
  const std::vector<Kind>& kinds() const { return kinds_; }

  /// Those of a target, the surest first.
  std::vector<broadsheet_label_t> of(std::uint32_t target_kind, std::size_t target_index) const;
  std::size_t kind_of(const broadsheet_label_t& label) const;
  /// What speaks for the label at least half as strongly as what does so most; all where nothing is
  /// weighted.
  std::vector<broadsheet_evidence_t> decisive_evidence(const broadsheet_label_t& label) const;
  /// "policy.instrument: funding 0.91 (asset, fund)"
  std::string in_words(const broadsheet_label_t& label) const;

 private:
  const DocumentIndex& index_;
  const Document& document_;
  const Records<broadsheet_label_t> labels_;
  double min_score_;
  bool has_labels_;
  std::vector<Kind> kinds_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> numbers_;  // of scheme and label
};

}  // namespace broadsheet::exporting

#endif

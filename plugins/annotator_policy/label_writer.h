// SPDX-License-Identifier: Apache-2.0
// From the labels of a sentence to those of the document: schemes, evidence in the block's text,
// labels of groups, shares.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/cpp/document.hpp"
#include "broadsheet/cpp/writers.hpp"
#include "cue_labeller.h"
#include "label_shares.h"

namespace broadsheet::policy {

// The schemes of a taxonomy's labels: "<taxonomy>.<facet>", and for a facet with groups also
// "<taxonomy>.<facet>_group". Immutable: one for all documents.
struct LabelSchemes {
  explicit LabelSchemes(const Taxonomy& taxonomy);

  static constexpr std::uint32_t kNoGroup = UINT32_MAX;
  std::vector<std::string> of_facet, of_groups;
  std::vector<std::vector<std::uint32_t>> group;  // [facet][label]: place among the facet's groups
};

struct LabelWriterOptions {
  double min_score = 0;
  bool with_evidence = true;
  bool with_groups = true;
};

// For one document.
class LabelWriter {
 public:
  LabelWriter(const Document& document, const Taxonomy& taxonomy, const LabelSchemes& schemes,
              const LabelWriterOptions& options, AnnotationWriter& writer, LabelShares& shares)
      : document_(document),
        taxonomy_(taxonomy),
        schemes_(schemes),
        options_(options),
        writer_(writer),
        shares_(shares) {}

  // The labels of the sentence `index` of the document.
  void write(const LabelledSentence& labelled, std::uint32_t index);

 private:
  void write_label(const LabelledSentence& labelled, const Label& label, std::uint32_t index,
                   const broadsheet_sentence_t& sentence, const std::string& scheme,
                   const std::string& id);
  void write_groups(const LabelledSentence& labelled, std::uint32_t facet, std::uint32_t index,
                    const broadsheet_sentence_t& sentence);

  const Document& document_;
  const Taxonomy& taxonomy_;
  const LabelSchemes& schemes_;
  const LabelWriterOptions& options_;
  AnnotationWriter& writer_;
  LabelShares& shares_;
  std::vector<broadsheet_evidence_t> evidence_;
  std::vector<const Label*> best_of_group_;
};

}  // namespace broadsheet::policy

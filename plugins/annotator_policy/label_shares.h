// SPDX-License-Identifier: Apache-2.0
// Labels of blocks and articles from those of their sentences: the layer label_shares.
//
// For every label of a facet, how many sentences of the block or article bear it and how many
// characters they have, with their shares of all its sentences and characters. Sentences with the
// label that stands for quotation are counted once more by themselves, so that both readings can be
// had. The main label of a single facet has most characters, and 40 % of them at least.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/cpp/document.hpp"
#include "broadsheet/cpp/writers.hpp"
#include "taxonomy.h"

namespace broadsheet::policy {

struct LabelSchemes;

class LabelShares {
 public:
  // `quotation`: "<facet>.<label>"; where the taxonomy has no such label, nothing is quotation.
  LabelShares(const Document& document, const Taxonomy& taxonomy, std::string_view quotation);

  void begin_sentence(const broadsheet_sentence_t& sentence);
  void add(std::uint32_t facet, std::uint32_t label);
  void add_group(std::uint32_t facet, std::uint32_t group);
  void write(AnnotationWriter& writer, const LabelSchemes& schemes);

 private:
  struct Count {
    std::uint64_t sentences = 0, characters = 0, quoted_sentences = 0, quoted_characters = 0;
  };
  struct Target {
    Count all;
    std::map<std::pair<std::uint32_t, std::uint32_t>, Count> labels;  // by facet and label; groups
                                                                      // behind all facets
  };
  using TargetKey = std::pair<std::uint32_t, std::uint32_t>;  // kind, index

  void end_sentence();
  void write_target(const TargetKey& key, const Target& target, std::uint32_t layer,
                    AnnotationWriter& writer, const LabelSchemes& schemes) const;
  bool is_main(const Target& target, std::uint32_t facet, std::uint32_t label) const;

  const Document& document_;
  const Taxonomy& taxonomy_;
  std::string quotation_;
  std::map<TargetKey, Target> targets_;
  broadsheet_sentence_t sentence_{};
  bool has_sentence_ = false;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> labels_;  // of the sentence at hand
};

}  // namespace broadsheet::policy

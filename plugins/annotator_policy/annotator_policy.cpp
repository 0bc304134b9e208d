// SPDX-License-Identifier: Apache-2.0
// Entry of the plugin: options, the taxonomy file, and the way from sentences to labels.
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "broadsheet/cpp/plugin.hpp"
#include "cue_labeller.h"

namespace broadsheet::policy {
namespace {

constexpr const char* kBundledTaxonomy = "innovation_policy.yaml";

// The host shows one line a fault: the first error in full, the others with their places.
std::string in_one_line(const std::string& path, const std::vector<TaxonomyError>& errors) {
  constexpr std::size_t kShown = 4;
  std::string text = path;
  for (std::size_t i = 0; i < errors.size() && i < kShown; ++i) {
    if (i > 0) text += "; ";
    if (errors[i].line > 0) {
      if (i == 0) text += ':';
      text.append(std::to_string(errors[i].line))
          .append(":")
          .append(std::to_string(errors[i].column));
    }
    text.append(": ").append(errors[i].message);
  }
  if (errors.size() > kShown)
    text.append("; and ").append(std::to_string(errors.size() - kShown)).append(" more");
  return text;
}

Taxonomy read_taxonomy(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    throw Error(BROADSHEET_NOT_FOUND, "cannot read the taxonomy '" + path + "'",
                "name an existing file in 'taxonomy', or leave it out for the bundled one");
  }
  const std::string yaml{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  std::vector<TaxonomyError> errors;
  std::optional<Taxonomy> taxonomy = parse_taxonomy(yaml, errors);
  if (taxonomy) return *std::move(taxonomy);
  throw Error(BROADSHEET_BAD_INPUT, in_one_line(path, errors), errors.front().help);
}

class PolicyAnnotator : public Annotator {
 public:
  explicit PolicyAnnotator(const Options& options)
      : labeller_(std::make_unique<CueLabeller>(read_taxonomy(taxonomy_path(options)))),
        min_score_(options.number("min_score")),
        with_evidence_(options.boolean("evidence")) {
    for (const Facet& facet : labeller_->taxonomy().facets) {
      schemes_.push_back(labeller_->taxonomy().id + "." + facet.id);
    }
  }

  void annotate(const Context& context, const Document& document,
                AnnotationWriter& writer) override {
    LabelledSentence labelled;
    std::vector<broadsheet_evidence_t> evidence;
    std::uint32_t index = 0;
    for (const broadsheet_sentence_t sentence : document.sentences()) {
      context.stop_if_cancelled();
      const broadsheet_block_t block = document.blocks()[sentence.block];
      if (block.role != BROADSHEET_ROLE_FURNITURE) {
        const std::string_view text = document.block_text(block);
        labeller_->label(text.substr(sentence.begin_byte, sentence.end_byte - sentence.begin_byte),
                         labelled);
        write(labelled, sentence, index, evidence, writer);
      }
      ++index;
    }
  }

 private:
  static std::string taxonomy_path(const Options& options) {
    const std::string path = options.string("taxonomy");
    return path.empty() ? Host::resource_folder() + "/" + kBundledTaxonomy : path;
  }

  void write(const LabelledSentence& labelled, const broadsheet_sentence_t& sentence,
             std::uint32_t index, std::vector<broadsheet_evidence_t>& evidence,
             AnnotationWriter& writer) const {
    for (const Label& label : labelled.labels) {
      if (label.score < min_score_) continue;
      evidence.clear();
      for (std::size_t i = 0; with_evidence_ && i < label.evidence_count; ++i) {
        const Evidence& part = labelled.evidence[label.first_evidence + i];
        evidence.push_back({sentence.begin_byte + part.begin_byte,
                            sentence.begin_byte + part.end_byte, part.contribution, sentence.block,
                            0});
      }
      const Facet& facet = labeller_->taxonomy().facets[label.facet];
      writer.add_label(BROADSHEET_TARGET_SENTENCE, index, schemes_[label.facet],
                       facet.labels[label.label].id, label.score, evidence);
    }
  }

  std::unique_ptr<const CueLabeller> labeller_;
  std::vector<std::string> schemes_;  // "<taxonomy id>.<facet id>", by facet
  double min_score_ = 0;
  bool with_evidence_ = true;
};

}  // namespace
}  // namespace broadsheet::policy

BROADSHEET_PLUGIN("annotator_policy", "1.0.0",
                  broadsheet::component<broadsheet::policy::PolicyAnnotator>("annotator_policy",
                                                                             BROADSHEET_PARALLEL))

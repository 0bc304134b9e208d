// SPDX-License-Identifier: Apache-2.0
// Entry of the plugin: options, the taxonomy file, and the way from sentences to labels.
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "broadsheet/cpp/plugin.hpp"
#include "commands.h"
#include "cue_labeller.h"
#include "label_shares.h"
#include "labelling_run.h"

namespace broadsheet::policy {
namespace {

constexpr const char* kBundledTaxonomy = "innovation_policy.yaml";
constexpr const char* kBundledModel = "innovation_policy.model";

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
      : cues_(std::make_unique<CueLabeller>(read_taxonomy(taxonomy_path(options)))),
        min_score_(options.number("min_score")),
        with_evidence_(options.boolean("evidence")),
        with_shares_(options.boolean("shares")),
        quotation_(options.string("quotation_label")) {
    for (const Facet& facet : cues_->taxonomy().facets)
      schemes_.push_back(cues_->taxonomy().id + "." + facet.id);
    const std::string model = model_path(options);
    if (model.empty()) return;
    AnswerOptions answers;
    answers.with_evidence = with_evidence_;
    answers.target_precision = options.number("target_precision");
    labeller_ = std::make_unique<ModelLabeller>(*cues_, PolicyModel::open(model), answers);
    warning_ = labeller_->model().check_against(cues_->taxonomy());
  }

  static const void* find_interface(std::string_view id) {
    return id == BROADSHEET_COMMANDS_INTERFACE ? commands_table() : nullptr;
  }

  void annotate(const Context& context, const Document& document,
                AnnotationWriter& writer) override {
    LabelShares shares(document, cues_->taxonomy(), quotation_);
    Sink sink{document, writer, shares, {}, 0, 0};
    if (labeller_ == nullptr) {
      label_by_cues(context, sink);
    } else {
      label_by_model(context, sink);
    }
    if (with_shares_) shares.write(writer, schemes_);
  }

 private:
  struct Sink {
    const Document& document;
    AnnotationWriter& writer;
    LabelShares& shares;
    std::vector<broadsheet_evidence_t> evidence;
    std::size_t labelled, unfamiliar;
  };

  static std::string taxonomy_path(const Options& options) {
    const std::string path = options.string("taxonomy");
    return path.empty() ? Host::resource_folder() + "/" + kBundledTaxonomy : path;
  }

  // The file of the model; empty for cue terms alone.
  static std::string model_path(const Options& options) {
    const std::string model = options.string("model");
    if (!model.empty()) return model;
    if (options.boolean("cues_only")) return "";
    return options.string("taxonomy").empty() ? Host::resource_folder() + "/" + kBundledModel : "";
  }

  static std::string_view text_of(const Document& document, const broadsheet_sentence_t& sentence) {
    return document.block_text(document.blocks()[sentence.block])
        .substr(sentence.begin_byte, sentence.end_byte - sentence.begin_byte);
  }

  void label_by_cues(const Context& context, Sink& sink) const {
    LabelledSentence labelled;
    for (std::uint32_t index = 0; index < sink.document.sentences().size(); ++index) {
      context.stop_if_cancelled();
      const broadsheet_sentence_t sentence = sink.document.sentences()[index];
      if (sink.document.blocks()[sentence.block].role == BROADSHEET_ROLE_FURNITURE) continue;
      cues_->label(text_of(sink.document, sentence), labelled);
      write(labelled, index, sink);
    }
  }

  void label_by_model(const Context& context, Sink& sink) const {
    std::vector<std::uint32_t> index_of;  // of the sentences that were handed on
    LabelledSentence labelled;
    LabellingRun run(*labeller_, [&](std::size_t place, const FeaturedSentence& sentence,
                                     ModelScratch& scratch) {
      labeller_->answer(sentence, scratch, labelled);
      write(labelled, index_of[place], sink);
      ++sink.labelled;
      if (!labeller_->is_unfamiliar(sentence, scratch)) return;
      ++sink.unfamiliar;
      sink.writer.add_label(BROADSHEET_TARGET_SENTENCE, index_of[place],
                            cues_->taxonomy().id + ".domain", "out_of_domain",
                            1 - scratch.known_share);
    });
    std::uint32_t article = BROADSHEET_NONE;
    for (std::uint32_t index = 0; index < sink.document.sentences().size(); ++index) {
      context.stop_if_cancelled();
      const broadsheet_sentence_t sentence = sink.document.sentences()[index];
      const broadsheet_block_t block = sink.document.blocks()[sentence.block];
      if (block.role == BROADSHEET_ROLE_FURNITURE) continue;
      if (block.article != article) run.begin_article();
      article = block.article;
      index_of.push_back(index);
      run.add(text_of(sink.document, sentence));
    }
    run.finish();
    if (!warning_.empty()) context.report(BROADSHEET_WARNING, "taxonomy-changed", warning_);
    if (2 * sink.unfamiliar > sink.labelled && sink.labelled > 0) {
      context.report(BROADSHEET_WARNING, "out-of-domain",
                     std::to_string(sink.unfamiliar) + " of " + std::to_string(sink.labelled) +
                         " sentences are unlike the text that the model was trained on; its labels "
                         "of them may be wrong");
    }
  }

  void write(const LabelledSentence& labelled, std::uint32_t index, Sink& sink) const {
    const broadsheet_sentence_t sentence = sink.document.sentences()[index];
    sink.shares.begin_sentence(sentence);
    for (const Label& label : labelled.labels) {
      if (label.score < min_score_) continue;
      sink.evidence.clear();
      for (std::size_t i = 0; with_evidence_ && i < label.evidence_count; ++i) {
        const Evidence& part = labelled.evidence[label.first_evidence + i];
        sink.evidence.push_back({sentence.begin_byte + part.begin_byte,
                                 sentence.begin_byte + part.end_byte, part.contribution,
                                 sentence.block, 0});
      }
      const Facet& facet = cues_->taxonomy().facets[label.facet];
      sink.shares.add(label.facet, label.label);
      sink.writer.add_label(BROADSHEET_TARGET_SENTENCE, index, schemes_[label.facet],
                            facet.labels[label.label].id, label.score, sink.evidence);
    }
  }

  std::unique_ptr<const CueLabeller> cues_;
  std::unique_ptr<const ModelLabeller> labeller_;  // none: cue terms alone
  std::string warning_;
  std::vector<std::string> schemes_;  // "<taxonomy id>.<facet id>", by facet
  double min_score_ = 0;
  bool with_evidence_ = true;
  bool with_shares_ = false;
  std::string quotation_;  // "<facet>.<label>"
};

}  // namespace
}  // namespace broadsheet::policy

BROADSHEET_PLUGIN("annotator_policy", "1.0.0",
                  broadsheet::component<broadsheet::policy::PolicyAnnotator>("annotator_policy",
                                                                             BROADSHEET_PARALLEL))

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
#include "foreign_model.h"
#include "label_shares.h"
#include "label_writer.h"
#include "labelling_run.h"
#include "language_script.h"
#include "linear_sentence_model.h"

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

std::string read_taxonomy_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    throw Error(BROADSHEET_NOT_FOUND, "cannot read the taxonomy '" + path + "'",
                "name an existing file in 'taxonomy', or leave it out for the bundled one");
  }
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

Taxonomy parse_or_throw(const std::string& yaml, const std::string& path) {
  std::vector<TaxonomyError> errors;
  std::optional<Taxonomy> taxonomy = parse_taxonomy(yaml, errors);
  if (taxonomy) return *std::move(taxonomy);
  throw Error(BROADSHEET_BAD_INPUT, in_one_line(path, errors), errors.front().help);
}

class PolicyAnnotator : public Annotator {
 public:
  explicit PolicyAnnotator(const Options& options)
      : yaml_(read_taxonomy_file(taxonomy_path(options))),
        cues_(std::make_unique<CueLabeller>(parse_or_throw(yaml_, taxonomy_path(options)))),
        schemes_(cues_->taxonomy()),
        script_(cues_->taxonomy().language),
        with_shares_(options.boolean("shares")),
        quotation_(options.string("quotation_label")) {
    writing_.min_score = options.number("min_score");
    writing_.with_evidence = options.boolean("evidence");
    writing_.with_groups = options.boolean("groups");
    const double precision = options.number("target_precision");
    if (const std::string component = options.string("model_component"); !component.empty()) {
      if (precision > 0) {
        throw Error(BROADSHEET_INVALID_ARGUMENT,
                    "'target_precision' needs a model of 'broadsheet train policy'",
                    "leave it out, or 'model_component'");
      }
      foreign_ = std::make_unique<ForeignModel>(component, options.string("model"), yaml_, *cues_);
      return;
    }
    const std::string model = model_path(options);
    if (model.empty()) return;
    labeller_ = std::make_unique<ModelLabeller>(*cues_, PolicyModel::open(model),
                                                AnswerOptions{writing_.with_evidence, precision});
    warning_ = labeller_->model().check_against(cues_->taxonomy());
  }

  static const void* find_interface(std::string_view id) {
    if (id == BROADSHEET_COMMANDS_INTERFACE) return commands_table();
    return id == BROADSHEET_SENTENCE_MODEL_INTERFACE ? linear_sentence_model() : nullptr;
  }

  void annotate(const Context& context, const Document& document,
                AnnotationWriter& writer) override {
    LabelShares shares(document, cues_->taxonomy(), quotation_);
    Sink sink{document, writer, {document, cues_->taxonomy(), schemes_, writing_, writer, shares},
              0,        0,      0};
    if (labeller_ != nullptr) {
      label_by_model(context, sink);
    } else if (foreign_ != nullptr) {
      label_by_foreign_model(context, sink);
    } else {
      label_by_cues(context, sink);
    }
    tell_of_strangers(context, sink);
    if (with_shares_) shares.write(writer, schemes_);
  }

 private:
  struct Sink {
    const Document& document;
    AnnotationWriter& writer;
    LabelWriter labels;
    std::size_t labelled, unfamiliar, other_script;
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

  // Calls `each` for the sentences that can be labelled, with their index, text and article.
  template <class Each>
  void for_each_sentence(const Context& context, Sink& sink, const Each& each) const {
    for (std::uint32_t index = 0; index < sink.document.sentences().size(); ++index) {
      context.stop_if_cancelled();
      const broadsheet_sentence_t sentence = sink.document.sentences()[index];
      const broadsheet_block_t block = sink.document.blocks()[sentence.block];
      if (block.role == BROADSHEET_ROLE_FURNITURE) continue;
      const std::string_view text = sink.document.block_text(block).substr(
          sentence.begin_byte, sentence.end_byte - sentence.begin_byte);
      ++sink.labelled;
      if (script_.is_foreign(text)) {
        ++sink.other_script;
        continue;
      }
      each(index, text, block.article);
    }
  }

  void label_by_cues(const Context& context, Sink& sink) const {
    LabelledSentence labelled;
    for_each_sentence(context, sink,
                      [&](std::uint32_t index, std::string_view text, std::uint32_t) {
                        cues_->label(text, labelled);
                        sink.labels.write(labelled, index);
                      });
  }

  void label_by_model(const Context& context, Sink& sink) const {
    std::vector<std::uint32_t> index_of;  // of the sentences that were handed on
    LabelledSentence labelled;
    LabellingRun run(*labeller_, [&](std::size_t place, const FeaturedSentence& sentence,
                                     ModelScratch& scratch) {
      labeller_->answer(sentence, scratch, labelled);
      sink.labels.write(labelled, index_of[place]);
      if (!labeller_->is_unfamiliar(sentence, scratch)) return;
      ++sink.unfamiliar;
      sink.writer.add_label(BROADSHEET_TARGET_SENTENCE, index_of[place],
                            cues_->taxonomy().id + ".domain", "out_of_domain",
                            1 - scratch.known_share);
    });
    std::uint32_t last_article = BROADSHEET_NONE;
    for_each_sentence(context, sink,
                      [&](std::uint32_t index, std::string_view text, std::uint32_t article) {
                        if (article != last_article) run.begin_article();
                        last_article = article;
                        index_of.push_back(index);
                        run.add(text);
                      });
    run.finish();
  }

  void label_by_foreign_model(const Context& context, Sink& sink) const {
    std::vector<std::uint32_t> index_of;
    std::vector<std::string_view> sentences;
    std::vector<LabelledSentence> labelled;
    const auto flush = [&] {
      if (sentences.empty()) return;
      foreign_->label(context, sentences, writing_.with_evidence, labelled);
      for (std::size_t i = 0; i < sentences.size(); ++i)
        sink.labels.write(labelled[i], index_of[i]);
      sentences.clear();
      index_of.clear();
    };
    std::uint32_t last_article = BROADSHEET_NONE;
    for_each_sentence(
        context, sink, [&](std::uint32_t index, std::string_view text, std::uint32_t article) {
          if (article != last_article || sentences.size() == ForeignModel::kMostSentences) flush();
          last_article = article;
          index_of.push_back(index);
          sentences.push_back(text);
        });
    flush();
  }

  void tell_of_strangers(const Context& context, const Sink& sink) const {
    if (!warning_.empty()) context.report(BROADSHEET_WARNING, "taxonomy-changed", warning_);
    const auto share = [&](std::size_t part) {
      return std::to_string(part) + " of " + std::to_string(sink.labelled) + " sentences";
    };
    if (2 * sink.other_script > sink.labelled) {
      context.report(BROADSHEET_NOTE, "other-language",
                     share(sink.other_script) +
                         " are not in the script of the taxonomy's language (" +
                         cues_->taxonomy().language + "); they bear no labels");
    }
    if (2 * sink.unfamiliar > sink.labelled) {
      context.report(BROADSHEET_WARNING, "out-of-domain",
                     share(sink.unfamiliar) +
                         " are unlike the text that the model was trained on; its labels of them "
                         "may be wrong");
    }
  }

  std::string yaml_;  // of the taxonomy
  std::unique_ptr<const CueLabeller> cues_;
  std::unique_ptr<const ModelLabeller> labeller_;  // one of these, or none: cue terms alone
  std::unique_ptr<const ForeignModel> foreign_;
  LabelSchemes schemes_;
  LanguageScript script_;
  LabelWriterOptions writing_;
  std::string warning_;
  bool with_shares_ = false;
  std::string quotation_;  // "<facet>.<label>"
};

}  // namespace
}  // namespace broadsheet::policy

BROADSHEET_PLUGIN("annotator_policy", "1.0.0",
                  broadsheet::component<broadsheet::policy::PolicyAnnotator>("annotator_policy",
                                                                             BROADSHEET_PARALLEL))

// SPDX-License-Identifier: Apache-2.0
// broadsheet evaluate policy: a model, or the cue terms alone, against labelled sentences.
#include <algorithm>
#include <memory>
#include <numeric>

#include "broadsheet/cpp/error.hpp"
#include "commands.h"
#include "label_scoring.h"
#include "labelling_run.h"

namespace broadsheet::policy {
namespace {

Predictions empty_predictions(const CueLabeller& cues, const Corpus& corpus) {
  Predictions predictions;
  predictions.score.assign(cues.label_count(), std::vector<double>(corpus.examples.size(), 0));
  predictions.is_given.assign(cues.label_count(), std::vector<bool>(corpus.examples.size(), false));
  return predictions;
}

void take_answers(const CueLabeller& cues, const LabelledSentence& answers, std::size_t example,
                  bool with_scores, Predictions& predictions) {
  for (const Label& label : answers.labels) {
    const std::size_t at = cues.first_label_of(label.facet) + label.label;
    predictions.is_given[at][example] = true;
    if (with_scores) predictions.score[at][example] = label.score;
  }
}

Predictions predict_by_cues(const CueLabeller& cues, const Corpus& corpus) {
  Predictions predictions = empty_predictions(cues, corpus);
  LabelledSentence labelled;
  for (std::size_t i = 0; i < corpus.examples.size(); ++i) {
    cues.label(corpus.examples[i].text, labelled);
    take_answers(cues, labelled, i, true, predictions);
  }
  return predictions;
}

Predictions predict_by_model(const CueLabeller& cues, const ModelLabeller& labeller,
                             const Corpus& corpus) {
  Predictions predictions = empty_predictions(cues, corpus);
  LabelledSentence labelled;
  LabellingRun run(labeller,
                   [&](std::size_t place, const FeaturedSentence& sentence, ModelScratch& scratch) {
                     for (std::size_t label = 0; label < cues.label_count(); ++label)
                       predictions.score[label][place] = scratch.score[label];
                     labeller.answer(sentence, scratch, labelled);
                     take_answers(cues, labelled, place, false, predictions);
                   });
  for (std::size_t i = 0; i < corpus.examples.size(); ++i) {
    if (i == 0 || corpus.examples[i].document != corpus.examples[i - 1].document)
      run.begin_article();
    run.add(corpus.examples[i].text, corpus.examples[i].heading);
  }
  run.finish();
  return predictions;
}

// Every sentence with a fault, for reading one by one.
std::string fault_list(const Taxonomy& taxonomy, const Corpus& corpus,
                       const Predictions& predictions) {
  std::string text = "\n## Faults\n\n";
  for (std::size_t i = 0; i < corpus.examples.size(); ++i) {
    std::string faults;
    std::size_t at = 0;
    for (const Facet& facet : taxonomy.facets) {
      for (const LabelDefinition& label : facet.labels) {
        const bool is_gold = corpus.examples[i].gold[at] == Gold::kYes;
        const bool is_given = predictions.is_given[at][i];
        if (corpus.examples[i].gold[at] != Gold::kUnknown && is_gold != is_given) {
          faults += std::string(is_gold ? " -" : " +") + label.id + "(" +
                    fixed(predictions.score[at][i], 2) + ")";
        }
        ++at;
      }
    }
    if (!faults.empty()) text += corpus.examples[i].text + "\n   " + faults + "\n";
  }
  return text;
}

// Draws of the bootstrap: as asked, else so many that a large file does not take hours.
std::size_t draws_for(const ArgumentList& arguments, std::size_t sentences,
                      const Invocation& invocation) {
  constexpr std::size_t kUsual = 1000, kFewest = 20, kMostSentencesDrawn = 50'000'000;
  if (arguments.has("--draws"))
    return static_cast<std::size_t>(std::max(0.0, arguments.number("--draws", kUsual)));
  const std::size_t draws = std::clamp(kMostSentencesDrawn / sentences, kFewest, kUsual);
  if (draws < kUsual) {
    invocation.note("the intervals are from " + std::to_string(draws) + " draws, not from " +
                    std::to_string(kUsual) + ", since there are " + std::to_string(sentences) +
                    " sentences; --draws asks for more");
  }
  return draws;
}

}  // namespace

int evaluate_policy(const Invocation& invocation) {
  const ArgumentList arguments(
      "broadsheet evaluate policy --taxonomy T [--model MODEL] --data CSV...",
      {{"--taxonomy", "the taxonomy (YAML)", "FILE"},
       {"--model", "a model of it; without one: cue terms alone", "FILE"},
       {"--data", "labelled sentences: doc_id,text and a column a facet", "CSV", true},
       {"--target-precision", "answer only where this share is expected to be right", "P"},
       {"--draws", "of articles for the 95 % intervals (1000, fewer of large data); 0: none", "N"},
       {"--faults", "list every sentence with a wrong label", ""}},
      invocation.arguments());
  if (arguments.asks_help()) {
    invocation.write(arguments.help());
    return 0;
  }
  const CueLabeller cues(load_taxonomy(arguments.required("--taxonomy"), invocation));
  arguments.required("--data");
  bool has_errors = false;
  const Corpus corpus = read_corpus(arguments.list("--data"), cues.taxonomy(),
                                    invocation.finding_reporter(has_errors));
  if (has_errors || corpus.examples.empty())
    throw Error(BROADSHEET_BAD_INPUT, "the data has errors, or no sentence", "mend them");
  Predictions predictions;
  if (arguments.has("--model")) {
    AnswerOptions options;
    options.with_evidence = false;
    options.with_all_scores = true;
    options.target_precision = arguments.number("--target-precision", 0);
    const ModelLabeller labeller(cues, PolicyModel::open(arguments.text("--model")), options);
    const std::string warning = labeller.model().check_against(cues.taxonomy());
    if (!warning.empty()) invocation.report(BROADSHEET_WARNING, {}, 0, 0, warning, {});
    predictions = predict_by_model(cues, labeller, corpus);
  } else {
    predictions = predict_by_cues(cues, corpus);
  }
  std::vector<std::size_t> examples(corpus.examples.size());
  std::iota(examples.begin(), examples.end(), std::size_t{0});
  const std::size_t draws = draws_for(arguments, corpus.examples.size(), invocation);
  invocation.write(score_tables(score_labels(cues.taxonomy(), corpus, predictions, examples),
                                bootstrap(cues.taxonomy(), corpus, predictions, draws)));
  if (arguments.has("--faults")) invocation.write(fault_list(cues.taxonomy(), corpus, predictions));
  return 0;
}

}  // namespace broadsheet::policy

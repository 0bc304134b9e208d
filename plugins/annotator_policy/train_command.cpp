// SPDX-License-Identifier: Apache-2.0
// broadsheet train policy: a model, its card, and the curve.
#include <cstdio>

#include "broadsheet/cpp/error.hpp"
#include "commands.h"
#include "label_scoring.h"
#include "trainer.h"

namespace broadsheet::policy {
namespace {

std::string hex(std::uint64_t value) {
  char text[20];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(value));
  return text;
}

std::uint64_t hash_of_bytes(const std::string& bytes) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3ULL;
  return hash;
}

std::string base_name(const std::string& path) { return path.substr(path.find_last_of('/') + 1); }

// Labels that cannot be learnt, or hardly.
void warn_of_thin_labels(const Taxonomy& taxonomy, const Corpus& corpus,
                         const Invocation& invocation) {
  std::size_t label = 0;
  for (const Facet& facet : taxonomy.facets) {
    std::string without;
    for (const LabelDefinition& definition : facet.labels) {
      std::size_t positives = 0;
      for (const Example& example : corpus.examples)
        positives += example.gold[label] == Gold::kYes ? 1U : 0U;
      if (positives == 0) without += (without.empty() ? "" : ", ") + definition.id;
      ++label;
    }
    if (without.empty()) continue;
    invocation.report(BROADSHEET_WARNING, {}, 0, 0,
                      "facet '" + facet.id + "' has labels without an example: " + without,
                      "they are given by their cue terms alone");
  }
  if (corpus.documents.size() < 5) {
    invocation.report(BROADSHEET_WARNING, {}, 0, 0,
                      std::to_string(corpus.documents.size()) +
                          " article(s) are too few to hold any out; scores will mean little",
                      "label sentences of at least five articles, with their own doc_id each");
  }
}

// liblinear holds all sentences in memory: of more than fit, a part is taken.
void keep_to_memory(Corpus& corpus, const ArgumentList& arguments, const Invocation& invocation) {
  const auto most =
      static_cast<std::size_t>(std::max(1.0, arguments.number("--most-sentences", 50000)));
  const std::size_t sentences = corpus.examples.size(), articles = corpus.documents.size();
  if (sentences <= most) return;
  thin_out(corpus, most);
  invocation.report(BROADSHEET_WARNING, {}, 0, 0,
                    "of " + std::to_string(sentences) + " sentences in " +
                        std::to_string(articles) + " articles, " +
                        std::to_string(corpus.examples.size()) + " in " +
                        std::to_string(corpus.documents.size()) +
                        " articles are trained on, evenly from first to last",
                    "--most-sentences takes more, at about 30 kB of memory each");
}

std::string sources_table(const PolicyModel& model) {
  std::string text =
      "\n## How each label is given\n\n| label | from | examples | threshold "
      "|\n|---|---|---|---|\n";
  for (const LabelParameters& label : model.head().labels) {
    text += "| " + label.facet + "." + label.label + " | " + to_word(label.source) + " | " +
            std::to_string(label.support) + " | " + fixed(label.threshold, 2) + " |\n";
  }
  return text;
}

std::string model_card(const Taxonomy& taxonomy, const Corpus& corpus, const TrainedModel& trained,
                       const std::vector<FacetScore>& scores) {
  const auto model = PolicyModel::from_bytes(trained.bytes);
  std::string text =
      "# Model card\n\nTaxonomy " + taxonomy.id + " " + taxonomy.version + ", hash " +
      hash_of(taxonomy) + "; model of " + std::to_string(trained.bytes.size()) + " bytes, hash " +
      hex(hash_of_bytes(trained.bytes)) + " (FNV-1a), " + std::to_string(model->head().row_count) +
      " features, n-grams up to " + std::to_string(model->head().longest_gram) +
      ".\n\n## Data\n\n" + "| file | rows | hash |\n|---|---|---|\n";
  for (const CorpusFile& file : corpus.files) {
    text += "| " + base_name(file.path) + " | " + std::to_string(file.rows) + " | " +
            hex(file.hash) + " |\n";
  }
  text += "\n" + std::to_string(corpus.examples.size()) + " sentences of " +
          std::to_string(corpus.documents.size()) + " articles. A sentence with less than " +
          percent(model->head().unfamiliar_below) +
          " % known n-grams is flagged as out of domain.\n\n## Cross-validation, " +
          std::to_string(trained.validation.folds) + " folds of whole " +
          (trained.validation.is_by_file ? "files" : "articles") +
          "\n\nThe figures hold for text like the training data; "
          "`broadsheet evaluate policy` measures others.\n\n" +
          score_tables(scores, {}) + sources_table(*model);
  return text;
}

}  // namespace

int train_policy(const Invocation& invocation) {
  const ArgumentList arguments(
      "broadsheet train policy --taxonomy T --data CSV... -o MODEL",
      {{"--taxonomy", "the taxonomy (YAML)", "FILE"},
       {"--data", "labelled sentences: doc_id,text and a column a facet", "CSV", true},
       {"-o", "the model; FILE.card.md and FILE.coverage.svg are written beside it", "FILE"},
       {"--folds", "of the cross-validation (5)", "N"},
       {"--most-sentences", "to train on, of more a part of the articles (50000)", "N"},
       {"--threads", "fits at once (one a core); the model does not depend on it", "N"},
       {"--cost", "of a misfit against large weights, liblinear's C (2)", "C"},
       {"--gram-value", "weight of the n-grams of a sentence (3)", "X"},
       {"--structure-value", "weight of a feature of structure (0.4)", "X"},
       {"--cue-value", "weight of a cue (0.6)", "X"},
       {"--quiet", "no report on standard output", ""}},
      invocation.arguments());
  if (arguments.asks_help()) {
    invocation.write(arguments.help());
    return 0;
  }
  const Taxonomy taxonomy = load_taxonomy(arguments.required("--taxonomy"), invocation);
  arguments.required("--data");
  const std::string output = arguments.required("-o");
  TrainingOptions options;
  options.folds = static_cast<unsigned>(std::max(2.0, arguments.number("--folds", 5)));
  options.threads = static_cast<unsigned>(std::max(0.0, arguments.number("--threads", 0)));
  options.cost = arguments.number("--cost", options.cost);
  options.gram_value = arguments.number("--gram-value", options.gram_value);
  options.structure_value = arguments.number("--structure-value", options.structure_value);
  options.cue_value = arguments.number("--cue-value", options.cue_value);
  bool has_errors = false;
  Corpus corpus =
      read_corpus(arguments.list("--data"), taxonomy, invocation.finding_reporter(has_errors));
  if (has_errors)
    throw Error(BROADSHEET_BAD_INPUT, "the data has errors; nothing was trained", "mend them");
  keep_to_memory(corpus, arguments, invocation);
  warn_of_thin_labels(taxonomy, corpus, invocation);
  const TrainedModel trained = train_model(
      taxonomy, corpus, options, [&](double share) { return invocation.progress(share); });
  const Predictions predictions{trained.validation.score, trained.validation.is_given};
  std::vector<std::size_t> examples(corpus.examples.size());
  for (std::size_t i = 0; i < examples.size(); ++i) examples[i] = i;
  const auto scores = score_labels(taxonomy, corpus, predictions, examples);
  const std::string card = model_card(taxonomy, corpus, trained, scores);
  write_file(output, trained.bytes);
  write_file(output + ".card.md", card);
  write_file(output + ".coverage.svg", coverage_svg(scores));
  if (!arguments.has("--quiet")) invocation.write(card);
  return 0;
}

}  // namespace broadsheet::policy

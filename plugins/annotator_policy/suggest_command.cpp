// SPDX-License-Identifier: Apache-2.0
// broadsheet suggest: which sentences to label next, from the records of a run over unlabelled
// pages.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "broadsheet/cpp/error.hpp"
#include "commands.h"
#include "csv_table.h"
#include "label_scoring.h"
#include "labelling_run.h"
#include "run_records.h"

namespace broadsheet::policy {
namespace {

struct Suggestion {
  double value = 0;
  std::string document, sentence_id, text, reason;
};

// How much a label of this sentence would teach: doubt, and signs of labels with few examples.
// Doubt is how near the best two labels of a single facet are (margin sampling, Scheffer 2001), and
// how near the scores of multi facets are to a half.
Suggestion judge(const CueLabeller& cues, const PolicyModel& model, const ModelScratch& scratch) {
  Suggestion suggestion;
  double doubt = 0, rarity = 0;
  std::string doubtful, rare;
  for (std::uint32_t label = 0; label < cues.label_count(); ++label) {
    const double score = scratch.score[label];
    const LabelParameters& one = model.head().labels[label];
    const double here = 1 - std::abs(2 * score - 1);
    if (here > doubt) {
      doubt = here;
      doubtful = one.facet + "." + one.label + " " + fixed(score, 2);
    }
    const double seldom = score * 30 / (30.0 + one.support);
    if (seldom > rarity) {
      rarity = seldom;
      rare = one.facet + "." + one.label + " has " + std::to_string(one.support) + " examples";
    }
  }
  suggestion.value = doubt + 2 * rarity;
  suggestion.reason = "doubt: " + doubtful + "; " + rare;
  return suggestion;
}

}  // namespace

int suggest(const Invocation& invocation) {
  const ArgumentList arguments(
      "broadsheet suggest --taxonomy T --model MODEL RECORDS...\nRECORDS are files of "
      "exporter_json or "
      "exporter_jsonl. Prints a CSV to be labelled.",
      {{"--taxonomy", "the taxonomy (YAML)", "FILE"},
       {"--model", "a model of it", "FILE"},
       {"--count", "of sentences (100), at most five of an article", "N"}},
      invocation.arguments());
  if (arguments.asks_help()) {
    invocation.write(arguments.help());
    return 0;
  }
  if (arguments.rest().empty())
    throw Error(BROADSHEET_INVALID_ARGUMENT, "expected records of a run, found none",
                "its options: --help");
  const CueLabeller cues(load_taxonomy(arguments.required("--taxonomy"), invocation));
  const ModelLabeller labeller(cues, PolicyModel::open(arguments.required("--model")),
                               {false, 0, true});
  std::vector<Suggestion> suggestions;
  for (const std::string& path : arguments.rest()) {
    read_records(path, [&](const RecordArticle& article) {
      LabellingRun run(labeller,
                       [&](std::size_t place, const FeaturedSentence&, ModelScratch& scratch) {
                         Suggestion one = judge(cues, labeller.model(), scratch);
                         one.document = article.document + "." + article.id;
                         one.sentence_id = std::to_string(place + 1);
                         one.text = article.sentences[place].text;
                         suggestions.push_back(std::move(one));
                       });
      run.begin_article();
      for (const RecordSentence& sentence : article.sentences) run.add(sentence.text);
      run.finish();
    });
  }
  std::stable_sort(suggestions.begin(), suggestions.end(),
                   [](const auto& a, const auto& b) { return a.value > b.value; });
  std::string csv = "doc_id,sent_id,text";
  for (const Facet& facet : cues.taxonomy().facets) csv += "," + facet.id;
  csv += ",note\n";
  const auto count = static_cast<std::size_t>(std::max(1.0, arguments.number("--count", 100)));
  constexpr std::size_t kMostOfArticle = 5;
  std::map<std::string, std::size_t> of_article;
  std::set<std::string> texts;
  std::size_t written = 0;
  for (const Suggestion& one : suggestions) {
    if (written == count) break;
    if (of_article[one.document] == kMostOfArticle || !texts.insert(one.text).second) continue;
    ++of_article[one.document];
    ++written;
    csv += csv_field(one.document) + "," + one.sentence_id + "," + csv_field(one.text);
    for (std::size_t i = 0; i < cues.taxonomy().facets.size(); ++i) csv += ",NA";
    csv += "," + csv_field(one.reason) + "\n";
  }
  invocation.write(csv);
  return 0;
}

}  // namespace broadsheet::policy

// SPDX-License-Identifier: Apache-2.0
#include "linear_sentence_model.h"

#include <algorithm>
#include <memory>

#include "broadsheet/cpp/abi.hpp"
#include "broadsheet/cpp/context.hpp"
#include "broadsheet/cpp/error.hpp"
#include "broadsheet/cpp/records.hpp"
#include "labelling_run.h"

namespace broadsheet::policy {
namespace {

using Sentences = Records<broadsheet_model_sentence_t>;
using Questions = Records<broadsheet_model_question_t>;

Taxonomy parse_or_throw(std::string_view yaml) {
  std::vector<TaxonomyError> errors;
  std::optional<Taxonomy> taxonomy = parse_taxonomy(yaml, errors);
  if (!taxonomy) throw Error(BROADSHEET_BAD_INPUT, errors.front().message, errors.front().help);
  return *std::move(taxonomy);
}

struct Scorer {
  broadsheet_sentence_scorer_t base;  // first, so that the caller's pointer is ours
  CueLabeller cues;
  ModelLabeller labeller;

  Scorer(const broadsheet_sentence_scorer_t& table, std::string_view taxonomy,
         const std::string& path)
      : base(table),
        cues(parse_or_throw(taxonomy)),
        labeller(cues, PolicyModel::open(path), AnswerOptions{true, 0, true}) {}

  static const Scorer& of(const broadsheet_sentence_scorer_t* scorer) {
    return *reinterpret_cast<const Scorer*>(scorer);
  }

  void run(const Context& context, Sentences sentences, const LabellingRun::Done& done) const {
    LabellingRun labelling(labeller, done);
    for (const broadsheet_model_sentence_t sentence : sentences) {
      context.stop_if_cancelled();
      labelling.add(view(sentence.text));
    }
    labelling.finish();
  }
};

broadsheet_status_t score(const broadsheet_sentence_scorer_t* scorer,
                          const broadsheet_context_t* context, broadsheet_array_t sentences,
                          double* out_scores, broadsheet_error_t* error) {
  return guarded(error, [&] {
    const Scorer& self = Scorer::of(scorer);
    const std::size_t labels = self.cues.label_count();
    self.run(Context(context), Sentences(sentences),
             [&](std::size_t place, const FeaturedSentence&, ModelScratch& scratch) {
               std::copy_n(scratch.score.data(), labels, out_scores + place * labels);
             });
    return BROADSHEET_OK;
  });
}

broadsheet_status_t explain(const broadsheet_sentence_scorer_t* scorer,
                            const broadsheet_context_t* context, broadsheet_array_t sentences,
                            broadsheet_array_t questions, broadsheet_model_answers_t* answers,
                            broadsheet_error_t* error) {
  return guarded(error, [&] {
    const Scorer& self = Scorer::of(scorer);
    const Questions asked(questions);
    std::uint32_t next = 0;
    LabelledSentence out;
    self.run(Context(context), Sentences(sentences),
             [&](std::size_t place, const FeaturedSentence& sentence, ModelScratch& scratch) {
               for (; next < asked.size() && asked[next].sentence == place; ++next) {
                 const std::uint32_t label = asked[next].label;
                 if (label >= self.cues.label_count()) continue;
                 out.evidence.clear();
                 self.labeller.explain(sentence, scratch, self.cues.facet_of(label), label, out);
                 for (const Evidence& part : out.evidence)
                   answers->add_part(answers, next, part.begin_byte, part.end_byte,
                                     part.contribution);
               }
             });
    return BROADSHEET_OK;
  });
}

constexpr broadsheet_sentence_scorer_t kScorer{
    sizeof(broadsheet_sentence_scorer_t),
    0,
    [](broadsheet_sentence_scorer_t* scorer) { delete reinterpret_cast<Scorer*>(scorer); },
    [](const broadsheet_sentence_scorer_t* scorer, std::uint32_t label) {
      const auto& labels = Scorer::of(scorer).labeller.model().head().labels;
      return label < labels.size() ? labels[label].threshold : 1.0;
    },
    score,
    explain};

broadsheet_status_t open(broadsheet_text_t path, broadsheet_text_t taxonomy, broadsheet_array_t,
                         broadsheet_sentence_scorer_t** out_scorer, broadsheet_error_t* error) {
  return guarded(error, [&] {
    auto scorer = std::make_unique<Scorer>(kScorer, view(taxonomy), std::string(view(path)));
    *out_scorer = &scorer.release()->base;
    return BROADSHEET_OK;
  });
}

}  // namespace

const broadsheet_sentence_model_t* linear_sentence_model() {
  static const broadsheet_sentence_model_t table{sizeof table, 0, open};
  return &table;
}

}  // namespace broadsheet::policy

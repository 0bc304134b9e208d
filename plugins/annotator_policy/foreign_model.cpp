// SPDX-License-Identifier: Apache-2.0
#include "foreign_model.h"

#include <algorithm>
#include <cmath>

#include "broadsheet/cpp/abi.hpp"
#include "broadsheet/cpp/error.hpp"
#include "broadsheet/cpp/plugin.hpp"
#include "broadsheet/ext/draft/component_interfaces.h"
#include "label_choice.h"

namespace broadsheet::policy {
namespace {

constexpr std::size_t kMostParts = 64;  // of a question

broadsheet_sentence_scorer_t defaults_of_scorer() {
  broadsheet_sentence_scorer_t table{};
  table.release = [](broadsheet_sentence_scorer_t*) {};
  table.get_threshold = [](const broadsheet_sentence_scorer_t*, std::uint32_t) { return 0.5; };
  table.score = defaults::unsupported;
  table.explain = defaults::unsupported;
  return table;
}

const broadsheet_sentence_model_t& find_model(const std::string& component) {
  const auto* others = static_cast<const broadsheet_component_interfaces_t*>(
      Host::interface(BROADSHEET_COMPONENT_INTERFACES_INTERFACE));
  if (others == nullptr) {
    throw Error(BROADSHEET_UNSUPPORTED, "this host cannot give models of other plugins",
                "update it, or leave out 'model_component'");
  }
  const void* found = nullptr;
  broadsheet_error_t error = broadsheet_error_empty();
  const broadsheet_status_t status = others->find(
      others, borrow(component), borrow(BROADSHEET_SENTENCE_MODEL_INTERFACE), &found, &error);
  if (status != BROADSHEET_OK) {
    throw Error(status, "'model_component': " + std::string(error.message),
                "name a component that supplies a sentence model");
  }
  return *static_cast<const broadsheet_sentence_model_t*>(found);
}

std::vector<broadsheet_model_label_t> labels_of(const Taxonomy& taxonomy) {
  std::vector<broadsheet_model_label_t> labels;
  for (const Facet& facet : taxonomy.facets) {
    for (const LabelDefinition& label : facet.labels)
      labels.push_back(
          {borrow(facet.id), borrow(label.id), facet.mode == FacetMode::kSingle ? 1U : 0U, 0});
  }
  return labels;
}

bool is_boundary(std::string_view text, std::uint64_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80;
}

// Where explain() puts its parts: those of each question, in the order of questions.
struct Parts {
  broadsheet_model_answers_t base;
  const std::vector<std::string_view>& sentences;
  const std::vector<broadsheet_model_question_t>& questions;
  std::vector<std::vector<Evidence>> of_question;

  static broadsheet_status_t add(broadsheet_model_answers_t* answers, std::uint32_t question,
                                 std::uint64_t begin, std::uint64_t end, double contribution) {
    auto& self = *static_cast<Parts*>(answers->caller_data);
    if (question >= self.questions.size()) return BROADSHEET_INVALID_ARGUMENT;
    const std::string_view text = self.sentences[self.questions[question].sentence];
    std::vector<Evidence>& parts = self.of_question[question];
    if (begin >= end || end > text.size() || !is_boundary(text, begin) || !is_boundary(text, end) ||
        !std::isfinite(contribution) || parts.size() == kMostParts)
      return BROADSHEET_INVALID_ARGUMENT;
    return guarded(nullptr, [&] {
      parts.push_back({begin, end, contribution});
      return BROADSHEET_OK;
    });
  }
};

}  // namespace

void ForeignModel::Release::operator()(broadsheet_sentence_scorer_t* scorer) const {
  complete_table(scorer, defaults_of_scorer()).release(scorer);
}

void ForeignModel::blame(const std::string& what) const {
  throw Error(BROADSHEET_INTERNAL, "the model of '" + component_ + "' " + what,
              "report it to the authors of that plugin");
}

ForeignModel::ForeignModel(const std::string& component, const std::string& path,
                           std::string_view taxonomy_yaml, const CueLabeller& cues)
    : cues_(cues), component_(component) {
  const broadsheet_sentence_model_t& model = find_model(component);
  const auto labels = labels_of(cues.taxonomy());
  broadsheet_sentence_scorer_t* scorer = nullptr;
  broadsheet_error_t error = broadsheet_error_empty();
  const broadsheet_status_t status = model.open(
      borrow(path), borrow(taxonomy_yaml), array_of(labels.data(), labels.size()), &scorer, &error);
  if (status != BROADSHEET_OK) throw Error(status, error.message, error.help);
  if (scorer == nullptr) blame("was opened and is not there");
  scorer_.reset(scorer);
  table_ = complete_table(scorer, defaults_of_scorer());
  for (std::uint32_t label = 0; label < labels.size(); ++label)
    threshold_.push_back(table_.get_threshold(scorer, label));
}

void ForeignModel::label(const Context& context, const std::vector<std::string_view>& sentences,
                         bool with_evidence, std::vector<LabelledSentence>& out) const {
  const std::size_t labels = cues_.label_count();
  std::vector<double> scores(sentences.size() * labels, 0.0);
  std::vector<broadsheet_model_sentence_t> given;
  for (const std::string_view sentence : sentences) given.push_back({borrow(sentence)});
  broadsheet_error_t error = broadsheet_error_empty();
  const broadsheet_status_t status = table_.score(
      scorer_.get(), context.given(), array_of(given.data(), given.size()), scores.data(), &error);
  if (status != BROADSHEET_OK) throw Error(status, error.message, error.help);
  for (const double score : scores) {
    if (!(score >= 0 && score <= 1)) blame("gave a score that is not between 0 and 1");
  }
  out.resize(sentences.size());
  std::vector<std::uint32_t> chosen;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    out[i].labels.clear();
    out[i].evidence.clear();
    const double* score = scores.data() + i * labels;
    for (std::uint32_t facet = 0; facet < cues_.taxonomy().facets.size(); ++facet) {
      choose_labels(cues_, facet, score, threshold_.data(), 0, chosen);
      for (const std::uint32_t label : chosen)
        out[i].labels.push_back({facet, label - cues_.first_label_of(facet), score[label], 0, 0});
    }
  }
  if (with_evidence) explain(context, sentences, out);
}

void ForeignModel::explain(const Context& context, const std::vector<std::string_view>& sentences,
                           std::vector<LabelledSentence>& out) const {
  std::vector<broadsheet_model_question_t> questions;
  std::vector<broadsheet_model_sentence_t> given;
  for (std::uint32_t i = 0; i < sentences.size(); ++i) {
    given.push_back({borrow(sentences[i])});
    for (const Label& label : out[i].labels)
      questions.push_back({i, cues_.first_label_of(label.facet) + label.label});
  }
  Parts parts{{sizeof(broadsheet_model_answers_t), 0, nullptr, Parts::add},
              sentences,
              questions,
              std::vector<std::vector<Evidence>>(questions.size())};
  parts.base.caller_data = &parts;
  broadsheet_error_t error = broadsheet_error_empty();
  const broadsheet_status_t status =
      table_.explain(scorer_.get(), context.given(), array_of(given.data(), given.size()),
                     array_of(questions.data(), questions.size()), &parts.base, &error);
  if (status != BROADSHEET_OK && status != BROADSHEET_UNSUPPORTED)
    throw Error(status, error.message, error.help);
  std::size_t question = 0;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    for (Label& label : out[i].labels) {
      std::vector<Evidence>& told = parts.of_question[question++];
      label.first_evidence = out[i].evidence.size();
      double rest = label.score;
      for (const Evidence& part : told) rest -= part.contribution;
      out[i].evidence.insert(out[i].evidence.end(), told.begin(), told.end());
      if (!sentences[i].empty() && std::abs(rest) > 1e-12)
        out[i].evidence.push_back({0, sentences[i].size(), rest});
      label.evidence_count = out[i].evidence.size() - label.first_evidence;
    }
  }
}

}  // namespace broadsheet::policy

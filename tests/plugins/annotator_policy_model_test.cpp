// SPDX-License-Identifier: Apache-2.0
// The trained model of annotator_policy: training, scores, explanation, files, agreement.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <numeric>
#include <stdexcept>
#include <tuple>

#include "broadsheet/cpp/error.hpp"
#include "label_agreement.h"
#include "label_scoring.h"
#include "labelling_run.h"
#include "language_script.h"
#include "neighbour_stack.h"
#include "parallel_jobs.h"
#include "trainer.h"

namespace broadsheet::policy {
namespace {

const std::filesystem::path kSource = BROADSHEET_SOURCE_DIR;
const std::filesystem::path kTraining = kSource / "plugins/annotator_policy/training";

Taxonomy load(const char* name) {
  std::vector<TaxonomyError> errors;
  auto taxonomy = parse_taxonomy(read_whole_file(kSource / "configs/taxonomies" / name), errors);
  EXPECT_TRUE(taxonomy.has_value());
  return taxonomy ? *std::move(taxonomy) : Taxonomy{};
}

const Taxonomy& innovation() {
  static const Taxonomy taxonomy = load("innovation_policy.yaml");
  return taxonomy;
}

Corpus read_quietly(const std::vector<std::string>& files, const Taxonomy& taxonomy) {
  return read_corpus(files, taxonomy, [](const CorpusFinding&) {});
}

std::string train_on(const std::vector<std::string>& files, unsigned threads) {
  TrainingOptions options;
  options.threads = threads;
  const Corpus corpus = read_quietly(files, innovation());
  return train_model(innovation(), corpus, options, [](double) { return true; }).bytes;
}

const std::string& small_model() {
  static const std::string bytes = train_on({kTraining / "train3.csv"}, 2);
  return bytes;
}

// A CSV of the test's own, in the build folder.
std::string csv_file(const std::string& name, const std::string& text) {
  const std::string path = std::filesystem::path(BROADSHEET_BINARY_DIR) / ("policy_" + name);
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

TEST(PolicyModel, ExplainsEveryScoreInFull) {
  const CueLabeller cues(innovation());
  const ModelLabeller labeller(cues, PolicyModel::from_bytes(small_model()), {});
  std::size_t labels = 0;
  std::string text;
  LabelledSentence labelled;
  LabellingRun run(labeller,
                   [&](std::size_t, const FeaturedSentence& sentence, ModelScratch& scratch) {
                     labeller.answer(sentence, scratch, labelled);
                     for (const Label& label : labelled.labels) {
                       double sum = 0;
                       for (std::size_t i = 0; i < label.evidence_count; ++i) {
                         const Evidence& part = labelled.evidence[label.first_evidence + i];
                         EXPECT_LT(part.begin_byte, part.end_byte);
                         sum += part.contribution;
                       }
                       EXPECT_NEAR(sum, label.score, 1e-6);
                       ++labels;
                     }
                   });
  for (const Example& example : read_quietly({kTraining / "press1.csv"}, innovation()).examples)
    run.add(example.text);
  run.finish();
  EXPECT_GT(labels, 500U);
}

TEST(PolicyModel, NamesTheWordsThatSpeakForALabel) {
  const CueLabeller cues(innovation());
  const ModelLabeller labeller(cues, PolicyModel::from_bytes(small_model()), {});
  const std::string text = "对首次投保的企业给予税收优惠。";
  LabelledSentence labelled;
  std::string best;
  LabellingRun run(labeller,
                   [&](std::size_t, const FeaturedSentence& sentence, ModelScratch& scratch) {
                     labeller.answer(sentence, scratch, labelled);
                     for (const Label& label : labelled.labels) {
                       if (innovation().facets[label.facet].labels[label.label].id != "env_tax")
                         continue;
                       double most = 0;
                       for (std::size_t i = 0; i + 1 < label.evidence_count; ++i) {
                         const Evidence& part = labelled.evidence[label.first_evidence + i];
                         if (part.contribution <= most) continue;
                         most = part.contribution;
                         best = text.substr(part.begin_byte, part.end_byte - part.begin_byte);
                       }
                     }
                   });
  run.add(text);
  run.finish();
  EXPECT_NE(best.find("税收优惠"), std::string::npos) << best;
}

TEST(PolicyModel, IsTheSameFileWithAnyNumberOfThreads) {
  EXPECT_EQ(train_on({kTraining / "train3.csv"}, 1), small_model());
}

TEST(PolicyModel, AnswersLessWhereMorePrecisionIsAsked) {
  const CueLabeller cues(innovation());
  const auto answers_at = [&](double precision) {
    const ModelLabeller labeller(cues, PolicyModel::from_bytes(small_model()), {false, precision});
    std::size_t answers = 0;
    LabelledSentence labelled;
    LabellingRun run(labeller,
                     [&](std::size_t, const FeaturedSentence& sentence, ModelScratch& scratch) {
                       labeller.answer(sentence, scratch, labelled);
                       answers += labelled.labels.size();
                     });
    for (const Example& example : read_quietly({kTraining / "press1.csv"}, innovation()).examples)
      run.add(example.text);
    run.finish();
    return answers;
  };
  EXPECT_GT(answers_at(0), answers_at(0.9));
  EXPECT_GT(answers_at(0.9), 0U);
}

// What cannot be given is passed over, but nothing else.
TEST(PolicyModel, GivesTheSameLabelsWithAndWithoutTheScoresOfTheOthers) {
  const CueLabeller cues(innovation());
  const Corpus corpus = read_quietly({kTraining / "press1.csv"}, innovation());
  const auto labels_with = [&](bool all_scores) {
    const ModelLabeller labeller(cues, PolicyModel::from_bytes(small_model()),
                                 {false, 0, all_scores});
    std::vector<std::tuple<std::size_t, std::uint32_t, std::uint32_t, double>> labels;
    LabelledSentence labelled;
    LabellingRun run(
        labeller, [&](std::size_t place, const FeaturedSentence& sentence, ModelScratch& scratch) {
          labeller.answer(sentence, scratch, labelled);
          for (const Label& label : labelled.labels)
            labels.emplace_back(place, label.facet, label.label, label.score);
        });
    for (const Example& example : corpus.examples) run.add(example.text);
    run.finish();
    return labels;
  };
  EXPECT_EQ(labels_with(true), labels_with(false));
}

TEST(PolicyModel, KnowsTextOfAnotherKind) {
  const CueLabeller cues(innovation());
  const ModelLabeller labeller(cues, PolicyModel::from_bytes(small_model()), {});
  std::vector<bool> unfamiliar;
  LabellingRun run(labeller,
                   [&](std::size_t, const FeaturedSentence& sentence, ModelScratch& scratch) {
                     unfamiliar.push_back(labeller.is_unfamiliar(sentence, scratch));
                   });
  run.add("要设立成果转化基金，支持高校院所与企业共建中试平台。");
  run.add("The quick brown fox jumps over the lazy dog near the river bank.");
  run.finish();
  EXPECT_EQ(unfamiliar, (std::vector<bool>{false, true}));
}

TEST(PolicyModel, RefusesWhatIsNoModelAndAnotherTaxonomy) {
  EXPECT_THROW(PolicyModel::from_bytes("something else"), Error);
  EXPECT_THROW(PolicyModel::from_bytes(small_model().substr(0, small_model().size() - 1)), Error);
  EXPECT_THROW(PolicyModel::from_bytes(small_model().substr(0, 40)), Error);
  const CueLabeller minutes(load("council_minutes.yaml"));
  EXPECT_THROW(ModelLabeller(minutes, PolicyModel::from_bytes(small_model()), {}), Error);
}

TEST(PolicyModel, BearsDamagedBytes) {
  const CueLabeller cues(innovation());
  for (std::size_t at = 0; at < small_model().size(); at += 1 + small_model().size() / 400) {
    std::string damaged = small_model();
    damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
    try {
      const ModelLabeller labeller(cues, PolicyModel::from_bytes(damaged), {});
      LabellingRun run(labeller, [](std::size_t, const FeaturedSentence&, ModelScratch&) {});
      run.add("要设立成果转化基金。");
      run.finish();
    } catch (const Error&) {  // refused is fine too
    }
  }
}

TEST(PolicyModel, TheBundledOneComesFromTheDataInTheProject) {
  const std::filesystem::path bundled = std::filesystem::path(BROADSHEET_BINARY_DIR) /
                                        "plugins/annotator_policy/innovation_policy.model";
  if (!std::filesystem::exists(bundled)) GTEST_SKIP() << "this build has no bundled model";
  std::vector<std::string> files;
  std::ifstream list(kTraining / "files.txt");
  for (std::string name; std::getline(list, name);) files.push_back(kTraining / name);
  EXPECT_EQ(train_on(files, 2), read_whole_file(bundled));
}

// Reasons name instruments, but hardly ever use one.
TEST(PolicyModel, IsQuietBesideLabelsThatAFacetHardlyEverGoesWith) {
  const CueLabeller cues(innovation());
  const ModelLabeller labeller(cues, PolicyModel::from_bytes(small_model()), {false, 0, true});
  const std::vector<std::uint32_t>& quiet = labeller.model().head().facets[1].quiet_beside;
  const auto is_quiet = [&](const char* id) {
    return std::any_of(quiet.begin(), quiet.end(), [&](std::uint32_t label) {
      return innovation().facets[0].labels[label].id == id;
    });
  };
  EXPECT_TRUE(is_quiet("rationale"));
  EXPECT_TRUE(is_quiet("other"));
  EXPECT_FALSE(is_quiet("measure"));
  std::vector<double> best;  // score of an instrument with a cue term in the sentence
  LabellingRun run(labeller, [&](std::size_t, const FeaturedSentence&, ModelScratch& scratch) {
    best.push_back(*std::max_element(scratch.score.begin() + 8, scratch.score.begin() + 25));
  });
  for (const char* text : {"之所以强调知识产权，是因为它是创新的根本前提，也是发展的必由之路。",
                           "要加强知识产权保护，建立快速维权机制。"}) {
    run.begin_article();
    run.add(text);
  }
  run.finish();
  EXPECT_LT(best[0], 0.5);
  EXPECT_GT(best[1], 0.6);
}

TEST(Training, WorksWithOneSentenceAndWithALabelWithoutExamples) {
  const std::string file =
      csv_file("one.csv", "doc_id,text,function\nd1,要建好中试平台。,measure\n");
  const auto model = PolicyModel::from_bytes(train_on({file}, 1));
  for (const LabelParameters& label : model->head().labels)
    EXPECT_EQ(label.source, LabelSource::kCues);
}

TEST(Training, LearnsATaxonomyOfAnotherLanguage) {
  const Taxonomy minutes = load("council_minutes.yaml");
  std::string csv = "doc_id,text,act\n";
  for (int article = 0; article < 6; ++article) {
    for (const char* row : {"The committee resolved to approve the plan,decision",
                            "Members thanked the clerk for the report,narrative",
                            "Councillor Hale asked whether the road would reopen,question"}) {
      csv += "m" + std::to_string(article) + "," + row + "\n";
    }
  }
  const Corpus corpus = read_quietly({csv_file("minutes.csv", csv)}, minutes);
  const TrainedModel trained = train_model(minutes, corpus, {}, [](double) { return true; });
  std::vector<std::size_t> all(corpus.examples.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  const auto scores =
      score_labels(minutes, corpus, {trained.validation.score, trained.validation.is_given}, all);
  EXPECT_EQ(scores[0].accuracy, 1.0);
}

TEST(LabelledCorpus, TakesMissingColumnsForUnknown) {
  const std::string file =
      csv_file("missing.csv", "doc_id,text,topic\nd1,一,tech_finance\nd1,二,NA\nd1,三,\n");
  const Corpus corpus = read_quietly({file}, innovation());
  ASSERT_EQ(corpus.examples.size(), 3U);
  EXPECT_EQ(corpus.examples[0].gold[0], Gold::kUnknown);
  EXPECT_EQ(corpus.examples[0].gold[25 + 9], Gold::kYes);
  EXPECT_EQ(corpus.examples[0].gold[25], Gold::kNo);
  EXPECT_EQ(corpus.examples[1].gold[25], Gold::kUnknown);
  EXPECT_EQ(corpus.examples[2].gold[25], Gold::kNo);
}

TEST(LabelledCorpus, IsThinnedOutByWholeArticlesEvenly) {
  std::string csv = "doc_id,text,function\n";
  for (int article = 0; article < 100; ++article) {
    for (int sentence = 0; sentence < 10; ++sentence)
      csv += std::to_string(article) + "," + std::to_string(sentence) + ",goal\n";
  }
  Corpus corpus = read_quietly({csv_file("thin.csv", csv)}, innovation());
  thin_out(corpus, 250);
  ASSERT_EQ(corpus.examples.size(), 250U);
  ASSERT_EQ(corpus.documents.size(), 25U);
  EXPECT_TRUE(corpus.documents.front().ends_with("/0"));
  EXPECT_TRUE(corpus.documents.back().ends_with("/96"));
  for (std::size_t i = 0; i < 250; ++i) EXPECT_EQ(corpus.examples[i].document, i / 10);
  thin_out(corpus, 4);  // less than an article
  EXPECT_EQ(corpus.examples.size(), 4U);
  EXPECT_EQ(corpus.examples[3].text, "3");
}

TEST(LabelledCorpus, TellsEveryFaultWithItsLine) {
  const std::string file = csv_file("faults.csv",
                                    "doc_id,text,function,topic\nd1,一,mesure,\nd1,二,goal,\n"
                                    "d1,二,goal,\nd1,三,goal|measure,\nd1,,goal,\n");
  std::vector<std::string> told;
  const Corpus corpus = read_corpus({file}, innovation(), [&](const CorpusFinding& finding) {
    told.push_back(std::to_string(finding.line) + (finding.is_error ? " error " : " ") +
                   finding.message);
  });
  ASSERT_EQ(told.size(), 4U);
  EXPECT_EQ(told[0], "2 error 'mesure' is no label of facet 'function'");
  EXPECT_EQ(told[1],
            "4 the same sentence of the same document stands in line 3; this row is left out");
  EXPECT_EQ(told[2], "5 error facet 'function' takes one label, found 'goal|measure'");
  EXPECT_EQ(told[3], "6 a row without text is left out");
  EXPECT_EQ(corpus.examples.size(), 1U);
}

TEST(Agreement, GivesTheValuesOfTheLiterature) {
  EXPECT_DOUBLE_EQ(masi_distance({"a"}, {"a"}), 0);
  EXPECT_DOUBLE_EQ(masi_distance({"a"}, {"b"}), 1);
  EXPECT_DOUBLE_EQ(masi_distance({"a"}, {"a", "b"}), 1 - 0.5 * 2 / 3);
  EXPECT_DOUBLE_EQ(masi_distance({"a", "b"}, {"b", "c"}), 1 - 1.0 / 9);
  // Cohen's own table has 0.4 for 20, 5, 10, 15 of 50.
  LabelSetPairs pairs;
  const auto add = [&](const char* a, const char* b, int count) {
    for (int i = 0; i < count; ++i) pairs.push_back({{a}, {b}});
  };
  add("yes", "yes", 20);
  add("yes", "no", 5);
  add("no", "yes", 10);
  add("no", "no", 15);
  EXPECT_NEAR(cohen_kappa(pairs), 0.4, 1e-12);
  EXPECT_NEAR(krippendorff_alpha(pairs), 0.4, 0.01);
}

// A run of measures is a better place for one than a run of quotations.
TEST(NeighbourStack, HeedsWhatStandsBesideAndLeavesALoneSentenceAsItIs) {
  std::vector<std::vector<double>> rows;
  std::vector<std::uint32_t> truth;
  const double first[] = {1, 0}, second[] = {0, 1}, own[] = {0.2, 0};
  for (int i = 0; i < 200; ++i) {
    rows.push_back(stack_row(2, own, i % 2 == 0 ? first : second, nullptr));
    truth.push_back(i % 2 == 0 ? 0 : 1);
  }
  const NeighbourStack stack = fit_stack(2, rows, truth);
  double beside_first[2], beside_second[2], alone[2];
  stack.apply(own, first, nullptr, beside_first);
  stack.apply(own, second, nullptr, beside_second);
  stack.apply(own, nullptr, nullptr, alone);
  EXPECT_GT(beside_first[0], beside_first[1]);
  EXPECT_LT(beside_second[0], beside_second[1]);
  EXPECT_EQ(alone[0], own[0]);
  EXPECT_EQ(alone[1], own[1]);
  double by_row[2];
  stack.apply_row(rows[0], by_row);
  EXPECT_NEAR(by_row[0], beside_first[0], 1e-12);
}

TEST(Scores, AreTemperedAboutThatOfOneCue) {
  const double one = score_of_weight(1);
  EXPECT_NEAR(temper(one, 0.5), one, 1e-12);
  EXPECT_LT(temper(0.97, 0.5), 0.97);
  EXPECT_GT(temper(0.97, 0.5), one);
  EXPECT_EQ(temper(0.97, 1), 0.97);
  EXPECT_EQ(temper(0, 0.5), 0);
  std::vector<CalibrationPoint> points;  // right in three of four, at a margin that says 95 %
  for (int i = 0; i < 400; ++i) points.push_back({3, 0, i % 4 != 0});
  EXPECT_NEAR(3 * fit_temperature_to(points, 0), std::log(3.0), 0.01);
}

TEST(LanguageScript, TellsOfSentencesWithoutALetterOfTheLanguage) {
  const LanguageScript chinese("zh-Hans"), english("en"), any("");
  EXPECT_TRUE(chinese.is_foreign("The ferry runs on batteries."));
  EXPECT_FALSE(chinese.is_foreign("该市出台AI十条。"));
  EXPECT_FALSE(chinese.is_foreign("2026—2030"));  // no letters: nothing speaks against it
  EXPECT_TRUE(english.is_foreign("该市出台十条措施。"));
  EXPECT_FALSE(english.is_foreign("Minutes"));
  EXPECT_FALSE(any.is_foreign("Minutes"));
}

TEST(Scores, AreCalibratedByPlattsFit) {
  std::vector<CalibrationPoint> points;
  for (int i = 0; i < 400; ++i) {
    const double margin = (i % 20 - 10) / 4.0;
    points.push_back({margin, 0, (i * 7919 % 1000) / 1000.0 < 1 / (1 + std::exp(-2 * margin))});
  }
  const Sigmoid sigmoid = fit_sigmoid(points, true, false);
  EXPECT_NEAR(sigmoid.slope, 2, 0.5);
  EXPECT_NEAR(sigmoid.offset, 0, 0.4);
}

// The figures on sentences of real pages, a little below what `./dev evaluate` prints.
TEST(PolicyModel, ReachesItsFiguresOnSentencesOfRealPages) {
  const char* given = std::getenv("BROADSHEET_SHARED");
  const std::filesystem::path dev =
      (given != nullptr ? std::filesystem::path(given) : kSource / "../shared") / "policy/dev.csv";
  const std::filesystem::path bundled = std::filesystem::path(BROADSHEET_BINARY_DIR) /
                                        "plugins/annotator_policy/innovation_policy.model";
  if (!std::filesystem::exists(dev) || !std::filesystem::exists(bundled))
    GTEST_SKIP() << dev << " or the bundled model is not there";
  const CueLabeller cues(innovation());
  const ModelLabeller labeller(cues, PolicyModel::open(bundled), {false, 0, true});
  const Corpus corpus = read_quietly({dev}, innovation());
  Predictions predictions;
  predictions.score.assign(cues.label_count(), std::vector<double>(corpus.examples.size(), 0));
  predictions.is_given.assign(cues.label_count(), std::vector<bool>(corpus.examples.size(), false));
  LabelledSentence labelled;
  LabellingRun run(
      labeller, [&](std::size_t place, const FeaturedSentence& sentence, ModelScratch& scratch) {
        labeller.answer(sentence, scratch, labelled);
        for (const Label& label : labelled.labels)
          predictions.is_given[cues.first_label_of(label.facet) + label.label][place] = true;
      });
  for (std::size_t i = 0; i < corpus.examples.size(); ++i) {
    if (i == 0 || corpus.examples[i].document != corpus.examples[i - 1].document)
      run.begin_article();
    run.add(corpus.examples[i].text);
  }
  run.finish();
  std::vector<std::size_t> all(corpus.examples.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  const auto scores = score_labels(innovation(), corpus, predictions, all);
  EXPECT_GE(scores[0].accuracy, 0.76);
  EXPECT_GE(scores[1].micro_f1, 0.82);
  EXPECT_GE(scores[2].micro_f1, 0.79);
}

TEST(ParallelJobs, DoesEachJobOnceAndStopsWhereAskedTo) {
  std::vector<int> done(100, 0);
  EXPECT_TRUE(run_jobs(
      done.size(), 4, [&](std::size_t at) { ++done[at]; }, [] { return true; }));
  EXPECT_EQ(done, std::vector<int>(100, 1));
  EXPECT_FALSE(run_jobs(
      100, 2, [](std::size_t) {}, [] { return false; }));
}

TEST(ParallelJobs, ThrowsWhatAJobHasThrown) {
  const auto fail = [](std::size_t at) {
    if (at == 7) throw std::runtime_error("seven");
  };
  EXPECT_THROW(run_jobs(100, 4, fail, [] { return true; }), std::runtime_error);
}

}  // namespace
}  // namespace broadsheet::policy

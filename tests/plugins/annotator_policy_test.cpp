// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include "cue_labeller.h"

namespace broadsheet::policy {
namespace {

constexpr const char* kSmall = R"(
taxonomy: {id: small, version: 1}
facets:
- id: act
  mode: single
  default: other
  precedence: [quotation, measure, other]
  labels:
  - {id: measure, cues: [支持, 建立]}
  - {id: quotation, cues: [说, 表示], block: [小说, 学说]}
  - {id: other}
- id: topic
  mode: multi
  max: 2
  labels:
  - {id: transfer, cues: [成果, 成果转化, 中试]}
  - {id: finance, cues: [基金, 贷款]}
  - {id: talent, cues: [人才], block: [人才链]}
  - {id: five_g, cues: [5G, Council Tax]}
)";

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

Taxonomy parse(std::string_view yaml) {
  std::vector<TaxonomyError> errors;
  std::optional<Taxonomy> taxonomy = parse_taxonomy(yaml, errors);
  EXPECT_TRUE(taxonomy.has_value()) << describe_errors("test", errors);
  return taxonomy ? *std::move(taxonomy) : Taxonomy{};
}

Taxonomy load(const char* name) {
  return parse(
      read_file(std::filesystem::path(BROADSHEET_SOURCE_DIR) / "configs/taxonomies" / name));
}

std::vector<TaxonomyError> errors_of(std::string_view yaml) {
  std::vector<TaxonomyError> errors;
  EXPECT_FALSE(parse_taxonomy(yaml, errors).has_value());
  return errors;
}

// "topic=transfer(成果转化|中试) ..." in the order of the labels.
std::string labels_of(const CueLabeller& labeller, std::string_view sentence) {
  LabelledSentence labelled;
  labeller.label(sentence, labelled);
  std::string text;
  for (const Label& label : labelled.labels) {
    const Facet& facet = labeller.taxonomy().facets[label.facet];
    if (!text.empty()) text += ' ';
    text.append(facet.id).append("=").append(facet.labels[label.label].id).append("(");
    for (std::size_t i = 0; i < label.evidence_count; ++i) {
      const Evidence& part = labelled.evidence[label.first_evidence + i];
      if (i > 0) text += '|';
      text += sentence.substr(part.begin_byte, part.end_byte - part.begin_byte);
    }
    text += ")";
  }
  return text;
}

std::string labels_of(std::string_view sentence) {
  static const CueLabeller labeller(parse(kSmall));
  return labels_of(labeller, sentence);
}

TEST(CueLabeller, GivesEveryLabelOfAMultiFacetWhoseCuesFire) {
  EXPECT_EQ(labels_of("贷款和人才都要。"), "act=other() topic=finance(贷款) topic=talent(人才)");
}

TEST(CueLabeller, LetsALongerCueHideTheShorterInside) {
  EXPECT_EQ(labels_of("成果转化"), "act=other() topic=transfer(成果转化)");
  EXPECT_EQ(labels_of("成果与成果转化"), "act=other() topic=transfer(成果|成果转化)");
}

TEST(CueLabeller, KeepsACueInsideABlockSilent) {
  EXPECT_EQ(labels_of("人才链很长"), "act=other()");
  EXPECT_EQ(labels_of("人才链需要人才"), "act=other() topic=talent(人才)");
  EXPECT_EQ(labels_of("他写小说"), "act=other()");
  EXPECT_EQ(labels_of("他说起小说"), "act=quotation(说)");
}

TEST(CueLabeller, GivesTheBestLabelOfASingleFacet) {
  EXPECT_EQ(labels_of("支持并建立，他说"), "act=measure(支持|建立)");
}

TEST(CueLabeller, BreaksTiesByThePrecedence) {
  EXPECT_EQ(labels_of("支持，他说"), "act=quotation(说)");
}

TEST(CueLabeller, GivesTheDefaultALowScoreWhereNothingFires) {
  const CueLabeller labeller(parse(kSmall));
  LabelledSentence labelled;
  labeller.label("天气晴。", labelled);
  ASSERT_EQ(labelled.labels.size(), 1U);
  EXPECT_EQ(labelled.labels[0].score, kDefaultLabelScore);
  EXPECT_EQ(labelled.labels[0].evidence_count, 0U);
}

TEST(CueLabeller, KeepsTheBestLabelsWhereAFacetHasAMaximum) {
  EXPECT_EQ(labels_of("人才、贷款、中试、基金"),
            "act=other() topic=finance(贷款|基金) topic=talent(人才)");
}

TEST(CueLabeller, ComparesTermsWithoutRegardToWidthAndCase) {
  EXPECT_EQ(labels_of("建设５Ｇ网络"), "act=other() topic=five_g(５Ｇ)");
  EXPECT_EQ(labels_of("建设5g网络"), "act=other() topic=five_g(5g)");
}

TEST(CueLabeller, AsksForWholeWordsInScriptsWithSpaces) {
  EXPECT_EQ(labels_of("the 15G band"), "act=other()");
  EXPECT_EQ(labels_of("a council taxi"), "act=other()");
  EXPECT_EQ(labels_of("the council\n   tax rose"), "act=other() topic=five_g(council\n   tax)");
}

TEST(CueLabeller, FindsATermAcrossALineBreakInsideAChineseWord) {
  EXPECT_EQ(labels_of("成果\n转化"), "act=other() topic=transfer(成果\n转化)");
}

TEST(CueLabeller, ScoresDistinctCuesAndSaturates) {
  EXPECT_NEAR(score_of_weight(1), 0.646, 0.001);
  EXPECT_NEAR(score_of_weight(2), 0.875, 0.001);
  EXPECT_NEAR(score_of_weight(3), 0.956, 0.001);
  const CueLabeller labeller(parse(kSmall));
  LabelledSentence once, twice;
  labeller.label("贷款", once);
  labeller.label("贷款，贷款，贷款", twice);
  EXPECT_EQ(once.labels.back().score, twice.labels.back().score);
  EXPECT_EQ(twice.labels.back().evidence_count, 3U);
}

TEST(CueLabeller, TakesWeightsFromTheTaxonomy) {
  const CueLabeller labeller(parse(R"(
taxonomy: {id: t}
facets: [{id: f, mode: multi, labels: [{id: a, cues: [{term: weak, weight: 0.5}, strong]}]}]
)"));
  LabelledSentence labelled;
  labeller.label("a weak and strong word", labelled);
  ASSERT_EQ(labelled.evidence.size(), 2U);
  EXPECT_DOUBLE_EQ(labelled.labels[0].score, score_of_weight(1.5));
  EXPECT_NEAR(labelled.evidence[1].contribution, 2 * labelled.evidence[0].contribution, 1e-12);
}

TEST(CueLabeller, LetsContributionsAddUpToTheScore) {
  const CueLabeller labeller(load("innovation_policy.yaml"));
  LabelledSentence labelled;
  labeller.label("市财政安排专项资金，支持高校与企业共建中试平台和实验室，推出成果贷，引进人才。",
                 labelled);
  ASSERT_GE(labelled.labels.size(), 4U);
  for (const Label& label : labelled.labels) {
    double sum = 0;
    for (std::size_t i = 0; i < label.evidence_count; ++i)
      sum += labelled.evidence[label.first_evidence + i].contribution;
    EXPECT_NEAR(sum, label.score, 1e-9);
  }
}

TEST(CueLabeller, GivesTheSameLabelsEachTimeAndWithUsedBuffers) {
  const CueLabeller labeller(load("innovation_policy.yaml"));
  const std::string first = "要设立概念验证基金，支持高校院所与企业共建中试平台。";
  const std::string alone = labels_of(labeller, first);
  LabelledSentence labelled;
  labeller.label("会议强调，科技成果转化是头等大事。", labelled);
  labeller.label(first, labelled);
  EXPECT_EQ(alone, labels_of(labeller, first));
  EXPECT_EQ(labelled.labels.size(),
            static_cast<std::size_t>(std::count(alone.begin(), alone.end(), '=')));
}

TEST(CueLabeller, StaysLinearOnAMillionCues) {
  const CueLabeller labeller(load("innovation_policy.yaml"));
  std::string text;
  for (int i = 0; i < 100000; ++i) text += "成果转化";
  LabelledSentence labelled;
  labeller.label(text, labelled);
  const auto longest = std::max_element(
      labelled.labels.begin(), labelled.labels.end(),
      [](const Label& a, const Label& b) { return a.evidence_count < b.evidence_count; });
  EXPECT_EQ(longest->evidence_count, 100000U);
}

TEST(CueLabeller, TakesAnyBytes) {
  const CueLabeller labeller(load("innovation_policy.yaml"));
  std::mt19937 random(7);
  LabelledSentence labelled;
  for (int round = 0; round < 300; ++round) {
    std::string bytes(random() % 200, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    labeller.label(bytes, labelled);
    for (const Evidence& part : labelled.evidence) {
      EXPECT_LE(part.begin_byte, part.end_byte);
      EXPECT_LE(part.end_byte, bytes.size());
    }
  }
}

TEST(TermAutomaton, FindsWhatASearchForEachTermFinds) {
  std::mt19937 random(11);
  const auto word = [&](std::size_t longest) {
    std::string text(1 + random() % longest, 'a');
    for (char& c : text) c = static_cast<char>('a' + random() % 3);
    return text;
  };
  for (int round = 0; round < 200; ++round) {
    std::set<std::string> distinct;
    while (distinct.size() < 12) distinct.insert(word(4));
    const std::vector<std::string> terms(distinct.begin(), distinct.end());
    const std::string text = word(60);
    std::vector<TermAutomaton::Found> found;
    TermAutomaton(terms).find(text, found);
    std::multiset<std::pair<std::uint32_t, std::uint32_t>> places, expected;
    for (const auto& one : found) places.insert({one.term, one.begin_byte});
    for (std::uint32_t i = 0; i < terms.size(); ++i) {
      for (std::size_t at = text.find(terms[i]); at != std::string::npos;
           at = text.find(terms[i], at + 1)) {
        expected.insert({i, static_cast<std::uint32_t>(at)});
      }
    }
    EXPECT_EQ(places, expected);
  }
}

TEST(FoldedText, MapsFoldedBytesBackToTheirCharacters) {
  FoldedText folded;
  folded.assign("Ａ㍿ﬁ e\xCC\x81");
  EXPECT_EQ(folded.text(), "a株式会社fi \xC3\xA9");
  EXPECT_EQ(folded.origin_begin(0), 0U);
  EXPECT_EQ(folded.origin_end(1), 3U);
  EXPECT_EQ(folded.origin_begin(1), 3U);
  EXPECT_EQ(folded.origin_end(13), 6U);
}

TEST(Taxonomy, ReadsFacetsLabelsGroupsAndBlocks) {
  const Taxonomy taxonomy = load("innovation_policy.yaml");
  EXPECT_EQ(taxonomy.id, "sci_industry_integration_zh");
  EXPECT_EQ(taxonomy.language, "zh-Hans");
  ASSERT_EQ(taxonomy.facets.size(), 3U);
  EXPECT_EQ(taxonomy.facets[0].mode, FacetMode::kSingle);
  EXPECT_EQ(taxonomy.facets[0].default_label, "other");
  EXPECT_EQ(taxonomy.facets[0].labels.size(), 8U);
  EXPECT_EQ(taxonomy.facets[1].labels.size(), 17U);
  EXPECT_EQ(taxonomy.facets[1].groups.size(), 3U);
  EXPECT_EQ(taxonomy.facets[2].labels.size(), 14U);
  EXPECT_EQ(taxonomy.facets[2].max_labels, 3U);
}

TEST(Taxonomy, ReportsEveryErrorWithItsPlace) {
  const auto errors = errors_of(
      "taxonomy: {id: bad.id}\n"
      "facets:\n"
      "- id: f\n"
      "  mode: some\n"
      "  default: nobody\n"
      "  labels:\n"
      "  - {id: a, cue: [x]}\n"
      "  - {id: a, cues: [x, x], group: none}\n");
  const std::string text = describe_errors("t.yaml", errors);
  EXPECT_NE(text.find("t.yaml:1:16: error: id 'bad.id' holds a stop"), std::string::npos) << text;
  EXPECT_NE(text.find("t.yaml:4:9: error: expected mode single or multi, found 'some'"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("t.yaml:5:12: error: default 'nobody' is not a label of facet 'f'"),
            std::string::npos)
      << text;
  EXPECT_NE(
      text.find("t.yaml:7:13: error: unknown key 'cue' in a label\n  help: did you mean 'cues'?"),
      std::string::npos)
      << text;
  EXPECT_NE(text.find("t.yaml:8:10: error: label 'a' is defined twice"), std::string::npos) << text;
  EXPECT_NE(text.find("error: cue 'x' stands twice in label 'a'"), std::string::npos) << text;
  EXPECT_NE(text.find("group 'none' is not among the groups"), std::string::npos) << text;
}

TEST(Taxonomy, ReportsWhatIsNoYamlAndWhatIsNoTaxonomy) {
  EXPECT_EQ(errors_of("facets: [a\n").front().message.rfind("not YAML: ", 0), 0U);
  EXPECT_FALSE(errors_of("").empty());
  EXPECT_FALSE(errors_of("just words").empty());
  EXPECT_FALSE(errors_of("taxonomy: {id: a}\nfacets: []\n").empty());
  EXPECT_FALSE(
      errors_of("taxonomy: {id: a}\nfacets: [1, {id: b, mode: multi, labels: [2]}]\n").empty());
  EXPECT_FALSE(errors_of("taxonomy: {id: a}\nfacets: [{id: b, mode: multi, max: -3, labels: [{id: "
                         "c, cues: {d: e}}]}]\n")
                   .empty());
}

TEST(Taxonomy, RefusesACueThatIsAlsoABlock) {
  const auto errors = errors_of(
      "taxonomy: {id: a}\nfacets: [{id: b, mode: multi, labels: [{id: c, cues: [d], block: "
      "[d]}]}]\n");
  EXPECT_EQ(errors.front().message, "'d' is both a cue and a block of label 'c'");
}

TEST(CouncilMinutes, WorkWithoutTraining) {
  const CueLabeller labeller(load("council_minutes.yaml"));
  EXPECT_EQ(
      labels_of(labeller, "The committee resolved to refuse planning permission for the kiosk."),
      "act=decision(resolved to) subject=planning(planning permission)");
  EXPECT_EQ(labels_of(labeller, "Cllr Oduya asked whether the Budget covered new Cycle Lanes."),
            "act=question(asked whether) subject=budget(Budget) subject=transport(Cycle Lanes)");
  EXPECT_EQ(labels_of(labeller, "The car park closed at six."), "act=narrative()");
  EXPECT_EQ(labels_of(labeller, "Repairs were carried out in May."), "act=narrative()");
  EXPECT_EQ(labels_of(labeller, "The motion was carried."), "act=vote(carried)");
}

// --- the labelled sentences of real pages, where they are at hand ---

std::vector<std::vector<std::string>> read_csv(const std::filesystem::path& path) {
  std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(1));
  bool quoted = false;
  const std::string text = read_file(path);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') {
      if (quoted && i + 1 < text.size() && text[i + 1] == '"')
        rows.back().back() += text[i++];
      else
        quoted = !quoted;
    } else if (!quoted && c == ',') {
      rows.back().emplace_back();
    } else if (!quoted && c == '\n') {
      rows.emplace_back(1);
    } else if (c != '\r' || quoted) {
      rows.back().back() += c;
    }
  }
  rows.pop_back();
  return rows;
}

std::set<std::string> split_labels(const std::string& cell) {
  std::set<std::string> labels;
  std::istringstream stream(cell);
  for (std::string label; std::getline(stream, label, '|');) labels.insert(label);
  return labels;
}

struct Counts {
  double hits = 0, predicted = 0, wanted = 0;
  double f1() const { return 2 * hits / (predicted + wanted); }
};

TEST(CueLabeller, ReachesItsFiguresOnSentencesOfRealPages) {
  const char* folder = std::getenv("BROADSHEET_SHARED");
  const std::filesystem::path shared =
      folder != nullptr ? std::filesystem::path(folder)
                        : std::filesystem::path(BROADSHEET_SOURCE_DIR) / "../shared";
  if (!std::filesystem::exists(shared / "policy/dev.csv"))
    GTEST_SKIP() << "no labelled sentences at " << shared;
  const CueLabeller labeller(load("innovation_policy.yaml"));
  const auto rows = read_csv(shared / "policy/dev.csv");
  std::map<std::string, std::size_t> column;
  for (std::size_t i = 0; i < rows[0].size(); ++i) column[rows[0][i]] = i;
  std::map<std::string, Counts> counts;
  LabelledSentence labelled;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    labeller.label(rows[i][column["text"]], labelled);
    for (const Facet& facet : labeller.taxonomy().facets)
      counts[facet.id].wanted +=
          static_cast<double>(split_labels(rows[i][column[facet.id]]).size());
    for (const Label& label : labelled.labels) {
      const Facet& facet = labeller.taxonomy().facets[label.facet];
      counts[facet.id].predicted += 1;
      counts[facet.id].hits += static_cast<double>(
          split_labels(rows[i][column[facet.id]]).count(facet.labels[label.label].id));
    }
  }
  EXPECT_GE(counts["instrument"].f1(), 0.81);
  EXPECT_GE(counts["topic"].f1(), 0.75);
  EXPECT_GE(counts["function"].f1(), 0.52);
}

}  // namespace
}  // namespace broadsheet::policy

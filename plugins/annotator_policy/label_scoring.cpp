// SPDX-License-Identifier: Apache-2.0
#include "label_scoring.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <numbers>
#include <numeric>
#include <random>

namespace broadsheet::policy {
namespace {

constexpr std::size_t kBins = 10;

double ratio(double part, double whole) { return whole > 0 ? part / whole : 0; }

// The place of the facet's label that is `wanted` for an example, or npos.
template <class Wanted>
std::size_t label_of(std::size_t first, std::size_t count, const Wanted& wanted) {
  for (std::size_t k = 0; k < count; ++k) {
    if (wanted(first + k)) return k;
  }
  return std::string::npos;
}

void add_calibration(FacetScore& facet, double score, bool is_right) {
  const auto bin = std::min(kBins - 1, static_cast<std::size_t>(score * kBins));
  facet.reliability[bin].score_sum += score;
  facet.reliability[bin].variance_sum += score * (1 - score);
  ++facet.reliability[bin].count;
  facet.reliability[bin].right += is_right ? 1U : 0U;
}

void finish_calibration(FacetScore& facet) {
  double error = 0, by_chance = 0, count = 0;
  for (const Bin& bin : facet.reliability) {
    error += std::abs(bin.score_sum - static_cast<double>(bin.right));
    by_chance += std::sqrt(2 / std::numbers::pi * bin.variance_sum);  // mean size of a normal error
    count += static_cast<double>(bin.count);
  }
  facet.calibration_error = ratio(error, count);
  facet.exact_error = ratio(by_chance, count);
}

void finish_half(FacetScore& facet, std::vector<std::pair<double, bool>> answers,
                 std::size_t possible) {
  facet.curve = coverage_curve(answers, possible);
  std::sort(answers.begin(), answers.end(),
            [](const auto& a, const auto& b) { return a.first > b.first; });
  const std::size_t half = (answers.size() + 1) / 2;
  std::size_t right = 0;
  for (std::size_t i = 0; i < half; ++i) right += answers[i].second ? 1U : 0U;
  facet.half_precision = ratio(static_cast<double>(right), static_cast<double>(half));
  facet.half_score = half > 0 ? answers[half - 1].first : 0;
}

void count_confusions(FacetScore& facet, const std::map<std::string, std::size_t>& pairs) {
  facet.confusions.assign(pairs.begin(), pairs.end());
  std::stable_sort(facet.confusions.begin(), facet.confusions.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
}

FacetScore score_facet(const Facet& definition, std::size_t first, const Corpus& corpus,
                       const Predictions& predictions, const std::vector<std::size_t>& examples) {
  FacetScore facet;
  facet.id = definition.id;
  facet.is_single = definition.mode == FacetMode::kSingle;
  facet.reliability.resize(kBins);
  const std::size_t count = definition.labels.size();
  for (const LabelDefinition& label : definition.labels) facet.labels.push_back({label.id});
  std::size_t all_right = 0, given = 0, support = 0, right = 0;
  std::vector<std::pair<double, bool>> answers;
  std::map<std::string, std::size_t> pairs;
  for (const std::size_t i : examples) {
    if (corpus.examples[i].gold[first] == Gold::kUnknown) continue;
    ++facet.examples;
    bool is_all_right = true;
    for (std::size_t k = 0; k < count; ++k) {
      const bool is_gold = corpus.examples[i].gold[first + k] == Gold::kYes;
      const bool is_given = predictions.is_given[first + k][i];
      facet.labels[k].support += is_gold ? 1U : 0U;
      facet.labels[k].given += is_given ? 1U : 0U;
      facet.labels[k].right += is_gold && is_given ? 1U : 0U;
      is_all_right = is_all_right && is_gold == is_given;
      if (is_given) {
        answers.emplace_back(predictions.score[first + k][i], is_gold);
        add_calibration(facet, predictions.score[first + k][i], is_gold);
      }
      if (!facet.is_single && is_gold != is_given)
        ++pairs[(is_gold ? "missed " : "wrongly given ") + definition.labels[k].id];
    }
    all_right += is_all_right ? 1U : 0U;
    if (!facet.is_single || is_all_right) continue;
    const std::size_t truth = label_of(
        first, count, [&](std::size_t l) { return corpus.examples[i].gold[l] == Gold::kYes; });
    const std::size_t taken =
        label_of(first, count, [&](std::size_t l) { return predictions.is_given[l][i]; });
    if (truth != std::string::npos) {
      ++pairs[definition.labels[truth].id + " taken for " +
              (taken == std::string::npos ? "nothing" : definition.labels[taken].id)];
    }
  }
  double f1_sum = 0, present = 0, most = 0;
  for (const LabelScore& label : facet.labels) {
    given += label.given;
    support += label.support;
    right += label.right;
    most = std::max(most, static_cast<double>(label.support));
    if (label.support == 0) continue;
    f1_sum += label.f1();
    present += 1;
  }
  facet.accuracy = ratio(static_cast<double>(all_right), static_cast<double>(facet.examples));
  facet.micro_f1 = ratio(2 * static_cast<double>(right), static_cast<double>(given + support));
  facet.macro_f1 = ratio(f1_sum, present);
  facet.majority = facet.is_single ? ratio(most, static_cast<double>(facet.examples))
                                   : ratio(2 * most, static_cast<double>(facet.examples + support));
  finish_calibration(facet);
  finish_half(facet, std::move(answers), facet.is_single ? facet.examples : given);
  count_confusions(facet, pairs);
  return facet;
}

Interval interval_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const auto at = [&](double share) {
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
  };
  return {at(0.025), at(0.975)};
}

std::string interval_text(const Interval& interval) {
  return " (" + fixed(interval.low, 3) + " to " + fixed(interval.high, 3) + ")";
}

}  // namespace

std::string fixed(double value, int digits) {
  char text[48];
  std::snprintf(text, sizeof text, "%.*f", digits, value);
  return text;
}

std::string percent(double share) { return fixed(100 * share, 1); }

double LabelScore::precision() const {
  return ratio(static_cast<double>(right), static_cast<double>(given));
}
double LabelScore::recall() const {
  return ratio(static_cast<double>(right), static_cast<double>(support));
}
double LabelScore::f1() const {
  return ratio(2 * static_cast<double>(right), static_cast<double>(given + support));
}

std::vector<FacetScore> score_labels(const Taxonomy& taxonomy, const Corpus& corpus,
                                     const Predictions& predictions,
                                     const std::vector<std::size_t>& examples) {
  std::vector<FacetScore> scores;
  std::size_t first = 0;
  for (const Facet& facet : taxonomy.facets) {
    scores.push_back(score_facet(facet, first, corpus, predictions, examples));
    first += facet.labels.size();
  }
  return scores;
}

std::vector<FacetIntervals> bootstrap(const Taxonomy& taxonomy, const Corpus& corpus,
                                      const Predictions& predictions, std::size_t draws) {
  std::vector<std::vector<std::size_t>> articles(corpus.documents.size());
  for (std::size_t i = 0; i < corpus.examples.size(); ++i)
    articles[corpus.examples[i].document].push_back(i);
  std::mt19937_64 random(20260101);  // fixed: the same intervals for the same data
  const std::size_t facets = taxonomy.facets.size();
  std::vector<std::vector<double>> accuracy(facets), micro(facets), macro(facets);
  for (std::size_t draw = 0; draw < draws; ++draw) {
    std::vector<std::size_t> examples;
    for (std::size_t i = 0; i < articles.size(); ++i) {
      const auto& article = articles[random() % articles.size()];
      examples.insert(examples.end(), article.begin(), article.end());
    }
    const auto scores = score_labels(taxonomy, corpus, predictions, examples);
    for (std::size_t facet = 0; facet < facets; ++facet) {
      accuracy[facet].push_back(scores[facet].accuracy);
      micro[facet].push_back(scores[facet].micro_f1);
      macro[facet].push_back(scores[facet].macro_f1);
    }
  }
  std::vector<FacetIntervals> intervals;
  for (std::size_t facet = 0; facet < facets && draws > 0; ++facet) {
    intervals.push_back(
        {interval_of(accuracy[facet]), interval_of(micro[facet]), interval_of(macro[facet])});
  }
  return intervals;
}

std::string score_tables(const std::vector<FacetScore>& scores,
                         const std::vector<FacetIntervals>& intervals) {
  std::string text =
      "| facet | sentences | accuracy | micro-F1 | macro-F1 | most frequent label | precision at "
      "half "
      "coverage | calibration error (if scores were exact) |\n|---|---|---|---|---|---|---|---|\n";
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const FacetScore& facet = scores[i];
    const bool has = i < intervals.size();
    text += "| " + facet.id + " | " + std::to_string(facet.examples) + " | " +
            fixed(facet.accuracy, 3) + (has ? interval_text(intervals[i].accuracy) : "") + " | " +
            fixed(facet.micro_f1, 3) + (has ? interval_text(intervals[i].micro_f1) : "") + " | " +
            fixed(facet.macro_f1, 3) + (has ? interval_text(intervals[i].macro_f1) : "") + " | " +
            fixed(facet.majority, 3) + " | " + fixed(facet.half_precision, 3) + " (score " +
            fixed(facet.half_score, 2) + ") | " + fixed(facet.calibration_error, 3) + " (" +
            fixed(facet.exact_error, 3) + ") |\n";
  }
  for (const FacetScore& facet : scores) {
    text += "\n### " + facet.id +
            "\n\n| label | support | precision | recall | F1 |\n|---|---|---|---|---|\n";
    for (const LabelScore& label : facet.labels) {
      text += "| " + label.id + " | " + std::to_string(label.support) + " | " +
              fixed(label.precision(), 3) + " | " + fixed(label.recall(), 3) + " | " +
              fixed(label.f1(), 3) + " |\n";
    }
    text += "\nMost frequent faults: ";
    for (std::size_t i = 0; i < std::min<std::size_t>(8, facet.confusions.size()); ++i) {
      text += (i > 0 ? "; " : "") + facet.confusions[i].first + " " +
              std::to_string(facet.confusions[i].second);
    }
    text += "\n\n| score | answers | mean score | right |\n|---|---|---|---|\n";
    for (std::size_t bin = 0; bin < facet.reliability.size(); ++bin) {
      const Bin& one = facet.reliability[bin];
      if (one.count == 0) continue;
      const auto count = static_cast<double>(one.count);
      text += "| " + fixed(static_cast<double>(bin) / kBins, 1) + " to " +
              fixed(static_cast<double>(bin + 1) / kBins, 1) + " | " + std::to_string(one.count) +
              " | " + fixed(one.score_sum / count, 3) + " | " +
              fixed(static_cast<double>(one.right) / count, 3) + " |\n";
    }
    text += "\n| coverage | precision | score |\n|---|---|---|\n";
    double shown = 0.1;
    for (const CurvePoint& point : facet.curve) {
      if (point.coverage + 1e-9 < shown) continue;
      text += "| " + fixed(point.coverage, 2) + " | " + fixed(point.precision, 3) + " | " +
              fixed(point.score, 3) + " |\n";
      shown = point.coverage + 0.1;
    }
  }
  return text;
}

std::string coverage_svg(const std::vector<FacetScore>& scores) {
  constexpr double kWidth = 560, kHeight = 360, kLeft = 60, kTop = 20, kRight = 140, kBottom = 50;
  const double width = kWidth - kLeft - kRight, height = kHeight - kTop - kBottom;
  const char* colours[] = {"#1b6ca8", "#c0392b", "#2e8b57", "#8e44ad", "#b8860b", "#444444"};
  std::string svg =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 560 360\" "
      "font-family=\"sans-serif\" "
      "font-size=\"12\">\n<title>Precision over coverage</title>\n";
  const auto x = [&](double coverage) { return fixed(kLeft + coverage * width, 1); };
  const auto y = [&](double precision) {  // from one half to one
    return fixed(kTop + (1 - std::max(0.0, (precision - 0.5) * 2)) * height, 1);
  };
  for (int tick = 0; tick <= 5; ++tick) {
    const double share = tick / 5.0, precision = 0.5 + tick / 10.0;
    svg += "<line x1=\"" + x(0) + "\" x2=\"" + x(1) + "\" y1=\"" + y(precision) + "\" y2=\"" +
           y(precision) + "\" stroke=\"#ddd\"/><text x=\"" + fixed(kLeft - 8, 1) + "\" y=\"" +
           y(precision) + "\" text-anchor=\"end\">" + fixed(precision, 1) + "</text><text x=\"" +
           x(share) + "\" y=\"" + fixed(kHeight - kBottom + 18, 1) + "\" text-anchor=\"middle\">" +
           fixed(share, 1) + "</text>\n";
  }
  svg += "<text x=\"" + x(0.5) + "\" y=\"" + fixed(kHeight - 10, 1) +
         "\" text-anchor=\"middle\">share answered</text>\n<text transform=\"translate(16 " +
         fixed(kTop + height / 2, 1) +
         ") rotate(-90)\" text-anchor=\"middle\">share right</text>\n";
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const std::string colour = colours[i % std::size(colours)];
    svg += "<polyline fill=\"none\" stroke-width=\"2\" stroke=\"" + colour + "\" points=\"";
    for (const CurvePoint& point : scores[i].curve)
      svg += x(point.coverage) + "," + y(point.precision) + " ";
    svg += "\"/><text x=\"" + fixed(kWidth - kRight + 10, 1) + "\" y=\"" +
           fixed(kTop + 16 + 18 * static_cast<double>(i), 1) + "\" fill=\"" + colour + "\">" +
           scores[i].id + "</text>\n";
  }
  return svg + "</svg>\n";
}

}  // namespace broadsheet::policy

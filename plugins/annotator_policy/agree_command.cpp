// SPDX-License-Identifier: Apache-2.0
// broadsheet agree A.csv B.csv: how far two annotators agree on the same sentences.
#include <algorithm>
#include <map>
#include <unordered_map>

#include "broadsheet/cpp/error.hpp"
#include "commands.h"
#include "csv_table.h"
#include "label_agreement.h"
#include "label_scoring.h"

namespace broadsheet::policy {
namespace {

std::string column_value(const CsvTable& table, const CsvRecord& record, const char* name) {
  const std::size_t column = table.column(name);
  return column == std::string::npos ? std::string() : record.fields[column];
}

// What makes a row the same sentence in both files: its ids where both columns are there, else its
// text.
std::string identity(const CsvTable& table, const CsvRecord& record) {
  const std::string id = column_value(table, record, "sent_id");
  const std::string document = column_value(table, record, "doc_id");
  return document + "\n" + (id.empty() ? column_value(table, record, "text") : id);
}

bool is_no_facet(const std::string& name) {
  constexpr std::string_view kOthers[] = {"doc_id", "sent_id",   "heading", "text",  "annotator",
                                          "unsure", "bad_split", "note",    "weight"};
  return std::find(std::begin(kOthers), std::end(kOthers), name) != std::end(kOthers);
}

struct Pair {
  LabelSet a, b;
};

std::vector<Pair> pairs_of(const CsvTable& a, const CsvTable& b, const std::string& facet) {
  std::unordered_map<std::string, const CsvRecord*> of_b;
  for (const CsvRecord& record : b.records) of_b.emplace(identity(b, record), &record);
  std::vector<Pair> pairs;
  for (const CsvRecord& record : a.records) {
    const auto twin = of_b.find(identity(a, record));
    if (twin == of_b.end()) continue;
    const std::string left = record.fields[a.column(facet)];
    const std::string right = twin->second->fields[b.column(facet)];
    if (left == "NA" || right == "NA") continue;
    pairs.push_back({label_set(left), label_set(right)});
  }
  return pairs;
}

std::string row_of(const std::string& facet, const std::vector<Pair>& pairs) {
  std::vector<std::pair<LabelSet, LabelSet>> sets;
  std::map<std::string, std::size_t> confusions;
  bool is_single = true;
  for (const Pair& pair : pairs) {
    sets.emplace_back(pair.a, pair.b);
    is_single = is_single && pair.a.size() <= 1 && pair.b.size() <= 1;
    for (const std::string& label : pair.a) {
      if (pair.b.contains(label)) continue;
      std::string others;
      for (const std::string& other : pair.b) {
        if (!pair.a.contains(other)) others += (others.empty() ? "" : "|") + other;
      }
      ++confusions[label + " / " + (others.empty() ? "none" : others)];
    }
  }
  std::vector<std::pair<std::size_t, std::string>> frequent;
  for (const auto& [names, count] : confusions) frequent.emplace_back(count, names);
  std::stable_sort(frequent.begin(), frequent.end(),
                   [](const auto& x, const auto& y) { return x.first > y.first; });
  std::string text = "| " + facet + " | " + std::to_string(pairs.size()) + " | " +
                     fixed(observed_agreement(sets), 3) + " | " +
                     (is_single ? fixed(cohen_kappa(sets), 3) : "") + " | " +
                     fixed(krippendorff_alpha(sets), 3) + " | ";
  for (std::size_t i = 0; i < std::min<std::size_t>(5, frequent.size()); ++i) {
    text += (i > 0 ? "; " : "") + frequent[i].second + " " + std::to_string(frequent[i].first);
  }
  return text + " |\n";
}

}  // namespace

int agree(const Invocation& invocation) {
  const ArgumentList arguments(
      "broadsheet agree A.csv B.csv\nRows are matched by doc_id and sent_id, or by doc_id and "
      "text; "
      "every column that both files\nhave, apart from ids and notes, is a facet.",
      {}, invocation.arguments());
  if (arguments.asks_help()) {
    invocation.write(arguments.help());
    return 0;
  }
  if (arguments.rest().size() != 2) {
    throw Error(BROADSHEET_INVALID_ARGUMENT,
                "expected two CSV files, found " + std::to_string(arguments.rest().size()),
                "its options: --help");
  }
  const CsvTable a = parse_csv(read_whole_file(arguments.rest()[0]), arguments.rest()[0]);
  const CsvTable b = parse_csv(read_whole_file(arguments.rest()[1]), arguments.rest()[1]);
  std::string text =
      "| facet | sentences of both | same labels | Cohen kappa | Krippendorff alpha (MASI) | most "
      "frequent disagreements, A / B |\n|---|---|---|---|---|---|\n";
  std::size_t most = 0;
  for (const std::string& facet : a.header) {
    if (is_no_facet(facet) || b.column(facet) == std::string::npos) continue;
    const std::vector<Pair> pairs = pairs_of(a, b, facet);
    most = std::max(most, pairs.size());
    text += row_of(facet, pairs);
  }
  if (most == 0) {
    throw Error(BROADSHEET_BAD_INPUT, "the files have no labelled sentence in common",
                "both need the same doc_id and sent_id (or text), and a column of labels");
  }
  invocation.write(text);
  return 0;
}

}  // namespace broadsheet::policy
